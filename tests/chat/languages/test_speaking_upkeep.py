"""Moderators are told in their own language; what stands in channels is in their server's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from PIL import Image

from bot.chat.announcements import corrections as correcting
from bot.chat.client import AlmanacBot
from bot.chat.inbox.digests import Digests
from bot.chat.moderation.board import Boards
from bot.chat.sending.languages import Languages
from bot.chat.sending.text import quoted
from bot.kb.files.archive import write_archive
from bot.kb.model.keys import Key
from bot.local.clients import in_languages
from bot.services.answering.answers import Answers
from bot.wiring import Services
from tests.chat.conftest import NOON, World, make_bot
from tests.support.cards import custom_id
from tests.support.forms import last, said, shown
from tests.support.knowledge.base import FAQ_OWN, page
from tests.support.language.pseudo import LOCALE, PseudoLanguages, said_by, unmarked
from tests.support.language.speaking import speaks

MONDAY = datetime(2027, 2, 1, 9, tzinfo=UTC)
"""A Monday on which all reviews of the small base are overdue."""

PHD = "do i need a phd for ml jobs"

TEA = page("Tea", FAQ_OWN.format(question="May I bring tea?"), summary="Yes, tea is allowed.")


@pytest.fixture
def languages() -> Languages:
    return PseudoLanguages()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "PAUSE", 0)


@pytest.fixture(autouse=True)
def in_spanish(world: World) -> Iterator[None]:
    """Let one moderator speak Spanish; the others and the server speak English."""
    with in_languages(speaks(world.moderator, LOCALE)):
        yield


@pytest.fixture
def base(desk: Services) -> tuple[str, ...]:
    """List what the base says."""
    return tuple(said_by(desk.snapshots.snapshot.library, NOON.date()))


async def server_speaks(world: World, locale: str) -> None:
    """Change the language of the server, as its admins do."""
    world.env.backend.edit_guild(world.guild.id, {"preferred_locale": locale})
    await world.env.settle()


@contextmanager
def server_in_spanish(world: World) -> Iterator[None]:
    """Let interactions come from a Spanish server, from an English moderator."""
    with in_languages(speaks(world.second, "en-US"), server=LOCALE):
        yield


def standing(message: discord.Message) -> list[Any]:
    """List what stands in a channel."""
    return [{"content": message.content}, *(one.to_dict() for one in message.components)]


def board(world: World) -> list[Any]:
    (message,) = [one for one in world.channel.history() if one.components]
    return standing(message)


async def pass_minute(world: World) -> None:
    """Let the board be looked at."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Boards")
    assert isinstance(cog, Boards)
    await cog.refresh_changed()


