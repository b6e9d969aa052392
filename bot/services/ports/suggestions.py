"""The port that keeps what members propose."""

from typing import Protocol

from bot.services.ports.records import Suggestion


class SuggestionStore(Protocol):
    """Keep what members propose until a moderator handles it."""

    async def add(self, suggestion: Suggestion, request: str) -> Suggestion:
        """Keep a suggestion; a repeated request returns the first one."""
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
