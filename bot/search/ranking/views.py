"""Choose how to take a message: by its question alone, or with what is told beside it.

What is told seldom changes what is asked, so the question alone goes first wherever it finds
something or says enough by itself. A question at the end of a story (`do we need to worry`) does
not: there the story is searched, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.search.message.message import Message, View
from bot.search.message.words import PEOPLE
from bot.search.values.calibration import CERTAIN, ENOUGH_SAID, NARROW, SUFFICIENT

_POINTING = PEOPLE | frozenset(
    {"it", "its", "that", "this", "those", "these", "there", "then", "now"}
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one view of a message finds a document, by words."""

    view: View
    confidence: float
    coded: bool
    """Whether the question names a code itself."""
    content: int
    """Its words of content that are no codes."""


def suffices(message: Message, narrowest: Fit) -> bool:
    """Tell whether a question finds something, or says enough, without what is told beside it."""
    enough = CERTAIN if message.matters else SUFFICIENT
    coded = narrowest.coded and narrowest.content >= ENOUGH_SAID
    return narrowest.confidence >= enough or coded


def choose(message: Message, fits: Sequence[Fit]) -> int:
    """Give the number of the view to take if the first does not suffice, the narrowest first."""
    last = len(fits) - 1
    if message.long and _depends(message, fits[0]):
        return last
    return max(range(len(fits)), key=lambda at: fits[at].confidence - NARROW * at)


def _depends(message: Message, question: Fit) -> bool:
    """Tell whether a question means little without what is told beside it."""
    told = message.situation
    if told.statuses or told.wanted or told.stages:
        return True
    words = question.view.asking.replace("?", " ").replace(".", " ").split()
    return question.content <= ENOUGH_SAID or not _POINTING.isdisjoint(words)
