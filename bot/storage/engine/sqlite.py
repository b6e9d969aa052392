"""SQLite: one file, one connection that writes, and one that reads beside it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.services.ports.ledger import LedgerError
from bot.storage.engine.database import (
    GLANCE,
    PATIENCE,
    TURN,
    Database,
    Observe,
    T,
    Work,
    ignore_observation,
)

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


class SqliteDatabase(Database):
    """The embedded database, which one process alone writes."""

    def __init__(
        self,
        path: Path,
        patience: float = PATIENCE,
        turn: float = TURN,
        observe: Observe = ignore_observation,
    ) -> None:
        """Prepare both connections to a file; nothing is opened before it is used."""
        self._path = path
        self._patience = self._waits = patience
        self._file: int | None = None
        super().__init__(
            _engine(path, patience, turn, _WRITER, self._begin_to_write),
            _engine(path, patience, turn, _READER, _begin_to_read),
            observe,
        )

    async def try_writing(self) -> None:
        """Write a page through to the disk, with what stands in it already."""

        async def work(connection: AsyncConnection) -> None:
            # The field is there for applications, and this one has no other use for it.
            await connection.exec_driver_sql(f"PRAGMA user_version={USER_VERSION}")

        await self.write(work)

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

    def _translating_errors(self) -> AbstractContextManager[None]:
        return _translating_errors()

    def _begin_to_write(self, connection: Connection) -> None:
        waits = min(GLANCE, self._patience) if self._locked else self._patience
        if waits != self._waits:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={round(waits * 1000)}")
            self._waits = waits
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _refuse_another_file(self) -> None:
        """Raise `LedgerError` if the file is gone: SQLite would write on into nothing."""
        file = self._path.stat().st_ino
        if self._file is None:
            self._file = file
        if file != self._file:
            raise LedgerError(f"{self._path} is not the file that was opened")


@contextmanager
def _translating_errors() -> Iterator[None]:
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
    def prepare_connection(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    event.listen(engine.sync_engine, "begin", begin)
    return engine
