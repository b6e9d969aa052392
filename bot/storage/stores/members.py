"""Drafts, watches and what people prefer, in a database."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Address, Key
from bot.services.ports.records import MOST_DRAFTS_KEPT, Draft, Watch
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put
from bot.storage.schema import tables


class SqlDrafts:
    """Drafts by server, author and form."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, draft: Draft) -> None:
        """Store a draft."""
        row = {
            "guild_id": draft.guild,
            "author_id": draft.author,
            "about": draft.about,
            "parent": draft.parent,
            "fields": dict(draft.fields),
            "at": draft.at,
        }
        by = ("guild_id", "author_id", "about")
        columns = tables.draft.c
        theirs = (columns.guild_id == draft.guild, columns.author_id == draft.author)
        newest = select(columns.about).where(*theirs).order_by(columns.at.desc(), columns.about)
        rest = columns.about.not_in(newest.limit(MOST_DRAFTS_KEPT))

        async def work(connection: AsyncConnection) -> None:
            await put(connection, tables.draft, row, *by)
            await connection.execute(delete(tables.draft).where(*theirs, rest))

        await self._database.write(work)

    async def find(self, guild: int, author: int, about: str) -> Draft | None:
        """Find a draft."""
        query = select(tables.draft).where(*_about(guild, author, about))

        async def work(connection: AsyncConnection) -> Draft | None:
            row = (await connection.execute(query)).one_or_none()
            return as_draft(row) if row else None

        return await self._database.read(work)

    async def drop(self, guild: int, author: int, about: str) -> None:
        """Delete a draft."""
        statement = delete(tables.draft).where(*_about(guild, author, about))
        await self._database.write(lambda connection: connection.execute(statement))


class SqlWatches:
    """Watches by person, server and answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, watch: Watch, *, most: int | None = None) -> bool:
        """Watch an answer, unless the person watches too many others."""
        row = {
            "user_id": watch.user,
            "guild_id": watch.guild,
            "key": watch.address.key,
            "address": watch.address,
            "revision": watch.revision,
            "at": watch.at,
            "said": watch.text,
            "closed": watch.closed,
            "locale": watch.locale,
            "tries": watch.tries,
            "due": watch.due,
        }
        by = ("user_id", "guild_id", "address")
        theirs = tables.watch.c.user_id == watch.user
        others = select(func.count()).where(theirs, ~and_(*_place(watch)))

        async def work(connection: AsyncConnection) -> bool:
            if most is not None and (await connection.scalar(others) or 0) >= most:
                return False
            await put(connection, tables.watch, row, *by)
            return True

        return await self._database.write(work)

    async def of_user(self, user: int) -> tuple[Watch, ...]:
        """List what somebody watches."""
        return await self._list(tables.watch.c.user_id == user)

    async def of_entry(self, guild: int, key: Key) -> tuple[Watch, ...]:
        """List who watches an entry."""
        return await self._list(tables.watch.c.guild_id == guild, tables.watch.c.key == key)

    async def list_watched(self) -> tuple[tuple[int, Address, str], ...]:
        """List each watched answer once."""
        columns = tables.watch.c
        query = select(columns.guild_id, columns.address, columns.revision).distinct()
        query = query.where(~columns.closed).order_by(columns.guild_id, columns.address)

        async def work(connection: AsyncConnection) -> tuple[tuple[int, Address, str], ...]:
            return tuple((row[0], row[1], row[2]) for row in await connection.execute(query))

        return await self._database.read(work)

    async def begin(self, watch: Watch, due: datetime) -> bool:
        """Note that a change is about to be told."""
        columns = tables.watch.c
        as_listed = (columns.tries == watch.tries, columns.revision == watch.revision)
        statement = update(tables.watch).where(*_place(watch), *as_listed)
        statement = statement.values(tries=tables.watch.c.tries + 1, due=due)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(statement)).rowcount > 0

        return await self._database.write(work)

    async def mark_told(self, watch: Watch) -> None:
        """Watch on from what was told."""
        known = {"revision": watch.revision, "said": watch.text, "tries": 0, "due": None}
        statement = update(tables.watch).where(*_place(watch)).values(known)
        await self._database.write(lambda connection: connection.execute(statement))

    async def drop(self, user: int, guild: int, address: Address) -> None:
        """Stop watching."""
        statement = delete(tables.watch).where(
            tables.watch.c.user_id == user,
            tables.watch.c.guild_id == guild,
            tables.watch.c.address == address,
        )
        await self._database.write(lambda connection: connection.execute(statement))

    async def drop_all(self, user: int) -> int:
        """Stop everything that somebody watches."""
        statement = delete(tables.watch).where(tables.watch.c.user_id == user)

        async def work(connection: AsyncConnection) -> int:
            return (await connection.execute(statement)).rowcount

        return await self._database.write(work)

    async def close(self, user: int) -> None:
        """Note that somebody takes no direct messages."""
        statement = update(tables.watch).where(tables.watch.c.user_id == user).values(closed=True)
        await self._database.write(lambda connection: connection.execute(statement))

    async def _list(self, *where: ColumnElement[bool]) -> tuple[Watch, ...]:
        return await self._database.read(lambda connection: watches(connection, *where))


async def watches(connection: AsyncConnection, *where: ColumnElement[bool]) -> tuple[Watch, ...]:
    """Read watches, oldest first."""
    query: Select[Any] = select(tables.watch).where(*where).order_by(tables.watch.c.id)
    return tuple(map(_as_watch, await connection.execute(query)))


def as_draft(row: Row[Any]) -> Draft:
    """Read a draft from its row."""
    return Draft(row.guild_id, row.author_id, row.about, row.parent, row.fields, row.at)


def _as_watch(row: Row[Any]) -> Watch:
    return Watch(
        user=row.user_id,
        guild=row.guild_id,
        address=row.address,
        revision=row.revision,
        at=row.at,
        text=row.said,
        closed=row.closed,
        locale=row.locale,
        tries=row.tries,
        due=row.due,
    )


def _place(watch: Watch) -> tuple[ColumnElement[bool], ...]:
    columns = tables.watch.c
    return (
        columns.user_id == watch.user,
        columns.guild_id == watch.guild,
        columns.address == watch.address,
    )


def _about(guild: int, author: int, about: str) -> tuple[ColumnElement[bool], ...]:
    columns = tables.draft.c
    return columns.guild_id == guild, columns.author_id == author, columns.about == about


class SqlPreferences:
    """Who wants plain text; nobody else has a row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def list_plain(self) -> tuple[int, ...]:
        """List everybody who wants plain text."""
        query = select(tables.preference.c.user_id).where(tables.preference.c.plain)

        async def work(connection: AsyncConnection) -> tuple[int, ...]:
            return tuple((await connection.execute(query)).scalars())

        return await self._database.read(work)

    async def set_plain(self, user: int, wanted: bool) -> None:
        """Store whether somebody wants plain text."""
        row = {"user_id": user, "plain": True}
        statement = delete(tables.preference).where(tables.preference.c.user_id == user)

        async def work(connection: AsyncConnection) -> None:
            if wanted:
                await put(connection, tables.preference, row, "user_id")
            else:
                await connection.execute(statement)

        await self._database.write(work)
