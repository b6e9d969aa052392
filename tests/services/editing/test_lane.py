"""Long work is done in slices, in turn, until its deadline, and ends when it is cancelled."""

import asyncio
import threading
from collections.abc import Generator
from functools import partial
from itertools import pairwise
from time import perf_counter

import pytest

from bot.services.editing.lane import SLICE, Lane


def counting(name: str, steps: int, done: list[str]) -> Generator[None, None, None]:
    """Spend a slice at each step."""
    for _ in range(steps):
        until = perf_counter() + SLICE
        while perf_counter() < until:
            pass
        done.append(name)
        yield


async def assert_free(lane: Lane) -> None:
    done: list[str] = []
    await lane.run(counting("next", 1, done))
    assert done == ["next"]


def endless(closed: list[bool]) -> Generator[None, None, None]:
    try:
        while True:
            yield
    finally:
        closed.append(True)


async def test_what_comes_first_is_done_first() -> None:
    lane, done = Lane(60), list[str]()
    await asyncio.gather(*(lane.run(counting(name, 3, done)) for name in "ab"))
    assert done == ["a", "a", "a", "b", "b", "b"]


async def test_everybody_else_has_their_turn_after_each_slice() -> None:
    done: list[str] = []
    work = asyncio.create_task(Lane(60).run(counting("work", 5, done)))
    while not work.done():
        done.append("other")
        await asyncio.sleep(0)
    assert ("work", "work") not in pairwise(done)


async def test_what_misses_its_deadline_is_given_up() -> None:
    closed: list[bool] = []
    with pytest.raises(TimeoutError):
        await Lane(0.01).run(endless(closed))
    assert closed == [True]


async def test_the_queue_counts_for_the_deadline_and_lets_the_next_one_in() -> None:
    closed: list[bool] = []
    lane = Lane(0.05)
    first = asyncio.create_task(lane.run(endless(closed)))
    await asyncio.sleep(0)
    second = lane.run(endless(closed))
    found = await asyncio.gather(first, second, return_exceptions=True)
    assert [type(one) for one in found] == [TimeoutError, TimeoutError]
    assert closed
    await assert_free(lane)


async def test_what_is_cancelled_ends_at_once_and_frees_the_lane() -> None:
    closed: list[bool] = []
    lane = Lane(60)
    work = asyncio.create_task(lane.run(endless(closed)))
    await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert closed == [True]
    await assert_free(lane)


async def test_what_fails_frees_the_lane_too() -> None:
    def failing() -> Generator[None, None, None]:
        yield
        raise ValueError("broken")

    lane = Lane(60)
    with pytest.raises(ValueError, match="broken"):
        await lane.run(failing())
    await assert_free(lane)


async def test_what_computes_in_threads_does_so_one_after_the_other() -> None:
    lane, at_once, most = Lane(60), set[int](), list[int]()
    second = threading.Event()

    def work(number: int) -> int:
        at_once.add(number)
        # Whoever comes second would be seen by the first one, if it came meanwhile.
        second.wait(0.05) if number == 0 else second.set()
        most.append(len(at_once))
        at_once.discard(number)
        return number

    found = await asyncio.gather(*(lane.apart(partial(work, number)) for number in range(2)))
    assert found == [0, 1]
    assert most == [1, 1]
