"""Score a guild's own documents beside those of the base, however many it has."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.search.matching.gains import Gains
from bot.search.matching.postings import Postings, Scores
from bot.search.values.calibration import BUDGET, MOST_SPELLED, WORD_BUDGET

MOST_SCANNED = 256
"""Own documents that are scored one by one, in about 0.1 µs each: indexing them at every edit
takes 50 µs each."""

MOST_KEPT = 64
"""Own documents that stay if common terms were left over: more than any shortlist takes."""


@dataclass(frozen=True, slots=True)
class LayeredPostings:
    """Scores a guild's own documents, numbered on from those of the base, and the base's."""

    own: Sequence[Gains] | Postings
    base: Postings
    hidden: frozenset[int]

    @classmethod
    def over(
        cls, own: Sequence[Gains], base: Postings, hidden: frozenset[int]
    ) -> "LayeredPostings":
        """Lay a guild's documents over a base; many are indexed as a base of as many is."""
        if len(own) <= MOST_SCANNED:
            return cls(own, base, hidden)
        budget = BUDGET if len(own) <= MOST_SPELLED else WORD_BUDGET
        return cls(Postings.with_documents(own, base.means, budget), base, hidden)

    def score(self, terms: Sequence[tuple[str, float]]) -> Scores:
        """Add up what weighted terms give to each document."""
        scores = self.base.score(terms)
        for number in self.hidden.intersection(scores.sums):
            del scores.sums[number]
        own = (
            _best_numbers(self.own, terms)
            if isinstance(self.own, Postings)
            else _weighted_numbers(self.own, terms)
        )
        scores.sums.update((self.base.size + number, score) for number, score in own)
        return scores

    def of(self, number: int, terms: Sequence[tuple[str, float]]) -> float:
        """Add up what weighted terms give to one document."""
        own = number - self.base.size
        if own < 0:
            return self.base.of(number, terms)
        if isinstance(self.own, Postings):
            return self.own.of(own, terms)
        return sum(weight * self.own[own].get(term, 0.0) for term, weight in terms)


def _weighted_numbers(
    own: Sequence[Gains], terms: Sequence[tuple[str, float]]
) -> Iterator[tuple[int, float]]:
    weights: defaultdict[str, float] = defaultdict(float)
    for term, weight in terms:  # one of the question may also be near another one of it
        weights[term] += weight
    for number, one in enumerate(own):
        if shared := one.keys() & weights.keys():
            yield number, sum(weights[term] * one[term] for term in shared)


def _best_numbers(own: Postings, terms: Sequence[tuple[str, float]]) -> Iterator[tuple[int, float]]:
    """Yield only the best if terms are left over: their scores must be complete."""
    result = own.score(terms)
    sums: Mapping[int, float] = result.sums
    numbers = nlargest(MOST_KEPT, sums, key=sums.__getitem__) if result.rest else sums
    return ((number, result.full_score(number)) for number in numbers)
