"""Background work, each piece in a task of its own for as long as the process runs."""

import asyncio
import gc
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING

import structlog

from bot.search.own import GuildLayer, OwnLayer
from bot.semantic.stage import SemanticModel
from bot.services.background.isolation import Isolation
from bot.services.background.lane import Lane
from bot.services.content.documents import search_inputs
from bot.services.content.reloading import BaseReloads
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.clock import Clock, system_clock, today
from bot.services.ports.ledger import LedgerError
from bot.services.servers.leases import RENEW_EVERY
from bot.services.servers.others import OthersChanges, OthersChoices
from bot.settings import Settings
from bot.wiring import Services

if TYPE_CHECKING:
    from bot.semantic.own.meaning import OwnMeaning

_log = structlog.get_logger(__name__)

TIDY_EVERY = 24 * 3600.0
"""Seconds between two rounds of deleting what was kept long enough: limits are in days."""

BACKUP_EVERY = 3600.0
"""Seconds between two looks whether the night's copy is there: it is made soon after midnight UTC,
and after a failure it is tried again."""

READ_AHEAD_PAUSE = 0.01
"""Seconds between two entries that are read ahead; each takes about 1 ms, a tenth of the time."""

PREPARE_EVERY = 60.0
"""Seconds after which a new base is noticed."""

LOOK_FOR_LANGUAGES_EVERY = 1.0
"""Seconds between two looks whether somebody asked in another language for the first time."""

LOOK_FOR_OWN_EVERY = 0.5
"""Seconds between two looks whether the model has yet to read what some server wrote."""

LOOK_FOR_MODEL_EVERY = 10.0
"""Seconds between two looks whether a model that could not be used was mended."""


def freeze_memory() -> None:
    """Exempt what was loaded from garbage collection: a full one would pause answers."""
    gc.collect()
    gc.freeze()


async def read_ahead(snapshots: SnapshotHolder, isolation: Isolation) -> None:
    """Read what servers wrote, little by little, so that no first question waits for all of it."""
    for pending in snapshots.large():
        with isolation.attempt(pending.guild, guild=pending.guild):
            snapshots.adopt(pending, await asyncio.to_thread(pending.build))
    for guild, reading in snapshots.read_ahead():
        with isolation.attempt(guild, guild=guild):
            for _ in reading:
                await asyncio.sleep(READ_AHEAD_PAUSE)


async def prepare_checks(services: Services, isolation: Isolation) -> None:
    """Work out, little by little, what the check of a save compares with, after each new base."""
    while True:
        with isolation.attempt("base"):
            await services.editing.impacts.prepare()
        await asyncio.sleep(PREPARE_EVERY)


async def train(
    stage: SemanticModel | None, snapshots: SnapshotHolder, *, languages: bool = False
) -> None:
    """Train the semantic model on the base, or on other languages, in the background."""
    if stage is None:
        return
    # Without its meaning a question is still answered by its words.
    with Isolation("teach", system_clock).attempt("stage"):
        await stage.train_in_background(
            *search_inputs(snapshots.snapshot.library), languages=languages
        )


async def train_languages(stage: SemanticModel | None, snapshots: SnapshotHolder) -> None:
    """Train the model on other languages once somebody asks in one."""
    while stage is not None:
        await asyncio.sleep(LOOK_FOR_LANGUAGES_EVERY)
        if stage.languages_wanted:
            await train(stage, snapshots, languages=True)


async def train_and_retry(stage: SemanticModel | None, snapshots: SnapshotHolder) -> None:
    """Train the model, and again once there is one that can be used."""
    await train(stage, snapshots)
    freeze_memory()
    while stage is not None:
        await asyncio.sleep(LOOK_FOR_MODEL_EVERY)
        if await asyncio.to_thread(stage.worth_another_try):
            await train(stage, snapshots)


async def read_own_entries(
    stage: SemanticModel | None, snapshots: SnapshotHolder, lane: Lane
) -> None:
    """Let the sentence model read what servers write, a little at a time, beside all else.

    Most was read before: then a file of the server holds it. Moderators who wait for a preview go
    first: who asks meanwhile would wait for both.
    """
    isolation = Isolation("own_entries", system_clock)
    reading: OwnReader | None = None
    while stage is not None:
        await asyncio.sleep(LOOK_FOR_OWN_EVERY)
        if stage.own is not None:
            with isolation.attempt("queue"):
                reading = reading or await OwnReader.begin(stage.own, snapshots, isolation, lane)
                await reading.go_on()


