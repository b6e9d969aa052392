"""What is only counted, in memory: public answers and figures by day."""

import collections
from collections.abc import Collection, Mapping
from datetime import date, datetime

from bot.kb.model.keys import Key
from bot.services.ports.records import Board, Counter, PublishedAnswer


class MemoryBoards:
    """Boards by server."""

    def __init__(self) -> None:
        self._boards: dict[int, Board] = {}

    async def list_all(self) -> tuple[Board, ...]:
        """List all of them."""
        return tuple(self._boards.values())

    async def find(self, guild: int) -> Board | None:
        """Find the board of a server."""
        return self._boards.get(guild)

    async def keep(self, board: Board) -> Board | None:
        """Remember a board, and return the former one."""
        former = self._boards.get(board.guild)
        self._boards[board.guild] = board
        return former

    async def drop(self, guild: int) -> None:
        """Forget the board of a server."""
        self.forget_guild(guild)

    def forget_guild(self, guild: int) -> None:
        """Forget the board of a server."""
        self._boards.pop(guild, None)


class MemoryPublishedAnswers:
    """Public answers by their message."""

    def __init__(self) -> None:
        self._served: dict[tuple[int, int], PublishedAnswer] = {}
        self._marked: set[tuple[int, int]] = set()

    def remember(self, published: PublishedAnswer) -> None:
        """Remember an answer."""
        self._served[published.channel, published.message] = published

    async def mark(self, guild: int, keys: Collection[Key]) -> None:
        """Mark where entries stand."""
        for place, published in self._served.items():
            if published.guild == guild and published.address.key in keys:
                self._marked.add(place)

    async def to_correct(self) -> tuple[int, ...]:
        """List the servers with something to correct."""
        marked = (one.guild for place, one in self._served.items() if place in self._marked)
        return tuple(dict.fromkeys(marked))

    async def list_marked(self, guild: int, *, limit: int) -> tuple[PublishedAnswer, ...]:
        """List what is to be corrected in a server, newest first."""
        marked = ((place, one) for place, one in self._served.items() if place in self._marked)
        result = [one for _place, one in marked if one.guild == guild]
        return tuple(sorted(result, key=lambda one: (one.at, one.message), reverse=True)[:limit])

    async def mark_corrected(self, published: PublishedAnswer) -> None:
        """Remove the mark from a message."""
        self._marked.discard((published.channel, published.message))
        self.remember(published)

    async def forget(self, channel: int, message: int) -> None:
        """Forget a message."""
        self._served.pop((channel, message), None)

    def expire(self, before: datetime) -> None:
        """Forget old answers."""
        self._served = {place: one for place, one in self._served.items() if one.at >= before}

    def forget_guild(self, guild: int) -> None:
        """Forget the answers in a server."""
        self._served = {place: one for place, one in self._served.items() if one.guild != guild}


class MemoryCounters:
    """Figures by server, day, counter and entry."""

    def __init__(self) -> None:
        self._counted: collections.Counter[tuple[int, date, Counter, Key | None]] = (
            collections.Counter()
        )

    def count(self, guild: int, day: date, counter: Counter, key: Key | None = None) -> None:
        """Count one more."""
        self._counted[guild, day, counter, key] += 1

    async def totals(self, guild: int, since: date) -> Mapping[Counter, int]:
        """Add up each counter."""
        result: collections.Counter[Counter] = collections.Counter()
        for (where, day, counter, _), number in self._counted.items():
            if where == guild and day >= since:
                result[counter] += number
        return dict(result)

    async def by_entry(self, guild: int, counter: Counter, since: date) -> Mapping[Key, int]:
        """Add up one counter for each entry, the greatest first."""
        result: collections.Counter[Key] = collections.Counter()
        for (where, day, what, key), number in self._counted.items():
            if key is not None and (where, what) == (guild, counter) and day >= since:
                result[key] += number
        return dict(sorted(result.items(), key=lambda one: (-one[1], str(one[0]))))

    def forget_guild(self, guild: int) -> None:
        """Delete the figures of a server."""
        self._counted = collections.Counter(
            {at: n for at, n in self._counted.items() if at[0] != guild}
        )
