"""Measure speed and memory: `python -m tests.bench.speed [--short] [--json]`.

Everything is measured in one process, in turns, so that all figures feel the same noise: each
question is timed three times and the best counts, then percentiles are taken. Beside the engine run
what one writes first: `process.extract` with WRatio over the same strings, and a scan of titles.
Only ratios are held against bounds, since machines differ. The short form takes some seconds, has
wider bounds, and fails where one is broken: it is a check against regressions.
"""

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from math import nan
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Annotated

import typer
from rapidfuzz import fuzz, process

from bot.search.index import Index, Lexicon
from bot.search.overlay import Overlay
from bot.search.text.common import COMMON
from tests.bench.support.synthetic import Entry, entries, misspelled, reworded

BEST_OF = 3
BEST_OF_HARDEST = 9
"""A single question is asked, whose time would tell of the machine: noise only adds to it."""

SLOW = 16
"""Questions that WRatio gets: each takes it a tenth of a second and more."""

GUILD = 10
"""Entries of a guild's overlay."""

KEYSTROKES, ANSWERS = 200, 50
"""Suggestions and answers a second, while the event loop is watched."""

WATCHED = 4.0
"""Seconds for which the loop is watched, idle and under load."""

BOUNDS = {
    "answer / WRatio": 1 / 200,
    "answer p99 / p50": 4,
    "answer, large / middle": 4,
    "missed aliases, middle": 0.02,
    "missed aliases, large": 0.02,
    "completion / scan": 1 / 30,
    "overlay edit / build": 1 / 1000,
    "hardest / answer": 4,
    "lag under load, ms": 5,
    "memory, MB": 80,
    "build, s": 2,
}
"""What is to be reached: middle is 10,000 entries, large 100,000."""

SHORT_BOUNDS = {
    "answer / WRatio": 1 / 20,
    "answer p99 / p50": 10,
    "answer, large / middle": 6,
    "missed aliases, middle": 0.03,
    "missed aliases, large": 0.03,
    "completion / scan": 1 / 3,
    "overlay edit / build": 1 / 100,
    "hardest / answer": 10,
}
"""Middle is 3,000 entries, large 9,000: wide enough for a machine that does other things too."""

Figures = dict[str, float]


Call = tuple[Callable[[str], object], Sequence[str]]
"""What is timed, and the texts that it is called with."""


