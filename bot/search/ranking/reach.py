"""Tell which questions changed documents can take: by words first, in numbers, then in full."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.search.matching.catalog import CompiledDocument
from bot.search.matching.phrasings import Phrasing, best
from bot.search.matching.postings import Gains
from bot.search.ranking.asked import LEAST, Asked, Numbered
from bot.search.ranking.guard import named_by
from bot.search.ranking.shortlist import likely_sections
from bot.search.ranking.tolerance import Tolerance
from bot.search.values.calibration import WEIGHTS

_ROUNDING = 1e-4
"""What the scores of a base lose, which are kept in 32 bits."""

_LOST = 0.9
"""A document that keeps this share of its score keeps its place: else another may come up."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document that changes, and what it holds."""

    card: CompiledDocument
    gains: Gains


@dataclass(frozen=True, slots=True)
class _Weighed:
    card: CompiledDocument
    gains: Mapping[int, float]
    """What each term of questions adds to its score, by the number of the term; words that are
    near one of its own add something too."""


@dataclass(frozen=True, slots=True)
class _Question:
    numbers: frozenset[int]
    potential: float
    terms: tuple[str, ...]
    codes: tuple[frozenset[str], ...]
    asked: Phrasing
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a document score in a question, at most."""

    left: float
    """What exact tokens leave of it."""
    score: float


_ABSENT = _Words(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the changed entry, before and after."""

    old: _Weighed | None
    new: _Weighed | None
    fresh: frozenset[int]
    """The numbers of the words of content in phrasings that it did not have."""
    alike: bool
    """Whether exact tokens leave the same of both."""

    def moves(self, terms: "array[int]") -> bool:
        """Tell whether it scores otherwise than before in a question, or may."""
        before, after = _sum(self.old, terms), _sum(self.new, terms)
        return after > before or after < _LOST * before or not self.fresh.isdisjoint(terms)


