"""What is remembered for a time, in memory only."""

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from bot.services.ports.clock import Clock

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class CacheEntry(Generic[V]):
    """A value, and when it was put."""

    value: V
    at: float


class TTLCache(Generic[K, V]):
    """Values of at most so many keys, each for a time; those put longest ago are dropped first.

    What is over is dropped whenever something is put, so that a process which is asked evenly
    holds as much after a day as after that time.
    """

    def __init__(self, most: int, within: timedelta, clock: Clock) -> None:
        self._most = most
        self._seconds = within.total_seconds()
        self._clock = clock
        self._cached: OrderedDict[K, CacheEntry[V]] = OrderedDict()

    def __iter__(self) -> Iterator[K]:
        return iter(tuple(self._cached))

    def put(self, key: K, value: V) -> None:
        """Put a value in the place of the last one."""
        now = self._now()
        self._cached[key] = CacheEntry(value, now)
        self._cached.move_to_end(key)
        while len(self._cached) > self._most or self._is_over(self._oldest(), now):
            self._cached.popitem(last=False)

    def find(self, key: K) -> CacheEntry[V] | None:
        """Find what is remembered of a key."""
        cached = self._cached.get(key)
        return None if cached is None or self._is_over(cached, self._now()) else cached

    def pop(self, key: K) -> V | None:
        """Return what is remembered of a key, and forget it."""
        cached = self.find(key)
        self._cached.pop(key, None)
        return cached.value if cached else None

    def _now(self) -> float:
        return self._clock().timestamp()

    def _oldest(self) -> CacheEntry[V]:
        return next(iter(self._cached.values()))

    def _is_over(self, cached: CacheEntry[V], now: float) -> bool:
        return now - cached.at > self._seconds
