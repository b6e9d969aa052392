"""Settings and boards of servers in a database, and which servers removed the bot."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.records import Board, GuildSettings
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put, put_missing
from bot.storage.schema.tables import board, guild_left, guild_settings
from bot.storage.stores.forgetting import forget_guild


class SqlGuilds:
    """Store settings, and forget servers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settings(self) -> tuple[GuildSettings, ...]:
        """List all settings."""

        async def work(connection: AsyncConnection) -> tuple[GuildSettings, ...]:
            query = select(guild_settings).order_by(guild_settings.c.guild_id)
            return tuple(
                GuildSettings(
                    guild=row.guild_id,
                    answer_channels=tuple(row.answer_channels),
                    moderator_role=row.moderator_role,
                    inbox_channel=row.inbox_channel,
                    time_zone=row.time_zone,
                    needs_approval=row.needs_approval,
                    forums=tuple(row.forums),
                    solved_tag=row.solved_tag,
                    allows_invites=row.allows_invites,
                )
                for row in await connection.execute(query)
            )

        return await self._database.read(work)

    async def save(self, settings: GuildSettings) -> None:
        """Store settings."""
        row = {
            "guild_id": settings.guild,
            "answer_channels": list(settings.answer_channels),
            "moderator_role": settings.moderator_role,
            "inbox_channel": settings.inbox_channel,
            "time_zone": settings.time_zone,
            "needs_approval": settings.needs_approval,
            "forums": list(settings.forums),
            "solved_tag": settings.solved_tag,
            "allows_invites": settings.allows_invites,
        }
        await self._database.write(
            lambda connection: put(connection, guild_settings, row, "guild_id")
        )

    async def mark_left(self, guild: int, at: datetime) -> None:
        """Remember when a server removed the bot."""
        row = {"guild_id": guild, "at": at}
        await self._database.write(lambda connection: put_missing(connection, guild_left, [row]))

    async def mark_returned(self, guild: int) -> None:
        """Forget that a server had removed the bot."""
        back = delete(guild_left).where(guild_left.c.guild_id == guild)
        await self._database.write(lambda connection: connection.execute(back))

    async def forget(self, guild: int) -> None:
        """Delete everything of a server."""
        await self._database.write(lambda connection: forget_guild(connection, guild))


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
