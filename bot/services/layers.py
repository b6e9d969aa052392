"""Lay a few values over many without copying the many."""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Layered(Mapping[K, V]):
    """What lies above covers what lies below, and the hidden is in neither."""

    __slots__ = ("_above", "_below", "_hidden")

    def __init__(
        self, above: Mapping[K, V], below: Mapping[K, V], hidden: Collection[K] = ()
    ) -> None:
        """Take both layers; none of them may change afterwards."""
        self._above = above
        self._below = below
        self._hidden = frozenset(hidden)

    def __getitem__(self, key: K) -> V:
        """Look above, then below."""
        if key in self._hidden:
            raise KeyError(key)
        return self._above[key] if key in self._above else self._below[key]

    def __iter__(self) -> Iterator[K]:
        """List what lies below, covered or not, then what lies above alone."""
        yield from (key for key in self._below if key not in self._hidden)
        yield from (key for key in self._above if key not in self._below)

    def __len__(self) -> int:
        """Count what can be seen."""
        return sum(1 for _ in self)
