"""Proposals in a database."""

from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.proposed import OPEN, Place, ProposalState, ProposedChange
from bot.storage.engine.database import Database
from bot.storage.schema.tables import proposal


class SqlProposals:
    """Proposals by their number; a row changes nothing but its state and where its card stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, change: ProposedChange) -> ProposedChange:
        """Store a proposal."""
        row = {
            "guild_id": change.guild,
            "author_id": change.author,
            "about": change.about,
            "address": change.address,
            "parent": change.parent,
            "action": change.action,
            "body": change.body,
            "reason": change.reason,
            "at": change.at,
            "state": change.state.value,
        }

        async def work(connection: AsyncConnection) -> ProposedChange:
            added = await connection.execute(insert(proposal).values(row).returning(proposal))
            return _as_proposal(added.one())

        return await self._database.write(work)

    async def find(self, guild: int, number: int) -> ProposedChange | None:
        """Find a proposal."""
        where = (proposal.c.guild_id == guild, proposal.c.id == number)
        result = await self._database.read(lambda connection: proposals(connection, *where))
        return result[0] if result else None

    async def submit(self, number: int, place: Place) -> tuple[Place, ...]:
        """Submit a proposal, replacing the author's others of the same name."""
        new = proposal.alias()
        same = [
            proposal.c[name] == select(new.c[name]).where(new.c.id == number).scalar_subquery()
            for name in ("guild_id", "author_id", "about")
        ]
        old = (*same, proposal.c.id != number, proposal.c.state == ProposalState.WAITING.value)
        waits = {
            "state": ProposalState.WAITING.value,
            "channel_id": place.channel,
            "message_id": place.message,
        }

        async def work(connection: AsyncConnection) -> tuple[Place, ...]:
            replaced = await proposals(connection, *old)
            superseded = {"state": ProposalState.SUPERSEDED.value}
            await connection.execute(update(proposal).where(*old).values(superseded))
            await connection.execute(update(proposal).where(proposal.c.id == number).values(waits))
            return tuple(change.place for change in replaced if change.place)

        return await self._database.write(work)

    async def settle(self, number: int, state: ProposalState) -> bool:
        """Change the state of an open proposal."""
        where = (proposal.c.id == number, _IS_OPEN)
        statement = update(proposal).where(*where).values(state=state.value)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(statement)).rowcount > 0

        return await self._database.write(work)


_IS_OPEN = proposal.c.state.in_([state.value for state in OPEN])


async def proposals(
    connection: AsyncConnection, *where: ColumnElement[bool]
) -> tuple[ProposedChange, ...]:
    """Read proposals, oldest first."""
    query = select(proposal).where(*where).order_by(proposal.c.id)
    return tuple(map(_as_proposal, await connection.execute(query)))


def _as_proposal(row: Row[Any]) -> ProposedChange:
    return ProposedChange(
        guild=row.guild_id,
        author=row.author_id,
        about=row.about,
        address=row.address,
        parent=row.parent,
        action=row.action,
        body=row.body,
        reason=row.reason,
        at=row.at,
        state=ProposalState(row.state),
        place=Place(row.channel_id, row.message_id) if row.message_id else None,
        id=row.id,
    )
