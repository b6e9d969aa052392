"""Suggestions in a database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.records import Suggestion
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put_missing
from bot.storage.schema.tables import suggestion as table

WAITING = table.c.declined.is_(None)
"""What no moderator has declined; what is handled otherwise is gone."""


class SqlSuggestions:
    """Suggestions that wait, and declined ones until their author was told."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, suggestion: Suggestion, request: str) -> Suggestion:
        """Store a suggestion, once for each request."""
        row = {
            "guild_id": suggestion.guild,
            "author_id": suggestion.author,
            "question": suggestion.question,
            "answer": suggestion.answer,
            "request": request,
            "at": suggestion.at,
            "locale": suggestion.locale,
            "quiet": False,
            "tries": 0,
        }
        query = select(table).where(table.c.request == request)

        async def work(connection: AsyncConnection) -> Suggestion:
            await put_missing(connection, table, [row])
            return _suggestion((await connection.execute(query)).one())

        return await self._database.write(work)

    async def open(self, guild: int, *, limit: int) -> tuple[Suggestion, ...]:
        """List what waits, oldest first."""
        query = select(table).where(table.c.guild_id == guild, WAITING).order_by(table.c.id)
        return await self._list(query.limit(limit))

    async def find(self, guild: int, suggestion: int) -> Suggestion | None:
        """Find a suggestion that waits."""
        found = await self._list(select(table).where(*_waiting(guild, suggestion)))
        return found[0] if found else None

    async def close(self, guild: int, suggestion: int) -> Suggestion | None:
        """Forget a suggestion and return it."""
        gone = delete(table).where(*_waiting(guild, suggestion)).returning(table)

        async def work(connection: AsyncConnection) -> Suggestion | None:
            row = (await connection.execute(gone)).one_or_none()
            return _suggestion(row) if row else None

        return await self._database.write(work)

    async def decline(self, guild: int, suggestion: int, reason: str, at: datetime) -> bool:
        """Store why a suggestion is declined."""
        here = _waiting(guild, suggestion)
        unwanted = delete(table).where(*here, table.c.quiet)
        declined = update(table).where(*here).values(declined=reason, due=at)

        async def work(connection: AsyncConnection) -> bool:
            gone = (await connection.execute(unwanted)).rowcount
            return bool(gone or (await connection.execute(declined)).rowcount)

        return await self._database.write(work)

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[Suggestion, ...]:
        """List whose author is to be told."""
        query = select(table).where(table.c.due <= now).order_by(table.c.due, table.c.id)
        return await self._list(query.limit(limit))

    async def begin(self, suggestion: Suggestion, due: datetime) -> bool:
        """Note that an author is about to be told."""
        begun = {"tries": table.c.tries + 1, "due": due}
        here = table.c.id == suggestion.id
        return bool(await self._changed(update(table).where(here).values(begun)))

    async def end(self, suggestion: Suggestion) -> None:
        """Forget a suggestion."""
        await self._changed(delete(table).where(table.c.id == suggestion.id))

    async def hush(self, user: int) -> int:
        """Stop telling somebody about their suggestions."""
        theirs = table.c.author_id == user
        declined = delete(table).where(theirs, ~WAITING)
        waiting = update(table).where(theirs, WAITING, ~table.c.quiet).values(quiet=True)
        return await self._changed(declined, waiting)

    async def _changed(self, *statements: Any) -> int:
        async def work(connection: AsyncConnection) -> int:
            return sum([(await connection.execute(one)).rowcount for one in statements])

        return await self._database.write(work)

    async def _list(self, query: Any) -> tuple[Suggestion, ...]:
        async def work(connection: AsyncConnection) -> tuple[Suggestion, ...]:
            return tuple(map(_suggestion, await connection.execute(query)))

        return await self._database.read(work)


async def suggestions_of(connection: AsyncConnection, user: int) -> tuple[Suggestion, ...]:
    """List what somebody proposed, oldest first."""
    query = select(table).where(table.c.author_id == user).order_by(table.c.id)
    return tuple(map(_suggestion, await connection.execute(query)))


def _waiting(guild: int, number: int) -> tuple[ColumnElement[bool], ...]:
    return table.c.guild_id == guild, table.c.id == number, WAITING


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(
        guild=row.guild_id,
        author=row.author_id,
        question=row.question,
        answer=row.answer,
        at=row.at,
        id=row.id,
        locale=row.locale,
        declined=row.declined,
        tries=row.tries,
    )
