"""Check that a PostgreSQL server guarantees what edits rely on."""

from collections.abc import Mapping
from typing import Any

import structlog
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.ledger import LedgerError
from bot.storage.engine.errors import BrokenServerError
from bot.storage.engine.places import broken_error, describe_place, open_at

_log = structlog.get_logger(__name__)

_PROMISES = """
    SELECT current_setting('server_version') AS version,
        current_setting('server_version_num')::int AS number,
        current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync
"""

OLDEST = 14
"""The oldest PostgreSQL that frees by itself what a lost process held."""


async def check_server(place: SecretStr) -> str:
    """Return which version a server has, or raise `BrokenServerError`."""

    async def look(connection: AsyncConnection) -> Mapping[str, Any]:
        return dict((await connection.exec_driver_sql(_PROMISES)).mappings().one())

    try:
        async with open_at(place) as database:
            server_settings = await database.read(look)
    except BrokenServerError:
        raise
    except LedgerError as error:
        raise broken_error(place, str(error)) from error
    return f"{describe_place(place)} replies, PostgreSQL {_check_settings(place, server_settings)}"


def _check_settings(place: SecretStr, server_settings: Mapping[str, Any]) -> str:
    """Return the server's version, or raise `BrokenServerError` if edits cannot rely on it."""
    if server_settings["number"] < OLDEST * 10_000:
        raise broken_error(place, f"PostgreSQL {server_settings['version']} is older than {OLDEST}")
    if server_settings["encoding"] != "UTF8":
        raise broken_error(
            place, f"its encoding is {server_settings['encoding']}, and must be UTF8"
        )
    if server_settings["fsync"] == "off":
        _log.warning("database.fsync_off", place=describe_place(place))
        return f"{server_settings['version']}; fsync is off, so a power cut loses edits"
    version: str = server_settings["version"]
    return version
