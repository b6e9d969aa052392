"""The tables of the bench beside its figures: reliability, thresholds, and what each part buys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from bot.search.values.calibration import CLOSEST, FOUND, OURS, WEIGHTS, Weights
from tests.bench.support.outcomes import Outcome

BINS = 10
"""Bins of equal width for the reliability table and the calibration error."""

ABLATIONS: dict[str, Weights] = {
    "everything": WEIGHTS,
    "words alone (BM25)": replace(
        WEIGHTS, shape=0.0, letters=0.0, phrasing=0.0, related_term=0.0, related_term_unknown=0.0
    ),
    "without near words": replace(WEIGHTS, related_term=0.0, related_term_unknown=0.0),
    "without best phrasing": replace(WEIGHTS, phrasing=0.0),
    "without letters": replace(WEIGHTS, letters=0.0),
    "without shape": replace(WEIGHTS, shape=0.0),
    "function words in full": replace(WEIGHTS, common=1.0),
    "without corrections": replace(WEIGHTS, corrected=0.0, alternative=0.0),
    "without sections learned": replace(WEIGHTS, section=1.0, typical=0.0),
    "without bodies": replace(WEIGHTS, body=0.0),
}
"""The engine with one part less; the last two tell only where there are sections and bodies."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose confidence is alike."""

    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them whose first hit is right."""
    count: int


def reliability(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Group questions by their confidence; bins without any are left out."""
    groups: list[list[Outcome]] = [[] for _ in range(BINS)]
    for one in outcomes:
        groups[min(BINS - 1, int(one.confidence * BINS))].append(one)
    return [
        Bin(mean(one.confidence for one in group), mean(one.rank == 1 for one in group), len(group))
        for group in groups
        if group
    ]


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """Give the expected calibration error (Naeini et al. 2015)."""
    apart = sum(abs(one.confidence - one.right) * one.count for one in reliability(outcomes))
    return apart / max(1, len(outcomes))


def thresholds(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, float, str, float | None]]:
    """Yield each threshold with the figure that chose it, as it is on these questions."""
    found = [one for one in outcomes if one.confidence >= FOUND and one.known >= OURS]
    ours = [one for one in outcomes if not one.outside]
    others = [one for one in outcomes if one.outside]
    yield "FOUND", FOUND, "right among those found", _share(found, lambda one: one.rank == 1)
    yield "OURS", OURS, "out of scope below it", _share(others, lambda one: one.known < OURS)
    yield "CLOSEST", CLOSEST, "in scope from it on", _share(ours, lambda one: one.known >= CLOSEST)


def _share(outcomes: Sequence[Outcome], test: Callable[[Outcome], bool]) -> float | None:
    return mean(map(test, outcomes)) if outcomes else None
