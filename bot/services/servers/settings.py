"""What each server's admins chose, read from memory and changed in the store."""

import asyncio
from dataclasses import replace
from typing import Any

from bot.services.ports.records import GuildSettings
from bot.services.ports.stores import GuildStore


class Servers:
    """The settings of all servers, cached so that no question waits for the database."""

    def __init__(self, store: GuildStore) -> None:
        """Until `load` every server has the defaults."""
        self._store = store
        self._settings: dict[int, GuildSettings] = {}
        self._changing = asyncio.Lock()

    async def load(self) -> None:
        """Read all settings; raise `LedgerError`."""
        # Not while one changes: what was read before would take its place.
        async with self._changing:
            self._settings = {settings.guild: settings for settings in await self._store.settings()}

    def of(self, guild: int | None) -> GuildSettings:
        """Return the settings of a server; outside of servers, the defaults."""
        guild = guild or 0
        return self._settings.get(guild) or GuildSettings(guild)

    def with_inbox(self) -> tuple[int, ...]:
        """List the servers whose moderators take questions, whichever process sees them."""
        return tuple(guild for guild, settings in self._settings.items() if settings.inbox_channel)

    def takes_questions(self, guild: int | None) -> bool:
        """Return whether a person may get a question from a server; None is for any of them."""
        return bool(self.of(guild).inbox_channel if guild else self.with_inbox())

    async def change(self, guild: int, **changes: Any) -> GuildSettings:
        """Change some settings and keep them; raise `LedgerError` and change nothing."""
        # One at a time, so that two admins who change different things both get their way.
        async with self._changing:
            changed = replace(self.of(guild), **changes)
            await self._store.save(changed)
            self._settings[guild] = changed
        return changed
