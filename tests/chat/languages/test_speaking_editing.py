"""Moderators edit and look through their inbox in their own language; what all see has one."""

from collections.abc import Iterator

import pytest
import simcord

from bot.chat.editing.views import render_clash, render_history, render_saved
from bot.chat.inbox.inbox import render_gap, render_suggestion
from bot.chat.proposals.preview_cards import render_preview
from bot.chat.sending.languages import Languages
from bot.chat.sending.text import quoted
from bot.kb.model.keys import Address, Key
from bot.kb.reading.markdown import print_entry
from bot.local.clients import in_languages
from bot.locale.i18n import Language, using_language
from bot.services.editing.editor import Clash
from bot.services.ports.records import Suggestion
from bot.wiring import Services
from tests.chat.cards.test_card import assert_fits, composed, longest
from tests.chat.conftest import NOON, World
from tests.chat.editing.making import TAKING, TEA
from tests.chat.editing.test_moderators_cards import (
    GAP,
    ID,
    LONGEST,
    NEAR,
    NO_BASE,
    OLD,
    VERSIONS,
    change,
    kept,
    previewed,
)
from tests.chat.proposals.test_approval import inbox_text, newest
from tests.support.discord.forging import press
from tests.support.forms import last, publish, said, save, shown, values
from tests.support.language.pseudo import LOCALE, Longer, PseudoLanguages, said_by, unmarked

PHD = Key.parse("faq:phd-needed")
BAKERY = "which bakery makes good sourdough"
OURS = "Our server says no."
PROPOSED = ("Do I need a PhD?", OURS, "asked often", "Why, then")


@pytest.fixture
def languages() -> Languages:
    return PseudoLanguages()


@pytest.fixture(autouse=True)
def in_spanish(world: World) -> Iterator[None]:
    """Let one moderator speak Spanish; the other and the server speak English."""
    with in_languages({world.moderator.id: LOCALE}):
        yield


@pytest.fixture
def known(desk: Services) -> list[str]:
    """List what the base says, and what was typed, also as it is quoted in a line."""
    library = desk.snapshots.snapshot.library
    texts = [*said_by(library, NOON.date()), *TEA.values(), *TEA["answer"].split("\n- ")]
    texts += [TAKING, BAKERY, *PROPOSED, "Yes, tea is allowed.", "CBP on food"]
    return [*texts, *(quoted(one) for one in texts)]


async def open_phd(world: World, actor: simcord.MemberActor) -> simcord.InteractionResult:
    return await actor.slash(world.channel, "kb edit", answer="=faq:phd-needed")


