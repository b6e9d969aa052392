"""What processes tell each other through the database of a server that they share."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine.database import Database
from bot.storage.engine.tables import lease, table_version

# By the clock of the server: those of machines differ. Whoever is interrupted between two of its
# statements must not find that time stands still, as it does for now() within a transaction.
_TAKE = text("""
    INSERT INTO lease (shard, count, holder, until)
    SELECT shard, :count, :holder, clock_timestamp() + make_interval(secs => :seconds)
    FROM unnest(CAST(:shards AS integer[])) AS shard
    WHERE NOT EXISTS (SELECT FROM lease WHERE count <> :count AND until > clock_timestamp())
    ON CONFLICT (shard) DO UPDATE
    SET count = excluded.count, holder = excluded.holder, until = excluded.until
    WHERE lease.holder = excluded.holder OR lease.until <= clock_timestamp()
    RETURNING shard
""")


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

    async def take(
        self, holder: str, shards: Collection[int], count: int, seconds: float
    ) -> frozenset[int]:
        """Hold leases."""
        wanted = {"holder": holder, "shards": list(shards), "count": count, "seconds": seconds}

        async def work(connection: AsyncConnection) -> frozenset[int]:
            return frozenset((await connection.execute(_TAKE, wanted)).scalars())

        return await self._database.write(work)

    async def release(self, holder: str) -> None:
        """Give leases back."""
        gone = delete(lease).where(lease.c.holder == holder)
        await self._database.write(lambda connection: connection.execute(gone))
