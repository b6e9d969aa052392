"""A process does what nobody asks for only where it holds the lease, and not a moment longer."""

from collections.abc import Collection, Mapping

import pytest

from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import NO_GUILD
from bot.services.ports.shards import Shards
from bot.services.servers.leases import LEASE, NO_SHARD, Leases

HERE, NEXT, ELSEWHERE = 4 << 22, 5 << 22, 6 << 22
"""Servers on the shards 0, 1 and 2 of 4."""


class Database:
    """Leases that a test gives and takes."""

    def __init__(self, *free: int) -> None:
        self.free = frozenset(free)
        self.away = False

    async def changed(self) -> None: ...

    async def versions(self) -> Mapping[str, int]:
        return {}

    async def take(
        self, holder: str, shards: Collection[int], count: int, seconds: float
    ) -> frozenset[int]:
        assert (count, seconds) == (4, LEASE)
        if self.away:
            raise LedgerError("away")
        return self.free & frozenset(shards)

    async def take_turn(self, bucket: int, seconds: float) -> float:
        raise NotImplementedError

    async def release(self, holder: str) -> None:
        self.free = frozenset()


def made(database: Database, now: list[float]) -> Leases:
    return Leases(database, Shards(0, 1, 4), lambda: now[0])


async def test_only_work_whose_lease_is_held_is_done() -> None:
    leases = made(Database(NO_SHARD, 0, 2), [0.0])
    assert not leases.hold(HERE)
    await leases.renew()
    held = {guild: leases.hold(guild) for guild in (NO_GUILD, HERE, NEXT, ELSEWHERE)}
    assert held == {NO_GUILD: True, HERE: True, NEXT: False, ELSEWHERE: False}
    await leases.release()
    assert not leases.hold(HERE)


async def test_a_lease_that_cannot_be_renewed_ends_by_itself() -> None:
    database, now = Database(0), [0.0]
    leases = made(database, now)
    await leases.renew()
    database.away = True
    now[0] = LEASE - 0.1
    with pytest.raises(LedgerError):
        await leases.renew()
    assert leases.hold(HERE)
    now[0] = LEASE
    assert not leases.hold(HERE)
    database.away = False
    await leases.renew()
    assert leases.hold(HERE)


async def test_what_is_new_to_do_is_counted() -> None:
    database, now = Database(0), [0.0]
    leases = made(database, now)
    seen = []
    for free, at in (((0,), 1), ((0,), 2), ((0, 1), 3), ((0,), 4), ((0,), 3 * LEASE)):
        database.free, now[0] = frozenset(free), float(at)
        await leases.renew()
        seen.append(leases.gained)
    # Gained, held, gained more, lost some, and gained again after everything had ended.
    assert seen == [1, 1, 2, 2, 3]


async def test_a_process_that_is_alone_does_everything() -> None:
    leases = Leases()
    await leases.renew()
    assert leases.hold(HERE)
    assert leases.hold(NO_GUILD)
    await leases.release()
    assert leases.hold(HERE)
