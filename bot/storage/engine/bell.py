"""Hear of changes the moment they are committed, or look for them after a while."""

import asyncio
from contextlib import suppress
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

CHANNEL = "almanac_changes"
"""What the ledger's trigger notifies; scripts repeat it."""

LOOK_EVERY = 1.5
"""Seconds after which nobody relies on the bell: an edit is to be seen within two."""


class Bell:
    """Listens over a connection of its own, which may break."""

    def __init__(self, engine: AsyncEngine) -> None:
        """`engine` gives connections without transactions, one at a time."""
        self._engine = engine
        self._rung = asyncio.Event()
        self._listening: AsyncConnection | None = None

    async def wait(self) -> None:
        """Wait until it rings, or until it is time to look."""
        with suppress(DBAPIError, OSError, PoolTimeout):
            await self._listen()
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK_EVERY):
                await self._rung.wait()
        self._rung.clear()

    async def close(self) -> None:
        """Stop listening."""
        await self._drop()
        await self._engine.dispose()

    async def _listen(self) -> None:
        if self._listening is not None:
            if not (await _driver(self._listening)).is_closed():
                return
            await self._drop()
        connection = await self._engine.connect()
        try:
            await (await _driver(connection)).add_listener(CHANNEL, self._ring)
        except BaseException:
            await connection.invalidate()
            await connection.close()
            raise
        self._listening = connection
        # Whatever came while nobody listened is looked for at once.
        self._rung.set()

    async def _drop(self) -> None:
        connection, self._listening = self._listening, None
        if connection is not None:
            # Not to be taken by anybody else: it still listens.
            await connection.invalidate()
            await connection.close()

    def _ring(self, *_: object) -> None:
        self._rung.set()


async def _driver(connection: AsyncConnection) -> Any:
    return (await connection.get_raw_connection()).driver_connection
