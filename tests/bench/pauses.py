"""Find the longest pause that each command makes everybody else wait.

`python -m tests.bench.pauses [--worst N]` plays every scene of `tests/looks` with the production
bot over `knowledge/`, twice, and measures each turn of the event loop: while one lasts, nobody else
is answered. simcord plays Discord on the same loop, so that its own work counts too, and what is
printed are upper bounds. The first time includes what is loaded where it is first needed.
"""

import asyncio
from asyncio import events
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from tests.looks.scenes import ALL
from tests.looks.staging import staged

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

MOST = 50.0
"""Milliseconds that a turn may last, whatever is asked for."""


@contextmanager
def turns() -> Iterator[list[float]]:
    """Collect how long each turn of a callback or a task lasts, in milliseconds."""
    lasted: list[float] = []
    run = events.Handle._run

    def timed(handle: Any) -> None:
        start = perf_counter()
        run(handle)
        lasted.append((perf_counter() - start) * 1000)

    events.Handle._run = timed  # type: ignore[assignment,method-assign]
    try:
        yield lasted
    finally:
        events.Handle._run = run  # type: ignore[method-assign]


async def measure() -> dict[str, tuple[float, float]]:
    """Play every scene; return the longest turn of the first time and of the second."""
    longest: dict[str, tuple[float, float]] = {}
    for again in (False, True):
        # A new bot each time: not every scene can be played twice in one server.
        async with staged(KNOWLEDGE) as make_stage:
            for name, scene in ALL.items():
                with turns() as lasted:
                    await scene(make_stage())
                first = longest[name][0] if again else max(lasted)
                longest[name] = (first, max(lasted))
    return longest


def main(worst: Annotated[int, typer.Option(help="Scenes to print.")] = 10) -> None:
    """Measure, and print the scenes with the longest turns."""
    longest = asyncio.run(measure())
    by_second = sorted(longest, key=lambda name: -longest[name][1])
    print(f"{'':<20}{'first, ms':>12}{'again, ms':>12}")
    for name in by_second[:worst]:
        print(f"{name:<20}{longest[name][0]:>12.1f}{longest[name][1]:>12.1f}")
    above = [name for name in longest if max(longest[name]) > MOST]
    print(f"above {MOST:.0f} ms: {', '.join(above) or 'none'}")


if __name__ == "__main__":
    typer.run(main)