def timed(calls: Mapping[str, Call]) -> Figures:
    """Time calls in turns, in µs: median and 99th percentile of the best of three."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(max(len(texts) for _, texts in calls.values())):
        for name, (call, texts) in calls.items():
            if turn < len(texts):
                times[name].append(min(_seconds(call, texts[turn]) for _ in range(BEST_OF)) * 1e6)
    figures: Figures = {}
    for name, taken in times.items():
        cuts = quantiles(taken, n=100)
        figures[f"{name} p50"], figures[f"{name} p99"] = cuts[49], cuts[98]
    return figures


def _seconds(call: Callable[[str], object], text: str) -> float:
    start = perf_counter()
    call(text)
    return perf_counter() - start


def hardest(chance: Random, words: Sequence[str]) -> list[str]:
    """Write the longest and oddest questions that can be typed."""
    letters = "abcdefghijklmnopqrstuvwxyz      "
    return [
        " ".join(chance.choices(words, k=60)),
        " ".join(misspelled(word + "x", chance) for word in chance.choices(words, k=60)),
        " ".join(chance.choices(sorted(COMMON), k=60)),
        " ".join(chance.choices(["h", "1", "b", "eb2", "x9", "l1a", "i 1 4 0"], k=90)),
        "".join(chance.choices(letters, k=1000)),
        "a" * 4000,
        "\u00e9\u4e2d" * 500,
        "<@123456789012345678> " * 100,
    ]


def measure(size: int, rounds: int) -> Figures:
    """Measure one size."""
    made, chance = entries(size), Random(size)
    documents = [one.document for one in made]
    start = perf_counter()
    index = Index.build(documents, Lexicon())
    figures = {"build, s": perf_counter() - start}
    gc.collect()
    gc.freeze()
    aliases = [_misspelled_alias(made, chance) for _ in range(rounds)]
    hits = [index.search(text).hits[:1] for text, _ in aliases]
    missed = (not hit or hit[0].entry != key for hit, (_, key) in zip(hits, aliases, strict=True))
    figures["missed aliases"] = sum(missed) / rounds
    figures |= timed(_calls(index, made, [text for text, _ in aliases], chance))
    odd = hardest(chance, [word for one in made[:3000] for word in one.strings[0].split()])
    figures["hardest"] = max(
        min(_seconds(index.search, text) for _ in range(BEST_OF_HARDEST)) * 1e6 for text in odd
    )
    figures |= _overlay(index, chance)
    gc.unfreeze()
    return figures


def _calls(
    index: Index, made: Sequence[Entry], asked: list[str], chance: Random
) -> dict[str, Call]:
    """Ask misspelled aliases and reworded ones; type starts of titles."""
    common = sorted(COMMON)
    asked = [*asked, *(reworded(chance.choice(made), common, chance) for _ in asked)]
    typed = [chance.choice(made).strings[0][: chance.randint(1, 12)] for _ in asked]
    titles = [one.strings[0] for one in made]
    strings = [string for one in made for string in one.strings]

    def scan(text: str) -> object:
        return [title for title in titles if text in title]

    def wratio(text: str) -> object:
        return process.extract(text, strings, scorer=fuzz.WRatio)

    return {
        "answer": (index.search, asked),
        "completion": (index.complete, typed),
        "scan": (scan, typed[::4]),
        "WRatio": (wratio, asked[:: len(asked) // SLOW]),
    }


def _misspelled_alias(made: Sequence[Entry], chance: Random) -> tuple[str, str]:
    one = chance.choice(made)
    return misspelled(chance.choice(one.strings[1:]), chance), one.key


def _overlay(index: Index, chance: Random) -> Figures:
    """Time an edit of one of ten entries, with the question after it, and such a question alone."""
    fresh = (replace(one.document, entry=f"faq:own-{one.key}") for one in entries(GUILD + 60, 11))
    own = [next(fresh) for _ in range(GUILD)]
    asked = own[1].title
    Overlay.build(index, own, {"faq:0"}).search(asked)
    edits, answers = [], []
    for changed in fresh:
        start = perf_counter()
        overlay = Overlay.build(index, (changed, *own[1:]), {"faq:0"})
        overlay.search(asked)
        edits.append(perf_counter() - start)
        start = perf_counter()
        overlay.search(asked)
        answers.append(perf_counter() - start)
    return {
        "overlay edit": quantiles(edits, n=2)[0] * 1e6,
        "overlay answer": quantiles(answers, n=2)[0] * 1e6,
    }


async def lag(index: Index, made: Sequence[Entry], seconds: float = WATCHED) -> Figures:
    """Watch by how much the event loop wakes late, in ms: idle, and while people type and ask."""
    chance = Random(5)
    late: dict[str, list[float]] = {}

    async def watch(name: str) -> None:
        waits = late.setdefault(name, [])
        end = perf_counter() + seconds
        while (start := perf_counter()) < end:
            await asyncio.sleep(0.001)
            waits.append((perf_counter() - start - 0.001) * 1000)

    async def repeat(call: Callable[[], object], times: int) -> None:
        start = perf_counter()
        for number in count(1):
            call()
            await asyncio.sleep(max(0.0, start + number / times - perf_counter()))

    def ask() -> object:
        return index.search(misspelled(chance.choice(chance.choice(made).strings), chance))

    def type_() -> object:
        return index.complete(chance.choice(made).strings[0][: chance.randint(1, 12)])

    await watch("idle")
    people = [
        asyncio.create_task(repeat(ask, ANSWERS)),
        asyncio.create_task(repeat(type_, KEYSTROKES)),
    ]
    await watch("load")
    for one in people:
        one.cancel()
    return {f"lag {name} p99, ms": quantiles(waits, n=100)[98] for name, waits in late.items()}


def memory(size: int) -> float:
    """Measure what an index adds to a process of its own, in MB (Linux only)."""
    code = (
        "import sys; from tests.bench import speed; from bot.search.index import Index, Lexicon\n"
        f"made = [one.document for one in speed.entries({size})]\n"
        "bare = Index.build(made[:1], Lexicon()); before = speed.resident()\n"
        "index = Index.build(made, Lexicon()); print(speed.resident() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return float(done.stdout)


def resident() -> float:
    """Read the resident memory of this process, in MB (Linux only)."""
    status = Path("/proc/self/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def ratios(figures: dict[int, Figures], middle: int, large: int) -> Figures:
    """Set the figures against each other."""
    at, more = figures[middle], figures[large]
    return {
        "answer / WRatio": at["answer p50"] / at["WRatio p50"],
        "answer p99 / p50": at["answer p99"] / at["answer p50"],
        "answer, large / middle": more["answer p50"] / at["answer p50"],
        "missed aliases, middle": at["missed aliases"],
        "missed aliases, large": more["missed aliases"],
        "completion / scan": at["completion p50"] / at["scan p50"],
        "overlay edit / build": at["overlay edit"] / (at["build, s"] * 1e6),
        "hardest / answer": at["hardest"] / at["answer p50"],
    }


def long_form() -> tuple[dict[int, Figures], Figures]:
    """Measure 50 to 100,000 entries, memory and lag; takes some minutes."""
    figures = {size: measure(size, 400) for size in (50, 1_000, 10_000, 100_000)}
    made = entries(10_000)
    index = Index.build([one.document for one in made], Lexicon())
    gc.collect()
    gc.freeze()
    lags = asyncio.run(lag(index, made))
    set_against = ratios(figures, 10_000, 100_000)
    figures[10_000] |= lags
    set_against["lag under load, ms"] = lags["lag load p99, ms"] - lags["lag idle p99, ms"]
    set_against["memory, MB"] = memory(10_000)
    set_against["build, s"] = figures[10_000]["build, s"]
    return figures, set_against


def main(
    short: Annotated[bool, typer.Option(help="Some seconds, and fail on a regression.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure and print."""
    if short:
        figures = {size: measure(size, 60) for size in (3_000, 9_000)}
        set_against, bounds = ratios(figures, 3_000, 9_000), SHORT_BOUNDS
    else:
        (figures, set_against), bounds = long_form(), BOUNDS
    if as_json:
        print(json.dumps({"figures": figures, "ratios": set_against, "bounds": bounds}))
    else:
        _print(figures, set_against, bounds)
    if any(set_against[name] > bound for name, bound in bounds.items()):
        raise typer.Exit(1)


def _print(figures: dict[int, Figures], set_against: Figures, bounds: Figures) -> None:
    print(f"{'µs':<16}" + "".join(f"{size:>12,}" for size in figures))
    for name in dict.fromkeys(name for figure in figures.values() for name in figure):
        values = (figure.get(name, nan) for figure in figures.values())
        row = "".join(f"{value:12,.{3 if value < 10 else 0}f}" for value in values)
        print(f"{name:<16}{row}")
    print()
    for name, bound in bounds.items():
        value = set_against[name]
        mark = "" if value <= bound else "  <-- too much"
        print(f"{name:<24} {_short(value):>10}   at most {_short(bound):>8}{mark}")


def _short(value: float) -> str:
    return f"1/{1 / value:,.0f}" if 0 < value < 0.01 else f"{value:.2f}"


if __name__ == "__main__":
    typer.run(main)
