"""Find the questions that changed documents can take: by numbered words, then in full."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from bot.search.impact.question_numbers import LEAST, NumberedQuestions, QuestionNumbers
from bot.search.impact.tolerance import Tolerance
from bot.search.matching.catalog import CompiledDocument
from bot.search.matching.gains import Gains
from bot.search.matching.phrasings import Phrasing, best
from bot.search.ranking.guard import is_named_by
from bot.search.ranking.shortlist import likely_sections
from bot.search.values.calibration import WEIGHTS

_ROUNDING = 1e-4
"""What the scores of a base lose, which are kept in 32 bits."""

_LOST = 0.9
"""A document that keeps this share of its score keeps its place: else another may come up."""


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that changes, and what it holds, by the numbers of the terms of questions."""

    card: CompiledDocument
    gains: Mapping[int, float]
    """What each term of questions adds to its score; words near one of its own add, too."""

    @classmethod
    def of(cls, card: CompiledDocument, gains: Gains, numbered: QuestionNumbers) -> "HeldDocument":
        """Weigh a document in numbers, in about a millisecond, once all questions have theirs."""
        numbers, result = numbered.numbers, defaultdict[int, float](float)
        for term, gain in gains.items():
            if (number := numbers.get(term)) is not None:
                result[number] += gain
            for number, share in numbered.asking(term):
                result[number] += share * gain
        # A word that the base does not have is near others once this document brings it in.
        base_index = numbered.base_index
        thesaurus, known = base_index.vocabulary.thesaurus, base_index.content_terms
        for word in gains:
            if thesaurus.knows(word) and word not in known:
                for term, nearness in thesaurus.near(word, numbers, most=None):
                    result[numbers[term]] += nearness * gains[word]
        return cls(card, {number: gain for number, gain in result.items() if gain})


@dataclass(frozen=True, slots=True)
class _Question:
    numbers: frozenset[int]
    potential: float
    terms: tuple[str, ...]
    codes: tuple[frozenset[str], ...]
    phrasing: Phrasing
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of a document score in a question, at most."""

    left: float
    """What exact tokens leave of it."""
    score: float


_ABSENT = _Words(0.0, 0.0)

_NOTHING: Mapping[int, float] = {}


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of the changed entry, before and after."""

    old: HeldDocument | None
    new: HeldDocument | None
    same: tuple[Phrasing, ...]
    """What it is asked before and after."""
    fewer: tuple[Phrasing, ...]
    """What it is asked no more."""
    more: tuple[Phrasing, ...]
    """What it was not asked before."""
    fresh: frozenset[int]
    """The numbers of the words of content of these."""
    alike: bool
    """Whether exact tokens leave the same of both."""

    @classmethod
    def of(
        cls, old: HeldDocument | None, new: HeldDocument | None, numbered: QuestionNumbers
    ) -> "_Part":
        """Compare what a part holds."""
        former = dict.fromkeys(old.card.phrasings if old else ())
        later = dict.fromkeys(new.card.phrasings if new else ())
        more = tuple(phrasing for phrasing in later if phrasing not in former)
        return cls(
            old,
            new,
            tuple(phrasing for phrasing in later if phrasing in former),
            tuple(phrasing for phrasing in former if phrasing not in later),
            more,
            _telling(more, numbered),
            _are_alike(old, new),
        )

    @property
    def moving(self) -> Iterator[int]:
        """Yield the numbers of terms without which it scores in a question as before."""
        before, after = _gains(self.old), _gains(self.new)
        yield from self.fresh
        for number, gain in after.items():
            if gain > before.get(number, 0.0):
                yield number
        for number, gain in before.items():
            if after.get(number, 0.0) < _LOST * gain:
                yield number

    def changes_score(self, terms: "array[int]") -> bool:
        """Return whether it scores otherwise than before in a question, or may."""
        before, after = _sum(self.old, terms), _sum(self.new, terms)
        return after > before or after < _LOST * before or not self.fresh.isdisjoint(terms)


