"""Measure the start: `python -m tests.bench.start [--rounds N] [--beside FOLDER] [--json]`.

Loads the base and builds its index as the bot does at start, each time in a process of its own, and
prints medians: the processor's seconds, the peak of memory, and both for each place (a top or a
section of an entry, which is what an answer is). With `--beside` another checkout of Almanac, such
as a worktree of an old commit, loads its own base in turns with this one, so that both feel the
same noise.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from tests.bench.support.timing import print_figures

ROOT = Path(__file__).parents[2]

_START = """\
import json, resource, time
from pathlib import Path
from bot.app import load_base
before = time.process_time()
snapshot = load_base(Path("knowledge")).snapshot
seconds = time.process_time() - before
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"CPU s": seconds, "peak MB": peak, "places": len(snapshot.links)}))
"""

Figures = dict[str, float]


def start(folder: Path) -> Figures:
    """Load the base of a checkout with its own code (Linux only: memory is in KB there)."""
    done = subprocess.run(
        [sys.executable, "-c", _START],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        check=True,
        capture_output=True,
        text=True,
    )
    figures: Figures = json.loads(done.stdout)
    return figures


def summed_up(runs: list[Figures]) -> Figures:
    """Take the median of each figure, and set it against the number of places."""
    result = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    result["CPU ms a place"] = 1000 * result["CPU s"] / result["places"]
    result["peak KB a place"] = 1024 * result["peak MB"] / result["places"]
    return result


def main(
    rounds: Annotated[int, typer.Option(min=1, help="Starts of each checkout.")] = 5,
    beside: Annotated[Path | None, typer.Option(help="Another checkout, in turns.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure and print."""
    folders = {"": ROOT} if beside is None else {"": ROOT, "beside, ": beside.resolve()}
    runs: dict[str, list[Figures]] = {name: [] for name in folders}
    for _ in range(rounds):
        for name, folder in folders.items():
            runs[name].append(start(folder))
    figures = {
        f"{name}{figure}": value
        for name, each in runs.items()
        for figure, value in summed_up(each).items()
    }
    if beside is not None:
        for figure in ("CPU s", "peak MB", "places"):
            figures[f"{figure}, times"] = figures[figure] / figures[f"beside, {figure}"]
    print_figures(figures, as_json=as_json)


if __name__ == "__main__":
    typer.run(main)
