"""A shard waits for its turn among those that Discord counts together, also without a database."""

import asyncio

import pytest

from bot.services.ports.ledger import LedgerError
from bot.services.servers import identifying
from bot.services.servers.identifying import WINDOW, IdentifyTurns
from tests.services.servers.test_leases import Database


class Turns(Database):
    """A database whose turns are taken for some while."""

    def __init__(self, *pauses: float) -> None:
        super().__init__()
        self.pauses = [*pauses, 0.0]
        self.asked: list[tuple[int, float]] = []

    async def take_turn(self, bucket: int, seconds: float) -> float:
        self.asked.append((bucket, seconds))
        if self.away:
            raise LedgerError("away")
        return self.pauses.pop(0)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, in the place of waiting."""
    seconds: list[float] = []

    async def sleep(delay: float) -> None:
        seconds.append(delay)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    monkeypatch.setattr(identifying, "JITTER", 0)
    return seconds


async def test_it_waits_until_it_is_its_turn(slept: list[float]) -> None:
    database = Turns(4.0, 5.0)
    await IdentifyTurns(database).wait(18, at_once=16)
    assert slept == [4.0, 5.0]
    assert database.asked == [(2, WINDOW)] * 3


async def test_without_the_database_it_waits_as_long_as_it_may_take(slept: list[float]) -> None:
    database = Turns()
    database.away = True
    await IdentifyTurns(database).wait(3, at_once=1)
    assert slept == [WINDOW]
