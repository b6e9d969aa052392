"""A signal ends the process with exit code 0, whatever it is doing, and soon."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.chat.client import AlmanacBot
from bot.chat.connection import stay_connected
from tests.support.discord.discord_server import discord_server, redirected
from tests.support.held_back import held_back
from tests.support.knowledge.base import small_base

LIMIT = 30
"""Seconds after which a test gives a process up: it promises five, on a machine that idles."""


async def exit_code(
    *command: str, until: bytes = b"", age: float = 0, env: dict[str, str] | None = None
) -> int | None:
    """Start a process, send it SIGTERM once it said something and lived so long; wait for it."""
    with held_back():
        process = await asyncio.create_subprocess_exec(
            *command, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(LIMIT):
            if until:
                assert until in await process.stdout.readline()
            await asyncio.sleep(age)
            process.send_signal(signal.SIGTERM)
            return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@pytest.mark.parametrize("age", [0, 0.05, 0.5, 1.5])
async def test_a_signal_while_it_starts_is_neither_lost_nor_an_error(
    tmp_path: Path, age: float
) -> None:
    async with discord_server() as server:
        env = redirected(
            tmp_path / "site",
            server.port,
            ALMANAC_DATA=str(tmp_path / "data"),
            ALMANAC_KNOWLEDGE=str(small_base(tmp_path / "knowledge")),
        )
        assert await exit_code(sys.executable, "-m", "bot", "run", age=age, env=env) == 0


def test_the_container_holds_signals_back_until_they_are_taken() -> None:
    dockerfile = (Path(__file__).parents[1] / "Dockerfile").read_text("utf-8")
    assert (
        'ENTRYPOINT ["env", "--block-signal=TERM", "--block-signal=INT", "almanac"]' in dockerfile
    )


_BUSY = """
import asyncio, time
from bot.stopping import exit_on_signals, stop_on_signals, run_and_exit, until_stopped
async def connected():
    {work}
async def main():
    stopping = stop_on_signals()
    print("ready", flush=True)
    await until_stopped(stopping, asyncio.create_task(connected()))
exit_on_signals()
asyncio.run(run_and_exit(main()))
"""


@pytest.mark.parametrize(
    "work",
    [
        pytest.param("await asyncio.to_thread(time.sleep, 600)", id="a thread that runs on"),
        pytest.param("time.sleep(600)", id="a loop that is stuck"),
        pytest.param(
            "await asyncio.wait({asyncio.create_task(asyncio.to_thread(time.sleep, 600))})",
            id="work that waits for a thread",
        ),
    ],
)
async def test_nothing_that_runs_on_keeps_the_process(work: str) -> None:
    script = _BUSY.format(work=work)
    assert await exit_code(sys.executable, "-c", script, until=b"ready", age=0.2) == 0


_FIRST = """
import os, signal, sys
sys.argv = ["almanac", "run"]
from bot.__main__ import main
sys.meta_path.insert(0, type("Imports", (), {"find_spec": staticmethod(
    lambda name, *_: print("imports", flush=True) or signal.pause()
    if name == "bot.cli" else None)}))
main()
"""


async def test_the_signal_is_taken_before_the_command_line_is_imported() -> None:
    assert await exit_code(sys.executable, "-c", _FIRST, until=b"imports") == 0


async def test_as_process_1_a_signal_while_it_starts_is_taken_too() -> None:
    alone = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child")
    possible = await asyncio.create_subprocess_exec(*alone, "true", stderr=-3)
    if await possible.wait():
        pytest.skip("this system lets nobody make a namespace of processes")
    script = f"import os; print(os.getpid(), flush=True){_FIRST}"
    process = await asyncio.create_subprocess_exec(
        *alone, sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(LIMIT):
        assert await process.stdout.readline() == b"1\n"
        assert await process.stdout.readline() == b"imports\n"
        (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        os.kill(int(child), signal.SIGTERM)
        assert await process.wait() == 0


class FallingOver(AlmanacBot):
    """A client that cannot be closed without an error, as when a connection breaks just then."""

    def __init__(self, started: asyncio.Event) -> None:
        self.started = started
        self.was_ready = True

    async def __aenter__(self) -> "FallingOver":
        return self

    async def __aexit__(self, *_: object) -> None:
        raise OSError("the connection is broken")

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        self.started.set()
        await asyncio.Event().wait()


async def test_a_client_that_falls_over_while_it_is_closed_does_not_connect_again() -> None:
    started = asyncio.Event()
    make: Callable[[], AlmanacBot] = lambda: FallingOver(started)  # noqa: E731
    connected = asyncio.create_task(stay_connected(make, "token"))
    await started.wait()
    connected.cancel()
    async with asyncio.timeout(LIMIT):
        with pytest.raises(asyncio.CancelledError):
            await connected
