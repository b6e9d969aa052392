"""Where the parts meet: open, wire, run, close."""

import asyncio
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from bot.kb.reading.library import load_library
from bot.ops.data import prepare_data
from bot.ops.watching import watch_folder
from bot.search.index import uncollected
from bot.semantic.stage import BlockingModel, SemanticModel
from bot.services.answering.answers import Answers
from bot.services.answering.meaning import Meaning
from bot.services.answering.salaries import Salaries
from bot.services.background.isolation import Isolation
from bot.services.content.documents import search_inputs
from bot.services.content.reloading import BaseReloads
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import LastAnswers
from bot.services.listening.usage import Usage
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.monitoring import UNMONITORED
from bot.services.ports.shards import ALL, Shards
from bot.services.wages.answering import PayAnswers
from bot.settings import Settings
from bot.stopping import STOP_LIMIT, set_on_hangup, stop_on_signals, until_stopped
from bot.upkeep import (
    follow_others,
    freeze_memory,
    keep_backups,
    keep_fresh,
    keep_leases,
    prepare_checks,
    read_ahead,
    read_own_entries,
    sweep_regularly,
    train_and_retry,
    train_languages,
)
from bot.wiring import Services, wire

if TYPE_CHECKING:
    from bot.chat.client import AlmanacBot
    from bot.chat.gateway import Gateway
    from bot.ops.metrics import Metrics

SWITCH_AFTER = 0.0002
"""Seconds that a thread may keep the interpreter while another waits for it."""

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
    with uncollected():
        return SnapshotHolder(Snapshot.build(load_library(knowledge)))


def open_semantic_model(settings: Settings) -> SemanticModel | None:
    """Return the sentence model, which loads nothing before it is trained; None if it is off."""
    if settings.model == "off":
        return None
    return SemanticModel(settings.model, settings.data, settings.learned)


def learn_base(settings: Settings) -> bool:
    """Learn what questions mean and keep it in the data folder; return whether it could."""
    stage = open_semantic_model(settings)
    if stage is None:
        return False
    base = search_inputs(load_library(settings.knowledge))
    stage.train(*base)
    stage.train_languages(*base)
    return stage.ready


def open_terminal(settings: Settings, *, in_background: bool = False) -> FollowUps:
    """Load the base for a terminal, where one question at a time may wait for its meaning.

    The first time that takes a minute: if it learns `in_background`, words alone decide meanwhile.
    """
    snapshots, stage = load_base(settings.knowledge), open_semantic_model(settings)
    meaning: Meaning | None = stage
    if stage is not None:
        base = search_inputs(snapshots.snapshot.library)
        if in_background:
            # As a daemon: whoever leaves waits for nothing.
            threading.Thread(target=stage.train, args=base, daemon=True).start()
        else:
            meaning = BlockingModel(stage, *base)
    pay = PayAnswers(snapshots, system_clock)
    answers = Answers(snapshots, system_clock, meaning, pay=pay, limit=None)
    salaries = Salaries(snapshots, system_clock, answers, pay)
    return FollowUps(answers, salaries, snapshots, LastAnswers(system_clock))


@asynccontextmanager
async def open_everything(
    settings: Settings, meaning: Meaning | None = None, metrics: "Metrics | None" = None
) -> AsyncIterator[Services]:
    """Load the base, open the database, wire the services, and close the database in the end.

    Raise `BrokenBaseError`, `DataFolderError`, or what `open_storage` raises.
    """
    # SQLAlchemy takes a fifth of a second to import, and a terminal needs no database.
    from bot.storage.engine.damage import check_storage
    from bot.storage.engine.database import ignore_observation
    from bot.storage.opening import open_storage

    with ThreadPoolExecutor(1) as executor:
        checked = executor.submit(check_storage, settings.place)
        snapshots = load_base(settings.knowledge)
    prepare_data(settings.data)
    checked.result()
    freeze_memory()
    observe = metrics.record_statement if metrics else ignore_observation
    async with open_storage(settings.place, observe) as stores:
        services = wire(
            snapshots,
            stores,
            meaning=meaning,
            monitor=metrics or UNMONITORED,
            shards=settings.shards or ALL,
        )
        await services.load()
        yield services


def make_bot(
    services: Services, *, sync_stamp: Path | None = None, shards: Shards | None = None
) -> "AlmanacBot":
    """Wire the Discord client."""
    # Importing discord.py takes a quarter of a second that a terminal need not wait for.
    from bot.chat.client import AlmanacBot
    from bot.chat.sending.languages import Languages
    from bot.features import install_features

    languages = Languages(files("bot") / "locale")
    bot = AlmanacBot(
        languages,
        sync_stamp=sync_stamp,
        when_ready=freeze_memory,
        shards=shards,
        leases=services.servers.leases,
        turns=services.servers.turns,
    )
    install_features(bot, services, languages, draw_usage)
    return bot


