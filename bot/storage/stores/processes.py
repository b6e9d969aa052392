"""What processes tell each other through the database of a server that they share."""

from collections.abc import Collection, Mapping

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine.database import Database
from bot.storage.schema.tables import lease, table_version

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


_TAKE_TURN = text("""
    INSERT INTO identify_turn (bucket, at) VALUES (:bucket, clock_timestamp())
    ON CONFLICT (bucket) DO UPDATE SET at = excluded.at
    WHERE identify_turn.at + make_interval(secs => :seconds) <= excluded.at
    RETURNING bucket
""")

_NEXT_TURN = text("""
    SELECT EXTRACT(epoch FROM at - clock_timestamp())::float + :seconds
    FROM identify_turn WHERE bucket = :bucket
""")


class SqlProcesses:
    """Processes that share a database of a server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def changed(self) -> None:
        """Wait until another process may have changed something."""
        await self._database.wait_for_change()

    async def versions(self) -> Mapping[str, int]:
        """Count the changes of what is held in memory."""
        query = select(table_version.c.name, table_version.c.number)

        async def work(connection: AsyncConnection) -> Mapping[str, int]:
            return {row.name: row.number for row in await connection.execute(query)}

        return await self._database.read(work)

    async def take(
        self, holder: str, shards: Collection[int], count: int, seconds: float
    ) -> frozenset[int]:
        """Acquire or extend leases."""
        wanted = {"holder": holder, "shards": list(shards), "count": count, "seconds": seconds}

        async def work(connection: AsyncConnection) -> frozenset[int]:
            return frozenset((await connection.execute(_TAKE, wanted)).scalars())

        return await self._database.write(work)

    async def take_turn(self, bucket: int, seconds: float) -> float:
        """Take a turn, or return how long to wait for one."""
        wanted = {"bucket": bucket, "seconds": seconds}

        async def work(connection: AsyncConnection) -> float:
            if (await connection.execute(_TAKE_TURN, wanted)).first():
                return 0.0
            # Never 0, which would say that it was taken.
            return max(float(await connection.scalar(_NEXT_TURN, wanted)), 0.01)

        return await self._database.write(work)

    async def release(self, holder: str) -> None:
        """Give up every lease of a holder."""
        statement = delete(lease).where(lease.c.holder == holder)
        await self._database.write(lambda connection: connection.execute(statement))
