"""Where edits are kept: in the data folder, or on a PostgreSQL server."""

from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.engine.database import PATIENCE, Database, Observe, ignore_observation
from bot.storage.engine.errors import BrokenDatabaseError, BrokenServerError
from bot.storage.engine.lock import FILE, hold_lock
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


def describe_place(place: Place) -> str:
    """Name the database for operators, without its password."""
    return str(place / FILE) if isinstance(place, Path) else str(server_url(place))


def server_url(address: SecretStr) -> URL:
    """Read the address of a server; raise `BrokenServerError`."""
    try:
        url = make_url(address.get_secret_value()).set(drivername=DRIVER)
    except (ArgumentError, ValueError):
        # The address stays out of the sentence: it may hold a password.
        raise BrokenServerError("ALMANAC_DATABASE", "it is no address of a server") from None
    for name in url.query:
        if name not in OPTIONS:
            raise BrokenServerError(url.render_as_string(), f"there is no option {name}")
    return url.set(query={OPTIONS[name]: value for name, value in url.query.items()})


def exclusive_lock(place: Place) -> AbstractContextManager[None]:
    """Hold the embedded database's lock, or raise `DatabaseInUseError`; a server has its own."""
    return hold_lock(place / FILE) if isinstance(place, Path) else nullcontext()


def broken_error(place: Place, why: str) -> BrokenDatabaseError | BrokenServerError:
    """Explain why a database cannot be used, and what to do about it."""
    if isinstance(place, Path):
        return BrokenDatabaseError(place / FILE, why)
    return BrokenServerError(describe_place(place), why)


@asynccontextmanager
async def open_at(
    place: Place, observe: Observe = ignore_observation, limit: float | None = None
) -> AsyncIterator[Database]:
    """Prepare a database, and close it in the end; nothing is opened before it is used.

    A server breaks off a statement that takes longer than `limit` seconds, and so long a
    transaction waits for others: whoever upgrades may find another process doing so.
    """
    database = _prepare(place, observe, limit)
    try:
        yield database
    finally:
        await database.close()


def _prepare(place: Place, observe: Observe, limit: float | None) -> Database:
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
        raise BrokenServerError(describe_place(place), why) from None
