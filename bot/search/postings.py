"""Score all documents at once by the words they share with a question, in three ways.

*Words* is BM25F (Robertson & Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond*,
2009, section 3.5): frequencies are weighted by field and normalised by its length, then saturated.
*Shape* is the cosine of tf-idf vectors (Salton & Buckley 1988, `ltc`): here function words count
too, so that the way a question is put tells apart what its subject does not. *Letters* is the same
over runs of four letters, across words: it finds words of one family that a stemmer keeps apart,
and words that often stand together.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Protocol, Self

from bot.search.calibration import Weights
from bot.search.weighing import Weighed


@dataclass(frozen=True, slots=True)
class Field:
    """The terms of one field of a document, and what one of them is worth."""

    terms: tuple[str, ...]
    weight: float


Gains = Mapping[str, float]
"""What each term that a document holds adds to its score."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the documents that share a term with a question, by their numbers."""

    sums: dict[int, float]
    """Complete for all but the most common terms."""
    rest: "Sequence[tuple[array[int], array[float], float]]"
    """Postings that were left over, with the weight of their terms."""

    def full(self, number: int) -> float:
        """Give the score of one document with all terms."""
        total = self.sums[number]
        for numbers, gains, weight in self.rest:
            at = bisect_left(numbers, number)
            if at < len(numbers) and numbers[at] == number:
                total += weight * gains[at]
        return total


class Scorer(Protocol):
    """What scores all documents at once."""

    def score(self, terms: Sequence[tuple[str, float]], budget: int) -> Scores:
        """Add up what weighted terms give to each document."""
        ...


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term: which documents hold it, and what it adds to their scores."""

    size: int
    means: Sequence[float]
    """The mean length of each field."""
    _gains: "Mapping[str, tuple[array[int], array[float]]]"

    @classmethod
    def build(
        cls,
        documents: Sequence[Sequence[Field]],
        letters: Iterable[Sequence[str]],
        weighed: Weighed,
        weights: Weights,
    ) -> Self:
        """Weigh the terms of documents, each a sequence of the same fields in the same order.

        `letters` holds the runs of letters of each document.
        """
        means = _mean_lengths(documents)
        postings: defaultdict[str, tuple[array[int], array[float]]] = defaultdict(
            lambda: (array("I"), array("f"))
        )
        for number, (fields, spelled) in enumerate(zip(documents, letters, strict=True)):
            for term, gain in gains(fields, spelled, means, weighed, weights).items():
                numbers, summed = postings[term]
                numbers.append(number)
                summed.append(gain)
        most = max(_FEW, weights.widest * len(documents))
        kept = {
            term: one
            for term, one in postings.items()
            if not term.startswith(_RUN_MARK) or len(one[0]) <= most
        }
        return cls(len(documents), means, kept)

    def __contains__(self, term: object) -> bool:
        return term in self._gains

    def score(self, terms: Sequence[tuple[str, float]], budget: int) -> Scores:
        """Add up what weighted terms give to each document, the rarest terms first.

        Terms are added while their postings fit the budget; what is left over is common, and is
        added to single documents where it matters.
        """
        known = [(*self._gains[term], weight) for term, weight in terms if term in self._gains]
        known.sort(key=lambda one: len(one[0]))
        sums: defaultdict[int, float] = defaultdict(float)
        taken = spent = 0
        for numbers, added, weight in known:
            spent += len(numbers)
            if taken and spent > budget:
                break
            taken += 1
            if weight == 1.0:
                for number, gain in zip(numbers, added, strict=True):
                    sums[number] += gain
            else:
                for number, gain in zip(numbers, added, strict=True):
                    sums[number] += weight * gain
        return Scores(sums, tuple(known[taken:]))


def gains(
    fields: Sequence[Field],
    letters: Iterable[str],
    means: Sequence[float],
    weighed: Weighed,
    weights: Weights,
) -> Gains:
    """Work out what each term of a document adds to its score, runs of letters included."""
    words = _words(fields, means, weighed.idf, weights)
    shape = _cosine(_frequencies(fields), weighed.flat)
    letter = _cosine(Counter(letters), weighed.flat)
    added = {term: weights.words * words[term] + weights.shape * shape[term] for term in words}
    added |= {run: weights.letters * gain for run, gain in letter.items()}
    return added


_RUN = 4
"""Letters in a run: three did as well within the noise; longer runs have shorter postings."""

_RUN_MARK = "#"

_FEW = 20
"""Documents that may always hold a run: in a small base none is too common."""


def runs(words: Iterable[str]) -> Iterator[str]:
    """Cut words, in their order, into runs of letters, marked so that they are no terms."""
    text = f" {' '.join(words)} "
    for at in range(len(text) - _RUN + 1):
        yield f"{_RUN_MARK}{text[at : at + _RUN]}"


def _words(
    fields: Sequence[Field], means: Sequence[float], idf: Mapping[str, float], weights: Weights
) -> dict[str, float]:
    frequency: defaultdict[str, float] = defaultdict(float)
    for field, mean in zip(fields, means, strict=True):
        norm = 1 - weights.length + weights.length * len(field.terms) / mean
        for term in field.terms:
            frequency[term] += field.weight / norm
    return {t: idf[t] * count / (weights.k1 + count) for t, count in frequency.items()}


def _cosine(frequency: Mapping[str, float], flat: Mapping[str, float]) -> dict[str, float]:
    """Give what each term adds to a cosine, before it is divided by the question's length."""
    angles = {term: (1 + log(max(1.0, n))) * flat[term] for term, n in frequency.items()}
    norm = sqrt(sum(angle * angle for angle in angles.values()))
    return {term: flat[term] * angle / norm for term, angle in angles.items()}


def _frequencies(fields: Sequence[Field]) -> dict[str, float]:
    frequency: defaultdict[str, float] = defaultdict(float)
    for field in fields:
        for term in field.terms:
            frequency[term] += field.weight
    return frequency


def _mean_lengths(documents: Sequence[Sequence[Field]]) -> list[float]:
    columns = zip(*documents, strict=True)
    totals = [sum(len(field.terms) for field in column) for column in columns]
    return [max(1.0, total / len(documents)) for total in totals]
