"""Tell which questions changed documents could rank for: a test that costs microseconds.

A document is compared with a question by the terms that they share, and by exact codes. One that
shares little of what is asked comes neither first nor near enough to the first to be in its way.
"""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import hypot

from bot.search.building.builder import BaseIndex, fields
from bot.search.matching.analyzed import AnalyzedDocument, affixes, codes_in
from bot.search.matching.phrasings import Phrasing
from bot.search.matching.postings import Gains, gains
from bot.search.reading.reading import key
from bot.search.text.codes import compact
from bot.search.text.folding import fold
from bot.search.text.lexer import Kind, Lexer
from bot.search.values.calibration import WEIGHTS
from bot.search.values.documents import Document


@dataclass(frozen=True, slots=True)
class Least:
    """What a document must have at least to change how a question is answered."""

    shared: float
    """The share of the question's weight that it holds."""
    score: float
    """What words alone score, of what they could reach."""


UNNAMED = Least(0.4, 0.18)
"""For an entry that keeps its names. What random edits of the shipped base took shared .66 or more;
of 218 documents that scored .7 of the right one, four had less than this, and took nothing."""

NAMED = Least(0.25, 0.1)
"""For one whose names change: a code in them weighs more than its words. The least of 60 questions
that such edits took shared .34."""


@dataclass(frozen=True, slots=True)
class _Held:
    gains: Gains
    """What each of its terms adds to its score."""
    codes: frozenset[str]


class Reach:
    """What some documents hold, in the terms of one base."""

    def __init__(
        self, documents: Collection[Document], base_index: BaseIndex, least: Least
    ) -> None:
        """Reading is lazy: `read` goes on, one document at each step."""
        self._least = least
        codes = base_index.codes.extended(codes_in(documents), affixes(documents))
        self._documents = documents
        self._lexer = Lexer(codes, base_index.phrases)
        self._base_index = base_index
        self._families = base_index.vocabulary.families
        self._weighed = base_index.catalog.weighed
        self._held: list[_Held] = []
        self._terms: frozenset[str] = frozenset()

    def read(self) -> Iterator[None]:
        """Read the documents, each in about 0.3 ms."""
        lex = cache(lambda text: self._lexer.read(fold(text, None)))
        for one in self._documents:
            held = _held(AnalyzedDocument.of(one, lex), self._base_index)
            self._held.append(held)
            self._terms |= held.gains.keys()
            yield

    def key(self, text: str) -> str:
        """Spell a text as questions are that ask it word for word."""
        return key(self._lexer.read(fold(text, None)))

    def takes(self, text: str) -> bool:
        """Tell whether one of the documents could rank for a question."""
        terms = self._lexer.read(fold(text, None))
        codes = (term.text for term in terms if term.kind is Kind.CODE)
        return self._could_rank({term.text for term in terms}, codes)

    def takes_phrasing(self, phrasing: Phrasing) -> bool:
        """Tell the same of a question that was read when its base was built."""
        return self._could_rank(phrasing.terms, phrasing.codes)

    def _could_rank(self, terms: Collection[str], codes: Iterable[str]) -> bool:
        if self._terms.isdisjoint(terms):
            return False
        weigh, least = self._weighed.weigh, self._least
        wanted = least.shared * sum(map(weigh, terms))
        shared = self._terms.intersection(terms)
        if sum(map(weigh, shared)) < wanted:
            return False
        meant = [self._families.get(code, frozenset((code,))) for code in codes]
        score = least.score * self._potential(terms)
        for one in self._held:
            # A document without any code of the question is not even looked at.
            if meant and not any(code & one.codes for code in meant):
                continue
            held = one.gains.keys() & shared
            if sum(map(weigh, held)) >= wanted and sum(map(one.gains.__getitem__, held)) >= score:
                return True
        return False

    def _potential(self, terms: Collection[str]) -> float:
        """Give what words could score in a document that is nothing but them."""
        weight = sum(map(self._weighed.weigh, terms))
        return WEIGHTS.words * weight + WEIGHTS.shape * hypot(*map(self._weighed.weigh_flat, terms))


def _held(one: AnalyzedDocument, base_index: BaseIndex) -> _Held:
    catalog = base_index.catalog
    weighed = catalog.weighed.extended(set(one.weighed))
    listed = fields(one, catalog, WEIGHTS)
    codes = (term.text for term in one.carrying if term.kind is Kind.CODE)
    # What only its refusals say holds a question back, and adds nothing.
    refused = dict.fromkeys(one.weighed, 0.0)
    return _Held(
        refused | dict(gains(listed, (), base_index.postings.means, weighed, WEIGHTS)),
        frozenset(codes),
    )


@dataclass(frozen=True, slots=True)
class Respelling:
    """What changed documents teach the reading of other questions: codes, and words glued to one.

    Nothing else that a document holds changes how a question without slips is read.
    """

    codes: frozenset[str]
    """In compact form."""
    glued: frozenset[str]
    known: Container[str]
    """The codes of the base."""

    @classmethod
    def between(
        cls, old: Collection[Document], new: Collection[Document], base_index: BaseIndex
    ) -> "Respelling":
        """Compare documents; what the base knows already changes nothing."""
        known, taken = base_index.codes.known, frozenset(base_index.vocabulary.named)
        codes = {one for one in codes_in(old) ^ codes_in(new) if one not in known}
        named = (_named(old, base_index) ^ _named(new, base_index)) - taken
        families = {code[:-1] for code in named if code[-1].isalpha() and len(code) > 1}
        return cls(frozenset(codes | named | families), affixes(old) ^ affixes(new), known)

    def __bool__(self) -> bool:
        return bool(self.codes or self.glued)

    def touches(self, text: str) -> bool:
        """Tell whether a question may be read otherwise."""
        if self.codes:
            compacted = text.casefold().replace("-", "").replace(" ", "")
            if any(code in compacted for code in self.codes):
                return True
        return any(
            word != one and word.endswith(one) and compact(word.removesuffix(one)) in self.known
            for one in self.glued
            for word in text.casefold().split()
        )


def _named(documents: Collection[Document], base_index: BaseIndex) -> frozenset[str]:
    """Collect the codes that names carry."""
    codes = base_index.codes.extended(codes_in(documents), ())
    lexer = Lexer(codes, base_index.phrases)
    names = dict.fromkeys(chain.from_iterable(one.names for one in documents))
    read = chain.from_iterable(lexer.read(fold(name, None)) for name in names)
    return frozenset(term.text for term in read if term.kind is Kind.CODE)
