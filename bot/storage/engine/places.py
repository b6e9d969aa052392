"""Where edits are kept: in the data folder, or on a PostgreSQL server."""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.engine.database import PATIENCE, Database, Observe, unobserved
from bot.storage.engine.errors import BrokenDatabase, BrokenServer
from bot.storage.engine.lock import FILE, locked
from bot.storage.engine.sqlite import SqliteDatabase

Place = Path | SecretStr
"""A folder with the embedded database, or the address of a database of a PostgreSQL server."""

DRIVER = "postgresql+asyncpg"

OPTIONS = {
    "host": "host",
    "passfile": "passfile",
    "ssl": "ssl",
    # What libpq, and so every other program, calls it.
    "sslmode": "ssl",
}
"""What may stand behind an address, and what the driver calls it."""


def called(place: Place) -> str:
    """Name the database for operators, without its password."""
    return str(place / FILE) if isinstance(place, Path) else str(server_url(place))


def server_url(address: SecretStr) -> URL:
    """Read the address of a server; raise `BrokenServer`."""
    try:
        url = make_url(address.get_secret_value()).set(drivername=DRIVER)
    except (ArgumentError, ValueError):
        # The address stays out of the sentence: it may hold a password.
        raise BrokenServer("ALMANAC_DATABASE", "it is no address of a server") from None
    for name in url.query:
        if name not in OPTIONS:
            raise BrokenServer(url.render_as_string(), f"there is no option {name}")
    return url.set(query={OPTIONS[name]: value for name, value in url.query.items()})


def alone(place: Place) -> AbstractContextManager[None]:
    """Hold the lock of the embedded database, or raise `DatabaseInUse`; a server has its own."""
    return locked(place / FILE) if isinstance(place, Path) else nullcontext()


def broken(place: Place, why: str) -> BrokenDatabase | BrokenServer:
    """Say why a database cannot be used, and what to do about it."""
    if isinstance(place, Path):
        return BrokenDatabase(place / FILE, why)
    return BrokenServer(called(place), why)


@asynccontextmanager
async def opened(
    place: Place, observe: Observe = unobserved, limit: float | None = None
) -> AsyncIterator[Database]:
    """Prepare a database, and close it in the end; nothing is opened before it is used.

    A server breaks off a statement that takes longer than `limit` seconds, and so long a
    transaction waits for others: whoever upgrades may find another process doing so.
    """
    database = _prepared(place, observe, limit)
    try:
        yield database
    finally:
        await database.close()


def _prepared(place: Place, observe: Observe, limit: float | None) -> Database:
    if isinstance(place, Path):
        return SqliteDatabase(place / FILE, observe=observe)
    # The embedded database need not carry it in memory.
    from bot.storage.engine.postgres import LIMIT, PostgresDatabase

    try:
        return PostgresDatabase(
            server_url(place),
            patience=limit or PATIENCE,
            observe=observe,
            limit=limit or LIMIT,
        )
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        why = "the driver is not installed: install almanac[postgresql]"
        raise BrokenServer(called(place), why) from None
