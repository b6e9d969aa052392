"""Long work is done in slices, in turn, until its deadline, and ends when it is cancelled."""

import asyncio
import threading
from collections.abc import Generator
from itertools import pairwise
from time import perf_counter

import pytest

from bot.services.background.lane import SLICE, Lane, finish


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


class Computing:
    """Counts who computes at once."""

    def __init__(self) -> None:
        self.most = 0
        self._at_once = 0
        self._lock = threading.Lock()

    def step(self) -> None:
        """Spend a slice."""
        with self._lock:
            self._at_once += 1
            self.most = max(self.most, self._at_once)
        until = perf_counter() + SLICE
        while perf_counter() < until:
            pass
        with self._lock:
            self._at_once -= 1

    def steps(self, name: str, done: list[str]) -> Generator[None, None, str]:
        """Spend some slices, and return a name."""
        for _ in range(5):
            self.step()
            done.append(name)
            yield
        return name


async def test_what_has_long_steps_is_done_one_after_the_other_and_returns() -> None:
    lane, computing, done = Lane(60), Computing(), list[str]()
    found = await asyncio.gather(*(lane.apart(computing.steps(name, done)) for name in "ab"))
    assert found == ["a", "b"]
    assert done == [*"aaaaabbbbb"]


async def test_nobody_computes_while_a_thread_does() -> None:
    lane, computing, done = Lane(60), Computing(), list[str]()

    def work() -> Generator[None, None, None]:
        yield from computing.steps("work", done)

    await asyncio.gather(
        lane.run(work()), lane.apart(computing.steps("apart", done)), lane.run(work())
    )
    assert computing.most == 1
    assert done.index("apart") < done.index("work", 5), "they take turns"


async def test_everybody_else_has_their_turn_between_long_steps() -> None:
    lane, computing, done = Lane(60), Computing(), list[str]()
    work = asyncio.create_task(lane.apart(computing.steps("work", done)))
    while not work.done():
        done.append("other")
        await asyncio.sleep(0)
    assert ("work", "work") not in pairwise(done)


async def test_a_failure_in_a_thread_is_raised_and_frees_the_lane() -> None:
    def failing() -> Generator[None, None, None]:
        yield
        raise ValueError("broken")

    lane = Lane(60)
    with pytest.raises(ValueError, match="broken"):
        await lane.apart(failing())
    assert await lane.apart(Computing().steps("next", [])) == "next"
    await assert_free(lane)


async def test_what_is_cancelled_in_a_thread_frees_the_lane() -> None:
    entered, leave = threading.Event(), threading.Event()

    def waiting() -> Generator[None, None, None]:
        entered.set()
        leave.wait()
        yield

    lane = Lane(60)
    work = asyncio.create_task(lane.apart(waiting()))
    await asyncio.to_thread(entered.wait)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    await assert_free(lane)
    leave.set()


async def test_between_two_slices_it_waits_until_no_thread_works_for_others() -> None:
    done: list[str] = []

    async def idle() -> None:
        done.append("idle")

    lane, computing = Lane(60, idle), Computing()
    await lane.run(counting("run", 3, done))
    await lane.apart(computing.steps("apart", done))
    for pair in pairwise(done):
        assert "idle" in pair


async def test_it_says_how_many_wait_for_it_whichever_way() -> None:
    lane, computing, done = Lane(60), Computing(), list[str]()
    seen = list[int]()

    def work() -> Generator[None, None, None]:
        for _ in computing.steps("work", done):
            seen.append(lane.waiting)
            yield

    await asyncio.gather(lane.run(work()), lane.apart(computing.steps("apart", done)))
    assert max(seen) == 2
    assert lane.waiting == 0


def test_all_steps_at_once_return_what_comes_of_them() -> None:
    assert finish(Computing().steps("done", [])) == "done"
