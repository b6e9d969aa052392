"""Ask as many members at once do: as fast as it goes, or at a pace."""

import asyncio
import itertools
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

from tests.scale.fleet import Fleet, channel_of
from tests.sockets.interactions import COMMAND
from tests.support.discord.discord_server import Person

QUESTIONS = (
    "how long does h1b last",
    "can my spouse work on O-3",
    "h1b vs o1",
    "do i need a phd to become an ml engineer",
    "what does our server say about number 3",
    "what is the weather in paris",
)

GIVEN_UP = 3.0
"""Seconds after which Discord gives an interaction up ("Receiving and Responding")."""


@dataclass
class Asked:
    """What came of some questions."""

    seconds: list[float] = field(default_factory=list)
    """From each interaction to its answer."""
    failed: int = 0
    """How many were answered too late, or not at all."""

    @property
    def milliseconds(self) -> tuple[float, float]:
        """The median and the 99th percentile."""
        hundredths = statistics.quantiles(self.seconds, n=100)
        return hundredths[49] * 1000, hundredths[98] * 1000


class Asking:
    """Members of all servers, who ask in any of them."""

    def __init__(self, fleet: Fleet, guilds: Sequence[str], seed: int = 1) -> None:
        self._fleet = fleet
        self._guilds = guilds
        self._chance = random.Random(seed)
        self._questions = itertools.cycle(QUESTIONS)
        self._data = {
            one: fleet.bots[0].command_data("ask", {"question": one}) for one in QUESTIONS
        }

    async def saturate(self, seconds: float, at_once: int) -> float:
        """Ask `at_once` all the time; return the answers a second."""
        asked, until = Asked(), perf_counter() + seconds

        async def member() -> None:
            while perf_counter() < until:
                await self._ask(asked)

        await asyncio.gather(*(member() for _ in range(at_once)))
        return len(asked.seconds) / seconds

    async def everywhere(self, at_once: int) -> None:
        """Ask once in each server, in so many at once."""
        asked, guilds = Asked(), iter(self._guilds)

        async def member() -> None:
            for guild in guilds:
                await self._ask(asked, guild)

        await asyncio.gather(*(member() for _ in range(at_once)))

    async def pace(self, seconds: float, rate: float) -> Asked:
        """Ask so many times a second, however long the answers take."""
        asked, began = Asked(), perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for number in range(int(seconds * rate)):
                due = began + number / rate
                await asyncio.sleep(max(0.0, due - perf_counter()))
                tasks.create_task(self._ask(asked))
        return asked

    async def _ask(self, asked: Asked, guild: str | None = None) -> None:
        guild = guild or self._chance.choice(self._guilds)
        by = Person(str(self._chance.randrange(1 << 60)), "member", guild=guild)
        channel = {"id": channel_of(guild), "type": 0, "name": "general"}
        channel |= {"permissions": "0", "position": 0}
        where = {"channel_id": channel_of(guild), "channel": channel}
        began = perf_counter()
        try:
            async with asyncio.timeout(GIVEN_UP):
                await self._fleet.server.exchange(
                    COMMAND, self._data[next(self._questions)], by=by, **where
                )
        except (TimeoutError, AssertionError, ConnectionError):
            # Nobody has that shard at the moment, or whoever has it is not quick enough.
            asked.failed += 1
            await asyncio.sleep(0.05)
        else:
            asked.seconds.append(perf_counter() - began)
