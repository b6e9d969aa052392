"""Watch what processes hold while they are asked, and say how much it grew."""

import asyncio
import statistics
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from tests.scale.fleet import Fleet

EVERY = 1.0
"""Seconds between two looks."""

PART = 0.1
"""The part at either end of which the medians are compared: what a process holds goes up and down
by a percent, with the garbage that it collects some times a minute."""


@asynccontextmanager
async def watched(fleet: Fleet) -> AsyncIterator[list[Sequence[float]]]:
    """Look again and again inside the context; give the MB of each process at each look."""
    seen: list[Sequence[float]] = []

    async def look() -> None:
        while True:
            seen.append([one.memory for one in fleet.used()])
            await asyncio.sleep(EVERY)

    looking = asyncio.create_task(look())
    try:
        yield seen
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


def growth(seen: Sequence[Sequence[float]]) -> list[float]:
    """Compare the end with the beginning, for each process."""
    size = max(1, round(len(seen) * PART))
    return [
        statistics.median(one[-size:]) / statistics.median(one[:size]) - 1
        for one in zip(*seen, strict=True)
    ]
