"""Weigh terms: the fewer entries hold one, the more it tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import e, log
from typing import Self

from bot.search.text.layered import LayeredMapping


@dataclass(frozen=True, slots=True)
class TermWeights:
    """What each term weighs: the rarer among entries, the more."""

    idf: Mapping[str, float]
    """For telling subjects apart: function words count little."""
    rarest: float
    """The weight of a word that no document holds."""
    flat: Mapping[str, float]
    """For telling ways of asking apart: function words count too."""
    flat_rarest: float
    """The same of a word that no document holds."""
    common: frozenset[str]
    """The stems of function words."""
    total: int
    """Entries that were counted."""

    def weigh(self, term: str) -> float:
        """Weigh any term, known or not."""
        return self.idf.get(term, self.rarest)

    def weigh_all(self, terms: Iterable[str]) -> float:
        """Weigh terms together, known or not."""
        get, rarest = self.idf.get, self.rarest
        return sum([get(term, rarest) for term in terms])

    def weigh_flat(self, term: str) -> float:
        """Weigh any term for the way of asking."""
        return self.flat.get(term, self.flat_rarest)

    @classmethod
    def of(
        cls, holding: Mapping[str, int], total: int, common: frozenset[str], factor: float
    ) -> Self:
        """Weigh terms by how many entries of a total hold each; a common word keeps a factor."""
        # Many terms are held by as many entries: they share one number.
        counts = set(holding.values())
        inverse = {count: _inverse(count, total) for count in counts}
        flatter = {count: _flat(count, total) for count in counts}
        idf = {term: inverse[count] for term, count in holding.items()}
        idf.update((term, idf[term] * factor) for term in common.intersection(idf))
        flat = {term: flatter[count] for term, count in holding.items()}
        return cls(idf, _inverse(0, total), flat, _flat(0, total), common, total)

    def with_terms(self, terms: Iterable[str]) -> "TermWeights":
        """Add terms: those that are new weigh what one that a single entry holds does."""
        new = [term for term in terms if term not in self.idf]
        # Over an empty base, the entry itself is the one that is counted.
        total = max(1, self.total)
        idf = dict.fromkeys(new, _inverse(1, total))
        flat = dict.fromkeys(new, _flat(1, total))
        return replace(
            self, idf=LayeredMapping(idf, self.idf), flat=LayeredMapping(flat, self.flat)
        )


def _inverse(holding: int, total: int) -> float:
    """Weigh a term by how few hold it (Robertson & Zaragoza 2009, kept above zero by 1 +)."""
    return log(1 + (total - holding + 0.5) / (holding + 0.5))


def _flat(holding: int, total: int) -> float:
    """Weigh a term by how few hold it, but never below that of a word that all hold: ln(e + 1)."""
    return log(e + (total + 1) / (holding + 1))
