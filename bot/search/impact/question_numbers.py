"""Questions in numbers, so that what a document scores in one by words costs a microsecond."""

from array import array
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import isnan, nan
from typing import NamedTuple

from bot.search.building.builder import BaseIndex
from bot.search.impact.tolerance import NEVER, Tolerance
from bot.search.matching.phrasings import Phrasing
from bot.search.matching.postings import runs
from bot.search.ranking.question import potential
from bot.search.text.folding import fold
from bot.search.text.lexer import Kind, Lexer, Term
from bot.search.values.calibration import WEIGHTS

LEAST = 0.07
"""The share of what words could score from which on a document counts at all: what takes a question
holds several times as much (`test_affected.py` holds random edits against asking everything)."""


class NumberedQuestion(NamedTuple):
    """One question as `NumberedQuestions` holds it."""

    terms: "array[int]"
    letters: "array[int]"
    codes: tuple[frozenset[str], ...]
    potential: float


@dataclass(frozen=True, slots=True)
class NumberedQuestions:
    """The questions of one entry; what they tolerate is worked out when it is first wanted."""

    terms: "array[int]"
    """The numbers of their terms in order and of runs of letters, end to end."""
    middles: "array[int]"
    """Where the terms of each end, and its runs of letters begin."""
    ends: "array[int]"
    """Where those of each end."""
    codes: tuple[tuple[frozenset[str], ...], ...]
    """For each code of each question: what it may mean."""
    potentials: "array[float]"
    """What words could score in each."""
    least: "array[float]"
    """What words must score at least to change what comes of it."""
    scores: "array[float]"
    """`Tolerance.score` of each, not a number until it is known; the next likewise."""
    words: "array[float]"

    def of(self, at: int) -> "tuple[array[int], array[int]]":
        """Return the numbers of one question: its terms, and its runs of letters."""
        start, middle = self.ends[at - 1] if at else 0, self.middles[at]
        return self.terms[start:middle], self.terms[middle : self.ends[at]]

    def question(self, at: int) -> NumberedQuestion:
        """Return all that is held of one question, but for what it tolerates."""
        return NumberedQuestion(*self.of(at), self.codes[at], self.potentials[at])

    @property
    def complete(self) -> bool:
        """Whether it is known of every question what it tolerates."""
        return not any(map(isnan, self.scores))

    def tolerance(self, at: int, find: Callable[[], Tolerance]) -> Tolerance:
        """Return what one question tolerates."""
        if isnan(self.scores[at]):
            result = find()
            self.scores[at], self.words[at] = result.score, result.words
            self.least[at] = self._least(at, result)
        return Tolerance(self.scores[at], self.words[at])

    def _least(self, at: int, known: Tolerance) -> float:
        if known.score == NEVER:
            return NEVER
        share = WEIGHTS.phrasing
        needed = min((known.score - share) / (1 - share), known.words)
        return self.potentials[at] * max(LEAST, needed)


class QuestionNumbers:
    """Numbers the terms of questions."""

    def __init__(self, base_index: BaseIndex) -> None:
        self.base_index = base_index
        self.lexer = Lexer(base_index.codes, base_index.phrases)
        """Reads texts as the base does."""
        self.numbers: dict[str, int] = {}
        self.terms: list[str] = []
        """By their numbers."""
        self._codes: dict[tuple[frozenset[str], ...], tuple[frozenset[str], ...]] = {}
        self._words: set[str] = set()
        self._asking: dict[str, tuple[array[int], array[float]]] = {}

    def spell(
        self,
        texts: Iterable[str],
        lexer: Lexer,
        known: Callable[[str], NumberedQuestion | None] = lambda _text: None,
    ) -> Generator[None, None, NumberedQuestions]:
        """Spell questions in numbers, one at each step, in about 50 µs unless it is known."""
        terms, middles, ends, potentials = array("I"), array("I"), array("I"), array("d")
        codes = []
        for text in texts:
            one = known(text) or self._spell(text, lexer)
            terms.extend(one.terms)
            middles.append(len(terms))
            terms.extend(one.letters)
            ends.append(len(terms))
            potentials.append(one.potential)
            codes.append(one.codes)
            yield
        least = array("d", (LEAST * most for most in potentials))
        unknown = array("d", [nan]) * len(ends)
        return NumberedQuestions(
            terms, middles, ends, tuple(codes), potentials, least, unknown, unknown[:]
        )

    def _spell(self, text: str, lexer: Lexer) -> NumberedQuestion:
        families, read = self._read(text, lexer)
        words = [term for term in read if term.kind is Kind.WORD]
        letters = self._letters(words)
        terms = array("I", (self._number(term.text) for term in read))
        self._relate(words)
        return NumberedQuestion(
            terms,
            array("I", map(self._number, letters)),
            self._codes.setdefault(families, families),
            self._potential(read, letters),
        )

    def find(self, text: str, lexer: Lexer) -> "array[int] | None":
        """Return the numbers of a text's terms in order; None if one of them has no number."""
        numbers = [self.numbers.get(term.text) for term in self._read(text, lexer)[1]]
        known = [number for number in numbers if number is not None]
        return array("I", known) if len(known) == len(numbers) else None

    def _read(self, text: str, lexer: Lexer) -> tuple[tuple[frozenset[str], ...], tuple[Term, ...]]:
        """Read a question without slips, a code once for each that it may mean."""
        terms = lexer.read(fold(text, None))
        codes = {term.text: self._family_of(term.text) for term in terms if term.kind is Kind.CODE}
        read = chain.from_iterable(_expand(term, codes) for term in terms)
        return tuple(codes.values()), tuple(read)

    def _family_of(self, code: str) -> frozenset[str]:
        return self.base_index.vocabulary.families.get(code, frozenset((code,)))

    def _letters(self, words: Sequence[Term]) -> frozenset[str]:
        if not words or not self.base_index.catalog.letters:
            return frozenset()
        return frozenset(runs(term.typed for term in words))

    def _number(self, term: str) -> int:
        number = self.numbers.setdefault(term, len(self.numbers))
        if number == len(self.terms):
            self.terms.append(term)
        return number

    def asking(self, word: str) -> Iterable[tuple[int, float]]:
        """List the words of questions that a word of the base stands in for, and its shares."""
        known = self._asking.get(word)
        return zip(*known, strict=True) if known else ()

    def _relate(self, words: Iterable[Term]) -> None:
        """Note for words of the base which of these they stand in for."""
        idf = self.base_index.catalog.term_weights.idf
        for term in {word.text for word in words} - self._words:
            share = WEIGHTS.related_term if term in idf else WEIGHTS.related_term_unknown
            for word, nearness in self.base_index.near(term):
                numbers, shares = self._asking.setdefault(word, (array("I"), array("d")))
                numbers.append(self.numbers[term])
                shares.append(share * nearness)
            self._words.add(term)

    def _potential(self, read: Sequence[Term], letters: frozenset[str]) -> float:
        term_weights = self.base_index.catalog.term_weights
        return potential(Phrasing.of(read, term_weights), letters, term_weights, WEIGHTS)


def _expand(term: Term, families: Mapping[str, frozenset[str]]) -> Iterator[Term]:
    if term.kind is Kind.CODE:
        yield from (term._replace(text=code) for code in sorted(families[term.text]))
    else:
        yield term