def draw_usage(usage: Usage) -> tuple[bytes, str]:
    """Draw what happened in a server."""
    # Pillow takes a tenth of a second and some memory: only if something is drawn.
    from bot.pictures.usage import draw_usage

    return draw_usage(usage)


async def run_discord(settings: Settings, token: str) -> None:
    """Answer on Discord until SIGTERM or SIGINT.

    Raise what `open_everything` raises, or `TokenError`.
    """
    # An answer takes the interpreter's lock several times, and a thread that reads an edit holds it
    # for so long each time: 5 ms by default.
    sys.setswitchinterval(SWITCH_AFTER)
    # A command that ends at once need not load what serves and counts.
    from bot.chat.gateway import Gateway
    from bot.ops.metrics import Metrics
    from bot.supervision import Supervision, counted_lines

    stage, metrics = open_semantic_model(settings), Metrics()
    with counted_lines(metrics):
        async with open_everything(settings, stage, metrics) as services:
            gateway = Gateway(metrics)
            supervision = Supervision(settings, services, metrics, gateway, stage)
            async with supervision.serve():
                work = (*supervision.work(), *upkeep(settings, services, stage))
                await answer_on_discord(settings, services, token, gateway, work)
    _log.info("stopped")


def upkeep(
    settings: Settings, services: Services, stage: SemanticModel | None
) -> Iterator[Coroutine[Any, Any, None]]:
    """List the background work of a run."""
    yield sweep_regularly(services)
    yield follow_others(services)
    yield keep_leases(services)
    yield keep_backups(settings, services.clock)
    yield read_ahead(services.snapshots, Isolation("read_ahead", services.clock))
    yield prepare_checks(services, Isolation("prepare_checks", services.clock))
    yield from keep_base_fresh(settings, services, stage)


def keep_base_fresh(
    settings: Settings, services: Services, stage: SemanticModel | None
) -> Iterator[Coroutine[Any, Any, None]]:
    """List the background work that follows the folder of the base, and learns from it."""
    snapshots = services.snapshots
    yield train_and_retry(stage, snapshots)
    yield train_languages(stage, snapshots)
    yield read_own_entries(stage, snapshots, services.editing.lane)
    requested = asyncio.Event()
    set_on_hangup(requested)
    yield keep_fresh(
        BaseReloads(snapshots, settings.knowledge, services.base), requested, snapshots, stage
    )
    if settings.watch:
        yield watch_folder(settings.knowledge, requested.set, Isolation("watch", services.clock))


async def answer_on_discord(
    settings: Settings,
    services: Services,
    token: str,
    gateway: "Gateway",
    work: Iterable[Coroutine[Any, Any, None]],
) -> None:
    """Stay connected, and do other work beside it until a signal comes; raise `TokenError`."""
    from bot.chat.connection import TokenError, stay_connected

    def make() -> "AlmanacBot":
        stamp = settings.data / SYNC_STAMP
        return gateway.follow(make_bot(services, sync_stamp=stamp, shards=settings.shards))

    _log.info("starting", entries=len(services.snapshots.snapshot.library.entries))
    stopping = stop_on_signals()
    refused: TokenError | None = None
    try:
        async with asyncio.TaskGroup() as tasks:
            background = [tasks.create_task(one) for one in work]
            connected = tasks.create_task(stay_connected(make, token))
            if not await until_stopped(stopping, connected):
                _log.warning("stop.slow", limit=STOP_LIMIT)
            for task in background:
                task.cancel()
    except* TokenError as group:
        refused = TokenError(str(group))
    if refused:
        raise refused


async def run_playground(
    settings: Settings, *, port: int, dm: bool, language: str, announce: Callable[[str], None]
) -> None:
    """Show the real bot in a browser page until SIGTERM or SIGINT."""
    from bot.local.playground import serve

    stopping, stage = stop_on_signals(), open_semantic_model(settings)
    # What the bot remembers between runs would be wrong here: every playground is a new world.
    with tempfile.TemporaryDirectory() as folder:
        new_world = settings.model_copy(update={"data": Path(folder), "database": None})
        async with open_everything(new_world, stage) as services:
            watching = settings.model_copy(update={"watch": True})
            background = [
                asyncio.create_task(one) for one in keep_base_fresh(watching, services, stage)
            ]
            bot = make_bot(services, sync_stamp=Path(folder) / SYNC_STAMP, shards=ALL)
            await serve(
                bot,
                port=port,
                dm=dm,
                announce=announce,
                stopping=stopping,
                language=language,
                examples=services.answering.answers.examples(),
            )
            for task in background:
                task.cancel()


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
