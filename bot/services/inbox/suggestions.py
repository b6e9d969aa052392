"""Suggestions that moderators decline, and what their authors are told of it."""

from bot.services.ports.clock import Clock
from bot.services.ports.records import Suggestion
from bot.services.ports.retrying import StoredOutbox
from bot.services.ports.suggestions import SuggestionStore


class DeclinedSuggestions(StoredOutbox[Suggestion]):
    """Tell an author once why a suggestion was declined; every method raises `LedgerError`."""

    def __init__(self, store: SuggestionStore, clock: Clock) -> None:
        super().__init__(store, clock)
        self._store = store

    async def find(self, guild: int, number: int) -> Suggestion | None:
        """Find a suggestion that waits in a server."""
        return await self._store.find(guild, number)

    async def decline(self, guild: int, number: int, reason: str) -> bool:
        """Decline one, with a reason or without, and tell its author; False if it does not wait."""
        return await self._store.decline(guild, number, reason, self._clock())

    async def hush(self, person: int) -> int:
        """Stop telling somebody about their suggestions; return how many that concerns."""
        return await self._store.hush(person)
