"""Tell people what they wait for: when to try again, when to stop, and what is noted before."""

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

from bot.services.ports.clock import Clock

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)
"""The first pause is as long as Discord knows a message by its nonce at least ("Create Message": a
few minutes), so that one that arrived after all does not arrive twice."""

MOST_TRIES = 20
"""Tries to tell somebody: about three days. Then it is forgotten that they wait."""

MOST_DUE = 1000
"""What is read for one look; more than is told at once, since much of it may be for other
processes."""

_DOUBLINGS = 10
"""More of them would make no longer pause."""


def next_try(now: datetime, tries: int) -> datetime:
    """Choose when to try again after so many tries in vain: twice the pause each time."""
    pause: timedelta = FIRST * 2 ** min(tries, _DOUBLINGS)
    return now + min(pause, LONGEST)


class OutboxItem(Protocol):
    """Something to tell, with how often that was tried."""

    @property
    def tries(self) -> int:
        """How many times it was tried before."""
        ...


T = TypeVar("T", bound=OutboxItem)


class OutboxStore(Protocol[T]):
    """The part of a store that keeps what people are to be told."""

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[T, ...]:
        """List what is to be told by now, of all servers, the longest overdue first."""
        ...

    async def begin(self, one: T, due: datetime, /) -> bool:
        """Note that it is about to be told, and when that is tried again unless it is ended.

        False if nobody wants to be told of it anymore, or somebody else began since it was listed.
        """
        ...

    async def end(self, one: T, /) -> None:
        """Forget that it is to be told: it was, or cannot be."""
        ...


class StoredOutbox(Generic[T]):
    """What people are to be told, each once; every method raises `LedgerError`."""

    def __init__(self, store: OutboxStore[T], clock: Clock) -> None:
        self._outbox = store
        self._clock = clock

    async def due(self) -> AsyncGenerator[T, None]:
        """Yield what is to be told by now."""
        for one in await self._outbox.to_tell(self._clock(), limit=MOST_DUE):
            yield one

    async def begin(self, one: T) -> bool:
        """Note that it is about to be told; False if it is not: for nobody, by others, too often.

        It comes first, and names the moment of the next try: if nothing can be written, nobody
        is told, and whoever was being told when the process died is not told again at once.
        """
        if one.tries >= MOST_TRIES:
            await self._outbox.end(one)
            return False
        return await self._outbox.begin(one, next_try(self._clock(), one.tries))

    async def end(self, one: T) -> None:
        """Forget that it is to be told: it was, or cannot be."""
        await self._outbox.end(one)
