"""While another process holds the file, one writer finds out and the others learn of it at once."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import Asking
from bot.storage.engine.database import GLANCE
from bot.storage.engine.sqlite import SqliteDatabase
from bot.storage.opening import FILE, upgrade_storage
from bot.storage.stores.counts import MOST_AT_ONCE, CountQueue
from bot.storage.stores.gaps import SqlGaps, count_askings
from bot.storage.stores.ledger import SqlLedger
from tests.storage.making import ANA, HERE, NOON, batch, write

PATIENCE = 0.2
"""Seconds that a test waits for a locked file."""


class Counted(SqliteDatabase):
    """A database that counts the attempts to begin a transaction that writes."""

    attempts = 0

    def _begin_to_write(self, connection: Connection) -> None:
        self.attempts += 1
        super()._begin_to_write(connection)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Counted]:
    await upgrade_storage(tmp_path)
    opened = Counted(tmp_path / FILE, patience=PATIENCE)
    await busy_timeout(opened)
    yield opened
    await opened.close()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the file as another process would."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def busy_timeout(database: SqliteDatabase) -> int:
    """Ask how long the connection that writes would wait, in milliseconds."""
    done = await database.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout"))
    return int(done.scalar() or 0)


async def test_who_waits_behind_a_locked_file_is_refused_with_the_first(
    database: Counted, tmp_path: Path
) -> None:
    ledger, before = SqlLedger(database), database.attempts
    with locked(tmp_path):
        found = await asyncio.gather(
            *(ledger.append(batch(write("faq:tea"), request=str(n))) for n in range(20)),
            return_exceptions=True,
        )
    assert all(isinstance(one, LedgerError) for one in found)
    assert database.attempts == before + 1


async def test_after_a_locked_file_the_next_one_only_glances_until_it_is_free(
    database: Counted, tmp_path: Path
) -> None:
    ledger = SqlLedger(database)
    with locked(tmp_path):
        for number in range(2):
            with pytest.raises(LedgerError, match="locked"):
                await ledger.append(batch(write("faq:tea"), request=str(number)))
    assert await busy_timeout(database) == round(GLANCE * 1000)
    assert len(await ledger.append(batch(write("faq:tea"), request="3"))) == 1
    assert await busy_timeout(database) == round(PATIENCE * 1000)


async def test_who_waits_too_long_to_read_is_told_that_the_database_is_not_there(
    tmp_path: Path,
) -> None:
    await upgrade_storage(tmp_path)
    impatient = SqliteDatabase(tmp_path / FILE, turn=0.01)
    held = asyncio.Event()

    async def hold(connection: AsyncConnection) -> None:
        await connection.exec_driver_sql("SELECT 1")
        await held.wait()

    holding = asyncio.create_task(impatient.read(hold))
    await asyncio.sleep(0)
    with pytest.raises(LedgerError, match="QueuePool"):
        await SqlLedger(impatient).revision()
    held.set()
    await holding
    assert await SqlLedger(impatient).revision() == 0
    await impatient.close()


async def test_counts_of_a_locked_database_are_one_attempt_and_not_one_for_each(
    database: Counted, tmp_path: Path
) -> None:
    counting = CountQueue(database, count_askings)
    gaps, before = SqlGaps(database, counting), database.attempts
    for _ in range(3 * MOST_AT_ONCE):
        gaps.count(Asking(HERE, "tea", "tea?", ANA, NOON))
    with locked(tmp_path):
        await counting.flush()
        assert database.attempts == before + 1
    await counting.flush()
    (gap,) = await gaps.open(HERE, ready=False, limit=9)
    assert gap.askings == 2 * MOST_AT_ONCE
