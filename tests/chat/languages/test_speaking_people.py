"""What the bot says to one person is in that person's language, also months later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import simcord

from bot.chat.client import AlmanacBot
from bot.chat.members.watches import Watches
from bot.chat.sending.languages import Languages
from bot.local.clients import in_languages
from bot.wiring import Services
from tests.chat.conftest import World, make_bot, restarted
from tests.support.cards import last_card, options, text_of
from tests.support.discord.forging import press
from tests.support.forms import fill, last, said, save, shown
from tests.support.language.pseudo import LOCALE, PseudoLanguages, unmarked

BAKERY = "which bakery makes good sourdough"

BASE = ("Do I need a PhD?", "H-1B visa", "O-1A visa", "H-1B visa: duration")
"""Titles of the small base."""

END = (
    "Where are you now? **Abroad**",
    "What do you have? **A degree**",
    "H-1B",
    "The H-1B is for jobs that need a degree.",
    "Your degree.",
    "Does my degree fit the job?",
)
"""What its path says at an end."""


@pytest.fixture
def languages() -> Languages:
    return PseudoLanguages()


@pytest.fixture(autouse=True)
def in_spanish(world: World) -> Iterator[None]:
    """Let everybody but Ben speak Spanish; the server stays English."""
    people = (world.ana, world.admin, world.moderator)
    with in_languages({person.id: LOCALE for person in people}):
        yield


async def watched(world: World, actor: simcord.MemberActor) -> simcord.InteractionResult:
    return await press(actor, world.channel, "1|watch|f:phd-needed")


async def edited(world: World) -> None:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.moderator, form, answer="Our server says no.", reason="asked often")


async def look(world: World) -> None:
    """Let a minute pass."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Watches")
    assert isinstance(cog, Watches)
    await cog.tell_due()


def told(actor: simcord.MemberActor) -> str:
    """Read the newest card of somebody's direct messages."""
    return text_of([one.to_dict() for one in last_card(actor.user.dm_channel).components])


@pytest.mark.parametrize(
    "command", ["suggest", "my data", "my watches", "my forget", "my plain", "setup"]
)
async def test_a_command_speaks_the_language_of_who_uses_it(world: World, command: str) -> None:
    theirs = await world.admin.slash(world.channel, command)
    assert "⟦" in str(shown(theirs))
    assert unmarked(shown(theirs)) == []


@pytest.mark.parametrize("command", ["help", "path", "suggest", "my data", "my forget"])
async def test_who_speaks_english_reads_english_in_the_same_server(
    world: World, command: str
) -> None:
    assert "⟦" not in str(shown(await world.ben.slash(world.channel, command)))


async def test_help_is_in_the_person_s_language_but_for_what_the_base_says(world: World) -> None:
    text = said(await world.ana.slash(world.channel, "help"))
    own = [line for line in text.splitlines() if line.strip() and "⟦" not in line]
    assert own == ["### Almanac"]
    assert "⟦16 answers" in text


async def test_a_walk_frames_what_the_base_asks(world: World) -> None:
    walk = await world.ana.slash(world.channel, "path")
    assert "⟦Some of this is in English.⟧" in said(walk)
    for choice in ("Abroad", "A degree"):
        await world.ana.click(last(walk), label=choice)
    assert unmarked(last(walk).components, (*BASE, *END)) == []


async def test_each_kind_of_what_is_kept_is_named_in_their_language(world: World) -> None:
    await edited(world)
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:bring-family")
    await save(world.moderator, form, answer="- no sentence")
    form = await world.moderator.slash(world.channel, "suggest")
    await save(world.moderator, form, question="Where is the bakery?")
    await press(world.moderator, world.channel, "1|watch|f:phd-needed")
    await world.moderator.slash(world.channel, "my plain")
    kept = await world.moderator.slash(world.channel, "my data")
    assert said(kept).count("⟦1 ") == 6
    assert unmarked(shown(kept)) == []


async def test_what_is_watched_is_listed_in_their_language(world: World) -> None:
    assert unmarked(shown(await watched(world, world.ana)), BASE) == []
    listed = await world.ana.slash(world.channel, "my watches")
    assert unmarked(shown(listed), BASE) == []
    assert "Do I need a PhD?" in options(last(listed).components, "⟦Stop watching…⟧")


async def test_a_refusal_a_stale_control_and_a_draft_are_explained_in_it(world: World) -> None:
    for custom_id in ("1|never-was|", "1|set-again|", "1|still|f:phd-needed", "1|again|x|y"):
        assert unmarked(shown(await press(world.ana, world.channel, custom_id))) == []


async def test_text_that_is_handed_back_comes_with_reasons_in_it(world: World) -> None:
    zone = await world.admin.slash(world.channel, "setup")
    form = await world.admin.click(last(zone), label="⟦Time zone of the digest: UTC⟧")
    assert unmarked(shown(form)) == []
    back = await world.admin.submit_modal(form, {"zone": "Atlantis"})
    assert unmarked(shown(back)) == []
    assert "⟦Open the form again⟧" in str(last(back).components)