async def pass_hour(world: World) -> None:
    """Let the clock be looked at for the digest."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Digests")
    assert isinstance(cog, Digests)
    await cog.post_due()


async def bring(actor: simcord.MemberActor, world: World) -> simcord.InteractionResult:
    packed = write_archive({"faq/tea.md": TEA})
    return await actor.slash(world.channel, "kb import", file=("answers.zip", packed))


async def reason(desk: Services, world: World, key: str) -> str:
    """Read the note of the newest change in the history of an entry."""
    return (await desk.editing.editor.history(world.guild.id, Key.parse(key)))[0].change.reason


async def test_a_board_is_drawn_for_its_server_and_its_moderator_told_in_theirs(
    world: World,
) -> None:
    told = await world.moderator.slash(world.channel, "kb board")
    assert unmarked(shown(told)) == []
    assert "⟦" not in str(board(world))


async def test_a_server_that_changes_its_language_gets_its_board_in_it(
    world: World, base: tuple[str, ...]
) -> None:
    await world.second.slash(world.channel, "kb board")
    await pass_minute(world)
    english = board(world)
    await server_speaks(world, LOCALE)
    await pass_minute(world)
    assert "⟦What you can ask here⟧" in str(board(world))
    assert unmarked(board(world), (*base, "General")) == []
    await server_speaks(world, "en-US")
    await pass_minute(world)
    assert board(world) == english


async def test_a_digest_is_in_the_language_of_the_server(
    world: World, desk: Services, now: list[datetime], base: tuple[str, ...]
) -> None:
    now[0] = MONDAY
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    await server_speaks(world, LOCALE)
    asked = await world.ana.slash(world.channel, "ask", question="which bakery makes sourdough")
    await world.ana.click(last(asked), label="Send to moderators")
    await world.ana.slash(world.channel, "ask", question=PHD)
    await pass_hour(world)
    digest = standing(world.inbox.history()[-1])
    assert "### ⟦Week 05 of 2027⟧" in str(digest)
    assert unmarked(digest, (*base, *map(quoted, base), "30\u00a0ene\u00a02027")) == []
    assert ", read once⟧" in str(digest)


@pytest.mark.parametrize(("first", "then"), [("en-US", LOCALE), (LOCALE, "en-US")])
async def test_this_week_s_digest_is_known_after_a_restart_in_whatever_language(
    *,
    world: World,
    desk: Services,
    answers: Answers,
    tmp_path: Path,
    now: list[datetime],
    first: str,
    then: str,
) -> None:
    now[0] = MONDAY
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    await server_speaks(world, first)
    await pass_hour(world)
    await server_speaks(world, then)
    await world.env.restart_bot(make_bot(desk, tmp_path, PseudoLanguages()))
    await pass_hour(world)
    assert len(world.inbox.history()) == 1
    now[0] = datetime(2027, 2, 8, 9, tzinfo=UTC)
    await pass_hour(world)
    assert len(world.inbox.history()) == 2


async def test_the_form_below_a_digest_speaks_to_who_opens_it(
    world: World, desk: Services, now: list[datetime]
) -> None:
    now[0] = MONDAY
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    await pass_hour(world)
    digest = world.inbox.history()[-1]
    identifier = custom_id(standing(digest), "1|verify")
    form = await world.moderator.select(digest, ["faq:phd-needed"], custom_id=identifier)
    assert unmarked(shown(form)) == []
    done = await world.moderator.submit_modal(form, {"note": ""})
    assert "⟦Verified today. Members see this from now on.⟧" in said(done)
    assert await reason(desk, world, "faq:phd-needed") == "verified"


async def test_an_answer_that_is_taken_down_is_so_in_the_language_of_the_server(
    world: World,
) -> None:
    await server_speaks(world, LOCALE)
    public = await world.ana.slash(world.channel, "ask", question=PHD, show="everyone")
    await world.second.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    assert unmarked(shown(public)) == []
    assert "⟦This answer was taken down on " in said(public)


async def test_what_happens_to_an_entry_is_said_in_the_language_of_who_does_it(
    world: World,
) -> None:
    for command, sentence in (
        ("kb retire", "**Do I need a PhD?** is retired: members of this server no longer see it"),
        ("kb restore", "⟦Restored. Members see this from now on.⟧"),
    ):
        option = "entry" if command == "kb restore" else "answer"
        key = "faq:phd-needed" if command == "kb restore" else "=faq:phd-needed"
        assert sentence in said(
            await world.moderator.slash(world.channel, command, **{option: key})
        )
    verified = await world.moderator.slash(world.channel, "kb verify", answer="=visa:l-1")
    assert "-# ⟦This server keeps its own copy from now on; /kb restore" in said(verified)


async def test_notes_that_the_bot_writes_into_a_history_are_in_the_language_of_the_server(
    world: World, desk: Services
) -> None:
    with server_in_spanish(world):
        await world.second.slash(world.channel, "kb verify", answer="=visa:l-1")
        proposed = await bring(world.second, world)
        await world.second.click(last(proposed), label="Import")
    assert await reason(desk, world, "visa:l-1") == "⟦verified⟧"
    assert (await reason(desk, world, "faq:tea")).startswith("⟦import: ⟦1 new, 0 changed")


async def test_an_import_and_an_export_speak_to_who_asks_for_them(world: World) -> None:
    proposed = await bring(world.moderator, world)
    assert "**⟦1 new, 0 changed, 0 retired, 0 the same⟧**" in said(proposed)
    assert unmarked(shown(proposed)) == []
    done = await world.moderator.click(last(proposed), label="⟦Import⟧")
    assert unmarked(shown(done)) == []
    assert "⟦Undo⟧" in str(shown(done))
    exported = await world.moderator.slash(world.channel, "kb export")
    assert unmarked(shown(exported)) == []
    for again in (
        await bring(world.moderator, world),
        await world.moderator.click(last(proposed), label="⟦Import⟧"),
    ):
        assert unmarked(shown(again)) == []
    assert "⟦" not in said(await world.second.slash(world.channel, "kb export"))


async def test_what_cannot_be_imported_is_named_as_the_check_names_it(world: World) -> None:
    packed = write_archive({"faq/tea.md": TEA.replace("Yes, tea is allowed.", "Ask @everyone.")})
    refused = await world.moderator.slash(world.channel, "kb import", file=("answers.zip", packed))
    first, *problems = said(refused).strip().splitlines()
    assert first.startswith("⟦This cannot be imported yet;")
    assert "⟦" not in str(problems)


async def test_a_zip_that_cannot_be_read_is_refused_in_it(world: World) -> None:
    refused = await world.moderator.slash(
        world.channel, "kb import", file=("answers.zip", b"no zip")
    )
    assert "⟦This is not a zip file that can be read.⟧" in said(refused)


async def test_an_import_for_approval_is_proposed_in_the_language_of_the_server(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    await bring(world.moderator, world)
    assert "⟦" not in str(standing(world.inbox.history()[-1]))
    with server_in_spanish(world):
        await bring(world.second, world)
    assert unmarked(standing(world.inbox.history()[-1])) == []


async def test_counts_are_told_in_the_language_of_who_asks_and_drawn_in_english(
    world: World, base: tuple[str, ...]
) -> None:
    await world.ana.slash(world.channel, "ask", question=PHD)
    theirs = await world.moderator.slash(world.channel, "kb stats")
    assert unmarked(shown(theirs), base) == []
    english = await world.second.slash(world.channel, "kb stats")
    assert "⟦" not in said(english)
    (their_file,), (file,) = last(theirs).attachments, last(english).attachments
    assert unmarked([{"content": their_file.description}], base) == []
    assert "⟦" not in str(file.description)
    drawn = [Image.open(BytesIO(await one.read())) for one in (their_file, file)]
    assert drawn[0].tobytes() == drawn[1].tobytes()
