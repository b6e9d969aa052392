"""The long form: `python -m tests.sockets [--rounds N] [--seed N]`, or `make sockets`.

Each round is one life of a server over the same data: stopped while it starts, lived in any order,
stopped or killed while something is saved. A seed names the same life every time.
"""

import asyncio
import random
import signal
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from tests.sockets.bot import RunningBot
from tests.sockets.drill import lose_the_database_and_restore_it
from tests.sockets.life import everyday, outages, strangers
from tests.support.discord.discord_server import discord_server

ACKNOWLEDGED_WITHIN = 3.0
"""Seconds after which Discord gives an interaction up ("Receiving and Responding")."""

LONGEST_START, LONGEST_SAVE = 3.0, 1.0
"""Seconds after which it is stopped at most: while it starts, and while something is saved."""

MOST_PRESSES = 300

Step = Callable[[RunningBot], Awaitable[object]]


def steps(chance: random.Random) -> list[Step]:
    """List what happens in a round, in any order."""
    seed = chance.randrange(1_000_000)
    listed: list[Step] = [
        everyday.choose_a_role_of_moderators,
        partial(everyday.let_a_second_moderator_look, key="faq:phd-needed"),
        partial(everyday.let_a_second_moderator_look, key="visa:h-1b/duration"),
        outages.save_while_the_connection_breaks,
        partial(strangers.press_what_is_not_ones_own, seed=seed, most=MOST_PRESSES),
        outages.live_without_a_database,
    ]
    chance.shuffle(listed)
    # Every control that they show is known by then.
    return [everyday.use_every_command, *listed]


async def live(bot: RunningBot, chance: random.Random) -> None:
    """Live one round, from a stop while it starts to an end while something is saved."""
    await bot.begin()
    await asyncio.sleep(chance.uniform(0, LONGEST_START))
    assert await bot.stop() == 0, "a stop while it starts"
    await bot.start()
    for step in steps(chance):
        await step(bot)
    number = chance.choice([signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
    code = await outages.stop_while_saving(bot, chance.uniform(0, LONGEST_SAVE), number)
    assert code == (-signal.SIGKILL if number is signal.SIGKILL else 0)
    outages.nothing_acknowledged_is_lost(bot)
    assert bot.slowest <= ACKNOWLEDGED_WITHIN, f"acknowledged after {bot.slowest:.1f} s"


async def _run(rounds: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with discord_server() as server:
            bot = RunningBot(Path(folder), server)
            try:
                for number in range(seed, seed + rounds):
                    await live(bot, random.Random(number))
                    print(f"seed {number}: slowest acknowledgement {bot.slowest:.2f} s")
                await bot.start()
                outages.nothing_acknowledged_is_lost(bot)
                await lose_the_database_and_restore_it(bot)
                await outages.live_without_a_file(bot)
                assert await bot.stop() == 0
            finally:
                await bot.kill()


def main(
    rounds: Annotated[int, typer.Option(help="How many lives.")] = 10,
    seed: Annotated[int, typer.Option(help="Where their random choices begin.")] = 1,
) -> None:
    """Live the life of a server many times, and look for what must never happen."""
    asyncio.run(_run(rounds, seed))
    print(f"{rounds} lives: nothing acknowledged was lost, nobody did what they may not")


if __name__ == "__main__":
    typer.run(main)
