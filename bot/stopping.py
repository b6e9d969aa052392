"""Stop when told to: from the first moment on, within five seconds, and with exit code 0.

It is imported before everything else, so it imports next to nothing itself.
"""

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable

SIGNALS = (signal.SIGTERM, signal.SIGINT)

STOP_LIMIT = 3.0
"""Seconds that closing may take: an operator was promised five in all."""

LEAVE_AFTER = 4.0
"""Seconds from the signal to the end of the process, whatever still runs by then."""


def exit_on_signals() -> None:
    """Exit with code 0 on a signal, as long as there is nothing to finish.

    Python's own answers would be exit code -15; as process 1 of a container, where the kernel
    drops signals that nobody handles, none at all.
    """
    for number in SIGNALS:
        signal.signal(number, _leave)
    # It asks to read the base again, which a start does anyway; Python would end the process.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    unblock_signals()


def unblock_signals() -> None:
    """Unblock signals, which were blocked until handlers are installed.

    The container starts Almanac with them blocked (`env --block-signal` in the Dockerfile), which
    an exec inherits: one that comes while Python itself starts is not lost but waits.
    """
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


def stop_on_signals() -> "asyncio.Event":
    """Return an event that signals set from now on; discord.py minds none by itself.

    Whatever the event loop does, the process ends `LEAVE_AFTER` seconds after the first of them.
    """
    # It takes longer to import than Python takes to start: see the top of this file.
    import asyncio

    stopping, loop = asyncio.Event(), asyncio.get_running_loop()
    first, signaled = os.pipe()
    # It waits from now on: a signal may come while the main thread holds what starting one needs.
    threading.Thread(target=_leave_after, args=(first,), daemon=True).start()

    def leave_in_time(_number: int, _frame: Any) -> None:
        os.write(signaled, b".")

    for number in SIGNALS:
        # This wakes the loop, whichever thread the kernel gives the signal to …
        loop.add_signal_handler(number, stopping.set)
        # … and this, in the place of the handler of asyncio, runs even if the loop is busy.
        signal.signal(number, leave_in_time)
    return stopping


def set_on_hangup(event: "asyncio.Event") -> None:
    """Set an event at each SIGHUP, by which an operator asks to read the base again."""
    import asyncio

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, event.set)


async def until_stopped(stopping: "asyncio.Event", work: "asyncio.Task[None]") -> bool:
    """Wait for work to end or for a signal; then cancel it and wait for `STOP_LIMIT` at most.

    Return whether it has ended.
    """
    import asyncio

    import structlog

    signaled = asyncio.create_task(stopping.wait())
    await asyncio.wait({signaled, work}, return_when=asyncio.FIRST_COMPLETED)
    signaled.cancel()
    if not work.done():
        structlog.get_logger(__name__).info("stopping")
        work.cancel()
        await asyncio.wait({work}, timeout=STOP_LIMIT)
    return work.done()


async def run_and_exit(work: "Awaitable[None]") -> NoReturn:
    """Run work to its end, and exit with code 0.

    Threads cannot be cancelled, and Python waits for each of them before it ends: one that learns
    a base, or asks thousands of questions again, would hold the process for as long as it runs.
    What was acknowledged is on disk by then, and the log is written line by line.
    """
    await work
    os._exit(0)


def _leave(_number: int, _frame: Any) -> NoReturn:
    os._exit(0)


def _leave_after(signaled: int) -> NoReturn:
    os.read(signaled, 1)
    time.sleep(LEAVE_AFTER)
    os._exit(0)
