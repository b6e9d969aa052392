"""Where the parts meet: open, wire, run, close."""

import asyncio
import gc
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.kb.library import load_library
from bot.ops.data import prepare_data
from bot.ops.heartbeat import beat
from bot.services.answers import Answers
from bot.services.clock import Clock, system_clock
from bot.services.desk import Desk
from bot.services.memory import memory_stores
from bot.services.salaries import Salaries
from bot.services.snapshot import Keeper, Snapshot
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.chat.client import AlmanacBot

STOP_LIMIT = 4.0
"""Seconds that closing may take: an operator was promised five in all."""

SYNC_STAMP = "commands.synced"
"""The file in the data folder that remembers which commands Discord knows."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Services:
    """What every way of asking needs."""

    keeper: Keeper
    answers: Answers
    salaries: Salaries
    desk: Desk


def open_services(knowledge: Path, clock: Clock = system_clock) -> Services:
    """Load the base and wire the services; raise `BrokenKnowledge` with every problem."""
    keeper = Keeper(Snapshot.build(load_library(knowledge)))
    answers = Answers(keeper, clock)
    desk = Desk.over(memory_stores(), keeper, clock)
    return Services(keeper, answers, Salaries(keeper, clock, answers), desk)


def make_bot(
    services: Services, *, sync_stamp: Path | None = None, shard_count: int | None = None
) -> "AlmanacBot":
    """Wire the Discord client."""
    # Importing discord.py takes a quarter of a second that a terminal need not wait for.
    from bot.chat.client import AlmanacBot

    return AlmanacBot(
        answers=services.answers,
        salaries=services.salaries,
        desk=services.desk,
        sync_stamp=sync_stamp,
        when_ready=freeze_memory,
        shard_count=shard_count,
    )


async def run_discord(settings: Settings, token: str) -> None:
    """Answer on Discord until SIGTERM or SIGINT.

    Raise `BrokenKnowledge`, `UnwritableData` or `TokenRefused` where it cannot go on.
    """
    from bot.chat.connection import TokenRefused, stay_connected

    services = open_services(settings.knowledge)
    prepare_data(settings.data)
    freeze_memory()
    stamp = settings.data / SYNC_STAMP
    _log.info("starting", entries=len(services.keeper.snapshot.library.entries))
    stopping = stop_on_signals()
    refused: TokenRefused | None = None
    try:
        async with asyncio.TaskGroup() as tasks:
            alive = tasks.create_task(beat(settings.data))
            connected = tasks.create_task(
                stay_connected(lambda: make_bot(services, sync_stamp=stamp), token)
            )
            await until_stopped(stopping, connected)
            alive.cancel()
    except* TokenRefused as group:
        refused = TokenRefused(str(group))
    if refused:
        raise refused
    _log.info("stopped")


async def run_playground(
    settings: Settings, *, port: int, dm: bool, announce: Callable[[str], None]
) -> None:
    """Show the real bot in a browser page until SIGTERM or SIGINT."""
    from bot.local.playground import serve

    services = open_services(settings.knowledge)
    stopping = stop_on_signals()
    # What the bot remembers between runs would be wrong here: every playground is a new world.
    with tempfile.TemporaryDirectory() as folder:
        bot = make_bot(services, sync_stamp=Path(folder) / SYNC_STAMP, shard_count=1)
        await serve(bot, port=port, dm=dm, announce=announce, stopping=stopping)


async def describe_commands(settings: Settings) -> list[dict[str, Any]]:
    """Serialise the commands as Discord receives them, without Discord."""
    from bot.chat.sync import commands_payload

    async with make_bot(open_services(settings.knowledge)) as bot:
        await bot.setup_hook()
        return commands_payload(bot.tree)


async def register_commands(settings: Settings, token: str) -> int:
    """Register the commands now; raise `TokenRefused` or `Unreachable`. Return how many."""
    from bot.chat.connection import register

    return await register(make_bot(open_services(settings.knowledge)), token)


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set; discord.py minds neither by itself."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    return stopping


async def until_stopped(stopping: asyncio.Event, work: asyncio.Task[None]) -> None:
    """Wait for the work to end or for a signal; then close it within `STOP_LIMIT`."""
    signalled = asyncio.create_task(stopping.wait())
    await asyncio.wait({signalled, work}, return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    if work.done():
        return
    _log.info("stopping")
    work.cancel()
    _, unfinished = await asyncio.wait({work}, timeout=STOP_LIMIT)
    if unfinished:
        _log.warning("stop.slow", limit=STOP_LIMIT)


def freeze_memory() -> None:
    """Keep what was loaded out of garbage collection: a full one would pause answers."""
    gc.collect()
    gc.freeze()