async def send_gap(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    asked = await world.ana.slash(world.channel, "ask", question=BAKERY)
    await world.ana.click(last(asked), label="Send to moderators")


async def test_forms_are_named_and_explained_in_the_moderator_s_language(
    world: World, known: list[str]
) -> None:
    assert unmarked(shown(await world.moderator.slash(world.channel, "kb add"))) == []
    for answer in ("=visa:h-1b", "=visa:h-1b/duration"):
        opened = await world.moderator.slash(world.channel, "kb edit", answer=answer)
        figures = ["{{longest}}", "six years", "{{old-limit}}", "five years"]
        assert unmarked(shown(opened), [*known, *figures, "H-1B", "duration"]) == []
    theirs = await world.second.slash(world.channel, "kb add")
    assert "⟦" not in str(shown(theirs))


async def test_what_was_saved_is_shown_and_taken_back_in_it(world: World, known: list[str]) -> None:
    form = await world.moderator.slash(world.channel, "kb add")
    saved = await save(world.moderator, form, **TEA)
    assert "⟦Published. Members see this from now on.⟧" in said(saved)
    assert unmarked(shown(saved), known) == []
    undone = await world.moderator.click(last(saved), label="⟦Undo⟧")
    assert "⟦Taken back: ⟦**May I bring tea?** is no longer shown⟧.⟧" in said(undone)
    assert unmarked(shown(undone), known) == []


async def test_what_cannot_be_saved_is_explained_in_it(world: World) -> None:
    form = await world.moderator.slash(world.channel, "kb add")
    typed = {"answer": "- no sentence\n\n## And more", "sources": "my uncle"}
    refused = await save(world.moderator, form, **(TEA | typed))
    assert unmarked(shown(refused)) == []
    assert said(refused).count("⟦Answer⟧: ⟦begin with one sentence") == 1
    form = await world.moderator.click(last(refused), label="⟦Open the form again⟧")
    checked = await save(world.moderator, form, **(TEA | {"answer": "Ask @everyone."}))
    assert "- ⟦⟦Answer⟧: '@everyone' would mention" in said(checked)


async def test_drafts_are_offered_in_it(world: World) -> None:
    form = await open_phd(world, world.moderator)
    await save(world.moderator, form, sources="my uncle")
    offered = await open_phd(world, world.moderator)
    assert unmarked(shown(offered), PROPOSED) == ["24\u00a0nov\u00a02026: Do I need a PhD?"]
    assert "⟦Leave it, and open the form⟧" in str(shown(offered))


async def test_a_warning_and_the_form_for_a_phrasing_are_in_it(
    world: World, known: list[str]
) -> None:
    warned = await world.moderator.slash(
        world.channel, "kb alias", answer="=faq:bring-family", phrasing=TAKING
    )
    assert "⟦This would take **1 question** from other answers:⟧" in said(warned)
    assert unmarked(shown(warned), known) == []
    form = await world.moderator.click(last(warned), label="⟦Change⟧")
    assert unmarked(shown(form), known) == []


async def test_a_message_becomes_an_answer_whose_source_all_can_read(world: World) -> None:
    message = await world.ana.send(world.channel, "Tea is fine in any bag.")
    form = await world.moderator.context_menu(world.channel, "Make an answer of this", message)
    assert values(form)["sources"] == f"A message in this server {message.jump_url}"


async def test_who_was_quicker_is_told_in_it(world: World) -> None:
    form = await open_phd(world, world.moderator)
    await save(world.second, await open_phd(world, world.second), answer=OURS)
    late = await save(world.moderator, form, answer="Ours, too.")
    text = said(late)
    for line in (
        "### ⟦Somebody else changed this first⟧",
        "**⟦Now⟧**",
        "**⟦From theirs to yours⟧**",
    ):
        assert line in text
    buttons = [one for one in shown(late) if "components" in one]
    assert "⟦Open the form with theirs⟧" in str(buttons)


async def test_a_history_is_told_in_it_with_reasons_in_the_language_of_all(world: World) -> None:
    for answer in ("Ours.", OURS):
        form = await open_phd(world, world.moderator)
        saved = await save(world.moderator, form, answer=answer)
    await world.moderator.click(last(saved), label="⟦Undo⟧")
    history = await world.moderator.slash(world.channel, "kb history", entry="faq:phd-needed")
    assert "⟦History of “Do I need a PhD?”⟧" in said(history)
    assert "· ⟦written⟧ · 24\u00a0nov\u00a02026** by <@" in said(history)
    assert "⟧: “undo”\n" in said(history)
    assert "⟦Bring back…⟧" in str(shown(history))


async def test_a_search_that_finds_nothing_and_one_that_is_tried_are_in_it(
    world: World, known: list[str]
) -> None:
    unknown = await world.moderator.slash(world.channel, "kb edit", answer="how to bake bread")
    assert unmarked(shown(unknown)) == []
    for question, outcome in (("do i need a phd for ml jobs", "the first"), (BAKERY, "no")):
        tried = await world.moderator.slash(world.channel, "kb try", question=question)
        assert f"⟦**Members get {outcome} answer** (" in said(tried)
        framed = [one for one in unmarked(shown(tried), known) if "`" not in one]
        assert framed == []


async def test_retired_answers_are_suggested_in_it(world: World) -> None:
    await world.second.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    for actor, name in ((world.moderator, "⟦Retired: {}⟧"), (world.second, "Retired: {}")):
        found = await actor.autocomplete(world.channel, "kb restore", "entry", "phd")
        assert found == [{"name": name.format("Do I need a PhD?"), "value": "faq:phd-needed"}]


async def test_the_inbox_is_theirs_where_only_they_see_it(
    world: World, desk: Services, known: list[str]
) -> None:
    empty = await world.moderator.slash(world.inbox, "kb inbox")
    assert unmarked(shown(empty)) == []
    await send_gap(world, desk)
    assert "### Not answered yet" in inbox_text(world)
    listed = await world.moderator.slash(world.inbox, "kb inbox")
    assert unmarked(shown(listed), known) == []
    form = await world.moderator.click(last(listed), label="⟦Same as another…⟧")
    assert unmarked(shown(form)) == []
    back = await world.moderator.submit_modal(form, {"answer": "bread"})
    assert unmarked(shown(back)) == []
    await world.moderator.click(last(listed), label="⟦Not for us⟧")
    assert unmarked(shown(listed), known) == []
    assert "⟦Inbox⟧" in str(shown(listed))


async def test_what_waits_is_counted_and_turned_in_it(
    world: World, desk: Services, known: list[str]
) -> None:
    await send_gap(world, desk)
    form = await world.ana.slash(world.channel, "suggest")
    await save(world.ana, form, question="Where is the bakery?", answer=OURS)
    listed = await world.moderator.slash(world.inbox, "kb inbox")
    assert "⟦1 of 2 in the inbox⟧" in said(listed)
    await world.moderator.click(last(listed), label="⟦Next⟧")
    assert "### ⟦A member suggests⟧" in said(listed)
    assert unmarked(shown(listed), [*known, "Where is the bakery?"]) == []


async def test_what_is_declined_for_all_is_said_in_the_language_of_all(
    world: World, desk: Services
) -> None:
    await send_gap(world, desk)
    await world.moderator.click(newest(world), label="Not for us")
    assert "⟦" not in inbox_text(world)
    assert "not for us" in inbox_text(world)
    late = await press(world.moderator, world.inbox, "1|write|g1")
    assert said(late).strip() == "⟦Somebody has dealt with this already.⟧"


async def test_a_proposal_speaks_to_all_moderators_and_its_reply_to_the_author(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    form = await open_phd(world, world.moderator)
    proposed = await save(world.moderator, form, answer=OURS, reason="asked often")
    assert unmarked(shown(proposed)) == []
    assert "proposes this answer: asked often" in inbox_text(world)
    assert "⟦" not in str([one.to_dict() for one in newest(world).components])
    own = await world.moderator.click(newest(world), label="Publish")
    assert last(own).content.startswith("⟦This one is yours")
    await world.second.click(newest(world), label="Publish")
    assert "⟦" not in inbox_text(world)


async def test_what_a_spanish_moderator_publishes_or_sends_back_stays_in_the_language_of_all(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    seen = await world.second.slash(
        world.channel, "kb alias", answer="=faq:phd-needed", phrasing="dr or not"
    )
    await publish(world.second, seen)
    await world.moderator.click(newest(world), label="Send back")
    assert "sent a proposal back" in inbox_text(world)
    assert "⟦" not in str([one.to_dict() for one in newest(world).components])
    await world.second.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    await world.moderator.click(newest(world), label="Publish")
    assert "Published: **retire Do I need a PhD?**" in inbox_text(world)
    assert "⟦" not in str([one.to_dict() for one in newest(world).components])
    (version,) = await desk.editing.editor.history(world.guild.id, PHD)
    assert version.change.reason == "(reviewed by a second moderator)"


async def test_without_an_inbox_they_are_told_in_it(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, needs_approval=True)
    for command in ("kb retire", "kb edit"):
        refused = await world.moderator.slash(world.channel, command, answer="=faq:phd-needed")
        if refused.modal is not None:
            refused = await save(world.moderator, refused, answer=OURS)
        assert unmarked(shown(refused)) == []


async def test_in_a_spanish_server_everybody_reads_the_inbox_in_spanish(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    with in_languages({}, server=LOCALE):
        reason = {"answer": "=faq:phd-needed", "reason": "asked often"}
        proposed = await world.second.slash(world.channel, "kb retire", **reason)
    assert "⟦" not in said(proposed)
    assert unmarked([one.to_dict() for one in newest(world).components], PROPOSED) == []


def test_whatever_moderators_see_fits_in_a_language_that_needs_more_room() -> None:
    entry = longest("word " * 800 + "end")
    text, address = print_entry(entry), Address(longest("Words.").key, "cost")
    clash = Clash(address.key, change(), text, text.replace("end", "END"), "-x\n+y" * 900)
    suggestion = Suggestion(ID, ID, "*" * 240, "*" * 4000, NOON, GAP.id)
    with using_language(Language(LOCALE, Longer())):
        assert_fits(render_saved("Verified today. " * 18, "f" * 16, composed(entry)))
        assert_fits(render_preview(previewed("word " * 800), kept(), needs_approval=True))
        assert_fits(render_clash(f"e|{LONGEST}", address, clash))
        assert_fits(render_history(OLD.key, "T" * 300, VERSIONS, 0, NO_BASE))
        assert_fits(render_gap(GAP, NEAR))
        assert_fits(render_suggestion(suggestion, NEAR))
