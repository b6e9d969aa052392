"""What answers need from the optional semantic stage."""

from typing import Protocol

from bot.search.own import GuildLayer
from bot.search.values.semantic_scores import SemanticScores


class Meaning(Protocol):
    """The optional semantic stage: a slower, second look if words do not decide."""

    def sense(self, question: str, own: GuildLayer | None) -> SemanticScores | None:
        """Return what a question means; None if it cannot. Runs in a thread.

        `own` is what the server that asks has for itself.
        """
        ...
