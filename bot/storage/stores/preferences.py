"""What people prefer, in a database."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine.database import Database
from bot.storage.engine.tables import preference
from bot.storage.engine.writing import put


class SqlPreferences:
    """Who wants plain text; nobody else has a row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plain(self) -> tuple[int, ...]:
        """List everybody who does."""
        query = select(preference.c.user_id).where(preference.c.plain)

        async def work(connection: AsyncConnection) -> tuple[int, ...]:
            return tuple((await connection.execute(query)).scalars())

        return await self._database.read(work)

    async def set_plain(self, user: int, wanted: bool) -> None:
        """Keep whether somebody does."""
        row = {"user_id": user, "plain": True}
        gone = delete(preference).where(preference.c.user_id == user)

        async def work(connection: AsyncConnection) -> None:
            if wanted:
                await put(connection, preference, row, "user_id")
            else:
                await connection.execute(gone)

        await self._database.write(work)
