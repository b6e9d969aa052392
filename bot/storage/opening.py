"""Open the embedded database: alone, checked, at the version that this code needs."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from bot.services.ledger import LedgerUnavailable
from bot.services.stores import Stores
from bot.storage import migrating
from bot.storage.counts import Counting, SqlCounters, SqlServed
from bot.storage.database import Database
from bot.storage.errors import BrokenDatabase, NewerDatabase
from bot.storage.forgetting import SqlPeople, sweep
from bot.storage.gaps import SqlGaps, count_askings
from bot.storage.guilds import SqlGuilds
from bot.storage.ledger import SqlLedger
from bot.storage.lock import locked
from bot.storage.members import SqlDrafts, SqlSuggestions, SqlWatches
from bot.storage.reports import SqlReports

FILE = "almanac.db"
"""The embedded database in the data folder."""


@asynccontextmanager
async def open_storage(folder: Path) -> AsyncIterator[Stores]:
    """Open the database in a folder, make or upgrade its tables, and close it in the end.

    Raise `DatabaseInUse`, `BrokenDatabase` or `NewerDatabase`.
    """
    path = folder / FILE
    with locked(path):
        await asyncio.to_thread(check, path)
        async with opened(path) as database:
            await upgrade(database, path)
            async with _stores(database) as stores:
                yield stores


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Database]:
    """Open a database file as it is."""
    database = Database(path)
    try:
        yield database
    finally:
        await database.close()


def check(path: Path) -> None:
    """Look for damage in the file, or raise `BrokenDatabase`; a missing one is sound.

    It runs in a thread while the base is loaded: a database of 100 MB takes a third of a second.
    """
    if not path.exists():
        return
    try:
        with closing(sqlite3.connect(path)) as connection:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise BrokenDatabase(path, str(error)) from error
    if found != "ok":
        raise BrokenDatabase(path, found)


async def upgrade(database: Database, path: Path) -> tuple[str | None, str]:
    """Bring the tables up to date; return the version before and after."""
    try:
        before = await database.write(lambda connection: connection.run_sync(migrating.version))
        if before != migrating.HEAD:
            if before is not None and before not in migrating.known():
                raise NewerDatabase(path, before)
            await database.write(lambda connection: connection.run_sync(migrating.upgrade))
    except LedgerUnavailable as error:
        raise BrokenDatabase(path, str(error)) from error
    return before, migrating.HEAD


@asynccontextmanager
async def _stores(database: Database) -> AsyncIterator[Stores]:
    counting = Counting(database, count_askings)
    writing = asyncio.create_task(counting.run())

    async def swept(now: datetime) -> tuple[int, ...]:
        return await database.write(lambda connection: sweep(connection, now))

    try:
        yield Stores(
            ledger=SqlLedger(database),
            guilds=SqlGuilds(database),
            drafts=SqlDrafts(database),
            gaps=SqlGaps(database, counting),
            suggestions=SqlSuggestions(database),
            reports=SqlReports(database),
            watches=SqlWatches(database),
            served=SqlServed(database, counting),
            counters=SqlCounters(database, counting),
            people=SqlPeople(database),
            settled=counting.settled,
            sweep=swept,
        )
    finally:
        writing.cancel()
        await asyncio.wait({writing})
        await counting.settled()
