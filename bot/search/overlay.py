"""A guild's view of a base: its own entries beside, over and instead of the shared ones.

It answers as one base of both would, but for the weights of words, which are those of the base,
and where an entry of the guild claims a question word for word: there it goes first.
"""

from collections.abc import Collection, Iterable
from typing import Self

from bot.search.index import Index
from bot.search.layers import LayeredCompleter, Layers
from bot.search.own import OwnLayer
from bot.search.ranking.ranker import Ranker
from bot.search.searcher import Searcher
from bot.search.values.documents import Document


class Overlay(Searcher):
    """Documents of a guild over a base; nothing about it changes once it is built."""

    __slots__ = ("_layers", "_own")

    def __init__(self, layers: Layers, own: OwnLayer) -> None:
        """Use `build` instead."""
        self._layers = layers
        self._own = own

    @classmethod
    def build(
        cls, base: Index, documents: Iterable[Document], hidden: Collection[str] = ()
    ) -> Self:
        """Add documents to a base, and hide entries of it by their keys.

        A document of an entry that the base has covers the whole of that entry. This takes no
        time: entries are read when the first question comes, about 0.1 ms each, and only those
        that changed since.
        """
        own = tuple(documents)
        return cls(base.layers, OwnLayer(own, frozenset(hidden).union(one.entry for one in own)))

    @property
    def own(self) -> OwnLayer:
        """What the guild has for itself."""
        return self._own

    @property
    def ranker(self) -> Ranker:
        """What ranks the documents; put together at the first question."""
        return self._layers.ranker(self._own)

    @property
    def completer(self) -> LayeredCompleter:
        """What completes their titles and names."""
        return self._layers.completer(self._own)
