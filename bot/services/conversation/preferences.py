"""What people prefer, read from memory and changed in the store."""

from bot.services.ports.stores import PreferenceStore


class Preferences:
    """Who wants plain text, cached so that no question waits for the database."""

    def __init__(self, store: PreferenceStore) -> None:
        """Until `load` everybody has the defaults."""
        self._store = store
        self._plain: set[int] = set()

    async def load(self) -> None:
        """Read all of it; raise `LedgerError`."""
        self._plain = set(await self._store.list_plain())

    def wants_plain(self, person: int) -> bool:
        """Return whether somebody wants plain text in the place of cards."""
        return person in self._plain

    async def set_plain(self, person: int, wanted: bool) -> None:
        """Store whether somebody wants plain text; raise `LedgerError` and change nothing."""
        await self._store.set_plain(person, wanted)
        (self._plain.add if wanted else self._plain.discard)(person)

    def forget(self, person: int) -> None:
        """Forget somebody who was deleted from the store."""
        self._plain.discard(person)
