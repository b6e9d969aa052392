"""Set the stage: the real bot over a base, in a pretended server with people in it."""

import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from logging import WARNING
from pathlib import Path

import discord
import simcord
import structlog

from bot.app import make_bot, open_services
from bot.services.ports.shards import ALL
from tests.looks.stage import Failures, Stage

PATIENCE = 60.0
"""Seconds that an answer may take: a change is held against every question of the base."""


@asynccontextmanager
async def staged(knowledge: Path) -> AsyncIterator[Callable[[], Stage]]:
    """Start the bot as in production, but for Discord and what is kept on a disk; make stages."""
    services = open_services(knowledge)
    with tempfile.TemporaryDirectory() as folder:
        bot = make_bot(services, sync_stamp=Path(folder) / "synced", shards=ALL)
        async with simcord.run(bot, check_errors=False, settle_timeout=PATIENCE) as env:
            failures = Failures()
            structlog.configure(
                wrapper_class=structlog.make_filtering_bound_logger(WARNING),
                processors=[failures, *structlog.get_config()["processors"]],
            )
            assert bot.user is not None, "simcord logs the bot in"
            await bot.user.edit(username="Almanac")
            yield lambda: _set(env, failures)


def _set(env: simcord.Env, failures: Failures) -> Stage:
    """Make a server and people of its own for a scene, so that no other one shows in it."""
    guild = env.create_guild("ML engineers abroad")
    staff = guild.create_role("Moderators", permissions=discord.Permissions.all())
    ana, ben = (guild.add_member(env.create_user(name)) for name in ("ana", "ben"))
    admin = guild.add_member(env.create_user("max"), roles=[staff])
    channel = guild.create_text_channel("visa-questions")
    return Stage(env, channel, ana, ben, admin, failures)