class Reach:
    """What changed documents reach among questions."""

    def __init__(
        self, old: Iterable[HeldDocument], new: Iterable[HeldDocument], numbered: QuestionNumbers
    ) -> None:
        """All documents are weighed over the questions of `numbered`; each takes about 1 ms."""
        self._numbered = numbered
        before = {_section(document.card): document for document in old}
        after = {_section(document.card): document for document in new}
        sections = before.keys() | after.keys()
        self._parts = [_Part.of(before.get(name), after.get(name), numbered) for name in sections]
        self._moving = frozenset(chain.from_iterable(document.moving for document in self._parts))
        self._most = [0.0] * len(numbered.numbers)
        for document in (*before.values(), *after.values()):
            for number, gain in document.gains.items():
                self._most[number] = max(self._most[number], gain)

    def near(self, questions: NumberedQuestions) -> Iterator[int]:
        """Yield the places of questions of which a document holds enough, and not as before."""
        gain, unmoved, start = self._most.__getitem__, self._moving.isdisjoint, 0
        for at, (end, least) in enumerate(zip(questions.ends, questions.least, strict=True)):
            terms, start = questions.terms[start:end], end
            if unmoved(terms) or sum(map(gain, terms)) < least * (1 - _ROUNDING):
                continue
            if any(one.changes_score(terms) for one in self._parts):
                yield at

    def excess(
        self, questions: NumberedQuestions, at: int, tolerance: Callable[[], Tolerance]
    ) -> float | None:
        """Return by how much a document scores more than a question tolerates; None if none does.

        A part that falls so far that it may let in another exceeds by nothing. What a question
        tolerates is asked for only if it matters.
        """
        question = self._question(questions, at)
        found = (self._exceeds(one, question, tolerance) for one in self._parts)
        return max((one for one in found if one is not None), default=None)

    def _exceeds(
        self, one: _Part, question: _Question, tolerance: Callable[[], Tolerance]
    ) -> float | None:
        """Return whether what a part scores now makes a difference that its former score did not.

        It comes up if its words or its best phrasing do. If its words fall far, another document
        may come up in its place.
        """
        if max(_share(one.old, question), _share(one.new, question)) < LEAST:
            return None
        old = self._words(one.old, question)
        new = self._words(one.new, question, old.left if one.alike else None)
        if max(old.score, new.score) < LEAST:
            return None
        known, share = tolerance(), WEIGHTS.phrasing
        falls = new.score < _LOST * old.score
        if falls and (1 - share) * old.score + share >= known.score:
            return 0.0
        most = (1 - share) * new.score + share * new.left
        if max(most - known.score, new.score - known.words) < -_ROUNDING:
            return None
        more, fewer = _likeness(one.more, question), _likeness(one.fewer, question)
        if new.score <= old.score and more <= fewer:
            return None
        same = _likeness(one.same, question)
        is_like, was_like = max(same, more), max(same, fewer)
        if new.score <= old.score and is_like <= was_like:
            return None
        total = (1 - share) * new.score + share * new.left * is_like
        excess = max(total - known.score, new.score - known.words)
        if excess < -_ROUNDING:
            return None
        # What took the question before takes nothing, even if it was compared alone.
        former = (1 - share) * old.score + share * old.left * was_like
        took = former > known.score + _ROUNDING and old.score >= known.words
        return None if took and is_like <= was_like else excess

    def _words(
        self, one: HeldDocument | None, question: _Question, left: float | None = None
    ) -> _Words:
        """Score by words; `left` is what exact tokens leave, if that is known."""
        if one is None:
            return _ABSENT
        left = self._left(one, question) if left is None else left
        return _Words(left, left * _share(one, question)) if left else _ABSENT

    def _left(self, document: HeldDocument, question: _Question) -> float:
        """Return what exact tokens leave at most (`Discount` and `allow` have the full rule)."""
        entity, left, carried = document.card.entity, 1.0, not question.codes
        for code in question.codes:
            if code & entity.codes:
                carried = True
            elif code & document.card.codes:
                carried = True
                left *= WEIGHTS.mention
            else:
                left *= WEIGHTS.absent
        if not carried:
            return 0.0
        if len(entity.sections) == 1 or not is_named_by(question.codes, question.terms, entity):
            return left
        aspects = self._numbered.base_index.catalog.aspects
        likely = likely_sections(entity, question.terms, aspects, WEIGHTS)
        fitting = likely.get(document.card.document.section, 1.0)
        return left * (WEIGHTS.section + (1 - WEIGHTS.section) * fitting)

    def _question(self, questions: NumberedQuestions, at: int) -> _Question:
        numbers, letters = questions.of(at)
        terms = tuple(map(self._numbered.terms.__getitem__, numbers))
        weigh = self._numbered.base_index.catalog.term_weights.weigh
        weights = {term: weigh(term) for term in terms}
        codes = tuple(sorted(frozenset().union(*questions.codes[at]).intersection(terms)))
        phrasing = Phrasing(tuple(sorted(weights)), sum(weights.values()), codes)
        known = frozenset((*numbers, *letters))
        return _Question(
            known, questions.potentials[at], terms, questions.codes[at], phrasing, weights
        )


def _gains(one: HeldDocument | None) -> Mapping[int, float]:
    return one.gains if one else _NOTHING


def _sum(one: HeldDocument | None, terms: Iterable[int]) -> float:
    gains = _gains(one)
    return sum([gains[number] for number in terms if number in gains]) if gains else 0.0


def _share(one: HeldDocument | None, question: _Question) -> float:
    """Return what words score in a question, before exact tokens take anything of it."""
    potential = question.potential
    return min(1.0, _sum(one, question.numbers) / potential) if potential else 0.0


def _telling(phrasings: Iterable[Phrasing], numbered: QuestionNumbers) -> frozenset[int]:
    """Number the words of content; function words tell only where there is nothing else."""
    common = numbered.base_index.catalog.term_weights.common
    told = ([term for term in one.terms if term not in common] or one.terms for one in phrasings)
    numbers = map(numbered.numbers.get, chain.from_iterable(told))
    return frozenset(number for number in numbers if number is not None)


def _are_alike(old: HeldDocument | None, new: HeldDocument | None) -> bool:
    if old is None or new is None:
        return False
    card, other = old.card, new.card
    mine, theirs = card.entity, other.entity
    same = (mine.names, mine.sections) == (theirs.names, theirs.sections)
    return same and card.codes == other.codes


def _likeness(phrasings: Iterable[Phrasing], question: _Question) -> float:
    return best(question.phrasing, phrasings, question.weights, WEIGHTS)


def _section(card: CompiledDocument) -> str | None:
    return card.document.section
