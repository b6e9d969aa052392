"""Find the bullet of an answer that a question is after, so that it can stand on the first page."""

from collections.abc import Sequence

from bot.search.reading.reading import Reader
from bot.search.text.bounded import BoundedDict
from bot.search.values.ranking import Ranking
from bot.search.values.weighing import TermWeights

LEAST = 0.2
"""The share of a question's words, by weight, that a bullet must hold: half as much brings bullets
that share one word by chance."""

_MOST_TEXTS = 1000
"""Bullets whose terms are remembered, those of some 200 answers: 2 kB each."""


class BulletFinder:
    """Finds bullets by the words of one base; it remembers the terms of those it read lately."""

    def __init__(self, reader: Reader, weights: TermWeights) -> None:
        self._reader = reader
        self._weights = weights
        self._terms = BoundedDict[str, frozenset[str]](_MOST_TEXTS)

    def nearest(self, ranking: Ranking, bullets: Sequence[str], about: str) -> int | None:
        """Return the position of the bullet that holds most of what is asked.

        None if none holds much. `about` is what stands above the bullets: words that stand there
        tell no bullet from another.
        """
        common, weigh = self._weights.common, self._weights.weigh
        above = self._terms_of(about)
        asked = (term for term in ranking.terms if term not in common and term not in above)
        wanted = {term: weigh(term) for term in asked}
        if not wanted:
            return None
        held = [
            sum(wanted[term] for term in wanted.keys() & self._terms_of(one)) for one in bullets
        ]
        best = max(range(len(held)), key=held.__getitem__, default=None)
        return best if best is not None and held[best] >= LEAST * sum(wanted.values()) else None

    def _terms_of(self, text: str) -> frozenset[str]:
        terms = self._terms.get(text)
        if terms is None:
            terms = self._terms[text] = self._reader.words(text)
        return terms
