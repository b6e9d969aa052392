"""Suggestions that moderators decline, and what their authors are told of it."""

from collections.abc import AsyncGenerator

from bot.services.ports.clock import Clock
from bot.services.ports.records import Suggestion
from bot.services.ports.retrying import MOST_DUE, next_try
from bot.services.ports.suggestions import SuggestionStore

MOST_TRIES = 20
"""Tries to tell an author: about three days. Then the suggestion is forgotten."""


class DeclinedSuggestions:
    """Tell an author once why a suggestion was declined; every method raises `LedgerError`."""

    def __init__(self, store: SuggestionStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def find(self, guild: int, number: int) -> Suggestion | None:
        """Find a suggestion that waits in a server."""
        return await self._store.find(guild, number)

    async def decline(self, guild: int, number: int, reason: str) -> bool:
        """Let its author be told, with a reason or an empty one; False if it does not wait."""
        return await self._store.decline(guild, number, reason, self._clock())

    async def due(self) -> AsyncGenerator[Suggestion, None]:
        """Yield the suggestions whose author is to be told by now."""
        for suggestion in await self._store.to_tell(self._clock(), limit=MOST_DUE):
            yield suggestion

    async def begin(self, suggestion: Suggestion) -> bool:
        """Note that an author is about to be told; False if they do not want it anymore.

        It comes first, and names the moment of the next try, as for wishes (`gaps.py`).
        """
        if suggestion.tries >= MOST_TRIES:
            await self._store.end(suggestion)
            return False
        return await self._store.begin(suggestion, next_try(self._clock(), suggestion.tries))

    async def end(self, suggestion: Suggestion) -> None:
        """Forget a suggestion whose author was told, or cannot be."""
        await self._store.end(suggestion)

    async def hush(self, person: int) -> int:
        """Tell somebody nothing of what they proposed, and count it."""
        return await self._store.hush(person)
