"""Questions to a person in a database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.handoffs import Handoff
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put_missing
from bot.storage.schema.tables import handoff as table

WAITING = table.c.reply.is_(None)
"""What no moderator has replied to or closed."""


class SqlHandoffs:
    """Questions to a person, by server."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, handoff: Handoff, request: str, *, most: int) -> Handoff | None:
        """Store a question, once for each request."""
        return await self._database.write(
            lambda connection: _add(connection, handoff, request, most)
        )

    async def open(self, guild: int, *, limit: int) -> tuple[Handoff, ...]:
        """List what waits, oldest first."""
        waiting = select(table).where(table.c.guild_id == guild, WAITING)
        query = waiting.order_by(table.c.id).limit(limit)

        async def work(connection: AsyncConnection) -> tuple[Handoff, ...]:
            return tuple(map(_as_handoff, await connection.execute(query)))

        return await self._database.read(work)

    async def find(self, guild: int, handoff: int) -> Handoff | None:
        """Find a question that waits."""
        query = select(table).where(*_waiting(guild, handoff))

        async def work(connection: AsyncConnection) -> Handoff | None:
            row = (await connection.execute(query)).one_or_none()
            return _as_handoff(row) if row else None

        return await self._database.read(work)

    async def answer(self, guild: int, handoff: int, reply: str, at: datetime) -> bool:
        """Store the reply."""
        return await self._update(
            update(table).where(*_waiting(guild, handoff)).values(reply=reply, due=at)
        )

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[Handoff, ...]:
        """List whose asker is to be told."""
        query = select(table).where(table.c.due <= now).order_by(table.c.due, table.c.id)

        async def work(connection: AsyncConnection) -> tuple[Handoff, ...]:
            return tuple(map(_as_handoff, await connection.execute(query.limit(limit))))

        return await self._database.read(work)

    async def begin(self, handoff: Handoff, due: datetime) -> bool:
        """Note that somebody is about to be told."""
        values = {"tries": table.c.tries + 1, "due": due}
        as_listed = (table.c.id == handoff.id, table.c.tries == handoff.tries)
        return await self._update(update(table).where(*as_listed).values(values))

    async def end(self, handoff: Handoff) -> None:
        """Forget a question."""
        await self._update(delete(table).where(table.c.id == handoff.id))

    async def withdraw(self, user: int) -> int:
        """Forget what somebody asked."""
        statement = delete(table).where(table.c.asker_id == user)

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(statement)).rowcount

        return await self._database.write(work)

    async def _update(self, statement: Any) -> bool:
        async def work(connection: AsyncConnection) -> bool:
            return bool((await connection.execute(statement)).rowcount)

        return await self._database.write(work)


async def handoffs_of(connection: AsyncConnection, user: int) -> tuple[Handoff, ...]:
    """List what somebody asked a person, oldest first."""
    query = select(table).where(table.c.asker_id == user).order_by(table.c.id)
    return tuple(map(_as_handoff, await connection.execute(query)))


async def _add(
    connection: AsyncConnection, handoff: Handoff, request: str, most: int
) -> Handoff | None:
    known = select(table).where(table.c.request == request)
    if first := (await connection.execute(known)).one_or_none():
        return _as_handoff(first)
    theirs = (table.c.guild_id == handoff.guild, table.c.asker_id == handoff.asker)
    count = select(func.count()).select_from(table).where(*theirs, WAITING)
    if (await connection.execute(count)).scalar_one() >= most:
        return None
    row = {
        "guild_id": handoff.guild,
        "asker_id": handoff.asker,
        "question": handoff.question,
        "link": handoff.link,
        "channel_id": handoff.channel,
        "locale": handoff.locale,
        "request": request,
        "at": handoff.at,
        "tries": 0,
    }
    await put_missing(connection, table, [row])
    return _as_handoff((await connection.execute(known)).one())


def _waiting(guild: int, number: int) -> tuple[ColumnElement[bool], ...]:
    return (table.c.id == number, table.c.guild_id == guild, WAITING)


def _as_handoff(row: Row[Any]) -> Handoff:
    return Handoff(
        guild=row.guild_id,
        asker=row.asker_id,
        question=row.question,
        at=row.at,
        link=row.link,
        channel=row.channel_id,
        locale=row.locale,
        id=row.id,
        reply=row.reply,
        tries=row.tries,
    )
