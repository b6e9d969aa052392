"""Score all documents at once by the words they share with a question, in three ways.

*Words* is BM25F (Robertson & Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*,
2009, section 3.5): frequencies are weighted by field and normalized by its length, then saturated.
*Shape* is the cosine of tf-idf vectors (Salton & Buckley 1988, `ltc`): here function words count
too, so that the way a question is put tells apart what its subject does not. *Letters* is the same
over runs of four letters, across words: it finds words of one family that a stemmer keeps apart,
and words that often stand together.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, chain, count
from math import inf
from operator import itemgetter
from typing import Protocol, Self

from bot.search.matching.gains import Field, Gains, Weigher
from bot.search.values.calibration import MOST_SPELLED, Weights
from bot.search.values.weighing import TermWeights


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the documents that share a term with a question, by their numbers."""

    sums: dict[int, float]
    """Complete for all but the most common terms."""
    numbers: "array[int]"
    gains: "array[float]"
    rest: Sequence[tuple[int, int, float]]
    """The terms that were left over: from where to where they stand, and their weights."""
    size: int
    """From this number on, sums are complete: those of a guild's own documents."""

    def full_score(self, number: int) -> float:
        """Return the score of one document with all terms, 0 if it shares none."""
        total = self.sums.get(number, 0.0)
        if number >= self.size:
            return total
        for low, high, weight in self.rest:
            at = bisect_left(self.numbers, number, low, high)
            if at < high and self.numbers[at] == number:
                total += weight * self.gains[at]
        return total


class Scorer(Protocol):
    """What scores all documents at once."""

    def score(self, terms: Sequence[tuple[str, float]]) -> Scores:
        """Add up what weighted terms give to each document."""
        ...

    def of(self, number: int, terms: Sequence[tuple[str, float]]) -> float:
        """Add up what weighted terms give to one document."""
        ...


Rows = tuple["array[int]", "array[float]"]
"""Numbers of documents, and what a term adds to each."""


class Postings:
    """For each term: which documents hold it, and what it adds to their scores."""

    def __init__(
        self, held: "_Held", means: Sequence[float], budget: int, widest: float = inf
    ) -> None:
        """Turn what documents hold into who holds each term.

        A run of letters that more than `widest` documents hold is left out.
        """
        self.size = len(held.sizes)
        self.means = means
        self._budget = budget
        counts = held.count()
        kept = [
            (term, at)
            for term, at in held.places.items()
            if not term.startswith(_RUN_MARK) or counts[at] <= widest
        ]
        self._places = {term: place for place, (term, _) in enumerate(kept)}
        self._ends = array("I", accumulate((counts[at] for _, at in kept), initial=0))
        # Two long arrays take a third as much as many short ones.
        self._numbers = array("H" if self.size <= _FEW_ENOUGH else "I", [0]) * self._ends[-1]
        self._gains = array("f", [0.0]) * self._ends[-1]
        free = [_NOWHERE] * len(counts)
        for place, (_, at) in enumerate(kept):
            free[at] = self._ends[place]
        self._fill(held, free)
        self._fill_blocks(held, free)
        self._champions: dict[str, Rows] = {}
        for term in self._places:
            low, high = self._stretch(term)
            if high - low > budget:
                self._champions[term] = self._best(low, high)

    def _fill(self, held: "_Held", free: list[int]) -> None:
        """Write each document into the next free place of its terms; `free` is used up."""
        numbers, gains, low = self._numbers, self._gains, 0
        for number, size in enumerate(held.sizes):
            high = low + size
            for term, gain in zip(held.terms[low:high], held.gains[low:high], strict=True):
                at = free[term]
                if at != _NOWHERE:
                    numbers[at] = number
                    gains[at] = gain
                    free[term] = at + 1
            low = high

    def _fill_blocks(self, held: "_Held", free: list[int]) -> None:
        """Do the same for what many documents hold alike, a column at a time."""
        for terms, block in held.blocks.items():
            numbers = array(self._numbers.typecode, block.numbers)
            for term, column in zip(terms, zip(*block.rows, strict=True), strict=True):
                at = free[held.places[term]]
                end = free[held.places[term]] = at + len(numbers)
                self._numbers[at:end] = numbers
                self._gains[at:end] = array("f", column)
        for term in set(chain.from_iterable(held.blocks)):
            self._sort(*self._stretch(term))

    def _sort(self, low: int, high: int) -> None:
        """Sort the documents of a term."""
        numbers = self._numbers[low:high].tolist()
        if (ordered := sorted(numbers)) != numbers:
            gain_of = dict(zip(numbers, self._gains[low:high], strict=True))
            self._numbers[low:high] = array(self._numbers.typecode, ordered)
            self._gains[low:high] = array("f", map(gain_of.__getitem__, ordered))

    def _best(self, low: int, high: int) -> Rows:
        """Find the documents to which a term gives most."""
        best = sorted(nlargest(self._budget, range(low, high), key=self._gains.__getitem__))
        return (
            array("I", map(self._numbers.__getitem__, best)),
            array("f", map(self._gains.__getitem__, best)),
        )

    @classmethod
    def build(
        cls,
        documents: Iterable[tuple[Sequence[Field], Iterable[str]]],
        means: Sequence[float],
        term_weights: TermWeights,
        weights: Weights,
        budget: int,
    ) -> Self:
        """Weigh the terms of documents: each the same fields in the same order, and its letters.

        `letters` are the runs of letters; `budget` is how many documents of single terms are added
        up for a question.
        """
        weigher = Weigher(means, term_weights, weights)
        held = _Held()
        for fields, letters in documents:
            added, shared = weigher.gains_apart(fields, letters)
            held.add(added, fields[-1].terms, shared)
        return cls(held, means, budget, max(_FEW, weights.widest * len(held.sizes)))

    @classmethod
    def with_documents(cls, each: Iterable[Gains], means: Sequence[float], budget: int) -> Self:
        """Index documents of which is known what their terms add."""
        held = _Held()
        for one in each:
            held.add(one)
        return cls(held, means, budget)

    def __contains__(self, term: object) -> bool:
        return term in self._places

    def score(self, terms: Sequence[tuple[str, float]]) -> Scores:
        """Add up what weighted terms give to each document, the rarest terms first.

        Terms are added while their documents fit the budget; what is left over is common, and is
        added to single documents if it matters. If all are common, those documents count to
        which the rarest of them gives most (champion lists: Manning, Raghavan and Schütze 2008,
        section 7.1.3).
        """
        known = [
            (*self._stretch(term), term, weight) for term, weight in terms if term in self._places
        ]
        known.sort(key=lambda one: one[1] - one[0])
        # Adding to a list takes half as long, but a long one takes its time to be made.
        totals: list[float] | defaultdict[int, float] = (
            [0.0] * self.size if self.size <= MOST_SPELLED else defaultdict(float)
        )
        spent = taken = 0
        for low, high, term, weight in known:
            spent += high - low
            if spent > self._budget and taken:
                break
            taken += 1
            row = self._champions.get(term) or (self._numbers[low:high], self._gains[low:high])
            for number, gain in zip(*row, strict=True):
                totals[number] += weight * gain
        rest = [(low, high, weight) for low, high, _, weight in known[taken:]]
        sums = (
            dict(filter(itemgetter(1), enumerate(totals))) if isinstance(totals, list) else totals
        )
        return Scores(sums, self._numbers, self._gains, rest, self.size)

    def of(self, number: int, terms: Sequence[tuple[str, float]]) -> float:
        """Add up what weighted terms give to one document."""
        rest = [(*self._stretch(term), weight) for term, weight in terms if term in self._places]
        return Scores({}, self._numbers, self._gains, rest, self.size).full_score(number)

    def _stretch(self, term: str) -> tuple[int, int]:
        place = self._places[term]
        return self._ends[place], self._ends[place + 1]


