"""Each condition is judged by what was seen, and a failing store is logged once."""

import asyncio
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.ops import health
from bot.ops.health import STORE_STALE, StoreCheck, gateway_condition
from bot.services.background.isolation import Isolation
from bot.services.ports.clock import system_clock
from bot.services.ports.ledger import LedgerError
from bot.services.ports.monitoring import ShardState

WELL = ShardState(0, connected=True, latency=0.1, overdue=0.0)


@pytest.mark.parametrize(
    ("shards", "fine", "says"),
    [
        ((), False, "not connected to Discord"),
        ((WELL,), True, "1 connected"),
        ((WELL, ShardState(3, False, None, 0.0)), False, "shard 3"),
        ((WELL, ShardState(1, True, 0.1, 9.0)), True, "2 connected"),
        ((WELL, ShardState(1, True, 0.1, 31.0)), False, "for 31 s: shard 1"),
    ],
)
def test_every_shard_must_be_connected_and_alive(
    shards: tuple[ShardState, ...], fine: bool, says: str
) -> None:
    found = gateway_condition(shards)
    assert found.fine is fine
    assert says in found.detail


class Store:
    """Can be broken, and held up."""

    def __init__(self) -> None:
        self.broken = False
        self.held = asyncio.Event()
        self.held.set()

    async def write(self) -> None:
        await self.held.wait()
        if self.broken:
            raise LedgerError("disk full")


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


def checked(store: Store, now: list[float]) -> StoreCheck:
    return StoreCheck(store.write, Isolation("health", system_clock), lambda: now[0])


async def test_nothing_is_ready_before_the_store_was_written(now: list[float]) -> None:
    check = checked(Store(), now)
    assert not check.condition().fine
    await check.attempt()
    assert check.condition().fine


async def test_an_attempt_that_does_not_come_back_counts_as_failed(now: list[float]) -> None:
    store = Store()
    check = checked(store, now)
    await check.attempt()
    store.held.clear()
    hanging = asyncio.create_task(check.attempt())
    await asyncio.sleep(0)
    now[0] += STORE_STALE + 1
    assert "16 s so far" in check.condition().detail
    store.held.set()
    await hanging
    assert check.condition().fine


async def test_a_store_that_fails_is_logged_once_and_once_when_it_is_back(
    now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "STORE_EVERY", 0)
    store = Store()
    check = checked(store, now)
    with capture_logs() as log:
        running = asyncio.create_task(check.run())
        for broken in (False, True, False):
            store.broken = broken
            for _ in range(9):
                await asyncio.sleep(0)
            assert check.condition().fine is not broken
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
    events = [one["event"] for one in log]
    assert events == ["background.failed", "background.recovered"]
