"""Kill processes while moderators edit and people are told, and look at what came of it."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from bot.kb.model.keys import Address
from bot.services.ports.records import Asking, PublishedAnswer
from bot.storage.opening import open_storage
from tests.scale.fleet import Fleet, channel_of, moderator_of
from tests.sockets.bot import RunningBot
from tests.sockets.interactions import Reply
from tests.sockets.life import everyday

EDITED = Address.parse("faq:phd-needed")
"""What everybody edits, each in their server: in the small base as in the one that ships."""

LONGEST_LIFE = 1.0
"""Seconds that a process lives at most after the first edit of a round."""

START_LIMIT = 120
"""Seconds to wait for that edit."""

TOLD_LIMIT = 240
"""Seconds to wait until everybody was told: who is interrupted tries again after a minute."""

TOLD_AT_ONCE = 3
"""People who are to be told something in each server in each round."""


@dataclass
class Killing:
    """Rounds of edits in some servers, in each of which one process is killed."""

    fleet: Fleet
    guilds: Sequence[str]
    """Where somebody edits: on shards of all processes."""
    acknowledged: list[str] = field(default_factory=list)
    rounds: int = 0
    _questions: "count[int]" = field(default_factory=count)

    async def prepare(self) -> None:
        """Let a public answer stand in each server, which edits correct."""
        now = datetime.now(UTC)
        async with open_storage(self.fleet.database) as stores:
            for guild in self.guilds:
                place = (int(channel_of(guild)), int(guild) + 9)
                stores.published_answers.remember(
                    PublishedAnswer(int(guild), *place, EDITED, "old", now)
                )

    async def round(self, seed: int, *, gently: bool = False) -> None:
        """Edit in every server until one process is killed, or stopped, and start it again."""
        chance = random.Random(seed)
        self.rounds += 1
        await self._want()
        first = asyncio.Event()
        editing = [asyncio.create_task(self._edit(guild, first)) for guild in self.guilds]
        async with asyncio.timeout(START_LIMIT):
            await first.wait()
        await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
        victim = chance.choice(self.fleet.bots)
        await self._end(victim, signal.SIGTERM if gently else signal.SIGKILL)
        for one in editing:
            one.cancel()
            # Whoever talked to it got no reply.
            with suppress(asyncio.CancelledError, AssertionError):
                await one
        await victim.start()

    async def _end(self, victim: RunningBot, number: int) -> None:
        assert await victim.stop(number) == (0 if number == signal.SIGTERM else -number)

    async def _want(self) -> None:
        """Let people wait for an answer that is there: whoever looks next tells them."""
        now = datetime.now(UTC)
        async with open_storage(self.fleet.database) as stores:
            for guild in self.guilds:
                for _ in range(TOLD_AT_ONCE):
                    text = f"wanted {next(self._questions)}?"
                    asking = Asking(int(guild), text, text, 1, now)
                    gap = await stores.gaps.wait(asking)
                    await stores.gaps.grant(int(guild), gap.id, EDITED, now)

    async def _edit(self, guild: str, first: asyncio.Event) -> None:
        """Save one text after the other, and remember those that were said to be saved."""
        by, bot = moderator_of(guild), self.fleet.bot_of(guild)
        while True:
            text = f"{by.id} says {next(bot.numbers)}."
            reply: Reply = await everyday.edit(bot, text, by=by, key=str(EDITED))
            if "Published" in reply.text:
                self.acknowledged.append(text)
                first.set()

    async def until_told(self, number: int | None = None) -> None:
        """Wait until so many people were told; everybody who is to be, unless it says how many."""
        wanted = TOLD_AT_ONCE * len(self.guilds) * self.rounds if number is None else number
        async with asyncio.timeout(TOLD_LIMIT):
            while True:
                if len(self.told()) >= wanted:
                    return
                await asyncio.sleep(0.1)

    def told(self) -> Counter[str]:
        """Count how often each person was told what they wanted to know."""
        said = (str(body) for _channel, body in self.fleet.server.made)
        texts = (part for one in said for part in one.split("“")[1:])
        return Counter(text.split("”")[0] for text in texts if text.startswith("wanted "))

    def corrections(self) -> int:
        """Count the edits of answers that stand in a channel."""
        requests = self.fleet.server.requests
        return sum(one.method == "PATCH" and "/channels/" in one.path for one in requests)

    def check(self) -> None:
        """Assert that nothing acknowledged is lost, and that nobody was told twice."""
        kept = str(self.fleet.bots[0].rows("faq_change"))
        lost = [text for text in self.acknowledged if text not in kept]
        assert self.acknowledged
        assert not lost, lost
        twice = {text: number for text, number in self.told().items() if number > 1}
        assert not twice, twice
