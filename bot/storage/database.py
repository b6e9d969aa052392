"""One file, one writer that acknowledges after COMMIT, and a reader beside it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, event
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.services.ledger import LedgerUnavailable

PATIENCE = 1.5
"""Seconds to wait for a file that somebody else has locked: Discord wants a reply within three."""

_WRITER = (
    "PRAGMA journal_mode=WAL",
    # What was acknowledged is on disk, also where the machine loses power.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What somebody wants forgotten is overwritten.
    "PRAGMA secure_delete=ON",
)

_READER = ("PRAGMA query_only=ON",)

T = TypeVar("T")

Work = Callable[[AsyncConnection], Awaitable[T]]


class Database:
    """Run work in transactions; every failure of the driver becomes `LedgerUnavailable`."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        """Prepare both connections to a file; nothing is opened before it is used."""
        self._path = path
        self._writer = _engine(path, patience, _WRITER, "BEGIN IMMEDIATE")
        self._reader = _engine(path, patience, _READER, "BEGIN")
        self._one_at_a_time = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()
        self._file: int | None = None
        self._closed = False

    async def read(self, work: Work[T]) -> T:
        """Read beside the writer."""
        self._refuse_closed()
        with _translated():
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

    async def close(self) -> None:
        """Finish the writes under way, take no others, and close both connections."""
        self._closed = True
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._reader.dispose()
        await self._writer.dispose()

    async def _write(self, work: Work[T]) -> T:
        async with self._one_at_a_time:
            with _translated():
                async with self._writer.begin() as connection:
                    self._refuse_another_file()
                    done = await work(connection)
        return done

    def _refuse_closed(self) -> None:
        """Raise `LedgerUnavailable` where a command outlives the bot: it would open a new one."""
        if self._closed:
            raise LedgerUnavailable("Almanac is stopping")

    def _refuse_another_file(self) -> None:
        """Raise `LedgerUnavailable` where the file is gone: SQLite would write on into nothing."""
        file = self._path.stat().st_ino
        if self._file is None:
            self._file = file
        if file != self._file:
            raise LedgerUnavailable(f"{self._path} is not the file that was opened")


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise LedgerUnavailable(str(error.orig)) from error
    except OSError as error:
        raise LedgerUnavailable(str(error)) from error


def _engine(path: Path, patience: float, pragmas: tuple[str, ...], begin: str) -> AsyncEngine:
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=str(path)),
        connect_args={"timeout": patience},
        # A traceback in the log must not show what somebody typed.
        hide_parameters=True,
        pool_size=1,
        max_overflow=0,
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

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
