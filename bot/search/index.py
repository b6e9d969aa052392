"""The engine's front door: build an index once, then search and complete without waiting."""

from collections.abc import Collection, Iterable
from typing import Self

from bot.search.builder import build
from bot.search.calibration import WEIGHTS, Weights
from bot.search.completion import MOST_SUGGESTIONS, Completer, Completion
from bot.search.documents import Document, Lexicon
from bot.search.ranker import Ranker
from bot.search.ranking import Correction, Decision, Hit, Parts, Ranking, Reason

__all__ = [
    "Completion",
    "Correction",
    "Decision",
    "Document",
    "Hit",
    "Index",
    "Lexicon",
    "Parts",
    "Ranking",
    "Reason",
]

MOST_HITS = 10
"""Hits that a ranking carries unless a caller asks for fewer."""


class Index:
    """Documents to search and complete from; nothing about it changes once it is built."""

    def __init__(self, ranker: Ranker, completer: Completer) -> None:
        """Take the parts; callers use `build`."""
        self._ranker = ranker
        self._completer = completer

    @classmethod
    def build(
        cls, documents: Iterable[Document], lexicon: Lexicon, weights: Weights = WEIGHTS
    ) -> Self:
        """Index documents; 300 of them take a fraction of a second."""
        listed = tuple(documents)
        built = build(listed, lexicon, weights)
        return cls(Ranker(built, weights), Completer(listed, built.codes))

    def search(
        self, question: str, *, limit: int = MOST_HITS, kinds: Collection[str] | None = None
    ) -> Ranking:
        """Rank documents for a question and decide; `kinds` keeps to those kinds of entry."""
        return self._ranker.rank(question, limit, kinds)

    def complete(
        self,
        typed: str,
        *,
        limit: int = MOST_SUGGESTIONS,
        kinds: Collection[str] | None = None,
        sections: bool = True,
    ) -> tuple[Completion, ...]:
        """Suggest documents for what is typed so far, best first, at most 25.

        Nothing typed gives entries alone: featured ones, then in document order.
        """
        return self._completer.complete(typed, limit=limit, kinds=kinds, sections=sections)
