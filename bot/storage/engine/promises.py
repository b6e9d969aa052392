"""Look whether a PostgreSQL server keeps what edits rely on."""

from collections.abc import Mapping
from typing import Any

import structlog
from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.ledger import LedgerError
from bot.storage.engine.errors import BrokenServer
from bot.storage.engine.places import broken, called, opened

_log = structlog.get_logger(__name__)

_PROMISES = """
    SELECT current_setting('server_version') AS version,
        current_setting('server_version_num')::int AS number,
        current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync
"""

OLDEST = 14
"""The oldest PostgreSQL that frees by itself what a lost process held."""


async def check_server(place: SecretStr) -> str:
    """Say which version a server has, or raise `BrokenServer`."""

    async def look(connection: AsyncConnection) -> Mapping[str, Any]:
        return dict((await connection.exec_driver_sql(_PROMISES)).mappings().one())

    try:
        async with opened(place) as database:
            found = await database.read(look)
    except BrokenServer:
        raise
    except LedgerError as error:
        raise broken(place, str(error)) from error
    return f"{called(place)} replies, PostgreSQL {_judged(place, found)}"


def _judged(place: SecretStr, found: Mapping[str, Any]) -> str:
    """Say which version a server has, or raise `BrokenServer` for what edits cannot rely on."""
    if found["number"] < OLDEST * 10_000:
        raise broken(place, f"PostgreSQL {found['version']} is older than {OLDEST}")
    if found["encoding"] != "UTF8":
        raise broken(place, f"its encoding is {found['encoding']}, and must be UTF8")
    if found["fsync"] == "off":
        _log.warning("database.fsync_off", place=called(place))
        return f"{found['version']}; fsync is off, so a power cut loses edits"
    version: str = found["version"]
    return version
