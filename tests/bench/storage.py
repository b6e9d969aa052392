"""Time edits, and answers and starts over a full database beside an empty one.

`python -m tests.bench.storage [--rounds N] [--json]` fills a database with 100,000 gap records,
10,000 entries of 1,000 servers and 10,000 of one, and measures in turn over both, so that all
figures feel the same noise: an edit until the ledger has it, and until a moderator sees it (checks
and golden questions included); an answer to a server with some entries of its own, with 10,000 and
with none, by the engine alone and up to the card that `/ask` draws; and a start from the command
line until the bot could connect.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import perf_counter
from typing import Annotated

import typer

from bot.app import load_base
from bot.chat.cards.card import render_outcome
from bot.kb.model.keys import Key, Kind
from bot.kb.reading.markdown import print_entry
from bot.services.editing.editor import Edit
from bot.services.ports.ledger import NO_PARENT, Batch, ChangeKind, Proposal
from bot.services.ports.records import Asking
from bot.services.ports.stores import Stores
from bot.services.previews.impact import examine, preview_view
from bot.services.previews.questions import AskedQuestions
from bot.settings import Settings
from bot.storage.opening import open_storage
from bot.wiring import Services, wire
from tests.bench.support.full_database import count_gaps, entry_text, write_entries
from tests.bench.support.processes import QUESTIONS

SERVERS, ENTRIES = 1_000, 10
"""Servers, and entries of each."""

ONE, ENTRIES_OF_ONE = SERVERS, 10_000
"""A server that has as many entries as all others together."""

WITH, WITHOUT = 5, SERVERS + 5
"""A server that has entries of its own, and one that has none."""

SAVES = 20
"""Edits with everything that is checked before: about a second each."""

_START = """\
import asyncio, sys
from pathlib import Path
from bot.app import open_everything
import bot.chat.client
from bot.settings import Settings
async def main():
    async with open_everything(Settings(data=Path(sys.argv[1]))):
        pass
asyncio.run(main())
"""


async def _fill(stores: Stores) -> None:
    for guild in range(SERVERS):
        await write_entries(stores, guild, ENTRIES)
    await write_entries(stores, ONE, ENTRIES_OF_ONE)
    await count_gaps(stores, range(SERVERS))


async def _edits(services: Services, rounds: int) -> list[float]:
    """Time edits one after the other, while questions are counted beside them."""
    ledger, gaps = services.stores.ledger, services.stores.gaps
    parent, times = NO_PARENT, []
    for number in range(rounds):
        now = datetime.now(UTC)
        gaps.count(Asking(WITH, f"bench {number}", "text", number, now))
        proposal = Proposal(Key.parse("faq:bench"), parent, ChangeKind.WRITE, entry_text(number))
        batch = Batch(WITHOUT + 1, f"bench {number}", 1, "", now, (proposal,))
        start = perf_counter()
        (made,) = await ledger.append(batch)
        times.append((perf_counter() - start) * 1000)
        parent = made.revision
    return times


async def _saves(services: Services, rounds: int) -> list[float]:
    """Time what follows the form of `/kb edit` up to what the moderator sees, but for Discord."""
    snapshots, editor, times = services.snapshots, services.editing.editor, []
    asked = AskedQuestions(snapshots.snapshot)
    key = next(key for key in snapshots.snapshot.library.entries if key.kind is Kind.FAQ)
    for number in range(rounds):
        shown = editor.visible(WITHOUT + 2, key)
        assert shown is not None
        entry = shown.model_copy(update={"summary": f"Edited {number} times."})
        start = perf_counter()
        before = snapshots.view(WITHOUT + 2)
        pending = snapshots.pending_view(WITHOUT + 2)
        after = await asyncio.to_thread(preview_view, pending, [entry])
        await asyncio.to_thread(examine, asked, before, after, entry)
        parent = editor.parent(WITHOUT + 2, key)
        edit = Edit(WITHOUT + 2, 1, f"save {number}")
        await editor.write(edit, key, print_entry(entry), parent)
        await services.answering.answers.ask(QUESTIONS[0], guild=WITHOUT + 2)
        times.append((perf_counter() - start) * 1000)
    return times


def _started(data: Path) -> tuple[float, float]:
    """Return the time and the processor's time of a start, in ms."""
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run([sys.executable, "-c", _START, str(data)], check=True)
    time, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time * 1000, used * 1000


async def _answers(services: Services, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        question = QUESTIONS[number % len(QUESTIONS)]
        for name, guild in (("shared", WITHOUT), ("own", WITH), ("of 10,000", ONE)):
            start = perf_counter()
            outcome = await services.answering.answers.ask(question, guild=guild)
            times[name].append((perf_counter() - start) * 1000)
            render_outcome(outcome).to_components()
            times[f"card {name}"].append((perf_counter() - start) * 1000)
    return times


async def _measure(rounds: int, starts: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        figures: dict[str, float] = {}
        times: dict[str, list[float]] = {}
        for data in (empty, full):
            data.mkdir()
            snapshots = load_base(Settings().knowledge)
            async with open_storage(data) as stores:
                if data is full:
                    await _fill(stores)
                services = wire(snapshots, stores)
                await services.load()
                for pending in snapshots.large():
                    snapshots.adopt(pending, pending.build())
                await _answers(services, len(QUESTIONS))
                for name, found in (await _answers(services, rounds)).items():
                    times[f"answer {data.name} {name}"] = found
                times[f"save {data.name}"] = await _saves(services, SAVES)
                times[f"edit {data.name}"] = await _edits(services, rounds)
        for name, values in times.items():
            hundredths = statistics.quantiles(values, n=100)
            figures[f"{name} p50 ms"], figures[f"{name} p99 ms"] = hundredths[49], hundredths[98]
        each: dict[str, list[tuple[float, float]]] = {"empty": [], "full": []}
        for _ in range(starts):
            for data in (empty, full):
                each[data.name].append(_started(data))
        # The best of many: what is above it is somebody else's work on the machine.
        for name, started in each.items():
            figures[f"start {name} ms"] = min(time for time, _ in started)
            figures[f"start {name} processor ms"] = min(used for _, used in started)
    return figures


def main(
    rounds: Annotated[int, typer.Option(help="How often each call is timed.")] = 600,
    starts: Annotated[int, typer.Option(help="How often each start is timed.")] = 9,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Time edits, answers and starts, and print the figures."""
    figures = asyncio.run(_measure(rounds, starts))
    if as_json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:<28} {value:8.2f}")


if __name__ == "__main__":
    typer.run(main)
