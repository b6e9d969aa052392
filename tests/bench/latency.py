"""Time answers over real sockets beside a trivial command of the same process.

`python -m tests.bench.latency [--rounds N] [--json]` starts the production bot in a process of its
own, with one command added that only says "pong", connects it to a pretended Discord on loopback,
and sends interactions in turn, so that all figures feel the same noise. The time runs from the
moment an interaction is sent until the callback has arrived. It also prints the memory of the
idle process.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer

from bot.storage.opening import upgrade_storage
from tests.bench.support.timing import percentiles, print_figures
from tests.support.discord.discord_server import DiscordServer, discord_server, redirected

QUESTIONS = (
    "how long does h1b last",
    "can my spouse work on O-3",
    "h1b vs o1",
    "do i need a phd to become an ml engineer",
    "eb2 niw processing time",
    "what is the weather in paris",
)
"""Found, a look-alike, two at once, a FAQ, a section and a refusal."""

TYPED = ("h", "h1b", "h1b dur", "salary", "phd ne", "")

START_LIMIT = 60.0
"""Seconds to wait for the bot: past that it has ended, and says why on its own."""

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


async def _timed(call: Callable[[], Awaitable[object]]) -> float:
    start = perf_counter()
    await call()
    return (perf_counter() - start) * 1000


async def _rounds(server: DiscordServer, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"ping": [], "ask": [], "ping typed": [], "ask typed": []}
    for number in range(rounds):
        question, typed = QUESTIONS[number % len(QUESTIONS)], TYPED[number % len(TYPED)]
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "ping": lambda: server.slash("ping", question="x"),
            "ask": lambda question=question: server.slash("ask", question=question),  # type: ignore[misc]
            "ping typed": lambda: server.type("ping", "question", "x"),
            "ask typed": lambda typed=typed: server.type("ask", "question", typed),  # type: ignore[misc]
        }
        for name, call in calls.items():
            times[name].append(await _timed(call))
    return times


def resident_memory(pid: int) -> float:
    """Read the resident memory of a process, in MB (Linux only)."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def _measure(rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        async with discord_server() as server:
            data = Path(folder) / "data"
            data.mkdir()
            # Only the first start carries Alembic in memory: it makes the tables.
            await upgrade_storage(data)
            environment = redirected(Path(folder) / "site", server.port, ALMANAC_DATA=str(data))
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", _BOT, env=environment
            )
            try:
                async with asyncio.timeout(START_LIMIT):
                    await server.until_ready()
                    await server.request("/commands")
                memory = resident_memory(process.pid)
                await _rounds(server, len(QUESTIONS) * 5)
                times = await _rounds(server, rounds)
            finally:
                process.terminate()
                await process.wait()
    return _figures(times) | {"idle_mb": memory}


def _figures(times: dict[str, list[float]]) -> dict[str, float]:
    figures = percentiles(times)
    figures["ask / ping"] = figures["ask p50 ms"] / figures["ping p50 ms"]
    figures["ask typed / ping typed"] = figures["ask typed p50 ms"] / figures["ping typed p50 ms"]
    return figures


def main(
    rounds: Annotated[int, typer.Option(help="How often each call is timed.")] = 1200,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Time the bot and print the figures."""
    print_figures(asyncio.run(_measure(rounds)), as_json=as_json)


if __name__ == "__main__":
    os.environ.pop("DISCORD_TOKEN", None)
    typer.run(main)
