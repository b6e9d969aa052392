"""Kill the bot while moderators save through forms, over sockets, and look at what it left."""

import asyncio
import random
import signal
from contextlib import suppress
from pathlib import Path

from bot.storage.engine.damage import check_storage
from tests.sockets.bot import RunningBot
from tests.sockets.interactions import Reply
from tests.sockets.life import everyday, outages
from tests.sockets.people import ADAM, MAX, MIA
from tests.support.discord.discord_server import Person, discord_server

EDITORS = {MIA: "faq:phd-needed", MAX: "visa:h-1b/duration", ADAM: "role:ml-engineer"}
"""Who saves what, all at once."""

LONGEST_LIFE = 1.0
"""Seconds that a bot lives at most after its first acknowledgement."""

START_LIMIT = 60
"""Seconds to wait for that."""


async def kill_while_forms_are_saved(folder: Path, rounds: int, seed: int) -> int:
    """Kill a bot so often; return how many edits were acknowledged, none of them lost."""
    async with discord_server() as server:
        bot = RunningBot(folder, server)
        try:
            for number in range(seed, seed + rounds):
                await bot.start()
                outages.nothing_acknowledged_is_lost(bot)
                await _live_and_die(bot, random.Random(number))
                check_storage(bot.data)
            await bot.start()
            outages.nothing_acknowledged_is_lost(bot)
            assert await bot.stop() == 0
        finally:
            await bot.kill()
    return len(bot.acknowledged)


async def _live_and_die(bot: RunningBot, chance: random.Random) -> None:
    first = asyncio.Event()
    editing = [asyncio.create_task(_edit(bot, by, key, first)) for by, key in EDITORS.items()]
    async with asyncio.timeout(START_LIMIT):
        await first.wait()
    await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
    assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
    for one in editing:
        one.cancel()
        with suppress(asyncio.CancelledError, AssertionError):
            await one


async def _edit(bot: RunningBot, by: Person, key: str, first: asyncio.Event) -> None:
    """Save one text after the other, and remember those that were said to be saved."""
    while True:
        text = f"{by.name} says {next(bot.numbers)}."
        reply: Reply = await everyday.edit(bot, text, by=by, key=key)
        if "Published" in reply.text:
            bot.acknowledged.append(text)
            first.set()
