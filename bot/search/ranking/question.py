"""A question as compared: its reading, weighed, and what of it the base knows."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from math import hypot

from bot.search.matching.catalog import Catalog
from bot.search.matching.phrasings import Phrasing
from bot.search.matching.postings import runs
from bot.search.reading.reading import Reading
from bot.search.text.lexer import Kind
from bot.search.values.calibration import BESIDE, Weights
from bot.search.values.thesaurus import RelatedTerms
from bot.search.values.weighing import TermWeights

Kinds = Collection[str] | None
"""Kinds of entry to keep to; None for all."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with all that is worked out once for every document."""

    reading: Reading
    phrasing: Phrasing
    terms: frozenset[str]
    """What it holds, each term once."""
    weights: Mapping[str, float]
    """What each of them weighs."""
    common: frozenset[str]
    """The stems of function words."""
    rarest: float
    """The weight of a word that no document holds."""
    related_terms: Mapping[str, RelatedTerms]
    """The words of the base that are near one of its words in meaning."""
    sought: frozenset[str]
    """Its terms and these words."""
    letters: frozenset[str]
    """The runs of letters of its words."""
    potential: float
    """What its words could reach in a document that is nothing but them."""
    codes: tuple[frozenset[str], ...]
    """Those codes of the question that some document carries."""
    unknown_codes: tuple[str, ...]
    unknown_words: tuple[str, ...]
    exact: frozenset[int]
    """Numbers of the cards that claim the question word for word."""

    @property
    def unknown_share(self) -> float:
        """The share of its terms that the base does not use; a corrected one counts half."""
        doubtful = len(self.unknown_words) + len(self.reading.corrections) / 2
        return min(1.0, doubtful / max(1, len(self.phrasing.terms)))

    def held_by(self, terms: Iterable[str]) -> frozenset[str]:
        """Return which of its terms, and of the words near them, are among those of a document."""
        return self.sought.intersection(terms)

    def covered_weight(self, held: Collection[str]) -> float:
        """Weigh what a document holds of its terms."""
        return sum([weight for term, weight in self.weights.items() if term in held])

    def nearby_weight(self, held: Collection[str]) -> float:
        """Weigh what a document holds of the words near others of its terms, as far as they are."""
        # Few terms have near ones.
        return sum(
            [
                self.weights[term] * self._nearness(term, held)
                for term, near in self.related_terms.items()
                if near and term in self.weights and term not in held
            ]
        )

    def explained_share(self, held: frozenset[str], typical: Iterable[str]) -> float | None:
        """Return how much of what it says beside codes a document is asked by; None without a code.

        `typical` are the words by which such documents are asked for in all entries.
        """
        if not self.codes:
            return None
        codes = frozenset().union(*self.reading.codes)
        all_held = held | self.held_by(typical)
        text = explained = 0.0
        for term, own_weight in self.weights.items():
            if term not in codes and term not in self.common:
                weight = own_weight / self.rarest
                text += weight
                explained += weight * self._nearness(term, all_held)
        return explained / (text + BESIDE)

    def _nearness(self, term: str, terms: Collection[str]) -> float:
        """Return how near some terms come to one of its own, 1 if it is among them."""
        if term in terms:
            return 1.0
        return max(
            (nearness for near, nearness in self.related_terms.get(term, ()) if near in terms),
            default=0.0,
        )


def weigh(
    reading: Reading,
    catalog: Catalog,
    near: Callable[[str], RelatedTerms],
    kinds: Kinds,
    weights: Weights,
) -> Question:
    """Work out once what is the same for every document that a question is held against."""
    term_weights = catalog.term_weights
    known = [any(map(catalog.knows, meant)) for meant in reading.codes]
    phrasing = Phrasing.of(reading.terms, term_weights)
    words = [term for term in reading.terms if term.kind is Kind.WORD]
    related_terms = {term.text: near(term.text) for term in words}
    letters = _letters(term.typed for term in words) if catalog.letters else frozenset()
    return Question(
        reading,
        phrasing,
        frozenset(phrasing.terms),
        {term: term_weights.weigh(term) for term in phrasing.terms},
        term_weights.common,
        term_weights.rarest,
        related_terms,
        frozenset(phrasing.terms).union(
            word for related in related_terms.values() for word, _nearness in related
        ),
        letters,
        potential(phrasing, letters, term_weights, weights),
        tuple(meant for meant, held in zip(reading.codes, known, strict=True) if held),
        tuple(
            typed
            for typed, held in zip(reading.typed_codes, known, strict=True)
            if (typed in reading.guessed or not held) and typed not in reading.background_codes
        ),
        tuple(term.typed for term in words if term.text not in term_weights.idf),
        frozenset(
            number
            for number in catalog.claimed_by(reading.key)
            if kinds is None or catalog.card(number).entity.kind in kinds
        ),
    )


def _letters(words: Iterable[str]) -> frozenset[str]:
    word_list = tuple(words)
    return frozenset(runs(word_list)) if word_list else frozenset()


def potential(
    phrasing: Phrasing, letters: Iterable[str], weighed: TermWeights, weights: Weights
) -> float:
    """Return what words score in a document that is nothing but them."""
    flat = weighed.weigh_flat
    return (
        weights.words * phrasing.weight
        + weights.shape * hypot(*map(flat, phrasing.terms))
        + weights.letters * hypot(*map(flat, letters))
    )
