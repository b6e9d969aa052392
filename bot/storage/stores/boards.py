"""Boards of servers in a database."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.records import Board
from bot.storage.engine.database import Database
from bot.storage.engine.tables import board
from bot.storage.engine.writing import put


class SqlBoards:
    """One board for each server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_all(self) -> tuple[Board, ...]:
        """List all of them."""

        async def work(connection: AsyncConnection) -> tuple[Board, ...]:
            return tuple(Board(*row) for row in await connection.execute(select(board)))

        return await self._database.read(work)

    async def find(self, guild: int) -> Board | None:
        """Find the board of a server."""
        query = select(board).where(board.c.guild_id == guild)

        async def work(connection: AsyncConnection) -> Board | None:
            row = (await connection.execute(query)).one_or_none()
            return Board(*row) if row else None

        return await self._database.read(work)

    async def keep(self, board_row: Board) -> Board | None:
        """Remember a board, and return the former one."""
        row = {
            "guild_id": board_row.guild,
            "channel_id": board_row.channel,
            "message_id": board_row.message,
            "shown": board_row.shown,
        }
        query = select(board).where(board.c.guild_id == board_row.guild)

        async def work(connection: AsyncConnection) -> Board | None:
            former = (await connection.execute(query)).one_or_none()
            await put(connection, board, row, "guild_id")
            return Board(*former) if former else None

        return await self._database.write(work)

    async def drop(self, guild: int) -> None:
        """Forget the board of a server."""
        statement = delete(board).where(board.c.guild_id == guild)
        await self._database.write(lambda connection: connection.execute(statement))