class Reach:
    """What changed documents reach among questions."""

    def __init__(self, old: Iterable[Held], new: Iterable[Held], numbered: Numbered) -> None:
        """Use once all questions have their numbers."""
        self._numbered = numbered
        before = {_section(one.card): self._weighed(one) for one in old}
        after = {_section(one.card): self._weighed(one) for one in new}
        sections = before.keys() | after.keys()
        self._parts = [self._part(before.get(name), after.get(name)) for name in sections]
        self._most = [0.0] * len(numbered.numbers)
        for one in (*before.values(), *after.values()):
            for number, gain in one.gains.items():
                self._most[number] = max(self._most[number], gain)

    def near(self, asked: Asked) -> Iterator[int]:
        """Yield the places of questions of which a document holds enough, and not as before."""
        gain, start = self._most.__getitem__, 0
        for at, (end, least) in enumerate(zip(asked.ends, asked.least, strict=True)):
            terms, start = asked.terms[start:end], end
            enough = sum(map(gain, terms)) >= least * (1 - _ROUNDING)
            if enough and any(one.moves(terms) for one in self._parts):
                yield at

    def takes(self, asked: Asked, at: int, tolerance: Callable[[], Tolerance]) -> bool:
        """Tell whether a document scores more than a question tolerates, or may let in another.

        What it tolerates is asked for only if it matters.
        """
        question = self._question(asked, at)
        return any(self._changes(one, question, tolerance) for one in self._parts)

    def _changes(self, one: _Part, question: _Question, tolerance: Callable[[], Tolerance]) -> bool:
        """Tell whether what a part scores now makes a difference that its former score did not.

        It comes up if its words or its best phrasing do. If its words fall far, another document
        may come up in its place.
        """
        old = self._words(one.old, question)
        new = self._words(one.new, question, old.left if one.alike else None)
        if max(old.score, new.score) < LEAST:
            return False
        known, share = tolerance(), WEIGHTS.phrasing
        falls = new.score < _LOST * old.score
        if falls and (1 - share) * old.score + share >= known.score:
            return True
        most = (1 - share) * new.score + share * new.left
        if max(most - known.score, new.score - known.words) < -_ROUNDING:
            return False
        is_like, was_like = _likeness(one.new, question), _likeness(one.old, question)
        if new.score <= old.score and is_like <= was_like:
            return False
        total = (1 - share) * new.score + share * new.left * is_like
        if max(total - known.score, new.score - known.words) < -_ROUNDING:
            return False
        # What took the question before takes nothing, even if it was compared alone.
        former = (1 - share) * old.score + share * old.left * was_like
        took = former > known.score + _ROUNDING and old.score >= known.words
        return not (took and is_like <= was_like)

    def _words(
        self, one: _Weighed | None, question: _Question, left: float | None = None
    ) -> _Words:
        """Score by words; `left` is what exact tokens leave, if that is known."""
        if one is None:
            return _ABSENT
        left = self._left(one, question) if left is None else left
        if not left or not question.potential:
            return _ABSENT
        score = _sum(one, question.numbers)
        return _Words(left, left * min(1.0, score / question.potential))

    def _part(self, old: _Weighed | None, new: _Weighed | None) -> _Part:
        known = frozenset(old.card.phrasings) if old else frozenset()
        added = [one.terms for one in new.card.phrasings if one not in known] if new else []
        numbers, common = self._numbered.numbers, self._numbered.base_index.catalog.weighed.common
        # Function words tell only where there is nothing else.
        told = ([term for term in one if term not in common] or one for one in added)
        result = chain.from_iterable(told)
        numbered = frozenset(numbers[term] for term in result if term in numbers)
        return _Part(old, new, numbered, _alike(old, new))

    def _left(self, one: _Weighed, question: _Question) -> float:
        """Say what exact tokens leave at most (`Left` and `allow` say it in full)."""
        entity, left, carried = one.card.entity, 1.0, not question.codes
        for code in question.codes:
            if code & entity.codes:
                carried = True
            elif code & one.card.codes:
                carried = True
                left *= WEIGHTS.mention
            else:
                left *= WEIGHTS.absent
        if not carried:
            return 0.0
        if len(entity.sections) == 1 or not named_by(question.codes, question.terms, entity):
            return left
        aspects = self._numbered.base_index.catalog.aspects
        likely = likely_sections(entity, question.terms, aspects, WEIGHTS)
        fitting = likely.get(one.card.document.section, 1.0)
        return left * (WEIGHTS.section + (1 - WEIGHTS.section) * fitting)

    def _question(self, asked: Asked, at: int) -> _Question:
        numbers, letters = asked.of(at)
        terms = tuple(map(self._numbered.terms.__getitem__, numbers))
        weigh = self._numbered.base_index.catalog.weighed.weigh
        weights = {term: weigh(term) for term in terms}
        codes = tuple(sorted(frozenset().union(*asked.codes[at]).intersection(terms)))
        phrasing = Phrasing(tuple(sorted(weights)), sum(weights.values()), codes)
        held = frozenset((*numbers, *letters))
        return _Question(held, asked.potentials[at], terms, asked.codes[at], phrasing, weights)

    def _weighed(self, one: Held) -> _Weighed:
        base_index, numbers = self._numbered.base_index, self._numbered.numbers
        known = base_index.catalog.weighed.idf
        gains = {number: one.gains.get(term, 0.0) for term, number in numbers.items()}
        for term, related_terms in self._numbered.near.items():
            share = WEIGHTS.related_term if term in known else WEIGHTS.related_term_unknown
            gains[numbers[term]] += sum(
                share * n * one.gains.get(word, 0.0) for word, n in related_terms
            )
        # A word that the base does not have is near others once this document brings it in.
        for word in one.gains.keys() - base_index.content_terms:
            for term, nearness in base_index.vocabulary.thesaurus.near(word, numbers, most=None):
                gains[numbers[term]] += nearness * one.gains[word]
        return _Weighed(one.card, {number: gain for number, gain in gains.items() if gain})


def _sum(one: _Weighed | None, terms: Iterable[int]) -> float:
    if one is None:
        return 0.0
    gains = one.gains
    return sum([gains[number] for number in terms if number in gains])


def _alike(old: _Weighed | None, new: _Weighed | None) -> bool:
    if old is None or new is None:
        return False
    one, other = old.card, new.card
    mine, theirs = one.entity, other.entity
    same = (mine.names, mine.sections) == (theirs.names, theirs.sections)
    return same and one.codes == other.codes


def _likeness(one: _Weighed | None, question: _Question) -> float:
    return best(question.asked, one.card.phrasings, question.weights, WEIGHTS) if one else 0.0


def _section(card: CompiledDocument) -> str | None:
    return card.document.section