class OwnReader:
    """Reads what servers wrote, each a little in its turn."""

    def __init__(
        self, own: "OwnMeaning", snapshots: SnapshotHolder, isolation: Isolation, lane: Lane
    ) -> None:
        self._lane = lane
        self._own = own
        self._snapshots = snapshots
        self._isolation = isolation
        self._layers: dict[int, OwnLayer] = {}
        """What servers have for themselves whose turn comes again."""

    @classmethod
    async def begin(
        cls, own: "OwnMeaning", snapshots: SnapshotHolder, isolation: Isolation, lane: Lane
    ) -> "OwnReader":
        """Drop what is kept of servers that are gone; begin with large servers and new ones.

        Any other server's file is read at its first question.
        """
        snapshots.take_changed_servers()
        new = await asyncio.to_thread(own.keep_only, snapshots.servers())
        for guild in (*snapshots.large_servers(), *new):
            own.want(guild)
        return cls(own, snapshots, isolation, lane)

    async def go_on(self) -> None:
        """Read until nothing is left or a preview waits, and rest as long as each piece takes."""
        later: list[int] = []
        self._want_changed()
        while not self._lane.waiting and (guild := self._own.next_wanted()) is not None:
            if not self._snapshots.is_built(guild):
                later.append(guild)
                continue
            began = perf_counter()
            with self._isolation.attempt(guild, guild=guild):
                await self._read(guild)
            await asyncio.sleep(perf_counter() - began)
            self._want_changed()
        for guild in later:
            self._own.want(guild)

    def _want_changed(self) -> None:
        for guild in self._snapshots.take_changed_servers():
            self._layers.pop(guild, None)
            self._own.want(guild)

    async def _read(self, guild: int) -> None:
        layer = self._layers.pop(guild, None) or await self._snapshots.own_layer(guild)
        if layer is None or not layer.documents:
            await asyncio.to_thread(self._own.forget, guild)
        elif await asyncio.to_thread(self._own.read_some, GuildLayer(guild, layer)):
            self._layers[guild] = layer


async def keep_fresh(
    reloads: BaseReloads,
    requested: asyncio.Event,
    snapshots: SnapshotHolder,
    stage: SemanticModel | None,
) -> None:
    """Reload the base whenever that is requested; a request meanwhile is served afterwards."""
    isolation = Isolation("reload", system_clock)
    with isolation.attempt("version"):
        await reloads.begin()
    while True:
        await requested.wait()
        requested.clear()
        with isolation.attempt("base"):
            if await reloads.reload():
                await read_ahead(snapshots, isolation)
                await train(stage, snapshots)


async def follow_others(services: Services) -> None:
    """Show what other processes change, within two seconds."""
    processes = services.stores.processes
    if processes is None:
        return
    isolation = Isolation("follow", services.clock)
    changes = OthersChanges(services.stores.ledger, services.snapshots, services.shards)
    choices = OthersChoices(processes, services.in_memory())
    while True:
        await processes.changed()
        with isolation.attempt("ledger"):
            if number := await changes.show():
                _log.info("changes.of_others", number=number)
        with isolation.attempt("choices"):
            await choices.show()


async def keep_leases(services: Services) -> None:
    """Extend the leases of this process, and give them up in the end."""
    if services.stores.processes is None:
        return
    isolation = Isolation("leases", services.clock)
    try:
        while True:
            with isolation.attempt("leases"):
                await services.servers.leases.renew()
            await asyncio.sleep(RENEW_EVERY)
    finally:
        # If that fails, others have them soon all the same.
        with suppress(LedgerError):
            await services.servers.leases.release()


async def sweep_regularly(services: Services) -> None:
    """Delete every day what was kept long enough."""
    isolation = Isolation("tidy", services.clock)
    while True:
        with isolation.attempt("round"):
            for guild in await services.stores.sweep(services.clock()):
                services.snapshots.forget(guild)
        await asyncio.sleep(TIDY_EVERY)


async def keep_backups(settings: Settings, clock: Clock) -> None:
    """Copy the database every night, and keep the newest copies; a server has tools of its own."""
    if settings.database:
        return
    from bot.storage.copying import back_up_nightly

    isolation = Isolation("backup", clock)
    while True:
        with isolation.attempt("nightly"):
            await asyncio.to_thread(back_up_nightly, settings.data, today(clock), settings.backups)
        await asyncio.sleep(BACKUP_EVERY)
