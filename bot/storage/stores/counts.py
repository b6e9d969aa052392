"""What is only counted: a bounded queue before the writer, and the tables that it fills."""

import asyncio
import collections
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import structlog
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Key
from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import Asking, Counter, PublishedAnswer
from bot.storage.engine.database import Database
from bot.storage.engine.writing import add_up, put_rows
from bot.storage.schema.tables import served, tally

MOST_WAITING = 10_000
"""Counts that may wait; what comes after them is dropped."""

MOST_AT_ONCE = 200
"""Counts in one transaction: an edit that comes meanwhile waits for them, a few milliseconds."""

GATHERING = 1.0
"""Seconds in which counts gather, so that one sync of the disk serves many."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class QueuedCount:
    """One count that waits to be written."""

    guild: int
    day: date
    counter: Counter
    key: Key | None


Countable = Asking | PublishedAnswer | QueuedCount

CountAskings = Callable[[AsyncConnection, Sequence[Asking]], Awaitable[None]]


class CountQueue:
    """Write what is counted in the background; what the database does not take is dropped."""

    def __init__(self, database: Database, count_askings: CountAskings) -> None:
        self._database = database
        self._count_askings = count_askings
        self._waiting: deque[Countable] = deque()
        self._woken = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._dropped = 0

    @property
    def waiting(self) -> int:
        """How many counts are not written yet."""
        return len(self._waiting)

    def add(self, count: Countable) -> None:
        """Queue a count, or drop it if the queue is full."""
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(count)
            self._woken.set()
        else:
            self._dropped += 1

    async def run(self) -> None:
        """Write forever."""
        while True:
            await self._woken.wait()
            await asyncio.sleep(GATHERING)
            await self.flush()

    async def flush(self) -> None:
        """Write everything that waits, as far as the database takes it."""
        async with self._one_at_a_time:
            self._woken.clear()
            while self._waiting:
                most = min(MOST_AT_ONCE, len(self._waiting))
                if not await self._write([self._waiting.popleft() for _ in range(most)]):
                    # What still waits is tried in a second: thousands of counts are many attempts.
                    self._woken.set()
                    break
            if self._dropped:
                _log.warning("counts.dropped", number=self._dropped)
                self._dropped = 0

    async def _write(self, counted: Sequence[Countable]) -> bool:
        """Write some; False if the database takes nothing now."""

        async def work(connection: AsyncConnection) -> None:
            await self._count_askings(connection, [x for x in counted if isinstance(x, Asking)])
            await _remember(connection, [x for x in counted if isinstance(x, PublishedAnswer)])
            await _add(connection, [x for x in counted if isinstance(x, QueuedCount)])

        try:
            await self._database.write(work)
        except (LedgerError, ValueError) as error:
            # A ValueError is a text that no encoding can write, such as half a character.
            self._dropped += len(counted)
            _log.warning("counts.failed", why=str(error))
            return isinstance(error, ValueError)
        return True


class SqlPublishedAnswers:
    """Public answers by their message."""

    def __init__(self, database: Database, counting: CountQueue) -> None:
        self._database = database
        self._counting = counting

    def remember(self, published: PublishedAnswer) -> None:
        """Remember an answer."""
        self._counting.add(published)

    async def mark(self, guild: int, keys: Collection[Key]) -> None:
        """Mark where entries stand."""
        await self._counting.flush()
        marks = update(served).where(served.c.guild_id == guild).values(marked=True)
        keyed = [marks.where(served.c.key == key) for key in keys]

        async def work(connection: AsyncConnection) -> None:
            for one in keyed:
                await connection.execute(one)

        await self._database.write(work)

    async def to_correct(self) -> tuple[int, ...]:
        """List the servers with something to correct."""
        query = select(served.c.guild_id).where(served.c.marked).distinct()

        async def work(connection: AsyncConnection) -> tuple[int, ...]:
            return tuple((await connection.execute(query)).scalars())

        return await self._database.read(work)

    async def list_marked(self, guild: int, *, limit: int) -> tuple[PublishedAnswer, ...]:
        """List what is to be corrected in a server, newest first."""
        newest = (served.c.at.desc(), served.c.message_id.desc())
        here = (served.c.guild_id == guild, served.c.marked)
        query = select(served).where(*here).order_by(*newest).limit(limit)

        async def work(connection: AsyncConnection) -> tuple[PublishedAnswer, ...]:
            return tuple(
                PublishedAnswer(
                    row.guild_id, row.channel_id, row.message_id, row.address, row.revision, row.at
                )
                for row in await connection.execute(query)
            )

        return await self._database.read(work)

    async def mark_corrected(self, published: PublishedAnswer) -> None:
        """Remove the mark from a message."""
        await self._database.write(lambda connection: _remember(connection, [published]))

    async def forget(self, channel: int, message: int) -> None:
        """Forget a message."""
        statement = delete(served).where(
            served.c.channel_id == channel, served.c.message_id == message
        )
        await self._database.write(lambda connection: connection.execute(statement))


class SqlCounters:
    """Figures by server, day, counter and entry."""

    def __init__(self, database: Database, counting: CountQueue) -> None:
        self._database = database
        self._counting = counting

    def count(self, guild: int, day: date, counter: Counter, key: Key | None = None) -> None:
        """Count one more."""
        self._counting.add(QueuedCount(guild, day, counter, key))

    async def totals(self, guild: int, since: date) -> Mapping[Counter, int]:
        """Add up each counter."""
        result = await self._sums(tally.c.counter, tally.c.guild_id == guild, tally.c.day >= since)
        return {Counter(name): number for name, number in result.items()}

    async def by_entry(self, guild: int, counter: Counter, since: date) -> Mapping[Key, int]:
        """Add up one counter for each entry, the greatest first."""
        result = await self._sums(
            tally.c.key,
            tally.c.guild_id == guild,
            tally.c.day >= since,
            tally.c.counter == counter.value,
            tally.c.key != "",
        )
        return {Key.parse(name): number for name, number in result.items()}

    async def _sums(self, by: ColumnElement[str], *where: ColumnElement[bool]) -> Mapping[str, int]:
        number = func.sum(tally.c.number)
        query = select(by, number).where(*where).group_by(by).order_by(number.desc(), by)

        async def work(connection: AsyncConnection) -> Mapping[str, int]:
            return {name: int(total) for name, total in await connection.execute(query)}

        return await self._database.read(work)


async def served_everywhere(database: Database) -> Mapping[Key, int]:
    """Add up how often each entry was given as an answer, in all servers."""
    answered = tally.c.counter == Counter.HIT.value, tally.c.key != ""
    query = select(tally.c.key, func.sum(tally.c.number)).where(*answered).group_by(tally.c.key)

    async def work(connection: AsyncConnection) -> Mapping[Key, int]:
        return {Key.parse(name): int(total) for name, total in await connection.execute(query)}

    return await database.read(work)


async def _remember(connection: AsyncConnection, answers: Sequence[PublishedAnswer]) -> None:
    rows = [
        {
            "channel_id": published.channel,
            "message_id": published.message,
            "guild_id": published.guild,
            "key": published.address.key,
            "address": published.address,
            "revision": published.revision,
            "at": published.at,
            "marked": False,
        }
        for published in answers
    ]
    await put_rows(connection, served, rows, "channel_id", "message_id")


async def _add(connection: AsyncConnection, counted: Sequence[QueuedCount]) -> None:
    rows = [
        {
            "guild_id": count.guild,
            "day": count.day,
            "counter": count.counter.value,
            "key": str(count.key) if count.key else "",
            "number": number,
        }
        for count, number in collections.Counter(counted).items()
    ]
    by = ("guild_id", "day", "counter", "key")
    await add_up(connection, tally, rows, *by, number="number")
