"""Closing is bounded: what does not end by itself is left, within the five seconds promised."""

import asyncio
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot import stopping as closing

PROMISED = 5.0
"""Seconds within which the process has ended after a signal (bot/README.md)."""


def test_closing_leaves_time_to_close_the_database() -> None:
    assert 0 < closing.STOP_LIMIT < PROMISED


async def test_work_that_does_not_end_is_not_waited_for_longer_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(closing, "STOP_LIMIT", 0.01)
    stopping, release = asyncio.Event(), asyncio.Event()

    async def stubborn() -> None:
        while not release.is_set():
            with suppress(asyncio.CancelledError):
                await release.wait()

    work = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    stopping.set()
    try:
        with capture_logs() as log:
            async with asyncio.timeout(30):
                ended = await closing.until_stopped(stopping, work)
        assert not ended
        assert not work.done()
        assert [one["event"] for one in log] == ["stopping"]
    finally:
        release.set()
        await work