async def test_the_doctor_names_faults_in_it(world: World, desk: Services) -> None:
    await desk.servers.settings.change(
        world.guild.id, answer_channels=(1,), inbox_channel=world.channel.id, moderator_role=2
    )
    assert unmarked(shown(await world.admin.slash(world.channel, "setup"))) == []


async def test_where_there_is_no_answer_they_are_told_in_it_what_was_done(world: World) -> None:
    asked = await world.ana.slash(world.channel, "ask", question=BAKERY)
    for name in ("send", "tell"):
        pressed = await world.ana.click(last(asked), custom_id=f"1|{name}|")
        assert unmarked(shown(pressed)) == []


async def test_a_direct_message_is_answered_in_the_language_used_last(world: World) -> None:
    await world.ana.slash(world.channel, "my data")
    for text in ("thanks", "hello", "stop", "forget me"):
        await world.ana.user.send_dm(text)
        newest = world.ana.user.dm_channel.history()[-1]
        card = [one.to_dict() for one in newest.components]
        assert unmarked([{"content": newest.content}, *card]) == []
        assert "⟦" in f"{newest.content}{card}"


async def test_in_a_server_a_message_is_answered_in_the_language_of_all(
    world: World, bot_mention: str
) -> None:
    await world.ana.slash(world.channel, "my data")
    await world.ana.send(world.channel, f"{bot_mention} gracias")
    assert world.channel.history()[-1].content == "You are welcome."


async def test_a_change_is_told_after_a_restart_in_the_language_of_each(
    world: World, desk: Services, tmp_path: Path
) -> None:
    await watched(world, world.ana)
    await watched(world, world.ben)
    await edited(world)
    await world.env.restart_bot(make_bot(await restarted(desk), tmp_path, PseudoLanguages()))
    await look(world)
    assert "⟦Changed: Do I need a PhD?⟧" in told(world.ana)
    assert "**⟦Now⟧**\n- Our server says no." in told(world.ana)
    assert "⟦" not in told(world.ben)


async def test_an_answer_that_is_taken_down_is_told_in_it(world: World) -> None:
    await watched(world, world.ana)
    await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed", reason="old")
    await look(world)
    assert told(world.ana) == (
        "### ⟦No longer there⟧\n⟦“Do I need a PhD?” was taken down in Test Guild.⟧"
    )


async def test_who_waits_for_an_answer_is_told_in_the_language_of_the_wish(world: World) -> None:
    for actor in (world.ana, world.ben):
        asked = await actor.slash(world.channel, "ask", question=BAKERY)
        await actor.click(last(asked), custom_id="1|tell|")
    form = await press(world.second, world.inbox, "1|write|g1")
    answer = {"answer": "The one at the corner.", "sources": "Bakery https://bakery.example"}
    await save(world.second, form, **answer)
    assert f"⟦You asked: “{BAKERY}”. There is an answer now.⟧" in told(world.ana)
    assert f"You asked: “{BAKERY}”. There is an answer now." in told(world.ben)
    assert "⟦" not in told(world.ben)


async def test_who_asks_a_person_reads_their_language_and_moderators_that_of_the_server(
    world: World, desk: Services, tmp_path: Path
) -> None:
    role = world.moderator_role.id
    await desk.servers.settings.change(
        world.guild.id, inbox_channel=world.inbox.id, moderator_role=role
    )
    asked = await world.ana.slash(world.channel, "ask", question=BAKERY)
    await desk.servers.settings.change(world.guild.id, inbox_channel=None)
    nobody = await world.ana.click(last(asked), custom_id="1|person|")
    assert unmarked(shown(nobody)) == []
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    form = await world.ana.click(last(asked), custom_id="1|person|")
    assert unmarked(shown(form), (BAKERY,)) == []
    empty = await fill(world.ana, form, question=" ", place="direct", link="no")
    assert unmarked(shown(empty)) == []
    form = await world.ana.click(last(asked), custom_id="1|person|")
    sent = await fill(world.ana, form, place="direct", link="yes")
    assert unmarked(shown(sent)) == []
    card = world.inbox.last_message
    assert card is not None
    assert "⟦" not in text_of([one.to_dict() for one in card.components])
    reply = await world.second.click(card, label="Reply")
    await world.env.restart_bot(make_bot(await restarted(desk), tmp_path, PseudoLanguages()))
    await fill(world.second, reply, reply="At the corner.")
    await world.env.settle()
    known = (BAKERY, "At the corner.")
    components = [one.to_dict() for one in last_card(world.ana.user.dm_channel).components]
    assert unmarked(components, known) == []
    assert "⟦You asked: “" in told(world.ana)


async def test_their_language_is_shown_with_the_rest_and_forgotten(
    world: World, desk: Services
) -> None:
    await watched(world, world.ana)
    kept = await desk.stores.people.export(world.ana.id)
    assert [one.locale for one in kept.watches] == [LOCALE]
    shown_file = await world.ana.slash(world.channel, "my data")
    (file,) = last(shown_file).attachments
    assert f'"locale": "{LOCALE}"' in (await file.read()).decode()
