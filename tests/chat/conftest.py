"""The real bot over a small base, in a pretended Discord with a member and a moderator."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
import simcord

from bot.app import draw_usage
from bot.chat.client import AlmanacBot
from bot.chat.sending.languages import Languages
from bot.features import install_features
from bot.kb.reading.library import load_library
from bot.services.answering.answers import Answers
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.memory import memory_stores
from bot.services.ports.shards import ALL
from bot.wiring import Services, wire
from tests.support.knowledge.base import small_base

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Snapshot.build(load_library(small_base(tmp_path_factory.mktemp("base"))))


@pytest.fixture
def snapshots(snapshot: Snapshot) -> SnapshotHolder:
    return SnapshotHolder(snapshot)


@pytest.fixture
def now() -> list[datetime]:
    """Hold the time, for tests to move."""
    return [NOON]


@pytest.fixture
def desk(snapshots: SnapshotHolder, now: list[datetime]) -> Services:
    return wire(snapshots, memory_stores(), lambda: now[0])


@pytest.fixture
def answers(desk: Services) -> Answers:
    return desk.answering.answers


@pytest.fixture
def languages() -> Languages:
    """Speak English with everybody; tests of other languages have their own."""
    return Languages()


@pytest.fixture
def simcord_bot(desk: Services, tmp_path: Path, languages: Languages) -> AlmanacBot:
    return make_bot(desk, tmp_path, languages)


def make_bot(desk: Services, folder: Path, languages: Languages | None = None) -> AlmanacBot:
    """Wire the bot as `app.py` does, over a small base."""
    languages = languages or Languages()
    bot = AlmanacBot(
        languages, sync_stamp=folder / "synced", shards=ALL, leases=desk.servers.leases
    )
    install_features(bot, desk, languages, draw_usage)
    return bot


async def restarted(desk: Services) -> Services:
    """Wire the services anew over what is kept, as after a restart."""
    again = wire(desk.snapshots, desk.stores, desk.clock)
    await again.load()
    return again


MODERATOR = discord.Permissions(manage_messages=True)


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
    moderator: simcord.MemberActor
    """Has Manage Messages."""
    second: simcord.MemberActor
    """Another moderator."""
    role_holder: simcord.MemberActor
    """Has the role that admins chose and no permission of a moderator."""
    admin: simcord.MemberActor
    """Has Manage Server."""
    moderator_role: simcord.RoleHandle
    inbox: simcord.ChannelHandle
    """A channel that moderators alone can see."""


@pytest.fixture
def world(simcord_env: simcord.Env) -> World:
    guild = simcord_env.create_guild()
    muted = guild.create_role("Muted")
    may_not_write = discord.PermissionOverwrite(send_messages=False)
    channel = guild.create_text_channel("general", overwrites={muted: may_not_write})
    ana, ben = (guild.add_member(simcord_env.create_user(name)) for name in ("ana", "ben"))
    silent = guild.add_member(simcord_env.create_user("silent"), roles=[muted])
    moderators = guild.create_role("Moderators", permissions=MODERATOR)
    moderator_role = guild.create_role("Reviewers")
    admins = guild.create_role(
        "Admins", permissions=MODERATOR | discord.Permissions(manage_guild=True)
    )
    hidden = discord.PermissionOverwrite(view_channel=False)
    shown = discord.PermissionOverwrite(view_channel=True)
    me = guild.me
    assert me is not None
    inbox = guild.create_text_channel(
        "inbox",
        overwrites={guild.default_role: hidden, moderators: shown, admins: shown, me: shown},
    )
    roles = {"mia": moderators, "max": moderators, "cleo": moderator_role, "adam": admins}
    mia, max_, cleo, adam = (
        guild.add_member(simcord_env.create_user(name), roles=[roles[name]]) for name in roles
    )
    return World(
        simcord_env, guild, channel, ana, ben, silent, mia, max_, cleo, adam, moderator_role, inbox
    )


@pytest.fixture
def bot_mention(world: World) -> str:
    user = world.env.bot.user
    assert isinstance(user, discord.ClientUser)
    return user.mention
