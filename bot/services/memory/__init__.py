"""The stores in memory: for tests and for trying things out; they pass the same contract suite."""

from datetime import datetime

from bot.services.memory.inbox_cards import MemoryInboxCards
from bot.services.memory.people import MemoryGuilds, MemoryPeople, MemoryRecords
from bot.services.ports.records import GUILD_KEPT
from bot.services.ports.stores import Stores


def memory_stores() -> Stores:
    """Return empty stores that end with the process."""
    kept = MemoryRecords()
    inbox_cards = MemoryInboxCards(kept.gaps, kept.suggestions, kept.handoffs, kept.reports)
    guilds = MemoryGuilds((*kept.of_servers(), inbox_cards))

    async def sweep(now: datetime) -> tuple[int, ...]:
        kept.expire(now)
        return await guilds.forget_left(now - GUILD_KEPT)

    return Stores(
        ledger=kept.ledger,
        guilds=guilds,
        drafts=kept.drafts,
        proposals=kept.proposals,
        gaps=kept.gaps,
        suggestions=kept.suggestions,
        handoffs=kept.handoffs,
        inbox_cards=inbox_cards,
        reports=kept.reports,
        watches=kept.watches,
        preferences=kept.preferences,
        boards=kept.boards,
        published_answers=kept.published_answers,
        counters=kept.counters,
        people=MemoryPeople(kept),
        processes=None,
        flush=_do_nothing,
        sweep=sweep,
        try_writing=_do_nothing,
        waiting={},
    )


async def _do_nothing() -> None:
    """Wait for nothing: memory can always be written, and keeps everything at once."""
