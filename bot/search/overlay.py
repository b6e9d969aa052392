"""A guild's view of a base: its own entries beside, over and instead of the shared ones.

It answers as one base of both would, but for the weights of words, which are those of the base,
and where an entry of the guild claims a question word for word: there it goes first.
"""

from collections.abc import Collection, Iterable
from typing import Self

from bot.search.completion import MOST_SUGGESTIONS, Completion, completed
from bot.search.documents import Document
from bot.search.index import MOST_HITS, Index
from bot.search.layers import Layers, Own
from bot.search.ranking import Ranking


class Overlay:
    """Documents of a guild over a base; nothing about it changes once it is built."""

    __slots__ = ("_layers", "_own")

    def __init__(self, layers: Layers, own: Own) -> None:
        """Take the parts; callers use `build`."""
        self._layers = layers
        self._own = own

    @classmethod
    def build(
        cls, base: Index, documents: Iterable[Document], hidden: Collection[str] = ()
    ) -> Self:
        """Lay documents over a base, and hide entries of it by their keys.

        A document of an entry that the base has covers the whole of that entry. This takes no
        time: entries are read when the first question comes, about 0.1 ms each, and only those
        that changed since.
        """
        own = tuple(documents)
        return cls(base.layers, Own(own, frozenset(hidden).union(one.entry for one in own)))

    def search(
        self, question: str, *, limit: int = MOST_HITS, kinds: Collection[str] | None = None
    ) -> Ranking:
        """Rank documents for a question and decide; `kinds` keeps to those kinds of entry."""
        return self._layers.ranker(self._own).rank(question, limit, kinds)

    def complete(
        self,
        typed: str,
        *,
        limit: int = MOST_SUGGESTIONS,
        kinds: Collection[str] | None = None,
        sections: bool = True,
    ) -> tuple[Completion, ...]:
        """Suggest documents for what is typed so far, best first, at most 25.

        Of equally good ones the guild's own come first.
        """
        matches = self._layers.completer(self._own).matches(typed)
        return completed(matches, limit, kinds, sections)
