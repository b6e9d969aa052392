"""Time answers over real sockets beside a trivial command of the same process.

`python -m tests.bench.latency [--rounds N] [--beside FOLDER [--knowledge FOLDER]] [--model]
[--json]` starts the production bot in a process of its own, with one command added that only says
"pong", connects it to a pretended Discord on loopback, waits until the bot has done what it does
after a start, and sends interactions in turn, so that all figures feel the same noise. The time
runs from the moment an interaction is sent until the callback has arrived; the processor's time is
that of the bot alone (Linux only). It also prints the memory of the idle process.

With `--beside` another checkout of Almanac, such as a worktree of an old commit, answers each call
in turn with this one: each from its own base, or both from the one that `--knowledge` names. Words
alone answer unless `--model` lets the sentence model learn the base first: seconds if
ALMANAC_LEARNED names what it learned before, else minutes.
"""

import asyncio
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from tests.bench.support.processes import (
    QUESTIONS,
    START_LIMIT,
    processor_time,
    resident_memory,
)
from tests.bench.support.timing import percentiles, print_figures
from tests.support.discord.discord_server import DiscordServer, discord_server, redirected

TYPED = ("h", "h1b", "h1b dur", "salary", "phd ne", "")

ROOT = Path(__file__).parents[2]

AFTERWARDS = 0.002
"""Seconds in which a bot notes what it answered, before the next call."""

IDLE = 0.1
"""Seconds of the processor within ten from which on a bot still does what follows a start."""

IDLE_LIMIT = 1200.0
"""Seconds to wait for that: with the sentence model and nothing learned it takes minutes."""

_TABLES = """\
import asyncio, os
from pathlib import Path
from bot.storage.opening import upgrade_storage
asyncio.run(upgrade_storage(Path(os.environ["ALMANAC_DATA"])))
"""

_BOT = """\
import discord, sys
from bot.chat.client import AlmanacBot
setup = AlmanacBot.setup_hook
async def setup_hook(self):
    await setup(self)
    @self.tree.command(name="ping", description="Say pong.")
    async def ping(interaction: discord.Interaction, question: str) -> None:
        await interaction.response.send_message("pong", ephemeral=True)
    @ping.autocomplete("question")
    async def complete(interaction, current):
        return [discord.app_commands.Choice(name="pong", value="pong")]
AlmanacBot.setup_hook = setup_hook
from bot.cli import main
sys.argv = ["almanac", "run"]
main()
"""


@dataclass(frozen=True, slots=True)
class _Bot:
    """A bot that is measured, and the Discord that it is connected to."""

    server: DiscordServer
    pid: int


_Call = Callable[[DiscordServer], Awaitable[object]]

_Times = defaultdict[str, list[float]]


async def _rounds(bots: Mapping[str, _Bot], rounds: int) -> tuple[_Times, _Times]:
    """Make each call of each bot in turn; return how long they took, and the processor's time."""
    times, processor = _Times(list), _Times(list)
    for number in range(rounds):
        question, typed = QUESTIONS[number % len(QUESTIONS)], TYPED[number % len(TYPED)]
        calls: dict[str, _Call] = {
            "ping": lambda server: server.slash("ping", question="x"),
            "ask": lambda server, question=question: server.slash("ask", question=question),  # type: ignore[misc]
            "ping typed": lambda server: server.type("ping", "question", "x"),
            "ask typed": lambda server, typed=typed: server.type("ask", "question", typed),  # type: ignore[misc]
        }
        for name, call in calls.items():
            for prefix, bot in bots.items():
                before, start = processor_time(bot.pid), perf_counter()
                await call(bot.server)
                times[f"{prefix}{name}"].append((perf_counter() - start) * 1000)
                await asyncio.sleep(AFTERWARDS)
                used = processor_time(bot.pid) - before
                processor[f"{prefix}{name} CPU"].append(used * 1000)
    return times, processor


async def _until_idle(pid: int) -> None:
    """Wait until a bot has learned its base and worked out what it needs for previews."""
    async with asyncio.timeout(IDLE_LIMIT):
        before = float("-inf")
        while processor_time(pid) - before > IDLE:
            before = processor_time(pid)
            await asyncio.sleep(10)


@asynccontextmanager
async def _running(folder: Path, base: Path | None, *, model: bool) -> AsyncIterator[_Bot]:
    """Run the bot of a checkout, with its own base unless another is given."""
    async with AsyncExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = await stack.enter_async_context(discord_server())
        data = scratch / "data"
        data.mkdir()
        environment = redirected(scratch / "site", server.port, ALMANAC_DATA=str(data))
        if base is not None:
            environment["ALMANAC_KNOWLEDGE"] = str(base)
        if not model:
            environment["ALMANAC_MODEL"] = "off"
        # Only the first start carries Alembic in memory: it makes the tables.
        for code in (_TABLES, _BOT):
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", code, env=environment, cwd=folder
            )
            if code is _TABLES:
                await process.wait()
        try:
            async with asyncio.timeout(START_LIMIT):
                await server.until_ready()
                await server.request("/commands")
            yield _Bot(server, process.pid)
        finally:
            process.terminate()
            await process.wait()


async def _measure(
    rounds: int, folders: Mapping[str, Path], base: Path | None, *, model: bool
) -> dict[str, float]:
    async with AsyncExitStack() as stack:
        bots = {
            prefix: await stack.enter_async_context(_running(folder, base, model=model))
            for prefix, folder in folders.items()
        }
        for bot in bots.values():
            await _until_idle(bot.pid)
        memory = {f"{prefix}idle_mb": resident_memory(bot.pid) for prefix, bot in bots.items()}
        await _rounds(bots, len(QUESTIONS) * 5)
        times, processor = await _rounds(bots, rounds)
    return _figures(times, folders) | percentiles(processor) | memory


def _figures(times: _Times, prefixes: Iterable[str]) -> dict[str, float]:
    figures = percentiles(times)
    for prefix in prefixes:
        ask, ping = figures[f"{prefix}ask p50 ms"], figures[f"{prefix}ping p50 ms"]
        figures[f"{prefix}ask / ping"] = ask / ping
        typed = figures[f"{prefix}ask typed p50 ms"] / figures[f"{prefix}ping typed p50 ms"]
        figures[f"{prefix}ask typed / ping typed"] = typed
    return figures


def main(
    rounds: Annotated[int, typer.Option(help="How often each call is timed.")] = 1200,
    beside: Annotated[Path | None, typer.Option(help="Another checkout, in turns.")] = None,
    knowledge: Annotated[Path | None, typer.Option(help="A base for both.")] = None,
    model: Annotated[bool, typer.Option("--model", help="With the sentence model.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Time the bot and print the figures."""
    folders = {"": ROOT} if beside is None else {"": ROOT, "beside, ": beside.resolve()}
    base = knowledge.resolve() if knowledge else None
    print_figures(asyncio.run(_measure(rounds, folders, base, model=model)), as_json=as_json)


if __name__ == "__main__":
    os.environ.pop("DISCORD_TOKEN", None)
    typer.run(main)
