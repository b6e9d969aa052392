"""What every database does: one writer that acknowledges after COMMIT, and readers beside it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.services.ports.ledger import LedgerError

PATIENCE = 1.0
"""Seconds to wait for a database that somebody else has locked: Discord wants a reply within
three."""

GLANCE = 0.05
"""Seconds to wait for one that was locked at the last attempt: long enough to see whether it still
is."""

TURN = 3.0
"""Seconds to wait for a connection that reads, before that counts as a failure."""

T = TypeVar("T")

Work = Callable[[AsyncConnection], Awaitable[T]]


class Observe(Protocol):
    """A callback for each transaction: what it did, how long it took, and whether it failed."""

    def __call__(self, operation: str, seconds: float, failed: bool, /) -> None:
        """Record how long a statement took, and whether it failed."""
        ...


def ignore_observation(_operation: str, _seconds: float, _failed: bool) -> None:
    """Ignore a statement."""


class Database:
    """Run work in transactions; every failure of the driver becomes `LedgerError`.

    What differs from one database to another is in `_read`, `_attempt`, `_translating_errors`
    and `try_writing`.
    """

    def __init__(self, writer: AsyncEngine, reader: AsyncEngine, observe: Observe) -> None:
        """Nothing is opened before it is used."""
        self._writer = writer
        self._reader = reader
        self._observe = observe
        self._one_at_a_time = asyncio.Lock()
        self._locked = False
        """Whether the last attempt to write found the database locked by somebody else."""
        self._vain = 0
        """How many attempts waited in vain."""
        self._under_way: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def read(self, work: Work[T]) -> T:
        """Read while the writer goes on; raise `LedgerError`."""
        self._refuse_closed()
        with self._observing("read"), self._translating_errors():
            return await self._read(work)

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
        """Write through to the disk what stands there already; raise `LedgerError`."""
        raise NotImplementedError

    async def wait_for_change(self) -> None:
        """Wait until another process may have changed something; for ever if none can."""
        await asyncio.Event().wait()

    @property
    def waiting(self) -> int:
        """How many writes are under way or wait for their turn."""
        return len(self._under_way)

    async def close(self) -> None:
        """Finish the writes under way, take no others, and close all connections."""
        self._closed = True
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._reader.dispose()
        await self._writer.dispose()

    async def _read(self, work: Work[T]) -> T:
        async with self._reader.connect() as connection:
            return await work(connection)

    async def _write(self, work: Work[T]) -> T:
        vain = self._vain
        with self._observing("write"):
            async with self._one_at_a_time:
                if vain != self._vain:
                    # Who waited behind one that waited in vain does not wait in vain once more.
                    raise LedgerError("the database was locked or away a moment ago")
                with self._translating_errors():
                    return await self._attempt(work)

    async def _attempt(self, work: Work[T]) -> T:
        """Run work in one transaction, with nobody else of this process."""
        raise NotImplementedError

    def _translating_errors(self) -> AbstractContextManager[None]:
        """Turn what a driver raises into `LedgerError`."""
        raise NotImplementedError

    @contextmanager
    def _observing(self, operation: str) -> Iterator[None]:
        began, failed = time.perf_counter(), True
        try:
            yield
            failed = False
        finally:
            self._observe(operation, time.perf_counter() - began, failed)

    def _refuse_closed(self) -> None:
        """Raise `LedgerError` if a command outlives the bot: it would open a new one."""
        if self._closed:
            raise LedgerError("Almanac is stopping")
