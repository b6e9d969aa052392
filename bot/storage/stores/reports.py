"""Reports in a database."""

import secrets
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Address
from bot.services.ports.records import (
    ENOUGH_REPORTS,
    MOST_NOTES,
    SECRET_BYTES,
    Complaint,
    Reason,
    Report,
    hashed,
)
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put_missing
from bot.storage.schema.tables import report, report_note, report_person

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
        where = () if guild is None else (report.c.guild_id == guild,)
        return await self._database.read(lambda connection: _reports(connection, *where))

    async def show(self, guild: int, address: Address) -> None:
        """Note that moderators saw it."""
        here = (report.c.guild_id == guild, report.c.address == address)

        async def work(connection: AsyncConnection) -> None:
            for number in (await connection.execute(select(report.c.id).where(*here))).scalars():
                await _forget_people(connection, number)

        await self._database.write(work)

    async def settle(self, guild: int, address: Address) -> bool:
        """Delete a report."""
        statement = delete(report).where(report.c.guild_id == guild, report.c.address == address)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(statement)).rowcount > 0

        return await self._database.write(work)


async def _add(connection: AsyncConnection, complaint: Complaint) -> Report:
    row = await _row(connection, complaint)
    reasons, people = dict(row.reasons), row.people
    if await _first_time(connection, row, complaint):
        reasons[complaint.reason.value] = reasons.get(complaint.reason.value, 0) + 1
        people += 1
    moderator = row.moderator or complaint.moderator
    values = {"reasons": reasons, "people": people, "moderator": moderator}
    await connection.execute(update(report).where(report.c.id == row.id).values(values))
    if complaint.note:
        await _keep_note(connection, row, complaint)
    (result,) = await _reports(connection, report.c.id == row.id)
    if result.disputed:
        await _forget_people(connection, row.id)
    return result


async def _keep_note(connection: AsyncConnection, row: Row[Any], complaint: Complaint) -> None:
    here = report_note.c.report_id == row.id
    known = hashed(row.secret, complaint.person) if row.secret is not None else None
    if known is not None:
        await connection.execute(delete(report_note).where(here, report_note.c.hash == known))
    note = {"report_id": row.id, "hash": known, "text": complaint.note}
    if (await connection.scalar(select(func.count()).where(here)) or 0) < MOST_NOTES:
        await connection.execute(insert(report_note).values(note))


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
    """Return whether the person is known not to have complained of this, and remember the hash."""
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
    unnamed = update(report_note).where(report_note.c.report_id == number).values(hash=None)
    await connection.execute(unnamed)
    await connection.execute(update(report).where(report.c.id == number).values(secret=None))


async def _reports(connection: AsyncConnection, *where: ColumnElement[bool]) -> tuple[Report, ...]:
    """Read reports, oldest first, with what people wrote."""
    written = select(report_note.c.report_id, report_note.c.text).join_from(report_note, report)
    notes: defaultdict[int, list[str]] = defaultdict(list)
    for number, text in await connection.execute(written.where(*where).order_by(report_note.c.id)):
        notes[number].append(text)
    rows = await connection.execute(select(report).where(*where).order_by(report.c.id))
    return tuple(_as_report(row, tuple(notes[row.id])) for row in rows)


def _as_report(row: Row[Any], notes: tuple[str, ...]) -> Report:
    return Report(
        id=row.id,
        guild=row.guild_id,
        address=row.address,
        revision=row.revision,
        reasons={Reason(name): number for name, number in row.reasons.items()},
        people=row.people,
        moderator=row.moderator,
        first=row.first,
        notes=notes,
    )
