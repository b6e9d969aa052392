"""Servers and people in memory: settings, and what can be shown and forgotten."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.kb.model.keys import Key
from bot.services.memory.counts import MemoryBoards, MemoryCounters, MemoryPublishedAnswers
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
from bot.services.ports.handoffs import HANDOFF_KEPT
from bot.services.ports.proposed import PROPOSAL_KEPT
from bot.services.ports.records import (
    DRAFT_KEPT,
    HASHES_KEPT,
    SERVED_KEPT,
    GuildSettings,
    PersonalData,
)


class _Forgetful(Protocol):
    def forget_guild(self, guild: int) -> None: ...


@dataclass(frozen=True, slots=True)
class MemoryRecords:
    """All that is kept of servers and people, but for settings."""

    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    drafts: MemoryDrafts = field(default_factory=MemoryDrafts)
    proposals: MemoryProposals = field(default_factory=MemoryProposals)
    gaps: MemoryGaps = field(default_factory=MemoryGaps)
    suggestions: MemorySuggestions = field(default_factory=MemorySuggestions)
    handoffs: MemoryHandoffs = field(default_factory=MemoryHandoffs)
    reports: MemoryReports = field(default_factory=MemoryReports)
    watches: MemoryWatches = field(default_factory=MemoryWatches)
    preferences: MemoryPreferences = field(default_factory=MemoryPreferences)
    published_answers: MemoryPublishedAnswers = field(default_factory=MemoryPublishedAnswers)
    counters: MemoryCounters = field(default_factory=MemoryCounters)
    boards: MemoryBoards = field(default_factory=MemoryBoards)

    def expire(self, now: datetime) -> None:
        """Delete what was kept long enough."""
        self.drafts.expire(now - DRAFT_KEPT)
        self.proposals.expire(now - PROPOSAL_KEPT)
        self.handoffs.expire(now - HANDOFF_KEPT)
        self.gaps.expire(now - HASHES_KEPT)
        self.reports.expire(now - HASHES_KEPT)
        self.published_answers.expire(now - SERVED_KEPT)

    def of_servers(self) -> tuple[_Forgetful, ...]:
        """List the stores that hold something of a server."""
        asked = (self.gaps, self.suggestions, self.handoffs, self.reports, self.watches)
        changed = (self.ledger, self.drafts, self.proposals)
        return (*changed, *asked, self.published_answers, self.counters, self.boards)


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

    async def forget_left(self, before: datetime) -> tuple[int, ...]:
        """Delete everything of the servers that removed the bot before a moment; list them."""
        expired = tuple(guild for guild, at in self._left.items() if at < before)
        for guild in expired:
            await self.forget(guild)
        return expired


class MemoryPeople:
    """What is kept about people, wherever it is."""

    def __init__(self, records: MemoryRecords) -> None:
        self._records = records

    async def export(self, user: int) -> PersonalData:
        """Collect everything."""
        records = self._records
        changes: defaultdict[int, dict[Key, None]] = defaultdict(dict)
        for change in records.ledger.of_actor(user):
            changes[change.guild][change.key] = None
        return PersonalData(
            watches=await records.watches.of_user(user),
            drafts=records.drafts.of_user(user),
            proposals=records.proposals.of_user(user),
            suggestions=records.suggestions.of_user(user),
            handoffs=records.handoffs.of_user(user),
            plain=user in await records.preferences.list_plain(),
            waiting=records.gaps.waiting(user),
            notes=records.reports.notes(user),
            hashes=records.gaps.hashes(user) + records.reports.hashes(user),
            changes={guild: tuple(keys) for guild, keys in changes.items()},
        )

    async def forget(self, user: int) -> None:
        """Delete everything; the ledger drops the actor."""
        records = self._records
        records.ledger.forget_actor(user)
        await records.preferences.set_plain(user, False)
        for store in (
            records.drafts,
            records.proposals,
            records.gaps,
            records.suggestions,
            records.handoffs,
            records.reports,
            records.watches,
        ):
            store.forget_user(user)
