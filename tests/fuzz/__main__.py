"""The long form: `python -m tests.fuzz [--seconds N] [--seed N] [--only NAME]`, or `make fuzz`."""

import random
from datetime import UTC, datetime
from typing import Annotated

import typer

from tests.fuzz.fuzzing import Deadline
from tests.fuzz.targets import TARGETS


def main(
    seconds: Annotated[float, typer.Option(help="How long, for all targets together.")] = 600,
    seed: Annotated[int | None, typer.Option(help="The day's date, such as 20261129.")] = None,
    only: Annotated[list[str] | None, typer.Option(help=f"Of {', '.join(TARGETS)}.")] = None,
) -> None:
    """Try hostile inputs, and end with exit code 1 if one is not taken as it should be."""
    chosen = only or list(TARGETS)
    if unknown := sorted(set(chosen) - TARGETS.keys()):
        raise typer.BadParameter(f"there is no target {', '.join(unknown)}", param_hint="'--only'")
    sown = seed if seed is not None else int(f"{datetime.now(UTC):%Y%m%d}")
    found = [name for name in chosen if not _clean(name, sown, seconds / len(chosen))]
    raise typer.Exit(1 if found else 0)


def _clean(name: str, seed: int, seconds: float) -> bool:
    try:
        tried = TARGETS[name](random.Random(seed), Deadline.after(seconds))
    except Exception as error:
        typer.echo(f"{name}: FOUND with --seed {seed} --only {name}: {error}")
        return False
    typer.echo(f"{name}: {tried} inputs, nothing found (seed {seed})")
    return True


if __name__ == "__main__":
    typer.run(main)
