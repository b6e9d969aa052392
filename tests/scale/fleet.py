"""Several processes of one bot over one database, before one pretended Discord."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from pydantic import SecretStr

from bot.kb.model.keys import Key
from bot.services.ports.ledger import NO_PARENT, Batch, ChangeKind, Proposal
from bot.services.ports.shards import Shards
from bot.storage.opening import open_storage
from tests.sockets.bot import RunningBot
from tests.sockets.people import MODERATOR
from tests.support.discord.discord_server import DiscordServer, Person, discord_server
from tests.support.discord.discord_shapes import server_of
from tests.support.knowledge.base import FAQ_OWN, page
from tests.support.postgres import new_database

LOOKED = 10.0
"""Seconds in which processes show whether they have anything to do: longer than the six that what
is prepared may rest at a time."""

IDLE = 0.02
"""The part of a core that a process takes at most which has not: what it prepares takes a fifth of
one, and on a busy machine a twentieth."""

PREPARED = 900.0
"""Seconds after which none has, on any machine."""

TICKS = os.sysconf("SC_CLK_TCK")


def guild_of(number: int) -> str:
    """Number a server so that servers are spread over shards one after the other."""
    return str((1000 + number) << 22)


def channel_of(guild: str) -> str:
    """Number the one channel of a server."""
    return str(int(guild) + 1)


def entry(number: int) -> str:
    """Write one of a server's own entries."""
    own = FAQ_OWN.format(question=f"What does our server say about number {number}?")
    return page(f"Own {number}", own, summary=f"Our server has number {number}.")


@dataclass(frozen=True, slots=True)
class Used:
    """What a process has taken until now."""

    memory: float
    """MB that are its own, with its part of what it shares."""
    processor: float
    """Seconds."""


class Fleet:
    """Processes that have the shards of all servers between them."""

    def __init__(
        self, folder: Path, server: DiscordServer, database: SecretStr, parts: Sequence[Shards]
    ) -> None:
        self.server = server
        self.database = database
        self.parts = parts
        self.bots = [
            RunningBot(
                folder / str(shards.first),
                server,
                database=database,
                ALMANAC_MODEL="off",
                ALMANAC_SHARDS=str(shards),
            )
            for shards in parts
        ]

    def bot_of(self, guild: str) -> RunningBot:
        """Find the process that sees a server."""
        at = next(n for n, one in enumerate(self.parts) if one.of(int(guild)) in one.numbers)
        return self.bots[at]

    def used(self) -> list[Used]:
        """Look what each process takes."""
        return [_used(bot.process.pid) for bot in self.bots]

    async def until_prepared(self) -> None:
        """Wait until no process has anything left to prepare."""
        async with asyncio.timeout(PREPARED):
            busy = IDLE
            while busy >= IDLE:
                before = self.used()
                await asyncio.sleep(LOOKED)
                busy = max(spent(before, self.used())) / LOOKED

    async def start(self) -> list[float]:
        """Start one after the other; return the seconds until each had its shards."""
        return [await self._start(bot) for bot in self.bots]

    async def _start(self, bot: RunningBot) -> float:
        began = perf_counter()
        await bot.start()
        return perf_counter() - began

    async def kill(self) -> None:
        """End all of them."""
        await asyncio.gather(*(bot.kill() for bot in self.bots))


@asynccontextmanager
async def fleet(
    folder: Path,
    *,
    processes: int,
    shards: int,
    guilds: Sequence[str],
    template: SecretStr | None = None,
) -> AsyncIterator[Fleet]:
    """Prepare processes that have so many `shards` each; they are not started yet."""
    count = processes * shards
    parts = [Shards(at, at + shards - 1, count) for at in range(0, count, shards)]
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(discord_server())
        database = await stack.enter_async_context(new_database(template))
        found = Fleet(folder, server, database, parts)
        # How long Discord lets shards wait for each other is no figure of ours.
        server.max_concurrency = count
        server.guilds = [server_of(guild, {channel_of(guild): "general"}, {}) for guild in guilds]
        stack.push_async_callback(found.kill)
        yield found


async def fill(database: SecretStr, guilds: Sequence[str], entries: int) -> None:
    """Let every server write so many entries of its own."""
    now = datetime.now(UTC)
    proposals = tuple(
        Proposal(Key.parse(f"faq:own-{n}"), NO_PARENT, ChangeKind.WRITE, entry(n))
        for n in range(entries)
    )
    async with open_storage(database) as stores:
        for guild in guilds:
            await stores.ledger.append(Batch(int(guild), "fill", 1, "", now, proposals))


def moderator_of(guild: str) -> Person:
    """Describe who edits in a server."""
    return Person(str(int(guild) + 2), f"moderator of {guild}", MODERATOR, guild=guild)


def spent(before: Sequence[Used], after: Sequence[Used]) -> list[float]:
    """Say how many seconds of the processor each process took between two looks."""
    return [now.processor - then.processor for then, now in zip(before, after, strict=True)]


def _used(pid: int) -> Used:
    parts = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    kilobytes = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    # Fields 14 and 15, "utime" and "stime" (proc(5)); the first two are cut off.
    return Used(kilobytes / 1024, (int(parts[11]) + int(parts[12])) / TICKS)
