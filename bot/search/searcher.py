"""What services search and complete with: a base, or a guild's overlay of one."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from typing import Protocol

from bot.search.matching.completion import MOST_SUGGESTIONS, Completion, Match, complete
from bot.search.own import OwnLayer
from bot.search.ranking.ranker import Ranker
from bot.search.values.ranking import Ranking
from bot.search.values.semantic_scores import SemanticScores

MOST_HITS = 10
"""Hits that a ranking carries unless a caller asks for fewer."""


class CompletionSource(Protocol):
    """Finds documents for what is typed so far."""

    def matches(self, typed: str) -> Iterator[Match]:
        """Yield what may be meant, best first."""
        ...


class Searcher(ABC):
    """Documents to search and complete from, without waiting; nothing about them changes."""

    @property
    @abstractmethod
    def ranker(self) -> Ranker:
        """What ranks the documents."""

    @property
    @abstractmethod
    def completer(self) -> CompletionSource:
        """What completes their titles and names."""

    @property
    def own(self) -> OwnLayer | None:
        """What a guild has for itself; None of a base."""
        return None

    def prepare(self) -> None:
        """Read what the first question and the first suggestion need."""
        _ = self.ranker, self.completer

    def search(
        self,
        question: str,
        *,
        limit: int = MOST_HITS,
        kinds: Collection[str] | None = None,
        sense: SemanticScores | None = None,
    ) -> Ranking:
        """Rank documents for a question and decide; `kinds` keeps to those kinds of entry.

        With the question's meaning, documents may come in that share no word with it.
        """
        return self.ranker.rank(question, limit, kinds, sense)

    def complete(
        self,
        typed: str,
        *,
        limit: int = MOST_SUGGESTIONS,
        kinds: Collection[str] | None = None,
        sections: bool = True,
    ) -> tuple[Completion, ...]:
        """Suggest documents for what is typed so far, best first, at most 25.

        Nothing typed gives entries alone: featured ones, then in document order. Of equally good
        ones a guild's own come first.
        """
        return complete(self.completer.matches(typed), limit, kinds, sections)
