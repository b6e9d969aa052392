"""One lane for work that would keep everybody else waiting: one piece at a time, in slices.

A process of its own would take longer to load the base (two seconds of a core for the base that
ships, ten for one ten times as large) than the work that is left once it asks only what can have
changed. Slices need no memory, and end the moment their task is cancelled.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from time import perf_counter
from typing import TypeVar

SLICE = 0.0005
"""Seconds of work after which everybody else has their turn."""

TURNS = 10
"""Turns of the event loop that everybody else has between two slices: an answer takes some five.
Nothing is slept away, since on a busy machine a sleeper comes back late."""

EMPTY_TURN = 0.00005
"""Seconds of a turn in which nobody had anything to do: then the next slice may begin."""

DEADLINE = 1.5
"""Seconds that whoever asked waits at most, queue included."""

T = TypeVar("T")


class Lane:
    """Run pieces of work in the order in which they come."""

    def __init__(
        self, deadline: float = DEADLINE, idle: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """`idle` waits, for a short while, until no thread works for somebody who asked."""
        self._deadline = deadline
        self._idle = idle
        self._turn = asyncio.Lock()
        self._thread = asyncio.Lock()
        self._slice = asyncio.Lock()
        """Held by whoever computes: two at once would each hold everybody else up."""
        self.waiting = 0
        """Pieces of work that are not done, the one under way included."""

    async def run(self, steps: Generator[None, None, None], spent: float = 0.0) -> None:
        """Run all steps; raise `TimeoutError` at the deadline, of which seconds may be spent."""
        self.waiting += 1
        try:
            async with asyncio.timeout(self._deadline - spent), self._turn:
                await self._in_slices(steps)
        finally:
            self.waiting -= 1
            steps.close()

    async def apart(self, steps: Generator[None, None, T]) -> T:
        """Do steps of which some are long, each slice in a thread; return what comes of them.

        An answer that comes meanwhile shares the interpreter with one slice, not with all of them.
        """
        self.waiting += 1
        try:
            async with self._thread:
                done: tuple[T] | None = None
                while done is None:
                    async with self._slice:
                        done = await asyncio.to_thread(_do_slice, steps)
                    await self._let_others()
                return done[0]
        finally:
            self.waiting -= 1

    async def _in_slices(self, steps: Generator[None, None, None]) -> None:
        done: tuple[None] | None = None
        while done is None:
            async with self._slice:
                done = _do_slice(steps)
            # Also after the last one: whoever asked goes on at once, and may have much to do.
            await self._let_others()

    async def _let_others(self) -> None:
        """Let everybody else do what they can do at once, and threads what answers wait for."""
        await _take_turns()
        if self._idle:
            await self._idle()


def finish(steps: Generator[None, None, T]) -> T:
    """Do all steps at once; return what comes of them."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def _do_slice(steps: Generator[None, None, T]) -> tuple[T] | None:
    """Do steps for as long as a slice; return what comes of them once all are done."""
    until = perf_counter() + SLICE
    while perf_counter() < until:
        try:
            next(steps)
        except StopIteration as end:
            return (end.value,)
    return None


async def _take_turns() -> None:
    """Yield to the event loop until no other task is ready."""
    for _ in range(TURNS):
        start = perf_counter()
        await asyncio.sleep(0)
        if perf_counter() - start < EMPTY_TURN:
            return
