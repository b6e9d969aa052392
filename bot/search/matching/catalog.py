"""The documents as compared: made once when an index is built, never changed."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.search.matching.phrasings import Phrasing
from bot.search.values.aspects import Aspects
from bot.search.values.documents import Document
from bot.search.values.labels import StatedLabels
from bot.search.values.semantic_scores import Place
from bot.search.values.weighing import TermWeights


@dataclass(frozen=True, slots=True)
class CompiledEntry:
    """What all documents of one entry share: the names, and with them the exact side."""

    key: str
    names: tuple[Phrasing, ...]
    name_terms: frozenset[str]
    """Every term of its names."""
    codes: frozenset[str]
    """Codes that its names carry."""
    sole_codes: frozenset[str]
    """Codes that are a whole name of it: it is what they stand for."""
    levels: frozenset[str]
    places: frozenset[str]
    negated: tuple[frozenset[str], ...]
    """What its names say with a `not`: without one, a question means the opposite."""
    refusals: tuple[Phrasing, ...]
    lookalikes: frozenset[str]
    """Keys of look-alike entries, whichever of the two declared it."""
    sections: tuple[str | None, ...]
    """The sections that its documents are; None is the entry as a whole."""
    numbers: tuple[int, ...]
    """The numbers of its documents."""

    @property
    def kind(self) -> str:
        """What stands before the colon of the key."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class CompiledDocument:
    """One document, ready to be compared."""

    document: Document
    entity: CompiledEntry
    terms: tuple[str, ...]
    """Every term that it is called or asked by, once; not those of its body."""
    codes: frozenset[str]
    """Codes that the document itself carries, wherever it does."""
    places: frozenset[str]
    """Places that it carries, likewise."""
    outside: frozenset[str]
    """Subjects outside the base that it names all the same."""
    stated: StatedLabels
    """What it states of numbers that name a thing."""
    phrasings: tuple[Phrasing, ...]
    """What it answers: its phrasings, its names or aspects made into some, and what strangers
    type."""
    careful: int
    """How many of them, the first ones, stand before what strangers type."""


class Catalog(Protocol):
    """All documents that a question is held against, by their numbers."""

    @property
    def term_weights(self) -> TermWeights:
        """What their terms weigh."""
        ...

    @property
    def aspects(self) -> Aspects:
        """What the words of a question say of the section."""
        ...

    @property
    def letters(self) -> bool:
        """Whether documents are compared by runs of letters too."""
        ...

    def card(self, number: int) -> CompiledDocument:
        """Return a document by its number."""
        ...

    def find(self, place: Place) -> int | None:
        """Find a document by its place."""
        ...

    def claimed_by(self, spelled: str) -> Sequence[int]:
        """Find the documents that claim a phrasing or name, by its spelled key."""
        ...

    def knows(self, code: str) -> bool:
        """Return whether some document carries a code."""
        ...

    def with_codes(self, codes: Collection[str], among: Collection[int]) -> set[int]:
        """Return those of some documents that carry one of several codes."""
        ...

    def named_by(self, codes: Collection[str]) -> Sequence[int]:
        """Find the entries of which one of several codes is a whole name: their overviews."""
        ...

    @property
    def all_codes(self) -> frozenset[str]:
        """The codes that some document carries."""
        ...

    def lookalikes(self, entity: CompiledEntry) -> Iterator[CompiledEntry]:
        """Yield the look-alikes of an entry that are there."""
        ...


class Claims:
    """Which documents claim a phrasing or name word for word.

    Spellings are kept as their hashes (64 bits, so that no two of a million are the same in
    practice): a row of numbers takes a tenth of a dictionary of strings.
    """

    def __init__(self, claims: Iterable[tuple[str, int]]) -> None:
        ordered = sorted({(hash(spelled), number) for spelled, number in claims})
        self._hashes = array("q", [spelled for spelled, _ in ordered])
        self._numbers = array("I", [number for _, number in ordered])

    def of(self, spelled: str) -> Sequence[int]:
        """Find the documents that claim a spelled key, in their order."""
        low = bisect_left(self._hashes, hash(spelled))
        return self._numbers[low : bisect_right(self._hashes, hash(spelled), low)]


@dataclass(frozen=True, slots=True)
class BaseCatalog:
    """The catalog of a base."""

    cards: tuple[CompiledDocument, ...]
    entities: Mapping[str, CompiledEntry]
    term_weights: TermWeights
    aspects: Aspects
    claims: Claims
    carriers: Mapping[str, frozenset[int]]
    """Numbers of the cards that carry a code, by the code."""
    overviews: Mapping[str, tuple[int, ...]]
    """Numbers of the entries that a code names alone, by the code."""
    missing_lookalikes: Mapping[str, frozenset[str]]
    """For entries that are not there: who declared them a lookalike."""
    letters: bool
    """Whether documents are compared by runs of letters too."""

    def card(self, number: int) -> CompiledDocument:
        """Return a document by its number."""
        return self.cards[number]

    def find(self, place: Place) -> int | None:
        """Find a document by its place."""
        entry, section = place
        entity = self.entities.get(entry)
        if entity is None or section not in entity.sections:
            return None
        return entity.numbers[entity.sections.index(section)]

    def claimed_by(self, spelled: str) -> Sequence[int]:
        """Find the documents that claim a phrasing or name, by its spelled key."""
        return self.claims.of(spelled)

    def knows(self, code: str) -> bool:
        """Return whether some document carries a code."""
        return code in self.carriers

    def with_codes(self, codes: Collection[str], among: Collection[int]) -> set[int]:
        """Return those of some documents that carry one of several codes."""
        result: set[int] = set()
        for code in codes:
            result.update(self.carriers.get(code, frozenset()).intersection(among))
        return result

    def named_by(self, codes: Collection[str]) -> Sequence[int]:
        """Find the entries of which one of several codes is a whole name: their overviews."""
        return sorted({number for code in codes for number in self.overviews.get(code, ())})

    @property
    def all_codes(self) -> frozenset[str]:
        """The codes that some document carries."""
        return frozenset(self.carriers)

    def lookalikes(self, entity: CompiledEntry) -> Iterator[CompiledEntry]:
        """Yield the look-alikes of an entry that are there."""
        for lookalike in entity.lookalikes:
            if lookalike in self.entities:
                yield self.entities[lookalike]
