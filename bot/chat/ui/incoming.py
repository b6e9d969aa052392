"""Note what comes from Discord: when it came, and whether it came before."""

import time
from collections import OrderedDict
from contextvars import ContextVar

MOST_REMEMBERED = 10_000
"""Ids that are remembered: about a megabyte. Discord repeats events within minutes."""

_BEGAN: ContextVar[float | None] = ContextVar("began", default=None)


def begin() -> None:
    """Note that an interaction or a message has just come; holds for the task that takes it."""
    _BEGAN.set(time.perf_counter())


def elapsed() -> float:
    """Return the seconds since then; 0 if nothing came."""
    began = _BEGAN.get()
    return 0.0 if began is None else time.perf_counter() - began


class Once:
    """Remember the ids of messages and interactions for a while, in memory only."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._most = most

    def is_first(self, number: int) -> bool:
        """Return whether an id comes for the first time, and remember it."""
        if number in self._seen:
            return False
        self._seen[number] = None
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True
