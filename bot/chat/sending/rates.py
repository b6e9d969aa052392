"""Rate limits, held in memory only: so many submissions in so long."""

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from bot.services.ports.clock import Clock

PEOPLE = 10_000
"""People who are remembered at most: those who sent something last."""


class Rate:
    """Allow each person, or each server, a number of things within a time."""

    def __init__(self, most: int, within: timedelta, clock: Clock) -> None:
        self._most = most
        self._within = within
        self._clock = clock
        self._seen: OrderedDict[int, deque[float]] = OrderedDict()

    def allows(self, person: int) -> bool:
        """Return whether a person may send one more, and count it."""
        now = self._clock().timestamp()
        times = self._seen.setdefault(person, deque())
        self._seen.move_to_end(person)
        if len(self._seen) > PEOPLE:
            self._seen.popitem(last=False)
        while times and now - times[0] >= self._within.total_seconds():
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        return True

    @contextmanager
    def counting_one(self, person: int) -> Iterator[bool]:
        """Return whether a person may send one more; it counts unless what follows raises.

        It counts from the beginning on, so that many at once are not more than so many.
        """
        allowed, done = self.allows(person), False
        try:
            yield allowed
            done = True
        finally:
            if allowed and not done:
                self.give_back(person)

    def give_back(self, person: int) -> None:
        """Uncount one that was allowed and came to nothing."""
        if times := self._seen.get(person):
            times.pop()
