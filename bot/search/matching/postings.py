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
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Protocol, Self

from bot.search.matching.gains import Field, Gains, Weigher
from bot.search.values.calibration import Weights
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
        self, size: int, means: Sequence[float], rows: Mapping[str, Rows], budget: int
    ) -> None:
        """Join the rows of all terms: two long arrays take a third as much as many short ones."""
        self.size = size
        self.means = means
        self._budget = budget
        code = "H" if size <= _FEW_ENOUGH else "I"
        self._numbers, self._gains = array(code), array("f")
        self._places: dict[str, int] = {}
        self._ends = array("I", (0,))
        self._champions: dict[str, Rows] = {}
        for place, (term, (numbers, added)) in enumerate(rows.items()):
            self._places[term] = place
            self._numbers += array(code, numbers)
            self._gains += added
            self._ends.append(len(self._numbers))
            if len(numbers) > budget:
                best = sorted(nlargest(budget, range(len(numbers)), key=added.__getitem__))
                row = (
                    array("I", map(numbers.__getitem__, best)),
                    array("f", map(added.__getitem__, best)),
                )
                self._champions[term] = row

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
        rows, size = _rows(weigher.gains(*one) for one in documents)
        most = max(_FEW, weights.widest * size)
        columns = {
            term: row
            for term, row in rows.items()
            if not term.startswith(_RUN_MARK) or len(row[0]) <= most
        }
        return cls(size, means, columns, budget)

    @classmethod
    def with_documents(cls, each: Iterable[Gains], means: Sequence[float], budget: int) -> Self:
        """Index documents of which is known what their terms add."""
        rows, size = _rows(each)
        return cls(size, means, rows, budget)

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
        sums: defaultdict[int, float] = defaultdict(float)
        spent = taken = 0
        for low, high, term, weight in known:
            spent += high - low
            if spent > self._budget and taken:
                break
            taken += 1
            row = self._champions.get(term) or (self._numbers[low:high], self._gains[low:high])
            for number, gain in zip(*row, strict=True):
                sums[number] += weight * gain
        rest = [(low, high, weight) for low, high, _, weight in known[taken:]]
        return Scores(sums, self._numbers, self._gains, rest, self.size)

    def of(self, number: int, terms: Sequence[tuple[str, float]]) -> float:
        """Add up what weighted terms give to one document."""
        rest = [(*self._stretch(term), weight) for term, weight in terms if term in self._places]
        return Scores({}, self._numbers, self._gains, rest, self.size).full_score(number)

    def _stretch(self, term: str) -> tuple[int, int]:
        place = self._places[term]
        return self._ends[place], self._ends[place + 1]


def _rows(each: Iterable[Gains]) -> tuple[Mapping[str, Rows], int]:
    """Turn what documents hold into who holds each term, and count them."""
    rows: defaultdict[str, Rows] = defaultdict(lambda: (array("I"), array("f")))
    size = 0
    for number, one in enumerate(each):
        size = number + 1
        for term, gain in one.items():
            numbers, added = rows[term]
            numbers.append(number)
            added.append(gain)
    return rows, size


_RUN = 4
"""Letters in a run: three did as well within the noise; longer runs have shorter postings."""

_RUN_MARK = "#"

_FEW_ENOUGH = 1 << 16
"""Documents up to which their numbers take two bytes."""

_FEW = 20
"""Documents that may always hold a run: in a small base none is too common."""


def runs(words: Iterable[str]) -> list[str]:
    """Cut words, in their order, into runs of letters, marked so that they are no terms."""
    text = f" {' '.join(words)} "
    return [f"{_RUN_MARK}{text[at : at + _RUN]}" for at in range(len(text) - _RUN + 1)]
