"""Where the parts meet: open, wire, run, close."""

import asyncio
import gc
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.kb.reading.library import load_library
from bot.ops.data import prepare_data
from bot.ops.heartbeat import beat
from bot.semantic.stage import BlockingModel, SemanticModel, examined
from bot.services.answering.answers import Answers, Meaning
from bot.services.content.documents import documents, search_lexicon
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.listening.usage import Usage
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.isolation import Isolation
from bot.services.wages.answering import PayAnswers
from bot.settings import Settings
from bot.stopping import STOP_LIMIT, stop_on_signals, until_stopped
from bot.wiring import Services, wire

if TYPE_CHECKING:
    from bot.chat.client import AlmanacBot

SWITCH_AFTER = 0.001
"""Seconds that a thread may keep the interpreter while another waits for it."""

TIDY_EVERY = 24 * 3600.0
"""Seconds between two rounds of deleting what was kept long enough: limits are in days."""

READ_AHEAD_PAUSE = 0.01
"""Seconds between two entries that are read ahead; each takes about 1 ms, a tenth of the time."""

SYNC_STAMP = "commands.synced"
"""The file in the data folder that remembers which commands Discord knows."""

_log = structlog.get_logger(__name__)


def open_services(knowledge: Path, clock: Clock = system_clock) -> Services:
    """Load the base and wire the services; raise `BrokenBaseError` with every problem.

    What is changed lasts as long as the process: asking in a terminal needs no database.
    """
    return wire(load_base(knowledge), memory_stores(), clock)


def load_base(knowledge: Path) -> SnapshotHolder:
    """Load the base; raise `BrokenBaseError` with every problem."""
    return SnapshotHolder(Snapshot.build(load_library(knowledge)))


def open_stage(settings: Settings) -> SemanticModel | None:
    """Make the semantic stage, which loads nothing before it is taught; None if it is off."""
    return None if settings.model == "off" else SemanticModel(settings.model, settings.data)


def examine_meaning(settings: Settings) -> tuple[bool, str]:
    """Tell whether the semantic part is as the settings want it, and what was seen."""
    if settings.model == "off":
        return True, "off by ALMANAC_MODEL: words alone answer"
    return examined(settings.model)


def open_terminal(settings: Settings) -> Answers:
    """Load the base for a terminal, where one question at a time may wait for its meaning."""
    snapshots, stage = load_base(settings.knowledge), open_stage(settings)
    library = snapshots.snapshot.library
    listed = tuple(documents(library))
    meaning = BlockingModel(stage, listed, search_lexicon(library)) if stage else None
    pay = PayAnswers(snapshots, system_clock)
    return Answers(snapshots, system_clock, meaning, pay=pay, limit=None)


@asynccontextmanager
async def open_everything(
    settings: Settings, meaning: Meaning | None = None
) -> AsyncIterator[Services]:
    """Load the base, open the database, wire the services, and close the database in the end.

    Raise `BrokenBaseError`, `DataFolderError`, or what `open_storage` raises.
    """
    # SQLAlchemy takes a fifth of a second to import, and a terminal needs no database.
    from bot.storage.opening import check_storage, open_storage

    with ThreadPoolExecutor(1) as beside:
        checked = beside.submit(check_storage, settings.data)
        snapshots = load_base(settings.knowledge)
    prepare_data(settings.data)
    checked.result()
    freeze_memory()
    async with open_storage(settings.data) as stores:
        services = wire(snapshots, stores, meaning=meaning)
        await services.load()
        yield services


def make_bot(
    services: Services, *, sync_stamp: Path | None = None, shard_count: int | None = None
) -> "AlmanacBot":
    """Wire the Discord client."""
    # Importing discord.py takes a quarter of a second that a terminal need not wait for.
    from bot.chat.client import AlmanacBot
    from bot.chat.sending.languages import Languages
    from bot.features import install_features

    languages = Languages(files("bot") / "locale")
    bot = AlmanacBot(
        languages, sync_stamp=sync_stamp, when_ready=freeze_memory, shard_count=shard_count
    )
    install_features(bot, services, languages, draw_usage)
    return bot


def draw_usage(found: Usage) -> tuple[bytes, str]:
    """Draw what happened in a server."""
    # Pillow takes a tenth of a second and some memory: only where something is drawn.
    from bot.pictures.usage import draw_usage

    return draw_usage(found)


