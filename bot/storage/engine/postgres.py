"""PostgreSQL: a connection that writes, some that read, and what holds when they break."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.services.ports.ledger import LedgerError, UnsureError
from bot.storage.engine.bell import Bell
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

LIMIT = 5.0
"""Seconds that one statement may take before its connection counts as broken."""

CONNECT = 2.0
"""Seconds to wait for a connection."""

DOUBT = 30.0
"""Seconds to ask what became of a COMMIT whose acknowledgment was lost: a failover takes 20."""

DOUBT_PAUSE = 0.25
"""Seconds between two such questions."""

READERS = 3
"""Connections that read at once: answers need none."""

LOCKS = 0x616C6D61
"""Sets Almanac's advisory locks apart from others in the same database; scripts repeat it."""

WRITING = 1
"""The lock of a transaction that writes."""

_BEGIN = (
    # Every transaction that writes takes its turn, as in SQLite: limits hold for all processes, and
    # ids grow in the order in which they can be seen.
    f"SELECT pg_advisory_xact_lock({LOCKS}, {WRITING}), pg_current_xact_id()::text AS number, "
    "left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline, "
    # What was acknowledged is on disk, even if the machine loses power.
    "CASE current_setting('synchronous_commit') "
    "WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END"
)

_STATUS = (
    "SELECT pg_xact_status('{number}'::xid8) AS status, "
    "left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline"
)

_SESSION = {
    "application_name": "almanac",
    "timezone": "UTC",
    # A process that hangs in the midst of a transaction must not stop the others for ever.
    "idle_in_transaction_session_timeout": "10s",
    # The server finds out soon that a process is gone, and frees what it holds.
    "client_connection_check_interval": "1s",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}

_LOST = ("08", "57P01", "57P02", "57P03", "25P03")
"""How codes begin that tell of a broken connection ("PostgreSQL Error Codes")."""

_LOCK_NOT_AVAILABLE = "55P03"


@dataclass(frozen=True, slots=True)
class Transaction:
    """What identifies a transaction after its connection broke."""

    number: str
    timeline: str
    """Changes when another server takes over, which may know another one by the same number."""


class InDoubtError(Exception):
    """COMMIT was sent and not acknowledged."""

    def __init__(self, transaction: Transaction, done: Any) -> None:
        self.transaction = transaction
        self.done = done
        super().__init__(transaction.number)


