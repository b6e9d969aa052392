"""Several processes over one server agree on edits, leases, shards and turns."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from pydantic import SecretStr

from bot.kb.model.keys import Address
from bot.services.ports.ledger import ConflictError
from bot.services.ports.processes import ProcessStore
from bot.services.ports.records import Complaint, GuildSettings, Reason
from bot.services.ports.stores import Stores
from bot.storage.opening import open_storage, upgrade_storage
from bot.storage.schema.migrating import HEAD
from tests.storage.making import ANA, HERE, NOON, batch, write
from tests.support.postgres import (
    new_database,
)


async def test_of_two_processes_that_edit_one_entry_the_second_is_told_of_the_first(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores, open_storage(server) as others:
        edits = (
            one.ledger.append(batch(write("faq:tea"), request=f"{name}"))
            for name, one in enumerate((stores, others, stores, others))
        )
        found = await asyncio.gather(*edits, return_exceptions=True)
        refused = [one for one in found if isinstance(one, ConflictError)]
        (made,) = await stores.ledger.current()
        assert [one.theirs for one in refused] == [(made,)] * 3
        assert await others.ledger.current() == (made,)


async def test_one_request_that_comes_to_two_processes_is_done_once(server: SecretStr) -> None:
    async with open_storage(server) as stores, open_storage(server) as others:
        both = (one.ledger.append(batch(write("faq:tea"), request="1")) for one in (stores, others))
        first, second = await asyncio.gather(*both)
        assert first == second == await stores.ledger.current()


async def test_processes_that_start_at_once_make_the_tables_once() -> None:
    async with new_database() as empty:
        versions = await asyncio.gather(*(upgrade_storage(empty) for _ in range(4)))
        assert {after for _before, after in versions} == {HEAD}


async def versions(stores: Stores) -> Mapping[str, int]:
    assert stores.processes is not None
    return await stores.processes.versions()


async def test_what_processes_hold_in_memory_is_counted_when_it_changes(server: SecretStr) -> None:
    async with open_storage(server) as stores:
        assert await versions(stores) == {}
        complaint = Complaint(HERE, Address.parse("faq:tea"), "1", Reason.WRONG, ANA, False, NOON)
        changes: dict[str, Callable[[], Awaitable[object]]] = {
            "settings": lambda: stores.guilds.save(GuildSettings(HERE)),
            "preferences": lambda: stores.preferences.set_plain(ANA, wanted=True),
            "reports": lambda: stores.reports.add(complaint),
        }
        for name, change in changes.items():
            for _ in range(2):
                before = await versions(stores)
                await change()
                after = await versions(stores)
                assert after.get(name, 0) > before.get(name, 0)
                assert {**after, name: 0} == {**before, name: 0}


def processes_of(stores: Stores) -> ProcessStore:
    """Return what several processes share, which a server always has."""
    assert stores.processes is not None
    return stores.processes


async def test_what_one_process_holds_no_other_one_gets_before_it_is_given_back(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores, open_storage(server) as others:
        first, second = processes_of(stores), processes_of(others)
        assert await first.take("a", [-1, 0, 1], 4, 60) == {-1, 0, 1}
        assert await second.take("b", [-1, 1, 2, 3], 4, 60) == {2, 3}
        assert await first.take("a", [-1, 0, 1, 2], 4, 60) == {-1, 0, 1}
        await first.release("a")
        assert await second.take("b", [-1, 1, 2, 3], 4, 60) == {-1, 1, 2, 3}


async def test_the_leases_of_a_process_that_died_are_taken_over_when_they_end(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores:
        processes = processes_of(stores)
        await processes.take("a", [0, 1], 2, 0.2)
        async with asyncio.timeout(30):
            while await processes.take("b", [0, 1], 2, 60) != {0, 1}:
                pass
        assert await processes.take("a", [0, 1], 2, 60) == frozenset()


async def test_processes_that_count_other_shards_wait_until_the_former_are_gone(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores:
        processes = processes_of(stores)
        await processes.take("a", [0, 1], 2, 60)
        assert await processes.take("b", [2, 3], 4, 60) == frozenset()
        await processes.release("a")
        assert await processes.take("b", [2, 3], 4, 60) == {2, 3}


async def test_of_those_that_want_a_turn_one_gets_it_and_the_others_hear_when_the_next_is(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores, open_storage(server) as others:
        first, second = processes_of(stores), processes_of(others)
        pauses = await asyncio.gather(*(one.take_turn(0, 60) for one in (first, second, second)))
        taken, *waiting = sorted(pauses)
        assert taken == 0
        assert all(0 < pause <= 60 for pause in waiting)
        assert await second.take_turn(1, 60) == 0
        # What is left of another window has passed by then.
        async with asyncio.timeout(30):
            while await second.take_turn(0, 0.1):
                pass
