"""The engine's front door: build an index once, then search and complete without waiting."""

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, Self

from bot.search.builder import Whole, build
from bot.search.calibration import WEIGHTS, Weights
from bot.search.completion import MOST_SUGGESTIONS, Completer, Completion, completed
from bot.search.documents import Document, Lexicon
from bot.search.layers import Layers
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
    "Searcher",
]

MOST_HITS = 10
"""Hits that a ranking carries unless a caller asks for fewer."""


class Searcher(Protocol):
    """What services search and complete with: a base, or a guild's overlay of one."""

    def search(
        self, question: str, *, limit: int = MOST_HITS, kinds: Collection[str] | None = None
    ) -> Ranking:
        """Rank documents for a question and decide."""
        ...

    def complete(
        self,
        typed: str,
        *,
        limit: int = MOST_SUGGESTIONS,
        kinds: Collection[str] | None = None,
        sections: bool = True,
    ) -> tuple[Completion, ...]:
        """Suggest documents for what is typed so far."""
        ...


class Index:
    """Documents to search and complete from; nothing about it changes once it is built."""

    def __init__(self, whole: Whole, documents: Sequence[Document], weights: Weights) -> None:
        """Take the parts; callers use `build`."""
        self.whole = whole
        self._completer = Completer(documents, whole.codes, whole.speller)
        self._ranker = Ranker(whole, weights)
        self.layers = Layers(whole, self._completer, weights)
        """What guilds lay over these documents."""

    @classmethod
    def build(
        cls, documents: Iterable[Document], lexicon: Lexicon, weights: Weights = WEIGHTS
    ) -> Self:
        """Index documents; 300 of them take a fraction of a second."""
        listed = tuple(documents)
        with _uncollected():
            whole = build(listed, lexicon, weights)
            return cls(whole, [card.document for card in whole.catalogue.cards], weights)

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
        return completed(self._completer.matches(typed), limit, kinds, sections)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off garbage collection: what is being built would be walked through again and again.

    It makes no garbage that counting references does not free.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
