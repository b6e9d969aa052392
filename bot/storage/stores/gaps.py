"""Gaps in a database."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Address
from bot.services.ports.records import (
    ENOUGH_ASKINGS,
    ENOUGH_PEOPLE,
    SECRET_BYTES,
    Asking,
    CloseReason,
    Gap,
    GrantedWish,
    Wish,
    hashed,
)
from bot.storage.engine.database import Database
from bot.storage.engine.writing import put, put_missing
from bot.storage.schema.tables import gap, gap_person, gap_waiter, wish
from bot.storage.stores.counts import CountQueue

READY = or_(
    gap.c.sent, gap.c.shown, and_(gap.c.askings >= ENOUGH_ASKINGS, gap.c.people >= ENOUGH_PEOPLE)
)
"""What `Gap.ready` says, for the database."""


_WAITING = (
    select(func.count())
    .select_from(gap_waiter)
    .where(gap_waiter.c.gap_id == gap.c.id)
    .scalar_subquery()
)

_HELPS = case((gap.c.people >= _WAITING, gap.c.people), else_=_WAITING)
"""What `Gap.helps` says, for the database."""

_GAPS = select(gap, _WAITING.label("waiting"))


class SqlGaps:
    """Gaps by server and group; a declined one stays as a mark without its text."""

    def __init__(self, database: Database, counting: CountQueue) -> None:
        self._database = database
        self._counting = counting

    def count(self, asking: Asking) -> None:
        """Count an asking."""
        self._counting.add(asking)

    async def send(self, asking: Asking) -> Gap:
        """Show a question to the moderators."""

        async def work(connection: AsyncConnection) -> Gap:
            result = await _open_gap(connection, asking)
            await connection.execute(update(gap).where(gap.c.id == result.id).values(sent=True))
            return await _read(connection, result.id)

        return await self._database.write(work)

    async def wait(self, asking: Asking, locale: str | None = None) -> Gap:
        """Remember that the asker waits, and in which language."""

        async def work(connection: AsyncConnection) -> Gap:
            result = await _open_gap(connection, asking)
            waiter = {"gap_id": result.id, "user_id": asking.person, "locale": locale}
            await put(connection, gap_waiter, waiter, "gap_id", "user_id")
            return await _read(connection, result.id)

        return await self._database.write(work)

    async def leave(self, user: int) -> int:
        """Forget that somebody waits."""
        waiting = delete(gap_waiter).where(gap_waiter.c.user_id == user)
        granted = delete(wish).where(wish.c.user_id == user)

        async def work(connection: AsyncConnection) -> int:
            rows = [
                (await connection.execute(statement)).rowcount for statement in (waiting, granted)
            ]
            return sum(rows)

        return await self._database.write(work)

    async def open(self, guild: int, *, ready: bool, limit: int) -> tuple[Gap, ...]:
        """List open gaps, those first whose answer helps most people."""
        rows_query = _GAPS.where(gap.c.guild_id == guild, ~gap.c.declined)
        if ready:
            rows_query = rows_query.where(READY)
        query = rows_query.order_by(_HELPS.desc(), gap.c.askings.desc(), gap.c.id).limit(limit)

        async def work(connection: AsyncConnection) -> tuple[Gap, ...]:
            return tuple(map(_as_gap, await connection.execute(query)))

        return await self._database.read(work)

    async def find(self, guild: int, gap: int) -> Gap | None:
        """Find an open gap."""

        async def work(connection: AsyncConnection) -> Gap | None:
            row = await _find(connection, guild, gap)
            return _as_gap(row) if row else None

        return await self._database.read(work)

    async def show(self, guild: int, gap: int) -> None:
        """Note that moderators saw it."""

        async def work(connection: AsyncConnection) -> None:
            if row := await _find(connection, guild, gap):
                await _forget_people(connection, row.id, shown=True)

        await self._database.write(work)

    async def close(self, guild: int, gap: int, reason: CloseReason) -> tuple[Wish, ...] | None:
        """Close a gap, and return who waits."""

        async def work(connection: AsyncConnection) -> tuple[Wish, ...] | None:
            row = await _find(connection, guild, gap)
            return None if row is None else await _close(connection, row.id, reason)

        return await self._database.write(work)

    async def grant(self, guild: int, gap: int, address: Address, at: datetime) -> bool:
        """Close a gap that has an answer, and keep who is to be told of it."""

        async def work(connection: AsyncConnection) -> bool:
            row = await _find(connection, guild, gap)
            if row is None:
                return False
            waited = await _close(connection, row.id, CloseReason.ANSWERED)
            place = {"guild_id": guild, "address": address, "tries": 0, "due": at}
            rows = [
                {**place, "user_id": one.user, "text": one.text, "locale": one.locale}
                for one in waited
            ]
            if rows:
                await connection.execute(insert(wish), rows)
            return True

        return await self._database.write(work)

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[GrantedWish, ...]:
        """List who is to be told."""
        query = select(wish).where(wish.c.due <= now).order_by(wish.c.due, wish.c.id).limit(limit)

        async def work(connection: AsyncConnection) -> tuple[GrantedWish, ...]:
            return tuple(map(_as_granted, await connection.execute(query)))

        return await self._database.read(work)

    async def begin(self, granted: GrantedWish, due: datetime) -> bool:
        """Note that somebody is about to be told."""
        as_listed = (wish.c.id == granted.id, wish.c.tries == granted.tries)
        statement = update(wish).where(*as_listed).values(tries=wish.c.tries + 1, due=due)

        async def work(connection: AsyncConnection) -> bool:
            return (await connection.execute(statement)).rowcount > 0

        return await self._database.write(work)

    async def end(self, granted: GrantedWish) -> None:
        """Forget somebody who was told."""
        statement = delete(wish).where(wish.c.id == granted.id)
        await self._database.write(lambda connection: connection.execute(statement))


async def count_askings(connection: AsyncConnection, askings: Iterable[Asking]) -> None:
    """Count askings, all of them in a few statements."""
    places: defaultdict[tuple[int, str], list[Asking]] = defaultdict(list)
    for asking in askings:
        places[asking.guild, asking.group].append(asking)
    if not places:
        return
    await put_missing(connection, gap, [_new_row(each[0]) for each in places.values()])
    rows = await _open_gaps(connection, places)
    await put_missing(connection, gap_person, _hashes(rows))
    if rows:
        await connection.execute(_COUNT, [_as_count(row, each) for row, each in rows])


async def _open_gaps(
    connection: AsyncConnection, places: Mapping[tuple[int, str], Sequence[Asking]]
) -> list[tuple[Row[Any], Sequence[Asking]]]:
    """Find the gaps that askings belong to, unless they were declined."""
    statement = select(gap).where(
        gap.c.guild_id.in_({guild for guild, _ in places}),
        gap.c.alike.in_({alike for _, alike in places}),
        ~gap.c.declined,
    )
    return [
        (row, places[row.guild_id, row.alike])
        for row in await connection.execute(statement)
        if (row.guild_id, row.alike) in places
    ]


def _as_count(row: Row[Any], askings: Sequence[Asking]) -> dict[str, Any]:
    return {
        "gap": row.id,
        "more": len(askings),
        "others": sum(not asking.again for asking in askings),
        "at": askings[-1].at,
    }


_PEOPLE = select(func.count()).where(gap_person.c.gap_id == gap.c.id).scalar_subquery()

_COUNT = (
    update(gap)
    .where(gap.c.id == bindparam("gap"))
    .values(
        askings=gap.c.askings + bindparam("more"),
        people=case((gap.c.secret.is_(None), gap.c.people + bindparam("others")), else_=_PEOPLE),
        last=bindparam("at"),
    )
)


def _hashes(rows: Iterable[tuple[Row[Any], Sequence[Asking]]]) -> list[dict[str, Any]]:
    return [
        {"gap_id": row.id, "hash": hashed(row.secret, asking.person)}
        for row, each in rows
        if row.secret is not None
        for asking in each
    ]


def _new_row(asking: Asking) -> dict[str, Any]:
    return {
        "guild_id": asking.guild,
        "alike": asking.group,
        "text": asking.text,
        "askings": 0,
        "people": 0,
        "sent": False,
        "shown": False,
        "declined": False,
        "secret": secrets.token_bytes(SECRET_BYTES),
        "first": asking.at,
        "last": asking.at,
    }


async def _open_gap(connection: AsyncConnection, asking: Asking) -> Row[Any]:
    """Find the open gap of a question, or begin one, even if it was declined before."""
    place = (gap.c.guild_id == asking.guild, gap.c.alike == asking.group)
    await connection.execute(delete(gap).where(*place, gap.c.declined))
    await put_missing(connection, gap, [_new_row(asking)])
    return (await connection.execute(select(gap).where(*place))).one()


async def _close(connection: AsyncConnection, number: int, reason: CloseReason) -> tuple[Wish, ...]:
    waiting = await wishes(connection, gap_waiter.c.gap_id == number)
    if reason is CloseReason.ANSWERED:
        await connection.execute(delete(gap).where(gap.c.id == number))
    else:
        await connection.execute(delete(gap_waiter).where(gap_waiter.c.gap_id == number))
        await _forget_people(connection, number, declined=True, text="")
    return waiting


async def list_granted_to(connection: AsyncConnection, user: int) -> tuple[Wish, ...]:
    """Read of which answers somebody is still to be told."""
    rows = await connection.execute(select(wish).where(wish.c.user_id == user).order_by(wish.c.id))
    return tuple(_as_granted(row).wish for row in rows)


async def wishes(connection: AsyncConnection, *where: ColumnElement[bool]) -> tuple[Wish, ...]:
    """Read who waits for answers, by gap."""
    columns = (gap_waiter.c.user_id, gap.c.text, gap_waiter.c.locale)
    query = select(*columns).join_from(gap_waiter, gap).where(*where)
    rows = await connection.execute(query.order_by(gap.c.id, gap_waiter.c.user_id))
    return tuple(Wish(row.user_id, row.text, row.locale) for row in rows)


async def _forget_people(connection: AsyncConnection, number: int, **values: Any) -> None:
    await connection.execute(delete(gap_person).where(gap_person.c.gap_id == number))
    await connection.execute(update(gap).where(gap.c.id == number).values(secret=None, **values))


async def _find(connection: AsyncConnection, guild: int, number: int) -> Row[Any] | None:
    here: tuple[ColumnElement[bool], ...] = (gap.c.guild_id == guild, gap.c.id == number)
    return (await connection.execute(_GAPS.where(*here, ~gap.c.declined))).one_or_none()


async def _read(connection: AsyncConnection, number: int) -> Gap:
    return _as_gap((await connection.execute(_GAPS.where(gap.c.id == number))).one())


def _as_granted(row: Row[Any]) -> GrantedWish:
    wanted = Wish(row.user_id, row.text, row.locale)
    return GrantedWish(row.id, row.guild_id, row.address, wanted, row.tries)


def _as_gap(row: Row[Any]) -> Gap:
    return Gap(
        id=row.id,
        guild=row.guild_id,
        group=row.alike,
        text=row.text,
        askings=row.askings,
        people=row.people,
        sent=row.sent,
        shown=row.shown,
        first=row.first,
        last=row.last,
        waiting=row.waiting,
    )
