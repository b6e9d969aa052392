"""The real bot over a small base, in a pretended Discord with a member and a moderator."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
import simcord

from bot.chat.client import AlmanacBot
from bot.kb.library import load_library
from bot.pictures.gallery import Gallery
from bot.services.answers import Answers
from bot.services.comparisons import Comparisons
from bot.services.guidance import Guidance
from bot.services.illustrations import Illustrations
from bot.services.salaries import Salaries
from bot.services.snapshot import Keeper, Snapshot
from tests.support.base import small_base


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.build(load_library(small_base(tmp_path_factory.mktemp("base"))))


@pytest.fixture
def answers(snapshot: Snapshot) -> Answers:
    return Answers(Keeper(snapshot), now)


@pytest.fixture
def simcord_bot(snapshot: Snapshot, answers: Answers, tmp_path: Path) -> AlmanacBot:
    return make_bot(snapshot, answers, tmp_path)


def make_bot(snapshot: Snapshot, answers: Answers, folder: Path) -> AlmanacBot:
    """Wire the bot as `app.py` does, over a small base."""
    keeper = Keeper(snapshot)
    return AlmanacBot(
        answers=answers,
        salaries=Salaries(keeper, now, answers),
        illustrations=Illustrations(keeper, now, Gallery()),
        comparisons=Comparisons(keeper, now, answers),
        guidance=Guidance(keeper),
        sync_stamp=folder / "synced",
        shard_count=1,
    )


def now() -> datetime:
    """Return the moment at which every test happens."""
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass(frozen=True)
class World:
    """A server with one channel, and who is in it."""

    env: simcord.Env
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    ana: simcord.MemberActor
    ben: simcord.MemberActor
    silent: simcord.MemberActor
    """May read and use commands, but not write."""


@pytest.fixture
def world(simcord_env: simcord.Env) -> World:
    guild = simcord_env.create_guild()
    muted = guild.create_role("Muted")
    may_not_write = discord.PermissionOverwrite(send_messages=False)
    channel = guild.create_text_channel("general", overwrites={muted: may_not_write})
    ana, ben = (guild.add_member(simcord_env.create_user(name)) for name in ("ana", "ben"))
    silent = guild.add_member(simcord_env.create_user("silent"), roles=[muted])
    return World(simcord_env, guild, channel, ana, ben, silent)


@pytest.fixture
def bot_mention(world: World) -> str:
    user = world.env.bot.user
    assert isinstance(user, discord.ClientUser)
    return user.mention
