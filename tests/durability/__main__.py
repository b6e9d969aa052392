"""The long form: `python -m tests.durability [--rounds N] [--seed N]`, or `make durability`."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.kb.library import load_library
from bot.services.snapshot import Snapshot
from tests.durability.killing import Trial
from tests.support.base import small_base


async def _kill(rounds: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        base = small_base(Path(folder) / "base")
        data = Path(folder) / "data"
        data.mkdir()
        trial = Trial(data, Snapshot.build(load_library(base)))
        for number in range(rounds):
            await trial.round(seed + number)
            print(f"round {number + 1}: {len(trial.acknowledged)} acknowledged, none lost")
        return len(trial.acknowledged)


def main(
    rounds: Annotated[int, typer.Option(help="How often a writer is killed.")] = 50,
    seed: Annotated[int, typer.Option(help="Where its random moments begin.")] = 1,
) -> None:
    """Kill writers and look for what was lost."""
    acknowledged = asyncio.run(_kill(rounds, seed))
    print(f"{acknowledged} batches acknowledged in {rounds} lives, none lost, none torn")


if __name__ == "__main__":
    typer.run(main)
