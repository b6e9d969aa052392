"""Recognize what Discord sends twice."""

from collections import OrderedDict

MOST_REMEMBERED = 10_000
"""Ids that are remembered: about a megabyte. Discord repeats events within minutes."""


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
