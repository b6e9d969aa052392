"""The documents as compared: made once when an index is built, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.search.aspects import Aspects
from bot.search.documents import Document
from bot.search.phrasings import Phrasing
from bot.search.weighing import Weighed


@dataclass(frozen=True, slots=True)
class Entity:
    """What all documents of one entry share: the names, and with them the exact side."""

    key: str
    names: tuple[Phrasing, ...]
    name_terms: frozenset[str]
    codes: frozenset[str]
    """Codes that its names carry."""
    alone: frozenset[str]
    """Codes that are a whole name of it: it is what they stand for."""
    levels: frozenset[str]
    places: frozenset[str]
    denied: tuple[frozenset[str], ...]
    """What its names say with a `not`: without one, a question means the opposite."""
    refusals: tuple[Phrasing, ...]
    twins: frozenset[str]
    """Keys of look-alike entries, whichever of the two declared it."""
    sections: tuple[str | None, ...]
    """The sections that its documents are; None is the entry as a whole."""

    @property
    def kind(self) -> str:
        """What stands before the colon of the key."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Card:
    """One document, ready to be compared."""

    document: Document
    entity: Entity
    terms: frozenset[str]
    """Every term that it is called or asked by; not those of its body."""
    codes: frozenset[str]
    """Codes that the document itself carries, wherever it does."""
    places: frozenset[str]
    """Places that it carries, likewise."""
    outside: frozenset[str]
    """Subjects outside the base that it names all the same."""
    phrasings: tuple[Phrasing, ...]
    """What it answers: its phrasings, and its names or aspects made into some."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents of a base, with what is known of their words together."""

    cards: tuple[Card, ...]
    entities: Mapping[str, Entity]
    weighed: Weighed
    aspects: Aspects
    exact: Mapping[str, tuple[int, ...]]
    """Numbers of the cards that claim a phrasing or name, by its spelled key."""
    carrying: Mapping[str, frozenset[int]]
    """Numbers of the cards that carry a code, by the code."""
