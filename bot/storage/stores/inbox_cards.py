"""Cards of inbox channels in a database."""

from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.inbox_cards import InboxCard, ItemKind
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put
from bot.storage.schema.tables import gap, handoff, inbox_card, report, suggestion
from bot.storage.stores import handoffs, suggestions

_WAITS = or_(
    and_(
        inbox_card.c.kind == ItemKind.GAP.value,
        exists().where(gap.c.id == inbox_card.c.number, ~gap.c.declined),
    ),
    and_(
        inbox_card.c.kind == ItemKind.SUGGESTION.value,
        exists().where(suggestion.c.id == inbox_card.c.number, suggestions.WAITING),
    ),
    and_(
        inbox_card.c.kind == ItemKind.HANDOFF.value,
        exists().where(handoff.c.id == inbox_card.c.number, handoffs.WAITING),
    ),
    and_(
        inbox_card.c.kind == ItemKind.REPORT.value,
        exists().where(report.c.id == inbox_card.c.number),
    ),
)
"""What a card shows is not settled; a number is never given twice."""


class SqlInboxCards:
    """Cards by their message."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, card: InboxCard) -> None:
        """Remember a card."""
        row = {
            "guild_id": card.guild,
            "channel_id": card.channel,
            "message_id": card.message,
            "kind": card.kind.value,
            "number": card.number,
            "about": card.about,
        }
        by = ("channel_id", "message_id")
        await self._database.write(lambda connection: put(connection, inbox_card, row, *by))

    async def find(self, channel: int, message: int) -> InboxCard | None:
        """Find a card."""
        found = await self._list(*_place(channel, message), limit=1)
        return found[0] if found else None

    async def settled(self, *, limit: int) -> tuple[InboxCard, ...]:
        """List the cards of what waits no more."""
        return await self._list(~_WAITS, limit=limit)

    async def forget(self, channel: int, message: int) -> None:
        """Forget a card."""
        statement = delete(inbox_card).where(*_place(channel, message))
        await self._database.write(lambda connection: connection.execute(statement))

    async def _list(self, *where: ColumnElement[bool], limit: int) -> tuple[InboxCard, ...]:
        query = select(inbox_card).where(*where).order_by(inbox_card.c.message_id).limit(limit)

        async def work(connection: AsyncConnection) -> tuple[InboxCard, ...]:
            return tuple(map(_card, await connection.execute(query)))

        return await self._database.read(work)


def _place(channel: int, message: int) -> tuple[ColumnElement[bool], ...]:
    return inbox_card.c.channel_id == channel, inbox_card.c.message_id == message


def _card(row: Row[Any]) -> InboxCard:
    return InboxCard(
        guild=row.guild_id,
        channel=row.channel_id,
        message=row.message_id,
        kind=ItemKind(row.kind),
        number=row.number,
        about=row.about,
    )
