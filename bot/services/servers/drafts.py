"""Drafts: what was typed into a form and could not be saved, for a week."""

from collections.abc import Mapping
from dataclasses import replace

from bot.services.ports.clock import Clock
from bot.services.ports.records import Draft
from bot.services.ports.stores import DraftStore, PersonStore


class Drafts:
    """Store and find drafts; every method but `make` raises `LedgerError`."""

    def __init__(self, store: DraftStore, people: PersonStore, clock: Clock) -> None:
        self._store = store
        self._people = people
        self._clock = clock

    def make(
        self, guild: int, author: int, about: str, parent: int, fields: Mapping[str, str]
    ) -> Draft:
        """Return a draft with the current time; `about` names its form and subject."""
        return Draft(guild, author, about, parent, dict(fields), self._clock())

    async def keep(self, draft: Draft) -> None:
        """Store a draft, replacing an older one about the same."""
        await self._store.keep(draft)

    async def renew(self, draft: Draft) -> None:
        """Extend a draft as if it were typed now."""
        await self._store.keep(replace(draft, at=self._clock()))

    async def drop(self, guild: int, author: int, about: str) -> None:
        """Forget a draft whose text is saved."""
        await self._store.drop(guild, author, about)

    async def find(self, guild: int, author: int, about: str) -> Draft | None:
        """Find a draft by its author and what it is about."""
        return await self._store.find(guild, author, about)

    async def of(self, guild: int, author: int) -> tuple[Draft, ...]:
        """List what a person typed in a server and could not save."""
        result = await self._people.export(author)
        return tuple(draft for draft in result.drafts if draft.guild == guild)