async def run_discord(settings: Settings, token: str) -> None:
    """Answer on Discord until SIGTERM or SIGINT.

    Raise what `open_everything` raises, or `TokenError`.
    """
    # An answer takes the interpreter's lock several times, and a thread that reads an edit holds it
    # for so long each time: 5 ms by default.
    sys.setswitchinterval(SWITCH_AFTER)
    stage = open_stage(settings)
    async with open_everything(settings, stage) as services:
        await answer_on_discord(settings, services, token, stage)
    _log.info("stopped")


async def answer_on_discord(
    settings: Settings, services: Services, token: str, stage: SemanticModel | None = None
) -> None:
    """Stay connected, and do beside it what has to be done from time to time."""
    from bot.chat.connection import TokenError, stay_connected

    stamp = settings.data / SYNC_STAMP
    _log.info("starting", entries=len(services.snapshots.snapshot.library.entries))
    stopping = stop_on_signals()
    refused: TokenError | None = None
    try:
        async with asyncio.TaskGroup() as tasks:
            snapshots = services.snapshots
            beside = [
                tasks.create_task(work)
                for work in (
                    beat(settings.data, Isolation("heartbeat", services.clock)),
                    tidy(services),
                    read_ahead(snapshots, Isolation("read_ahead", services.clock)),
                    teach(stage, snapshots),
                )
            ]
            connected = tasks.create_task(
                stay_connected(lambda: make_bot(services, sync_stamp=stamp), token)
            )
            if not await until_stopped(stopping, connected):
                _log.warning("stop.slow", limit=STOP_LIMIT)
            for task in beside:
                task.cancel()
    except* TokenError as group:
        refused = TokenError(str(group))
    if refused:
        raise refused


async def read_ahead(snapshots: SnapshotHolder, isolation: Isolation) -> None:
    """Read what servers wrote, little by little, so that no first question waits for all of it."""
    for pending in snapshots.large():
        with isolation.attempt(pending.guild, guild=pending.guild):
            snapshots.adopt(pending, await asyncio.to_thread(pending.build))
    for guild, reading in snapshots.read_ahead():
        with isolation.attempt(guild, guild=guild):
            for _ in reading:
                await asyncio.sleep(READ_AHEAD_PAUSE)


async def teach(stage: SemanticModel | None, snapshots: SnapshotHolder) -> None:
    """Teach the semantic stage the base, beside all other work."""
    if stage is None:
        return
    # Without its meaning a question is still answered by its words.
    with Isolation("teach", system_clock).attempt("stage"):
        library = snapshots.snapshot.library
        await stage.teach_beside(tuple(documents(library)), search_lexicon(library))
        freeze_memory()


async def tidy(services: Services) -> None:
    """Delete every day what was kept long enough."""
    isolation = Isolation("tidy", services.clock)
    while True:
        with isolation.attempt("round"):
            for guild in await services.stores.sweep(services.clock()):
                services.snapshots.forget(guild)
        await asyncio.sleep(TIDY_EVERY)


async def run_playground(
    settings: Settings, *, port: int, dm: bool, language: str, announce: Callable[[str], None]
) -> None:
    """Show the real bot in a browser page until SIGTERM or SIGINT."""
    from bot.local.playground import serve

    stopping, stage = stop_on_signals(), open_stage(settings)
    # What the bot remembers between runs would be wrong here: every playground is a new world.
    with tempfile.TemporaryDirectory() as folder:
        new_world = settings.model_copy(update={"data": Path(folder)})
        async with open_everything(new_world, stage) as services:
            taught = asyncio.create_task(teach(stage, services.snapshots))
            bot = make_bot(services, sync_stamp=Path(folder) / SYNC_STAMP, shard_count=1)
            await serve(
                bot, port=port, dm=dm, announce=announce, stopping=stopping, language=language
            )
            taught.cancel()


async def describe_commands(settings: Settings) -> list[dict[str, Any]]:
    """Serialize the commands as Discord receives them, without Discord."""
    from bot.chat.sync import commands_payload

    async with make_bot(open_services(settings.knowledge)) as bot:
        await bot.setup_hook()
        return await commands_payload(bot.tree)


async def register_commands(settings: Settings, token: str) -> int:
    """Register the commands now; raise `TokenError` or `UnreachableError`. Return how many."""
    from bot.chat.connection import register

    return await register(make_bot(open_services(settings.knowledge)), token)


def freeze_memory() -> None:
    """Keep what was loaded out of garbage collection: a full one would pause answers."""
    gc.collect()
    gc.freeze()
