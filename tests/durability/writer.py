"""Acknowledge edits for ever: `python -m tests.durability.writer PLACE SEED`.

Each line of its output is an acknowledged batch: its request and the revisions of its rows.
"""

import asyncio
import random
import sys
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot.kb.model.keys import Key
from bot.logs import configure_logs
from bot.services.ports.ledger import NO_PARENT, Batch, ChangeKind, ConflictError, Proposal
from bot.services.ports.records import Asking
from bot.services.ports.stores import Stores
from bot.storage.engine.places import Place
from bot.storage.opening import open_storage
from tests.support.knowledge.base import FAQ_OWN, page

SERVERS = (100, 200, 300)
KEYS = tuple(Key.parse(f"faq:own-{number}") for number in range(8))
MOST_ROWS = 5


def text(words: str) -> str:
    """Write an entry that says these words."""
    return page("Own", FAQ_OWN.format(question="What is our own?"), summary=f"It is {words}.")


async def edit(stores: Stores, chance: random.Random, name: str) -> str | None:
    """Change some entries of a server together; return the acknowledgement, or None."""
    guild = chance.choice(SERVERS)
    parents = {one.key: one.revision for one in await stores.ledger.current(guild)}
    proposals = []
    for key in chance.sample(KEYS, chance.randint(1, MOST_ROWS)):
        kind = chance.choice(list(ChangeKind))
        body = text(f"{name} {key.slug}") if kind is ChangeKind.WRITE else None
        proposals.append(Proposal(key, parents.get(key, NO_PARENT), kind, body))
    reason = str(len(proposals))
    batch = Batch(guild, name, 1, reason, datetime.now(UTC), tuple(proposals))
    try:
        made = await stores.ledger.append(batch)
    except ConflictError:
        return None
    return " ".join([name, *(str(one.revision) for one in made)])


async def write(stores: Stores, seed: int, writer: int) -> None:
    """Edit for ever, and count beside it as a running bot does."""
    chance = random.Random(seed * 10 + writer)
    number = 0
    while True:
        number += 1
        acknowledged = await edit(stores, chance, f"{seed}-{writer}-{number}")
        if acknowledged:
            print(acknowledged, flush=True)
        asking = Asking(SERVERS[0], f"{number % 50}", "milk?", number, datetime.now(UTC))
        stores.gaps.count(asking)
        if number % 20 == 0:
            await stores.flush()


async def main(place: Place, seed: int) -> None:
    """Write with two editors at once."""
    configure_logs("warning", "human", sys.stderr)
    async with open_storage(place) as stores:
        await asyncio.gather(*(write(stores, seed, writer) for writer in range(2)))


if __name__ == "__main__":
    given = sys.argv[1]
    asyncio.run(main(SecretStr(given) if "://" in given else Path(given), int(sys.argv[2])))
