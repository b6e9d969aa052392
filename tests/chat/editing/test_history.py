"""Answers are retired, restored, verified and brought back, and say who did it."""

from bot.kb.model.keys import Key
from bot.wiring import Services
from tests.chat.conftest import World
from tests.chat.editing.making import asked, open_family
from tests.support.cards import custom_id, options
from tests.support.forms import last, said, save


async def test_retiring_hides_an_answer_until_it_is_restored(world: World) -> None:
    retired = await world.moderator.slash(
        world.channel, "kb retire", answer="=faq:phd-needed", reason="not our subject"
    )
    assert "is retired" in said(retired)
    assert "Do I need a PhD?" not in await asked(world, "do i need a phd for ml jobs")
    found = await world.moderator.autocomplete(world.channel, "kb restore", "entry", "phd")
    assert found == [{"name": "Retired: Do I need a PhD?", "value": "faq:phd-needed"}]
    restored = await world.moderator.slash(world.channel, "kb restore", entry="faq:phd-needed")
    assert "Do I need a PhD?" in said(restored)
    assert "Do I need a PhD?" in await asked(world, "do i need a phd for ml jobs")


async def test_restoring_what_was_never_changed_says_so(world: World) -> None:
    result = await world.moderator.slash(world.channel, "kb restore", entry="faq:phd-needed")
    assert "nothing to change" in said(result)


async def test_verifying_dates_the_review_today_with_a_note(world: World, desk: Services) -> None:
    verified = await world.moderator.slash(
        world.channel, "kb verify", answer="=faq:phd-needed", note="read the USCIS page"
    )
    assert "as of 24 Nov 2026" in said(verified)
    assert "own copy" in said(verified)
    (version,) = await desk.editing.editor.history(world.guild.id, Key.parse("faq:phd-needed"))
    assert version.change.reason == "read the USCIS page"
    again = await world.moderator.slash(world.channel, "kb verify", answer="=faq:phd-needed")
    assert "nothing to change" in said(again)


async def test_the_history_shows_who_when_why_and_what_and_brings_a_version_back(
    world: World,
) -> None:
    for answer in ("First.", "Second."):
        opened = await open_family(world, world.moderator)
        await save(world.moderator, opened, answer=answer, reason=f"because {answer}")
    shown = await world.second.slash(world.channel, "kb history", entry="faq:bring-family")
    text = said(shown)
    assert f"<@{world.moderator.id}>: “because First.”" in text
    assert "- Answer: ~~First.~~ **Second.**" in text
    assert "summary" not in text, "in words, not as a file"
    assert "24 Nov 2026" in text
    components = last(shown).components
    versions = options(components, "Bring back…")
    oldest = list(versions.values())[-1]
    identifier = custom_id(components, "1|bring-back")
    back = await world.second.select(last(shown), [oldest], custom_id=identifier)
    assert "First." in said(back)
    assert "First." in await asked(world, "can i bring my family")


async def test_an_undo_that_comes_too_late_leaves_the_newer_change_alone(world: World) -> None:
    opened = await open_family(world, world.moderator)
    saved = await save(world.moderator, opened, answer="First.")
    opened = await open_family(world, world.second)
    await save(world.second, opened, answer="Second.")
    undone = await world.moderator.click(last(saved), label="Undo")
    assert "Somebody changed it since" in said(undone)
    assert "Second." in await asked(world, "can i bring my family")
