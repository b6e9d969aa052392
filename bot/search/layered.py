"""Lay a little of a guild's own over much that is shared, without a copy of it."""

from collections.abc import Container, Iterator, Mapping
from itertools import chain
from typing import TypeVar

Value = TypeVar("Value")


class Layered(Mapping[str, Value]):
    """A small mapping over a large one: what it holds covers what lies below."""

    __slots__ = ("_below", "_own")

    def __init__(self, own: Mapping[str, Value], below: Mapping[str, Value]) -> None:
        """Take both; neither is changed or copied."""
        self._own = own
        self._below = below

    def __getitem__(self, key: str) -> Value:
        return self._own[key] if key in self._own else self._below[key]

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._below

    def __iter__(self) -> Iterator[str]:
        return chain(self._own, (key for key in self._below if key not in self._own))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Either(Container[str]):
    """What is in one of two collections."""

    __slots__ = ("_below", "_own")

    def __init__(self, own: Container[str], below: Container[str]) -> None:
        """Take both; neither is changed or copied."""
        self._own = own
        self._below = below

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._below