class PostgresDatabase(Database):
    """A database of a PostgreSQL server, which several processes may write, one after the other."""

    def __init__(
        self,
        url: URL,
        patience: float = PATIENCE,
        turn: float = TURN,
        observe: Observe = ignore_observation,
        limit: float = LIMIT,
    ) -> None:
        """Prepare connections to a server; nothing is opened before it is used."""
        self._patience = patience
        waits = {"lock_timeout": f"{round(patience * 1000)}ms"}
        # After a failover the former server may still reply, and take nothing.
        writable = {"target_session_attrs": "read-write"}
        consistent = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        super().__init__(
            _engine(url, limit, turn, waits, connect_args=writable, pool_size=1),
            _engine(url, limit, turn, waits, execution_options=consistent, pool_size=READERS),
            observe,
        )
        unbound = {"isolation_level": "AUTOCOMMIT"}
        self._bell = Bell(_engine(url, limit, turn, waits, execution_options=unbound, pool_size=1))

    async def wait_for_change(self) -> None:
        """Wait until somebody has added to the ledger, or until it is time to look."""
        await self._bell.wait()

    async def close(self) -> None:
        """Finish the writes under way, take no others, and close all connections."""
        await super().close()
        await self._bell.close()

    async def try_writing(self) -> None:
        """Write a row through to the disk, with what stands in it already."""

        async def work(connection: AsyncConnection) -> None:
            same = "UPDATE alembic_version SET version_num = version_num"
            await connection.exec_driver_sql(same)

        await self.write(work)

    async def _read(self, work: Work[T]) -> T:
        async def run() -> T:
            async with _connect(self._reader) as connection:
                return await work(connection)

        return await _retry(run)

    async def _write(self, work: Work[T]) -> T:
        try:
            return await super()._write(work)
        except InDoubtError as doubt:
            await self._settle(doubt.transaction)
            result: T = doubt.done
            return result

    async def _attempt(self, work: Work[T]) -> T:
        try:
            done = await _retry(lambda: self._transact(work))
        except (DBAPIError, OSError) as error:
            self._locked = _code(error) == _LOCK_NOT_AVAILABLE
            if self._locked or _is_lost(error):
                self._vain += 1
            raise
        self._locked = False
        return done

    async def _transact(self, work: Work[T]) -> T:
        async with _connect(self._writer) as connection:
            transaction = await self._begin(connection)
            done = await work(connection)
            try:
                await connection.commit()
            except (DBAPIError, OSError) as error:
                if _is_lost(error):
                    await connection.invalidate()
                    raise InDoubtError(transaction, done) from None
                raise
        return done

    async def _begin(self, connection: AsyncConnection) -> Transaction:
        if self._locked:
            glance = round(min(GLANCE, self._patience) * 1000)
            await connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{glance}ms'")
        row = (await connection.exec_driver_sql(_BEGIN)).mappings().one()
        return Transaction(row["number"], row["timeline"])

    async def _settle(self, transaction: Transaction) -> None:
        """Find out that a transaction in doubt was kept, or raise `LedgerError`."""
        until = time.monotonic() + DOUBT
        while time.monotonic() < until and not self._closed:
            with suppress(DBAPIError, OSError, PoolTimeout):
                status = await self._status(transaction)
                if status == "committed":
                    return
                if status == "aborted":
                    raise LedgerError("the connection was lost, and nothing was kept")
                if status is None:
                    break
            await asyncio.sleep(DOUBT_PAUSE)
        raise UnsureError("the connection was lost at COMMIT: it may have been kept or not")

    async def _status(self, transaction: Transaction) -> str | None:
        """Ask for the status of a transaction; None if the server cannot know it."""
        query = _STATUS.format(number=int(transaction.number))
        async with _connect(self._reader) as connection:
            row = (await connection.exec_driver_sql(query)).mappings().one()
        status: str | None = row["status"]
        return status if row["timeline"] == transaction.timeline else None

    def _translating_errors(self) -> AbstractContextManager[None]:
        return _translating_errors()


@asynccontextmanager
async def _connect(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    async with engine.connect() as connection:
        try:
            yield connection
        except OSError:
            # A statement that took too long may still run there.
            await connection.invalidate()
            raise


async def _retry(run: Callable[[], Awaitable[T]]) -> T:
    """Run once more, over another connection, if the first one was found broken."""
    try:
        return await run()
    except DBAPIError as error:
        if not _is_lost(error):
            raise
    return await run()


@contextmanager
def _translating_errors() -> Iterator[None]:
    # Nothing is chained: the server's own words may quote what somebody typed.
    try:
        yield
    except IntegrityError as error:
        raise IntegrityError(None, None, Exception(_reason(error))) from None
    except DBAPIError as error:
        raise LedgerError(_reason(error)) from None
    except (OSError, PoolTimeout) as error:
        raise LedgerError(str(error) or "the server did not reply in time") from None


def _reason(error: DBAPIError) -> str:
    """Return the server's message without its detail; of a driver's error, only the kind."""
    if _code(error) == _LOCK_NOT_AVAILABLE:
        return "the database is locked"
    cause = error.orig.__cause__ if error.orig else None
    message = getattr(cause, "message", None)
    return message or f"{type(cause or error).__name__} of the driver"


def _code(error: BaseException) -> str:
    return getattr(getattr(error, "orig", None), "sqlstate", None) or ""


def _is_lost(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _code(error).startswith(_LOST)
    return isinstance(error, OSError)


def _engine(
    url: URL,
    limit: float,
    turn: float,
    settings: dict[str, str],
    *,
    pool_size: int,
    connect_args: dict[str, Any] | None = None,
    execution_options: dict[str, Any] | None = None,
) -> AsyncEngine:
    session = {"server_settings": _SESSION | settings}
    return create_async_engine(
        url,
        connect_args={"timeout": CONNECT, "command_timeout": limit, **session}
        | (connect_args or {}),
        execution_options=execution_options or {},
        # A traceback in the log must not show what somebody typed.
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=turn,
    )
