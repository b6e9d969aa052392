"""The long form: `python -m tests.scale [--processes N] [--servers N] …`, or `make scale`.

It needs a PostgreSQL server (`tests/support/postgres.py`). The pretended Discord, those who ask and
the server of the database share the machine with the processes that are measured: figures of
seconds are those of all of them together, figures of the processor are a process's own.
"""

import asyncio
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from bot.services.conversation.last_answers import MOST_KEPT
from tests.scale.asking import Asked, Asking
from tests.scale.fleet import Fleet, fill, fleet, guild_of, spent
from tests.scale.killing import Killing
from tests.scale.memory import growth, watched
from tests.support.knowledge.shipped import KNOWLEDGE

SHARDS = 4
"""Of each process."""

AT_ONCE = 16
"""Members of each process who ask all the time, to find how much it answers."""

SATURATED = 20.0
"""Seconds for which they do."""

AT = 0.6
"""The part of that at which a process is meant to be used."""

EDITORS = 2
"""Servers of each process in which somebody edits while processes are killed."""


def say(what: str, figure: str) -> None:
    """Print a figure as soon as it is known."""
    typer.echo(f"{what:<64} {figure}")


async def _run(processes: int, servers: int, entries: int, minutes: float, rounds: int) -> None:
    guilds = [guild_of(number) for number in range(servers)]
    with tempfile.TemporaryDirectory() as folder:
        async with fleet(
            Path(folder), processes=processes, shards=SHARDS, guilds=guilds
        ) as several:
            began = perf_counter()
            await fill(several.database, guilds, entries)
            say(
                "servers, entries of each, seconds to write them",
                f"{servers}, {entries}, {perf_counter() - began:.0f}",
            )
            for bot in several.bots:
                bot.environment["ALMANAC_KNOWLEDGE"] = str(KNOWLEDGE)
            started = await several.start()
            say("seconds until each process had its shards", _listed(started))
            say("MB of each, before a question", _listed(one.memory for one in several.used()))
            if minutes:
                await _ask(several, guilds, minutes)
            if rounds:
                await _kill(several, guilds, rounds)


async def _ask(several: Fleet, guilds: Sequence[str], minutes: float) -> None:
    several.server.keeps = False
    asking, processes = Asking(several, guilds), len(several.bots)
    await asking.saturate(SATURATED / 4, AT_ONCE)
    before = several.used()
    saturation = await asking.saturate(SATURATED, AT_ONCE * processes)
    taken = sum(spent(before, several.used()))
    say("answers a second of all together, saturated", f"{saturation:.0f}")
    say("ms of the processor for each", f"{taken / saturation / SATURATED * 1000:.1f}")
    # What a server wrote is read at its first question, and who asked last is remembered, up to
    # ten thousand people: memory grows until each server had one, and so many have asked. Once
    # more, as the tables of those people are laid out for the last time when a tenth more came.
    for _ in range(1 + -(-MOST_KEPT * processes // len(guilds))):
        await asking.everywhere(AT_ONCE)
    # A process works out what saves are compared with whenever it has time: 6 MB, and only once.
    await several.until_prepared()
    async with watched(several) as seen:
        asked = await asking.pace(minutes * 60, saturation * AT)
    _say_asked(asked, minutes)
    say("MB of each after it", _listed(seen[-1]))
    say("growth meanwhile, in percent", _listed(100 * one for one in growth(seen)))
    several.server.keeps = True


def _say_asked(asked: Asked, minutes: float) -> None:
    median, slow = asked.milliseconds
    say(
        f"ms of an answer at {AT:.0%} of that for {minutes:g} minutes: p50, p99",
        f"{median:.0f}, {slow:.0f}",
    )
    say("answers, and interactions that failed", f"{len(asked.seconds)}, {asked.failed}")


async def _kill(several: Fleet, guilds: Sequence[str], rounds: int) -> None:
    edited = [guild for part in several.parts for guild in _some(guilds, part.numbers, part.count)]
    killing = Killing(several, edited)
    await killing.prepare()
    for number in range(rounds):
        await killing.round(number)
        killing.check()
    say("rounds in which a process was killed", f"{rounds}")
    for number in range(len(several.bots)):
        await killing.round(rounds + number, gently=True)
    await killing.until_told()
    killing.check()
    say("edits acknowledged, of which lost", f"{len(killing.acknowledged)}, 0")
    say(
        "people told, of whom twice; corrections",
        f"{len(killing.told())}, 0; {killing.corrections()}",
    )


def _some(guilds: Sequence[str], numbers: Sequence[int], count: int) -> list[str]:
    """Choose servers of some shards."""
    theirs = [one for one in guilds if (int(one) >> 22) % count in numbers]
    return theirs[:EDITORS]


def _listed(figures: Iterable[float]) -> str:
    return ", ".join(f"{one:.1f}" for one in figures)


def main(
    processes: Annotated[int, typer.Option(help="Processes of the bot.")] = 4,
    servers: Annotated[int, typer.Option(help="Servers that they have between them.")] = 10_000,
    entries: Annotated[int, typer.Option(help="Entries that each server wrote.")] = 10,
    minutes: Annotated[float, typer.Option(help="How long it is asked; 0: not at all.")] = 10,
    rounds: Annotated[int, typer.Option(help="How often a process is killed.")] = 50,
) -> None:
    """Measure several processes, and kill them."""
    asyncio.run(_run(processes, servers, entries, minutes, rounds))


if __name__ == "__main__":
    typer.run(main)
