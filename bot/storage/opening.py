"""Open the database: alone, checked, at the version that this code needs."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import structlog
from pydantic import SecretStr
from sqlalchemy import Connection

from bot.kb.model.keys import Key
from bot.services.ports.ledger import FaqChange, LedgerError
from bot.services.ports.stores import Stores
from bot.storage.engine.damage import FILE as FILE
from bot.storage.engine.database import Database, Observe, ignore_observation
from bot.storage.engine.errors import BrokenServerError, NewerDatabaseError
from bot.storage.engine.places import Place, broken_error, describe_place, exclusive_lock, open_at
from bot.storage.schema import migrating
from bot.storage.stores.counts import (
    CountQueue,
    SqlCounters,
    SqlPublishedAnswers,
    served_everywhere,
)
from bot.storage.stores.forgetting import SqlPeople, sweep
from bot.storage.stores.gaps import SqlGaps, count_askings
from bot.storage.stores.guilds import SqlBoards, SqlGuilds
from bot.storage.stores.handoffs import SqlHandoffs
from bot.storage.stores.inbox_cards import SqlInboxCards
from bot.storage.stores.ledger import SqlLedger
from bot.storage.stores.members import SqlDrafts, SqlPreferences, SqlWatches
from bot.storage.stores.processes import SqlProcesses
from bot.storage.stores.proposals import SqlProposals
from bot.storage.stores.reports import SqlReports
from bot.storage.stores.suggestions import SqlSuggestions

T = TypeVar("T")

_log = structlog.get_logger(__name__)

UPGRADE_LIMIT = 600.0
"""Seconds that one statement of an upgrade may take on a server."""


@asynccontextmanager
async def open_storage(
    place: Place, observe: Observe = ignore_observation
) -> AsyncIterator[Stores]:
    """Open the database of a place, make or upgrade its tables, and close it in the end.

    Damage is looked for by `check_storage`, which takes longer. Raise `DatabaseInUseError`,
    `BrokenDatabaseError`, `BrokenServerError` or `NewerDatabaseError`.
    """
    with exclusive_lock(place):
        if isinstance(place, SecretStr):
            # A connection that waits long enough for an upgrade is none to save over.
            await _upgrade_place(place)
        async with open_at(place, observe) as database:
            await upgrade(database, place)
            async with _stores(database, place) as stores:
                yield stores


async def upgrade_storage(place: Place) -> tuple[str | None, str]:
    """Upgrade the tables, and return their version before and after; raise as `open_storage`."""
    with exclusive_lock(place):
        return await _upgrade_place(place)


async def read_changes(place: Place, guild: int) -> tuple[FaqChange, ...]:
    """Read the newest change of every entry of a server, also while a bot writes.

    Raise `LedgerError` if the tables are not those that this code knows.
    """
    if _is_missing(place):
        return ()
    async with open_at(place) as database:
        await _require_version(database, place)
        return await SqlLedger(database).current(guild)


async def read_served(place: Place) -> Mapping[Key, int]:
    """Count how often each entry was given as an answer anywhere, also while a bot writes.

    Raise `LedgerError` if the tables are not those that this code knows.
    """
    if _is_missing(place):
        return {}
    async with open_at(place) as database:
        await _require_version(database, place)
        return await served_everywhere(database)


async def upgrade(database: Database, place: Place) -> tuple[str | None, str]:
    """Upgrade the tables of a database that is open; raise as `open_storage`."""
    before = await _run(database, place, migrating.version)
    if before != migrating.HEAD:
        if before is not None and before not in migrating.known():
            raise NewerDatabaseError(describe_place(place), before)
        await _run(database, place, migrating.upgrade)
        _log.info("database.upgraded", before=before, after=migrating.HEAD)
    return before, migrating.HEAD


async def _upgrade_place(place: Place) -> tuple[str | None, str]:
    async with open_at(place, limit=UPGRADE_LIMIT) as database:
        return await upgrade(database, place)


def _is_missing(place: Place) -> bool:
    return isinstance(place, Path) and not (place / FILE).exists()


async def _require_version(database: Database, place: Place) -> None:
    result = await database.read(lambda connection: connection.run_sync(migrating.version))
    if result != migrating.HEAD:
        raise LedgerError(
            f"The tables of {describe_place(place)} are at version {result}, and this Almanac "
            f"reads version {migrating.HEAD}: 'almanac db upgrade' brings older ones up to date."
        )


async def _run(database: Database, place: Place, work: Callable[[Connection], T]) -> T:
    try:
        return await database.write(lambda connection: connection.run_sync(work))
    except BrokenServerError:
        raise
    except LedgerError as error:
        raise broken_error(place, str(error)) from error


@asynccontextmanager
async def _stores(database: Database, place: Place) -> AsyncIterator[Stores]:
    """Write counts in the background, and all that are left in the end."""
    counting = CountQueue(database, count_askings)
    writing = asyncio.create_task(counting.run())
    try:
        yield _make_stores(database, counting, shared=isinstance(place, SecretStr))
    finally:
        writing.cancel()
        await asyncio.wait({writing})
        await counting.flush()


def _make_stores(database: Database, counting: CountQueue, *, shared: bool) -> Stores:
    """Make the stores; a `shared` database is one that several processes can reach."""

    async def sweep_all(now: datetime) -> tuple[int, ...]:
        return await database.write(lambda connection: sweep(connection, now))

    return Stores(
        ledger=SqlLedger(database),
        guilds=SqlGuilds(database),
        drafts=SqlDrafts(database),
        proposals=SqlProposals(database),
        gaps=SqlGaps(database, counting),
        suggestions=SqlSuggestions(database),
        handoffs=SqlHandoffs(database),
        inbox_cards=SqlInboxCards(database),
        reports=SqlReports(database),
        watches=SqlWatches(database),
        boards=SqlBoards(database),
        preferences=SqlPreferences(database),
        published_answers=SqlPublishedAnswers(database, counting),
        counters=SqlCounters(database, counting),
        people=SqlPeople(database),
        processes=SqlProcesses(database) if shared else None,
        flush=counting.flush,
        sweep=sweep_all,
        try_writing=database.try_writing,
        waiting={"writes": lambda: database.waiting, "counts": lambda: counting.waiting},
    )
