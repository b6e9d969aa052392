"""What another process holds the lease of is left to it, and done here once this one has it."""

from datetime import datetime, timedelta

import pytest
from discord import ui

from bot.chat.announcements import corrections as correcting
from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.announcements.wishes import WishTellingCog
from bot.chat.cards.card import card
from bot.chat.client import AlmanacBot
from bot.chat.inbox.announcing import AnnounceCog
from bot.chat.inbox.digests import Digests
from bot.chat.members.watches import Watches
from bot.chat.moderation.board import Boards
from bot.kb.model.keys import Address
from bot.services.ports.records import Asking, Board, PublishedAnswer, Watch
from bot.wiring import Services
from tests.chat.conftest import World
from tests.chat.members.test_watches import told
from tests.chat.test_loops import rounds_end, texts

MONDAY = datetime.fromisoformat("2027-02-01T09:00:00+00:00")
PHD = Address.parse("faq:phd-needed")


class Lease:
    """A lease that a test has, or another process."""

    held = False

    def hold(self, _guild: int) -> bool:
        return self.held


@pytest.fixture
def now() -> list[datetime]:
    return [MONDAY]


@pytest.fixture
def lease(desk: Services, monkeypatch: pytest.MonkeyPatch) -> Lease:
    lease = Lease()
    monkeypatch.setattr(desk.servers.leases, "hold", lease.hold)
    monkeypatch.setattr(correcting, "PAUSE", 0)
    return lease


async def stand(world: World, channel: int) -> int:
    """Let a message of the bot stand in a channel."""
    view = card([ui.TextDisplay("before")])
    return (await world.env.bot.get_partial_messageable(channel).send(view=view)).id


async def something_to_do(world: World, desk: Services) -> None:
    """Give every loop one thing to do."""
    guild, person = world.guild.id, world.ana.id
    await desk.servers.settings.change(guild, inbox_channel=world.inbox.id)
    message = await stand(world, world.channel.id)
    await desk.stores.boards.keep(Board(guild, world.channel.id, message, ""))
    message = await stand(world, world.channel.id)
    desk.stores.published_answers.remember(
        PublishedAnswer(guild, world.channel.id, message, PHD, "old", MONDAY)
    )
    for asker in (1, 2, 2):
        desk.stores.gaps.count(desk.listening.gaps.as_asking("which bakery is good", guild, asker))
    desk.listening.gaps.mark_changed(guild)
    await desk.stores.watches.add(Watch(person, guild, PHD, "", MONDAY, "It was red."))
    gap = await desk.stores.gaps.wait(Asking(guild, "milk", "milk?", person, MONDAY))
    await desk.stores.gaps.grant(guild, gap.id, PHD, MONDAY)
    await desk.stores.flush()


async def look(world: World) -> None:
    """Let every loop look."""
    bot = world.env.bot
    assert isinstance(bot, AlmanacBot)
    for cog in bot.cogs.values():
        match cog:
            case Boards():
                await cog.refresh_changed()
            case Watches():
                await cog.tell_due()
            case WishTellingCog():
                await cog.tell_due()
            case AnnounceCog():
                await cog.post_new()
            case Digests():
                await cog.post_due()
            case CorrectionCog():
                cog.begin(world.guild.id, [PHD.key])
                await rounds_end(cog)


def done(world: World) -> tuple[int, int, int]:
    """Count what was posted to moderators, what was changed in place, and what was told."""
    changed = sum(text != "before" for text in texts(world.channel))
    return len(texts(world.inbox)), changed, len(told(world.ana.user))


async def test_nothing_is_posted_told_or_corrected_without_its_lease(
    world: World, desk: Services, lease: Lease, now: list[datetime]
) -> None:
    await something_to_do(world, desk)
    await look(world)
    assert done(world) == (0, 0, 0)
    lease.held = True
    desk.servers.leases.gained += 1
    # A digest and a question; a board and an answer; a watch and a wish.
    for _ in range(2):
        await look(world)
        assert done(world) == (2, 2, 2)
        now[0] += timedelta(minutes=1)
