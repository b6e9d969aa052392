"""The long form: `python -m tests.durability [--rounds N] [--forms N] [--seed N] [--postgresql]`.

`make durability` does so too.
"""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer

from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot
from bot.storage.engine.places import Place
from tests.durability.forms import kill_while_forms_are_saved
from tests.durability.killing import Trial
from tests.support.knowledge.base import small_base
from tests.support.postgres import new_database


async def _kill(rounds: int, seed: int, server: bool) -> int:
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        base = small_base(Path(folder) / "base")
        place: Place = Path(folder) / "data"
        if server:
            place = await stack.enter_async_context(new_database())
        else:
            (Path(folder) / "data").mkdir()
        trial = Trial(place, Snapshot.build(load_library(base)))
        for number in range(rounds):
            await trial.round(seed + number)
            print(f"round {number + 1}: {len(trial.acknowledged)} acknowledged, none lost")
        return len(trial.acknowledged)


def main(
    rounds: Annotated[int, typer.Option(help="How often a writer is killed.")] = 50,
    forms: Annotated[int, typer.Option(help="How often a bot whose forms are saved is.")] = 10,
    seed: Annotated[int, typer.Option(help="Where its random moments begin.")] = 1,
    server: Annotated[
        bool, typer.Option("--postgresql", help="Write to a PostgreSQL server; no forms then.")
    ] = False,
) -> None:
    """Kill writers and look for what was lost."""
    acknowledged = asyncio.run(_kill(rounds, seed, server))
    print(f"{acknowledged} batches acknowledged in {rounds} lives, none lost, none torn")
    if server:
        return
    with tempfile.TemporaryDirectory() as folder:
        saved = asyncio.run(kill_while_forms_are_saved(Path(folder), forms, seed))
    print(f"{saved} forms said to be saved in {forms} lives, none lost")


if __name__ == "__main__":
    typer.run(main)
