"""Databases of a real PostgreSQL server, one for each test.

`python -m tests.support.postgres` fails if there is no server. `ALMANAC_TEST_POSTGRES` names
another one than that of this machine; the user must be allowed to make databases.
"""

import asyncio
import os
import sys
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache

from pydantic import SecretStr
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.storage.engine.postgres import LOCKS, WRITING
from bot.storage.opening import upgrade_storage

SERVER = "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres"
"""Where tests look for one."""

VARIABLE = "ALMANAC_TEST_POSTGRES"


def server() -> str:
    """Name the server of the tests."""
    return os.environ.get(VARIABLE) or SERVER


@cache
def why_not() -> str | None:
    """Say why there is no server, or None if there is one."""
    try:
        asyncio.run(execute("SELECT 1"))
    except (OSError, DBAPIError, ModuleNotFoundError) as error:
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return None


@asynccontextmanager
async def connected(address: str | SecretStr) -> AsyncIterator[AsyncConnection]:
    """Connect as somebody else would, without transactions."""
    given = address if isinstance(address, str) else address.get_secret_value()
    engine = create_async_engine(
        given, isolation_level="AUTOCOMMIT", connect_args={"timeout": 5}, pool_size=1
    )
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


async def execute(*statements: str, at: str | SecretStr | None = None) -> None:
    """Run statements at a database, or beside all of them."""
    async with connected(at or server()) as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def rows(address: SecretStr, query: str) -> list[tuple[object, ...]]:
    """Read something, beside the bot."""
    async with connected(address) as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def create_database(template: SecretStr | None = None) -> SecretStr:
    """Make a database, a copy of another one or empty."""
    name = f"almanac_test_{uuid.uuid4().hex}"
    copied = f"TEMPLATE {name_of(template)}" if template else "TEMPLATE template0 ENCODING 'UTF8'"
    await execute(f"CREATE DATABASE {name} {copied}")
    return SecretStr(make_url(server()).set(database=name).render_as_string(hide_password=False))


async def drop_database(address: SecretStr) -> None:
    """Drop a database, whoever uses it."""
    await execute(f"DROP DATABASE {name_of(address)} WITH (FORCE)")


@asynccontextmanager
async def new_database(template: SecretStr | None = None) -> AsyncIterator[SecretStr]:
    """Make a database, and drop it in the end."""
    address = await create_database(template)
    try:
        yield address
    finally:
        await drop_database(address)


@contextmanager
def template_database() -> Iterator[SecretStr]:
    """Make a database with all tables once: running every script takes longer than a test."""
    address = asyncio.run(create_database())
    try:
        asyncio.run(upgrade_storage(address))
        yield address
    finally:
        asyncio.run(drop_database(address))


async def disconnect(address: SecretStr) -> None:
    """Break every connection to a database, as a restart of the server does."""
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
    await execute(f"{ended}'{name_of(address)}'")


@asynccontextmanager
async def unreachable(address: SecretStr) -> AsyncIterator[None]:
    """Take a database away, as a failover does, and give it back."""
    name = name_of(address)
    await execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    await disconnect(address)
    try:
        yield
    finally:
        await execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@asynccontextmanager
async def held(address: SecretStr) -> AsyncIterator[None]:
    """Hold the lock of all that write, as another process does in the midst of a transaction."""
    async with connected(address) as connection:
        await connection.execute(text(f"SELECT pg_advisory_lock({LOCKS}, {WRITING})"))
        yield


@asynccontextmanager
async def full(address: SecretStr) -> AsyncIterator[None]:
    """Let the server refuse what is added to the ledger or waits for it, as a full disk does."""
    await execute(_FULL, *(_REFUSE.format(table=table) for table in _FILLED), at=address)
    yield
    await execute(*(f"DROP TRIGGER disk_is_full ON {table}" for table in _FILLED), at=address)


_FILLED = ("faq_change", "draft", "proposal", "suggestion")

_FULL = """
    CREATE OR REPLACE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE disk_full USING MESSAGE = 'could not extend file: No space left on device';
    END $$
"""

_REFUSE = """
    CREATE TRIGGER disk_is_full AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION disk_is_full()
"""


def name_of(address: SecretStr) -> str:
    """Name the database of an address."""
    return make_url(address.get_secret_value()).database or ""


def main() -> None:
    """Fail if there is no server."""
    if why := why_not():
        called = make_url(server()).render_as_string(hide_password=True)
        sys.exit(
            f"No PostgreSQL server at {called} ({why}): start one, name one in {VARIABLE}, or "
            "set ALMANAC_WITHOUT_POSTGRES=1 to do without its tests."
        )


if __name__ == "__main__":
    main()
