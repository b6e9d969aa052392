"""One file, one writer that acknowledges after COMMIT, and a reader beside it."""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.services.ports.ledger import LedgerError

PATIENCE = 1.0
"""Seconds to wait for a file that somebody else has locked: Discord wants a reply within three."""

GLANCE = 0.05
"""Seconds to wait for a file that was locked at the last attempt: long enough to see whether it
still is."""

TURN = 3.0
"""Seconds to wait for the one connection that reads, before that counts as a failure."""

USER_VERSION = 0
"""SQLite's own value for `PRAGMA user_version`: the tables have their version in one of Alembic."""

_WRITER = (
    "PRAGMA journal_mode=WAL",
    # What was acknowledged is on disk, even if the machine loses power.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What somebody wants forgotten is overwritten.
    "PRAGMA secure_delete=ON",
)

_READER = ("PRAGMA query_only=ON",)

T = TypeVar("T")

Work = Callable[[AsyncConnection], Awaitable[T]]


class Observe(Protocol):
    """Is told of every transaction: what it did, how long it took, and whether it failed."""

    def __call__(self, operation: str, seconds: float, failed: bool, /) -> None:
        """Take note."""
        ...


def unobserved(_operation: str, _seconds: float, _failed: bool) -> None:
    """Take no note."""


class Database:
    """Run work in transactions; every failure of the driver becomes `LedgerError`."""

    def __init__(
        self,
        path: Path,
        patience: float = PATIENCE,
        turn: float = TURN,
        observe: Observe = unobserved,
    ) -> None:
        """Prepare both connections to a file; nothing is opened before it is used."""
        self._observe = observe
        self._path = path
        self._patience = self._waits = patience
        self._writer = _engine(path, patience, turn, _WRITER, self._begin_to_write)
        self._reader = _engine(path, patience, turn, _READER, _begin_to_read)
        self._one_at_a_time = asyncio.Lock()
        self._locked = False
        """Whether the last attempt to write found the file locked by somebody else."""
        self._vain = 0
        """How many attempts did."""
        self._under_way: set[asyncio.Task[Any]] = set()
        self._file: int | None = None
        self._closed = False

    async def read(self, work: Work[T]) -> T:
        """Read beside the writer."""
        self._refuse_closed()
        with self._observed("read"), _translated():
            async with self._reader.connect() as connection:
                return await work(connection)

    async def write(self, work: Work[T]) -> T:
        """Run work in one transaction and return once it is on disk.

        Work that was begun is finished, whatever becomes of the caller. An `IntegrityError` comes
        through.
        """
        self._refuse_closed()
        task = asyncio.create_task(self._write(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def try_writing(self) -> None:
        """Write a page through to the disk, with what stands in it already."""

        async def work(connection: AsyncConnection) -> None:
            # The field is there for applications, and this one has no other use for it.
            await connection.exec_driver_sql(f"PRAGMA user_version={USER_VERSION}")

        await self.write(work)

    @property
    def waiting(self) -> int:
        """How many writes are under way or wait for their turn."""
        return len(self._under_way)

    async def close(self) -> None:
        """Finish the writes under way, take no others, and close both connections."""
        self._closed = True
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._reader.dispose()
        await self._writer.dispose()

    async def _write(self, work: Work[T]) -> T:
        vain = self._vain
        with self._observed("write"):
            async with self._one_at_a_time:
                if vain != self._vain:
                    # Who waited behind one that waited in vain does not wait in vain once more.
                    raise LedgerError("the database is locked")
                with _translated():
                    return await self._attempt(work)

    @contextmanager
    def _observed(self, operation: str) -> Iterator[None]:
        began, failed = time.perf_counter(), True
        try:
            yield
            failed = False
        finally:
            self._observe(operation, time.perf_counter() - began, failed)

    async def _attempt(self, work: Work[T]) -> T:
        try:
            async with self._writer.begin() as connection:
                self._locked = False
                self._refuse_another_file()
                done = await work(connection)
        except DBAPIError as error:
            if _is_locked(error):
                self._locked = True
                self._vain += 1
            raise
        return done

    def _begin_to_write(self, connection: Connection) -> None:
        waits = min(GLANCE, self._patience) if self._locked else self._patience
        if waits != self._waits:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={round(waits * 1000)}")
            self._waits = waits
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _refuse_closed(self) -> None:
        """Raise `LedgerError` if a command outlives the bot: it would open a new one."""
        if self._closed:
            raise LedgerError("Almanac is stopping")

    def _refuse_another_file(self) -> None:
        """Raise `LedgerError` if the file is gone: SQLite would write on into nothing."""
        file = self._path.stat().st_ino
        if self._file is None:
            self._file = file
        if file != self._file:
            raise LedgerError(f"{self._path} is not the file that was opened")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise LedgerError(str(error.orig)) from error
    except (OSError, PoolTimeout) as error:
        raise LedgerError(str(error)) from error


def _is_locked(error: DBAPIError) -> bool:
    code: int = getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_OK)
    # The low byte; the others say more of it ("Result and Error Codes").
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _engine(
    path: Path,
    patience: float,
    turn: float,
    pragmas: tuple[str, ...],
    begin: Callable[[Connection], None],
) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        connect_args={"timeout": patience},
        # A traceback in the log must not show what somebody typed.
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
        pool_timeout=turn,
    )

    # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html ("Enabling Non-Legacy SQLite
    # Transactional Modes"): the driver would begin a transaction at the first write only.
    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine.sync_engine, "begin", begin)
    return engine
