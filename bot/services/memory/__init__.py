"""The stores in memory: for tests and for trying things out; they pass the same contract suite."""

from datetime import datetime

from bot.services.memory.counts import MemoryBoards, MemoryCounters, MemoryPublishedAnswers
from bot.services.memory.gaps import MemoryGaps
from bot.services.memory.handoffs import MemoryHandoffs
from bot.services.memory.inbox_cards import MemoryInboxCards
from bot.services.memory.ledger import MemoryLedger
from bot.services.memory.people import MemoryGuilds, MemoryPeople
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
from bot.services.ports.records import DRAFT_KEPT, GUILD_KEPT, HASHES_KEPT, SERVED_KEPT
from bot.services.ports.stores import Stores


def memory_stores() -> Stores:
    """Return empty stores that end with the process."""
    ledger, drafts, gaps = MemoryLedger(), MemoryDrafts(), MemoryGaps()
    suggestions, reports, watches = MemorySuggestions(), MemoryReports(), MemoryWatches()
    preferences, proposals = MemoryPreferences(), MemoryProposals()
    handoffs = MemoryHandoffs()
    inbox_cards = MemoryInboxCards(gaps, suggestions, handoffs, reports)
    published_answers, counters, boards = MemoryPublishedAnswers(), MemoryCounters(), MemoryBoards()
    guilds = MemoryGuilds(
        (
            ledger,
            drafts,
            proposals,
            gaps,
            suggestions,
            handoffs,
            inbox_cards,
            reports,
            watches,
            published_answers,
            counters,
            boards,
        )
    )

    async def flush() -> None:
        """Everything is kept at once."""

    async def sweep(now: datetime) -> tuple[int, ...]:
        drafts.expire(now - DRAFT_KEPT)
        proposals.expire(now - PROPOSAL_KEPT)
        handoffs.expire(now - HANDOFF_KEPT)
        gaps.expire(now - HASHES_KEPT)
        reports.expire(now - HASHES_KEPT)
        published_answers.expire(now - SERVED_KEPT)
        expired = guilds.left_before(now - GUILD_KEPT)
        for guild in expired:
            await guilds.forget(guild)
        return expired

    async def try_writing() -> None:
        """Memory can always be written."""

    people = MemoryPeople(
        ledger, drafts, proposals, gaps, suggestions, handoffs, reports, watches, preferences
    )
    return Stores(
        ledger=ledger,
        guilds=guilds,
        drafts=drafts,
        proposals=proposals,
        gaps=gaps,
        suggestions=suggestions,
        handoffs=handoffs,
        inbox_cards=inbox_cards,
        reports=reports,
        watches=watches,
        preferences=preferences,
        boards=boards,
        published_answers=published_answers,
        counters=counters,
        people=people,
        processes=None,
        flush=flush,
        sweep=sweep,
        try_writing=try_writing,
        waiting={},
    )
