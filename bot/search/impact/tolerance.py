"""How good another document may be until a question is no longer answered by its own.

A question finds its document if that comes first and is sure enough, and all that others do to
that is how near the best of them comes (`Evidence.margin`). So the most that they may score is
worked out from the document alone.
"""

from dataclasses import dataclass, replace

from bot.search.ranking.decision import compares
from bot.search.ranking.guard import is_named
from bot.search.ranking.ranker import LoneScore, Ranker
from bot.search.values.calibration import CLOSEST, FOUND, OURS, Evidence, confidence, known
from bot.search.values.semantic_scores import Place

NEVER = float("inf")
"""What a question tolerates that does not find its document anyway."""

_HALVINGS = 30


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What a question leaves to the documents of other entries."""

    score: float
    """The most that one may score; more takes the question, or makes it unsure."""
    words: float
    """What its own document scores by words: what scores more may take its place among those that
    are compared."""


ANYTHING_COUNTS = Tolerance(0.0, 0.0)
"""Of a question that sets things side by side, or can be read in several ways."""


def measure_tolerance(ranker: Ranker, question: str, place: Place) -> Tolerance:
    """Return what a question that is asked in words of its own leaves to others; takes 0.5 ms."""
    alone = ranker.score_alone(question, place)
    if alone is None or compares(alone.question.reading):
        return ANYTHING_COUNTS
    most = _highest_score(alone) if _is_admissible(alone) else NEVER
    return Tolerance(most, NEVER if most == NEVER else alone.words)


def _is_admissible(alone: LoneScore) -> bool:
    """Return whether a document can be the answer at all (`decide` asks the same)."""
    parts = alone.parts
    if parts.refused or not parts.on_subject or not parts.agrees:
        return False
    return alone.card.document.section is None or is_named(
        alone.question.reading, alone.card.entity
    )


def _highest_score(alone: LoneScore) -> float:
    """Find the best score of another document beside which the first is still sure enough."""
    coded = bool(alone.question.reading.codes) and alone.parts.carries
    least = CLOSEST if coded else OURS

    def confidence_beside(rival: float) -> bool:
        evidence = _with_rival(alone.evidence, rival)
        return confidence(evidence) >= FOUND and known(evidence) >= least

    if not confidence_beside(0.0):
        return NEVER
    if confidence_beside(alone.score):
        return alone.score
    low, high = 0.0, alone.score
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if confidence_beside(middle) else (low, middle)
    return low


def _with_rival(evidence: Evidence, rival: float) -> Evidence:
    return replace(evidence, margin=max(-1.0, 1 - rival / (evidence.score or 1.0)))
