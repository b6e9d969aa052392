"""A database that is full: servers with entries of their own, and questions without an answer."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.kb.model.keys import Key
from bot.services.ports.ledger import NO_PARENT, Batch, ChangeKind, Proposal
from bot.services.ports.records import Asking
from bot.services.ports.stores import Stores
from tests.support.knowledge.base import FAQ_OWN, page

GAPS = 100_000
"""Gap records of all servers together."""

_AT_ONCE = 5_000
"""Gap records between two writes."""


def entry_text(number: int) -> str:
    """Write an entry of a server."""
    own = FAQ_OWN.format(question=f"What does our server say about number {number}?")
    return page(f"Own {number}", own, summary=f"Our server has number {number}.")


async def write_entries(stores: Stores, guild: int, count: int) -> None:
    """Write so many entries of a server, in one batch."""
    proposals = tuple(
        Proposal(Key.parse(f"faq:own-{n}"), NO_PARENT, ChangeKind.WRITE, entry_text(n))
        for n in range(count)
    )
    await stores.ledger.append(Batch(guild, "fill", 1, "", datetime.now(UTC), proposals))


async def count_gaps(stores: Stores, guilds: Sequence[int]) -> None:
    """Count gaps, of one server after the other."""
    now = datetime.now(UTC)
    for number in range(GAPS):
        text = f"some question about number {number}"
        stores.gaps.count(Asking(guilds[number % len(guilds)], text, text, number % 777, now))
        if number % _AT_ONCE == 0:
            await stores.flush()
