"""The port that keeps what members propose."""

from datetime import datetime
from typing import Protocol

from bot.services.ports.records import Suggestion
from bot.services.ports.retrying import OutboxStore


class SuggestionStore(OutboxStore[Suggestion], Protocol):
    """Store what members propose until a moderator handles it, and its author was told of a no."""

    async def add(self, suggestion: Suggestion, request: str) -> Suggestion:
        """Store a suggestion; a repeated request returns the first one."""
        ...

    async def open(self, guild: int, *, limit: int) -> tuple[Suggestion, ...]:
        """List what waits, oldest first."""
        ...

    async def find(self, guild: int, suggestion: int) -> Suggestion | None:
        """Find a suggestion that waits in a server."""
        ...

    async def close(self, guild: int, suggestion: int) -> Suggestion | None:
        """Forget a suggestion and return it; None if somebody else was quicker."""
        ...

    async def decline(self, guild: int, suggestion: int, reason: str, at: datetime) -> bool:
        """Store why a suggestion is declined, which its author is to be told from then on.

        It is forgotten at once if they want to be told nothing. False if it does not wait:
        somebody else was quicker, or its author took it back.
        """
        ...

    async def hush(self, user: int) -> int:
        """Stop telling somebody about their suggestions; return how many that concerns.

        What waits goes on waiting; what was declined is forgotten.
        """
        ...
