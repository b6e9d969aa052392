"""Servers and people in memory: settings, and what can be shown and forgotten."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from bot.kb.model.keys import Key
from bot.services.memory.gaps import MemoryGaps
from bot.services.memory.handoffs import MemoryHandoffs
from bot.services.memory.ledger import MemoryLedger
from bot.services.memory.proposals import MemoryProposals
from bot.services.memory.small import (
    MemoryDrafts,
    MemoryPreferences,
    MemoryReports,
    MemoryWatches,
)
from bot.services.memory.suggestions import MemorySuggestions
from bot.services.ports.records import GuildSettings, PersonalData


class _Forgetful(Protocol):
    def forget_guild(self, guild: int) -> None: ...


class MemoryGuilds:
    """Settings by server, and which servers removed the bot."""

    def __init__(self, others: Iterable[_Forgetful]) -> None:
        self._others = tuple(others)
        self._settings: dict[int, GuildSettings] = {}
        self._left: dict[int, datetime] = {}

    async def settings(self) -> tuple[GuildSettings, ...]:
        """List all settings."""
        return tuple(self._settings.values())

    async def save(self, settings: GuildSettings) -> None:
        """Store settings."""
        self._settings[settings.guild] = settings

    async def mark_left(self, guild: int, at: datetime) -> None:
        """Remember when a server removed the bot."""
        self._left.setdefault(guild, at)

    async def mark_returned(self, guild: int) -> None:
        """Forget that a server had removed the bot."""
        self._left.pop(guild, None)

    async def forget(self, guild: int) -> None:
        """Delete everything of a server."""
        self._settings.pop(guild, None)
        self._left.pop(guild, None)
        for other in self._others:
            other.forget_guild(guild)

    def left_before(self, moment: datetime) -> tuple[int, ...]:
        """List the servers that removed the bot before a moment."""
        return tuple(guild for guild, at in self._left.items() if at < moment)


class MemoryPeople:
    """What is kept about people, wherever it is."""

    def __init__(
        self,
        ledger: MemoryLedger,
        drafts: MemoryDrafts,
        proposals: MemoryProposals,
        gaps: MemoryGaps,
        suggestions: MemorySuggestions,
        handoffs: MemoryHandoffs,
        reports: MemoryReports,
        watches: MemoryWatches,
        preferences: MemoryPreferences,
    ) -> None:
        self._ledger = ledger
        self._drafts = drafts
        self._proposals = proposals
        self._gaps = gaps
        self._suggestions = suggestions
        self._handoffs = handoffs
        self._reports = reports
        self._watches = watches
        self._preferences = preferences

    async def export(self, user: int) -> PersonalData:
        """Collect everything."""
        changes: defaultdict[int, dict[Key, None]] = defaultdict(dict)
        for change in self._ledger.of_actor(user):
            changes[change.guild][change.key] = None
        return PersonalData(
            watches=await self._watches.of_user(user),
            drafts=self._drafts.of_user(user),
            proposals=self._proposals.of_user(user),
            suggestions=self._suggestions.of_user(user),
            handoffs=self._handoffs.of_user(user),
            plain=user in await self._preferences.list_plain(),
            waiting=self._gaps.waiting(user),
            notes=self._reports.notes(user),
            hashes=self._gaps.hashes(user) + self._reports.hashes(user),
            changes={guild: tuple(keys) for guild, keys in changes.items()},
        )

    async def forget(self, user: int) -> None:
        """Delete everything; the ledger drops the actor."""
        self._ledger.forget_actor(user)
        await self._preferences.set_plain(user, False)
        for store in (
            self._drafts,
            self._proposals,
            self._gaps,
            self._suggestions,
            self._handoffs,
            self._reports,
            self._watches,
        ):
            store.forget_user(user)
