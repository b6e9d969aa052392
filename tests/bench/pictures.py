"""Time the pictures, and see how long the event loop waits meanwhile.

`python -m tests.bench.pictures [--rounds N]` draws the largest chart of pay and the season from
`knowledge/` in the production gallery, anew each round, while a task on the same loop measures the
longest pause between two of its turns: what every other answer would feel.
"""

import asyncio
import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from bot.app import open_services
from bot.kb.model.keys import Address

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

TICK = 0.001
"""Seconds between two turns of the task that feels the pauses."""


@asynccontextmanager
async def pauses() -> AsyncIterator[list[float]]:
    """Collect the pauses of the loop beyond a tick, in seconds."""
    felt: list[float] = [0.0]

    async def feel() -> None:
        while True:
            start = perf_counter()
            await asyncio.sleep(TICK)
            felt.append(perf_counter() - start - TICK)

    feeling = asyncio.create_task(feel())
    try:
        yield felt
    finally:
        feeling.cancel()


async def measure(rounds: int) -> None:
    """Draw and print: the first picture imports Pillow, the others are those of a long day."""
    services = open_services(KNOWLEDGE)
    pay, season = Address.parse("salary:ml-engineer-mid-us"), Address.parse("visa:h-1b/lottery")
    async with pauses() as felt:
        for name, address in (("season, first of the process", season), ("pay", pay)):
            times = []
            size = 0
            felt.clear()
            for offer in range(100_000, 100_000 + (rounds if address == pay else 1)):
                start = perf_counter()
                drawn = await services.answering.illustrations.of(address, offer)
                times.append(perf_counter() - start)
                assert drawn is not None
                assert drawn.picture is not None
                size = len(drawn.picture.png)
            print(
                f"{name}: median {statistics.median(times) * 1000:.1f} ms, {size / 1000:.0f} kB, "
                f"longest pause of the loop {max(felt, default=0) * 1000:.1f} ms"
            )


def main(rounds: Annotated[int, typer.Option(help="Charts to draw.")] = 40) -> None:
    """Measure, and print a line for each picture."""
    asyncio.run(measure(rounds))


if __name__ == "__main__":
    typer.run(main)
