"""The engine's front door: build an index once, then search and complete without waiting."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Self

from bot.search.building.builder import BaseIndex, build
from bot.search.layers import Layers
from bot.search.matching.completion import Completer, Completion
from bot.search.ranking.ranker import Ranker
from bot.search.searcher import Searcher
from bot.search.values.calibration import WEIGHTS, Weights
from bot.search.values.documents import Document, Lexicon
from bot.search.values.ranking import Correction, Decision, Hit, Parts, Ranking, Reason

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


class Index(Searcher):
    """Documents to search and complete from; nothing about it changes once it is built."""

    def __init__(
        self, base_index: BaseIndex, documents: Sequence[Document], weights: Weights
    ) -> None:
        """Use `build` instead."""
        self.base_index = base_index
        self._completer = Completer(documents, base_index.codes, base_index.speller)
        self._ranker = Ranker(base_index, weights)
        self.layers = Layers(base_index, self._completer, weights)
        """What guilds lay over these documents."""

    @classmethod
    def build(
        cls, documents: Iterable[Document], lexicon: Lexicon, weights: Weights = WEIGHTS
    ) -> Self:
        """Index documents; 300 of them take a fraction of a second."""
        sequence = tuple(documents)
        with uncollected():
            base_index = build(sequence, lexicon, weights)
            return cls(base_index, [card.document for card in base_index.catalog.cards], weights)

    @property
    def ranker(self) -> Ranker:
        """What ranks the documents."""
        return self._ranker

    @property
    def completer(self) -> Completer:
        """What completes their titles and names."""
        return self._completer


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause garbage collection, which would traverse what is being built again and again.

    It makes no garbage that counting references does not free.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
