"""Choose how to take a message: by its question alone, or with what is told beside it.

What is told seldom changes what is asked, so the question alone goes first if it names a code and
finds something or says enough, and else unless more is surer by a margin. One that means little by
itself (`is this possible`, `do we need to worry`) is searched with all that is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.search.message.clauses import bare_words
from bot.search.message.message import Message, View
from bot.search.message.words import PEOPLE
from bot.search.values.calibration import (
    ALONE,
    CERTAIN,
    ENOUGH_SAID,
    LITTLE_SAID,
    NARROW,
    SUFFICIENT,
    SURER,
    SURER_OF_LITTLE,
)
from bot.search.values.ranking import Decision, Ranking

_POINTING = PEOPLE | frozenset(
    {"it", "its", "that", "this", "those", "these", "there", "then", "now"}
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one view of a message finds a document, by words."""

    view: View
    confidence: float
    has_code: bool
    """Whether the question names a code itself."""
    content: int
    """Its words of content that are no codes."""


def suffices(message: Message, narrowest: Fit) -> bool:
    """Return whether a question is asked without what is told beside it, whatever that finds."""
    if _leans(narrowest):
        return False
    if narrowest.has_code and narrowest.content >= ENOUGH_SAID:
        return True
    return narrowest.confidence >= (_enough(message) if narrowest.has_code else 1 - NARROW)


def _leans(question: Fit) -> bool:
    """Return whether a question means little by itself: `is this possible`, `can i return it`.

    One that names a code never does.
    """
    if question.has_code:
        return False
    return question.content <= (ENOUGH_SAID if _points(question.view) else LITTLE_SAID)


def _points(view: View) -> bool:
    """Return whether a question points at what was told."""
    return not _POINTING.isdisjoint(bare_words(view.asking))


def _enough(message: Message) -> float:
    """Return the confidence from which a question finds what it wants by itself."""
    return CERTAIN if message.has_situation else SUFFICIENT


def surest_view(fits: Sequence[Fit]) -> int:
    """Return the number of the view to take if the first does not suffice, the narrowest first."""
    return max(range(len(fits)), key=lambda at: fits[at].confidence - NARROW * at)


def is_surer(alone: Ranking, whole: Ranking, *, well_asked: bool) -> bool:
    """Return whether a question is answered by its own meaning rather than by that of more.

    `well_asked` is whether the model has learned enough of what the base is asked.
    """
    least = max(ALONE, whole.confidence + (SURER if well_asked else SURER_OF_LITTLE))
    return alone.decision is Decision.FOUND and alone.confidence >= least


def is_dependent(message: Message, question: Fit) -> bool:
    """Return whether a question means little without what is told beside it."""
    if _leans(question):
        return True
    if not message.is_long or question.confidence >= _enough(message):
        return False
    situation = message.situation
    if situation.statuses or situation.wanted or situation.stages:
        return True
    return question.content <= ENOUGH_SAID or _points(question.view)
