"""What processes tell each other through the database that they share."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine.database import Database
from bot.storage.engine.tables import table_version


class SqlProcesses:
    """Processes that share a database of a server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def changed(self) -> None:
        """Wait until another process may have changed something."""
        await self._database.changed()

    async def versions(self) -> Mapping[str, int]:
        """Count the changes of what is held in memory."""
        query = select(table_version.c.name, table_version.c.number)

        async def work(connection: AsyncConnection) -> Mapping[str, int]:
            return {row.name: row.number for row in await connection.execute(query)}

        return await self._database.read(work)
