"""An entry that cannot be drawn in one server stops no background work in any other."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord
import pytest
import simcord
from discord import ui
from structlog.testing import capture_logs

from bot.chat.announcements import corrections as correcting
from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.cards.card import card
from bot.chat.client import AlmanacBot
from bot.chat.inbox.announcing import AnnounceCog
from bot.chat.inbox.digests import Digests
from bot.chat.members.watches import Watches
from bot.chat.moderation.board import Boards
from bot.kb.model.keys import Address, Key
from bot.kb.reading.markdown import parse_entry
from bot.services.background.isolation import FIRST_PAUSE
from bot.services.ports.ledger import ChangeKind, FaqChange
from bot.services.ports.records import Board, PublishedAnswer, Watch
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import text_of
from tests.support.knowledge.base import FAQ_OWN, page

MONDAY = datetime(2027, 2, 1, 9, tzinfo=UTC)
TEA = Key.parse("faq:tea")
TEXT = page("Tea", FAQ_OWN.format(question="May I bring tea?"))


@dataclass(frozen=True)
class Servers:
    """One server with an entry that cannot be drawn, which every loop comes to first."""

    broken: simcord.GuildHandle
    broken_inbox: simcord.ChannelHandle
    sound: simcord.GuildHandle
    sound_inbox: simcord.ChannelHandle

    @property
    def ids(self) -> tuple[int, int]:
        return self.broken.id, self.sound.id


@pytest.fixture
def now() -> list[datetime]:
    return [MONDAY]


@pytest.fixture
async def servers(world: World, desk: Services) -> Servers:
    other = world.env.create_guild()
    inbox = other.create_text_channel("inbox")
    found = Servers(world.guild, world.inbox, other, inbox)
    places = (world.inbox, inbox)
    for guild, place in zip(found.ids, places, strict=True):
        await desk.servers.settings.change(guild, inbox_channel=place.id)
        write(desk, guild, broken=False)
    return found


def write(desk: Services, guild: int, *, broken: bool) -> None:
    """Write an entry as the database would hold it, and if it is broken, with no day of review."""
    entry = parse_entry(TEXT, TEA)
    revision = desk.snapshots.changed + 1
    change = FaqChange(
        revision, guild, TEA, 0, ChangeKind.WRITE, TEXT, f"{revision:016x}", "r", 1, "", MONDAY
    )
    shown = entry.model_copy(update={"reviewed": None} if broken else {"title": "Green tea"})
    desk.snapshots.apply([change], {(TEA, TEXT): shown})


async def post(world: World, channel: simcord.ChannelHandle) -> discord.Message:
    place = world.env.bot.get_partial_messageable(channel.id)
    return await place.send(view=card([ui.TextDisplay("before")]))


def cog(world: World, name: str) -> object:
    assert isinstance(world.env.bot, AlmanacBot)
    return world.env.bot.get_cog(name)


def failures(log: Sequence[Mapping[str, object]]) -> list[object]:
    return [one["guild"] for one in log if one["event"] == "background.failed"]


def texts(channel: simcord.ChannelHandle) -> list[str]:
    return [text_of([part.to_dict() for part in one.components]) for one in channel.history()[::-1]]


async def test_boards_of_other_servers_are_edited(
    world: World, desk: Services, servers: Servers, now: list[datetime]
) -> None:
    boards = cog(world, "Boards")
    assert isinstance(boards, Boards)
    channels = (servers.broken_inbox, servers.sound_inbox)
    for guild, channel in zip(servers.ids, channels, strict=True):
        message = await post(world, channel)
        await desk.stores.boards.keep(Board(guild, channel.id, message.id, ""))
    write(desk, servers.broken.id, broken=True)
    with capture_logs() as log:
        for _ in range(3):
            await boards.refresh_changed()
            now[0] += timedelta(minutes=1)
    assert failures(log) == [servers.broken.id]
    assert "What you can ask here" in texts(servers.sound_inbox)[0]
    assert texts(servers.broken_inbox) == ["before"]
    write(desk, servers.broken.id, broken=False)
    now[0] += timedelta(minutes=5)
    await boards.refresh_changed()
    assert "What you can ask here" in texts(servers.broken_inbox)[0]


async def test_digests_of_other_servers_are_posted(
    world: World, desk: Services, servers: Servers
) -> None:
    digests = cog(world, "Digests")
    assert isinstance(digests, Digests)
    write(desk, servers.broken.id, broken=True)
    with capture_logs() as log:
        await digests.post_due()
        await digests.post_due()
    assert failures(log) == [servers.broken.id]
    assert "Week 05 of 2027" in texts(servers.sound_inbox)[0]
    write(desk, servers.broken.id, broken=False)
    await digests.post_due()
    assert "Week 05 of 2027" in texts(servers.broken_inbox)[0]


async def test_questions_of_other_servers_are_announced(
    world: World,
    desk: Services,
    servers: Servers,
    now: list[datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    announcing = cog(world, "AnnounceCog")
    assert isinstance(announcing, AnnounceCog)
    for guild in servers.ids:
        for person in (1, 2, 2):
            desk.stores.gaps.count(
                desk.listening.gaps.as_asking("which bakery is good", guild, person)
            )
        desk.listening.gaps.mark_changed(guild)
    await desk.stores.flush()
    nearest = desk.listening.gaps.nearest

    def fail_there(text: str, guild: int) -> object:
        if guild == servers.broken.id:
            raise ValueError("an answer that cannot be named")
        return nearest(text, guild)

    monkeypatch.setattr(desk.listening.gaps, "nearest", fail_there)
    with capture_logs() as log:
        for _ in range(2):
            await announcing.post_new()
    assert failures(log) == [servers.broken.id]
    assert len(texts(servers.sound_inbox)) == 1
    assert texts(servers.broken_inbox) == []
    monkeypatch.undo()
    now[0] += FIRST_PAUSE
    await announcing.post_new()
    assert len(texts(servers.broken_inbox)) == 1


async def test_watches_of_other_servers_are_told(
    world: World, desk: Services, servers: Servers, now: list[datetime]
) -> None:
    watches = cog(world, "Watches")
    assert isinstance(watches, Watches)
    users = [world.env.create_user(name) for name in ("dora", "ella")]
    for guild, user in zip((servers.broken, servers.sound), users, strict=True):
        guild.add_member(user)
        watch = Watch(user.id, guild.id, Address(TEA), "", MONDAY, "It was red.")
        await desk.stores.watches.add(watch)
    write(desk, servers.broken.id, broken=True)
    with capture_logs() as log:
        for _ in range(2):
            await watches.tell_due()
    assert failures(log) == [servers.broken.id]
    assert [len(user.dm_channel.history()) for user in users] == [0, 1]
    write(desk, servers.broken.id, broken=False)
    now[0] += FIRST_PAUSE
    await watches.tell_due()
    assert [len(user.dm_channel.history()) for user in users] == [1, 1]


async def test_a_watch_whose_message_was_lost_on_the_way_is_told_later(
    world: World, desk: Services, servers: Servers, now: list[datetime]
) -> None:
    watches = cog(world, "Watches")
    assert isinstance(watches, Watches)
    user = world.env.create_user("dora")
    servers.sound.add_member(user)
    watch = Watch(user.id, servers.sound.id, Address(TEA), "", MONDAY, "It was red.")
    await desk.stores.watches.add(watch)
    world.env.inject_error("POST", f"/channels/{user.dm_channel.id}/messages", status=400)
    await watches.tell_due()
    assert user.dm_channel.history() == []
    now[0] += FIRST_PAUSE
    await watches.tell_due()
    assert len(user.dm_channel.history()) == 1


async def rounds_end(corrections: CorrectionCog) -> None:
    """Wait until every server had its round."""
    await asyncio.gather(*corrections._running.values())


async def test_answers_in_other_servers_are_corrected(
    world: World,
    desk: Services,
    servers: Servers,
    now: list[datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(correcting, "PAUSE", 0)
    # A page shorter than what fails must not hide what stands behind it.
    monkeypatch.setattr(correcting, "PAGE", 1)
    corrections = cog(world, "CorrectionCog")
    assert isinstance(corrections, CorrectionCog)
    channels = (servers.sound_inbox, servers.broken_inbox, servers.broken_inbox)
    for channel in channels:
        message = await post(world, channel)
        guild = servers.sound.id if channel is servers.sound_inbox else servers.broken.id
        served = PublishedAnswer(guild, channel.id, message.id, Address(TEA), "old", now[0])
        desk.stores.published_answers.remember(served)
        now[0] += timedelta(seconds=1)
    await desk.stores.flush()
    write(desk, servers.broken.id, broken=True)
    with capture_logs() as log:
        for guild in servers.ids:
            corrections.begin(guild, [TEA])
        await rounds_end(corrections)
    assert failures(log) == [servers.broken.id]
    assert "Corrected on" in texts(servers.sound_inbox)[0]
    write(desk, servers.broken.id, broken=False)
    now[0] += FIRST_PAUSE
    await corrections.resume()
    await rounds_end(corrections)
    assert all("Corrected on" in text for text in texts(servers.broken_inbox))
