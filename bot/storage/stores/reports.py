"""Reports in a database."""

import secrets
from typing import Any

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Address
from bot.services.ports.records import (
    ENOUGH_REPORTS,
    SECRET_BYTES,
    Complaint,
    Reason,
    Report,
    hashed,
)
from bot.storage.engine.database import Database
from bot.storage.engine.tables import report, report_person
from bot.storage.engine.writing import put_missing

DISPUTED = or_(report.c.moderator, report.c.people >= ENOUGH_REPORTS)
"""What `Report.disputed` says, for the database."""


class SqlReports:
    """Reports by server and answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, complaint: Complaint) -> Report:
        """Count a complaint, once for each person."""
        return await self._database.write(lambda connection: _add(connection, complaint))

    async def open(self, guild: int | None = None) -> tuple[Report, ...]:
        """List what is not settled."""
        query = select(report).order_by(report.c.id)
        if guild is not None:
            query = query.where(report.c.guild_id == guild)

        async def work(connection: AsyncConnection) -> tuple[Report, ...]:
            return tuple(map(_report, await connection.execute(query)))

        return await self._database.read(work)

    async def show(self, guild: int, address: Address) -> None:
        """Note that moderators saw it."""
        here = (report.c.guild_id == guild, report.c.address == address)

        async def work(connection: AsyncConnection) -> None:
            for number in (await connection.execute(select(report.c.id).where(*here))).scalars():
                await _forget_people(connection, number)

        await self._database.write(work)

    async def settle(self, guild: int, address: Address) -> bool:
        """Delete a report."""
        gone = delete(report).where(report.c.guild_id == guild, report.c.address == address)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(gone)).rowcount > 0

        return await self._database.write(work)


async def _add(connection: AsyncConnection, complaint: Complaint) -> Report:
    row = await _row(connection, complaint)
    reasons, people = dict(row.reasons), row.people
    if await _first_time(connection, row, complaint):
        reasons[complaint.reason.value] = reasons.get(complaint.reason.value, 0) + 1
        people += 1
    moderator = row.moderator or complaint.moderator
    values = {"reasons": reasons, "people": people, "moderator": moderator}
    changed = update(report).where(report.c.id == row.id).values(values).returning(report)
    result = _report((await connection.execute(changed)).one())
    if result.disputed:
        await _forget_people(connection, row.id)
    return result


async def _row(connection: AsyncConnection, complaint: Complaint) -> Row[Any]:
    """Find the report of an answer, or begin one."""
    new = {
        "guild_id": complaint.guild,
        "address": complaint.address,
        "revision": complaint.revision,
        "reasons": {},
        "people": 0,
        "moderator": False,
        "secret": secrets.token_bytes(SECRET_BYTES),
        "first": complaint.at,
    }
    place = (report.c.guild_id == complaint.guild, report.c.address == complaint.address)
    # Moderators saw one person's report and let it be: people are counted anew.
    seen = (report.c.secret.is_(None), ~DISPUTED)
    await connection.execute(delete(report).where(*place, *seen))
    await put_missing(connection, report, [new])
    query = select(report).where(*place).with_for_update()
    return (await connection.execute(query)).one()


async def _first_time(connection: AsyncConnection, row: Row[Any], complaint: Complaint) -> bool:
    """Tell whether the person is known not to have complained of this, and remember the hash."""
    if row.secret is None:
        return False
    person = {"report_id": row.id, "hash": hashed(row.secret, complaint.person)}
    known = select(report_person).filter_by(**person)
    if (await connection.execute(known)).first():
        return False
    await put_missing(connection, report_person, [person])
    return True


async def _forget_people(connection: AsyncConnection, number: int) -> None:
    await connection.execute(delete(report_person).where(report_person.c.report_id == number))
    await connection.execute(update(report).where(report.c.id == number).values(secret=None))


def _report(row: Row[Any]) -> Report:
    return Report(
        id=row.id,
        guild=row.guild_id,
        address=row.address,
        revision=row.revision,
        reasons={Reason(name): number for name, number in row.reasons.items()},
        people=row.people,
        moderator=row.moderator,
        first=row.first,
    )