class _Block:
    """Documents that hold the same terms, with a row for each: what the terms add to it."""

    def __init__(self) -> None:
        self.numbers = array("I")
        self.rows: list[array[float]] = []


class _Held:
    """What documents hold, one after the other."""

    def __init__(self) -> None:
        self.places: defaultdict[str, int] = defaultdict(count().__next__)
        """The terms, numbered as they come."""
        self.terms, self.gains = array("I"), array("f")
        self.sizes = array("I")
        """How many terms each document holds by itself."""
        self.blocks: defaultdict[tuple[str, ...], _Block] = defaultdict(_Block)

    def add(self, one: Gains, shared: tuple[str, ...] = (), added: Iterable[float] = ()) -> None:
        """Add a document: what it holds by itself, then terms that others hold with it."""
        if shared:
            block = self.blocks[shared]
            block.numbers.append(len(self.sizes))
            block.rows.append(array("f", added))
        self.terms.extend(map(self.places.__getitem__, one))
        self.gains.extend(one.values())
        self.sizes.append(len(one))

    def count(self) -> Sequence[int]:
        """Count the documents of each term."""
        counts = Counter(self.terms)
        for terms, block in self.blocks.items():
            for term in terms:
                counts[self.places[term]] += len(block.numbers)
        return [counts[at] for at in range(len(self.places))]


_NOWHERE = -1
"""The place of a term that is left out."""

_RUN = 4
"""Letters in a run: three did as well within the noise; longer runs have shorter postings."""

_RUN_MARK = "#"

_FEW_ENOUGH = 1 << 16
"""Documents up to which their numbers take two bytes."""

_FEW = 20
"""Documents that may always hold a run: in a small base none is too common."""


class RunMarks(dict[str, str]):
    """Runs of letters with the mark by which they are no terms, each written once."""

    def __missing__(self, run: str) -> str:
        marked = self[run] = f"{_RUN_MARK}{run}"
        return marked


def runs(words: Iterable[str], marks: RunMarks | None = None) -> list[str]:
    """Cut words, in their order, into marked runs of letters."""
    text = f" {' '.join(words)} "
    cut = [text[at : at + _RUN] for at in range(len(text) - _RUN + 1)]
    return list(map((RunMarks() if marks is None else marks).__getitem__, cut))
