"""The ledger in a database."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Key
from bot.services.ports.ledger import NO_PARENT, Batch, ChangeKind, FaqChange, refuse_conflicts
from bot.services.ports.shards import ALL, BEFORE, Shards
from bot.storage.engine.database import Database
from bot.storage.schema.tables import faq_change


class SqlLedger:
    """Append changes to the table, and read them back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, batch: Batch) -> tuple[FaqChange, ...]:
        """Store a batch, return a repeated one's first result, or raise `ConflictError`."""
        if not batch.proposals:
            return ()
        try:
            return await self._database.write(lambda connection: _append(connection, batch))
        except IntegrityError:
            # Another process was quicker by a moment: the second time its change can be seen.
            return await self._database.write(lambda connection: _append(connection, batch))

    async def current(
        self, guild: int | None = None, shards: Shards = ALL
    ) -> tuple[FaqChange, ...]:
        """List the newest change of every entry."""
        query = _newest(guild)
        if not shards.are_all:
            shard = faq_change.c.guild_id // BEFORE % shards.count
            query = query.where(shard.between(shards.first, shards.last))
        return await self._list(query)

    async def since(self, revision: int) -> tuple[FaqChange, ...]:
        """List every change after a revision."""
        return await self._list(select(faq_change).where(faq_change.c.id > revision))

    async def history(self, guild: int, key: Key) -> tuple[FaqChange, ...]:
        """List every change of an entry, newest first."""
        of_entry = (faq_change.c.guild_id == guild) & (faq_change.c.key == key)
        return (await self._list(select(faq_change).where(of_entry)))[::-1]

    async def batch(self, guild: int, batch: str) -> tuple[FaqChange, ...]:
        """List the changes that were made together."""
        together = (faq_change.c.guild_id == guild) & (faq_change.c.batch == batch)
        return await self._list(select(faq_change).where(together))

    async def revision(self) -> int:
        """Return the newest revision."""

        async def newest(connection: AsyncConnection) -> int | None:
            result: int | None = await connection.scalar(select(func.max(faq_change.c.id)))
            return result

        return await self._database.read(newest) or NO_PARENT

    async def _list(self, query: Select[Any]) -> tuple[FaqChange, ...]:
        return await self._database.read(lambda connection: _changes(connection, query))


async def _append(connection: AsyncConnection, batch: Batch) -> tuple[FaqChange, ...]:
    again = (faq_change.c.guild_id == batch.guild) & (faq_change.c.request == batch.request)
    first = await _changes(connection, select(faq_change).where(again))
    if first:
        return first
    refuse_conflicts(batch, await _newest_of(connection, batch))
    statement = insert(faq_change).returning(faq_change, sort_by_parameter_order=True)
    rows = await connection.execute(statement, _rows(batch))
    return tuple(map(_as_change, rows))


async def _newest_of(connection: AsyncConnection, batch: Batch) -> dict[Key, FaqChange | None]:
    keys = [proposal.key for proposal in batch.proposals]
    query = _newest(batch.guild)
    if len(keys) == 1:
        query = query.where(faq_change.c.key == keys[0])
    # An import names more entries than a query may name values: it reads all of the server's.
    return {change.key: change for change in await _changes(connection, query)}


def _newest(guild: int | None) -> Select[Any]:
    """Select the changes that no other change has for its parent."""
    after = faq_change.alias()
    followed = (
        select(after.c.id)
        .where(after.c.guild_id == faq_change.c.guild_id)
        .where(after.c.key == faq_change.c.key)
        .where(after.c.parent == faq_change.c.id)
    )
    query = select(faq_change).where(~followed.exists())
    return query if guild is None else query.where(faq_change.c.guild_id == guild)


async def _changes(connection: AsyncConnection, query: Select[Any]) -> tuple[FaqChange, ...]:
    rows = await connection.execute(query.order_by(faq_change.c.id))
    return tuple(map(_as_change, rows))


def _rows(batch: Batch) -> Sequence[dict[str, Any]]:
    shared = {
        "guild_id": batch.guild,
        "batch": secrets.token_hex(8),
        "request": batch.request,
        "actor_id": batch.actor,
        "reason": batch.reason,
        "at": batch.at,
    }
    return [
        shared | {"key": one.key, "parent": one.parent, "kind": one.kind.value, "body": one.body}
        for one in batch.proposals
    ]


def _as_change(row: Row[Any]) -> FaqChange:
    # In the order of the columns: a start reads thousands of rows, and names are slow.
    values: Sequence[Any] = row
    number, guild, key, parent, kind, *rest = values
    return FaqChange(number, guild, key, parent, _KINDS[kind], *rest)


_KINDS = {kind.value: kind for kind in ChangeKind}
