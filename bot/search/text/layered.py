"""Mappings of a guild's own over shared ones, without a copy."""

from collections.abc import Container, Iterator, Mapping, ValuesView
from itertools import chain
from typing import TypeVar

Name = TypeVar("Name")
Value = TypeVar("Value")


class LayeredMapping(Mapping[Name, Value]):
    """A small mapping over a large one: what it holds or hides covers what lies below."""

    __slots__ = ("_below", "_hidden", "_own")

    def __init__(
        self,
        own: Mapping[Name, Value],
        below: Mapping[Name, Value],
        hidden: Container[Name] = frozenset(),
    ) -> None:
        """Neither is changed or copied; no hidden key may be an own one."""
        self._own = own
        self._below = below
        self._hidden = hidden

    def __getitem__(self, key: Name) -> Value:
        if key in self._own:
            return self._own[key]
        if key in self._hidden:
            raise KeyError(key)
        return self._below[key]

    def __contains__(self, key: object) -> bool:
        return key in self._own or (key in self._below and key not in self._hidden)

    def __iter__(self) -> Iterator[Name]:
        return chain(self._own, (key for key in self._below if self._is_visible(key)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def values(self) -> ValuesView[Value]:
        """List the values, without looking each key up again."""
        return _Values(self)

    def shown(self) -> Iterator[Value]:
        """Yield the values in the order of the keys."""
        yield from self._own.values()
        for key, value in self._below.items():
            if self._is_visible(key):
                yield value

    def _is_visible(self, key: Name) -> bool:
        return key not in self._own and key not in self._hidden


class _Values(ValuesView[Value]):
    _mapping: LayeredMapping[object, Value]

    def __iter__(self) -> Iterator[Value]:
        return self._mapping.shown()


class UnionContainer(Container[str]):
    """What is in one of two collections."""

    __slots__ = ("_below", "_own")

    def __init__(self, own: Container[str], below: Container[str]) -> None:
        """Neither is changed or copied."""
        self._own = own
        self._below = below

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._below
