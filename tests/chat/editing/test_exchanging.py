"""Moderators take their answers out as a zip, and bring a zip in after looking at it."""

import simcord

from bot.kb.files.archive import OVERLAY, read_archive, write_archive
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.forms import last, said
from tests.support.knowledge.base import FAQ_OWN, page

TEA = page(
    "Tea",
    FAQ_OWN.format(question="May I bring tea?"),
    summary="Yes, tea is allowed.",
    front="asks: [is green tea fine]\n",
)


async def bring(world: World, packed: bytes) -> simcord.InteractionResult:
    return await world.moderator.slash(world.channel, "kb import", file=("answers.zip", packed))


PAGE = """# Tea

## May I bring tea?

Yes, tea is allowed.

## Do we need a PhD for ML jobs?

No.
"""


async def bring_page(world: World, name: str = "tea.md") -> simcord.InteractionResult:
    file = (name, PAGE.encode())
    return await world.moderator.slash(world.channel, "kb import", file=file)


async def asked(world: World) -> str:
    return said(await world.ana.slash(world.channel, "ask", question="is green tea fine"))


async def test_a_zip_is_looked_at_imported_undone_and_exported(world: World) -> None:
    shown = await bring(world, write_archive({"faq/tea.md": TEA}))
    assert "1 new, 0 changed, 0 retired, 0 the same" in said(shown)
    difference = next(one for one in last(shown).attachments if one.filename == "difference.txt")
    assert b"+summary: Yes, tea is allowed." in await difference.read()
    assert "tea is allowed" not in await asked(world)
    done = await world.moderator.click(last(shown), label="Import")
    assert "Imported" in said(done)
    assert "tea is allowed" in await asked(world)
    exported = await world.moderator.slash(world.channel, "kb export")
    assert "1 file with answers of this server" in said(exported)
    (file,) = last(exported).attachments
    assert sorted(read_archive(await file.read())) == ["faq/tea.md", OVERLAY]
    await world.moderator.click(last(done), label="Undo")
    assert "tea is allowed" not in await asked(world)


async def test_a_repeated_press_imports_once(world: World, desk: Services) -> None:
    shown = await bring(world, write_archive({"faq/tea.md": TEA}))
    await world.moderator.click(last(shown), label="Import")
    again = await world.moderator.click(last(shown), label="Import")
    assert "left alone" in said(again) or "nothing to change" in said(again)
    assert len(await desk.stores.ledger.current(world.guild.id)) == 1


async def test_what_was_changed_since_the_look_is_left_alone(world: World) -> None:
    shown = await bring(world, write_archive({"faq/tea.md": TEA}))
    await world.second.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    late = await world.moderator.click(last(shown), label="Import")
    assert "left alone. Use /kb import again" in said(late)
    assert "tea is allowed" not in await asked(world)


async def test_what_cannot_be_taken_is_said_with_its_place(world: World) -> None:
    assert "not a zip file" in said(await bring(world, b"nonsense"))
    broken = TEA.replace("Yes, tea is allowed.", "Ask @everyone.")
    refused = await bring(world, write_archive({"faq/tea.md": broken}))
    assert "write the name without it" in said(refused)
    assert "faq:tea.md:" in said(refused)


async def test_what_is_there_already_needs_no_import(world: World) -> None:
    shown = await bring(world, write_archive({"faq/tea.md": TEA}))
    await world.moderator.click(last(shown), label="Import")
    assert "nothing to change" in said(await bring(world, write_archive({"faq/tea.md": TEA})))


async def test_where_approval_is_wanted_somebody_else_imports_it(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    proposed = await bring(world, write_archive({"faq/tea.md": TEA}))
    assert "Another moderator can publish it" in said(proposed)
    card = world.inbox.last_message
    assert card is not None
    own = await world.moderator.click(card, label="Import")
    assert "another moderator has to review" in said(own)
    assert "tea is allowed" not in await asked(world)
    assert "Imported" in said(await world.second.click(card, label="Import"))
    assert "tea is allowed" in await asked(world)
    (change,) = await desk.stores.ledger.current(world.guild.id)
    assert change.actor == world.moderator.id
    assert change.reason.endswith("(reviewed by a second moderator)")


async def test_a_page_of_questions_is_imported_with_its_look_alikes_as_phrasings(
    world: World, desk: Services
) -> None:
    shown = await bring_page(world)
    assert "2 new, 0 changed, 0 retired, 0 the same" in said(shown)
    assert "“Do we need a PhD for ML jobs?” is taken by **Do I need a PhD?** already." in said(
        shown
    )
    assert not await desk.stores.ledger.current(world.guild.id), "nothing is live before Import"
    done = await world.moderator.click(last(shown), label="Import, look-alikes as phrasings")
    assert "Imported: 1 new, 1 changed" in said(done)
    answer = said(await world.ana.slash(world.channel, "ask", question="may i bring tea"))
    assert "Yes, tea is allowed." in answer
    assert "Written by the moderators of" in answer
    assert "This server · on Discord" in answer
    await world.moderator.click(last(done), label="Undo")
    assert not [one for one in await desk.stores.ledger.current(world.guild.id) if one.body]


async def test_a_page_without_questions_says_how_to_write_them(world: World) -> None:
    file = ("notes.txt", b"Only prose.")
    refused = await world.moderator.slash(world.channel, "kb import", file=file)
    assert "There is no question in 'notes.txt'" in said(refused)


async def test_a_page_is_refused_by_its_own_lines_and_loses_no_answer(world: World) -> None:
    page = "## Tea?\n\nAsk @everyone.\n\n## Coffee?\n\nNo.\n\n## coffee\n\nYes.\n\n## Milk?\n"
    file = ("drinks.md", page.encode())
    refused = said(await world.moderator.slash(world.channel, "kb import", file=file))
    assert "drinks.md:1: Tea?: '@everyone' would mention people" in refused
    assert "drinks.md:9: coffee: stands in drinks.md:5 already" in refused
    assert "drinks.md:13: Milk?: has no answer below it" in refused


async def test_a_zip_of_pages_is_imported_like_a_page(world: World) -> None:
    packed = write_archive({"wiki/drinks.md": PAGE, "wiki/logo.png": "-"})
    shown = await bring(world, packed)
    assert "2 new" in said(shown)
    done = await world.moderator.click(last(shown), label="Import")
    assert "Imported: 2 new" in said(done)
    answer = said(await world.ana.slash(world.channel, "ask", question="may i bring tea"))
    assert "Yes, tea is allowed." in answer


async def test_a_server_without_answers_exports_nothing(world: World) -> None:
    exported = await world.moderator.slash(world.channel, "kb export")
    assert "has no answers of its own, and retired none" in said(exported)
    await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    exported = await world.moderator.slash(world.channel, "kb export")
    assert len(last(exported).attachments) == 1
