"""Choose how to take a message: by its question alone, or with what is told beside it.

What is told seldom changes what is asked, so the question alone goes first wherever it finds
something or says enough by itself. A question at the end of a story (`do we need to worry`) does
not: there the story is searched, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.search.message.message import Message, View
from bot.search.message.words import PEOPLE
from bot.search.values.calibration import (
    ALONE,
    CERTAIN,
    ENOUGH_SAID,
    NARROW,
    SUFFICIENT,
    SURER,
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
    """Return whether a question finds something, or says enough, without what is told beside it."""
    enough = CERTAIN if message.has_situation else SUFFICIENT
    coded = narrowest.has_code and narrowest.content >= ENOUGH_SAID
    return narrowest.confidence >= enough or coded


def surest_view(fits: Sequence[Fit]) -> int:
    """Return the number of the view to take if the first does not suffice, the narrowest first."""
    return max(range(len(fits)), key=lambda at: fits[at].confidence - NARROW * at)


def is_surer(alone: Ranking, whole: Ranking) -> bool:
    """Return whether a question is answered by its own meaning rather than by that of more."""
    least = max(ALONE, whole.confidence + SURER)
    return alone.decision is Decision.FOUND and alone.confidence >= least


def is_dependent(message: Message, question: Fit) -> bool:
    """Return whether the question of a story means little without what is told beside it."""
    if not message.is_long:
        return False
    situation = message.situation
    if situation.statuses or situation.wanted or situation.stages:
        return True
    words = question.view.asking.replace("?", " ").replace(".", " ").split()
    return question.content <= ENOUGH_SAID or not _POINTING.isdisjoint(words)
