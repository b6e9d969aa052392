"""On a server too nothing acknowledged is lost, and whatever breaks is said as it is."""

import asyncio
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.kb.model.keys import Address
from bot.services.ports.ledger import ConflictError, LedgerError, UnsureError
from bot.services.ports.processes import ProcessStore
from bot.services.ports.records import Complaint, GuildSettings, Reason
from bot.services.ports.stores import Stores
from bot.storage.engine import bell, postgres
from bot.storage.engine.damage import check_storage
from bot.storage.engine.errors import BrokenServerError, NewerDatabaseError
from bot.storage.engine.migrating import HEAD, scripts
from bot.storage.engine.places import server_url
from bot.storage.engine.postgres import LOCKS, PostgresDatabase
from bot.storage.engine.tables import metadata
from bot.storage.opening import open_storage, read_changes, upgrade_storage
from bot.storage.stores.ledger import SqlLedger
from tests.storage.making import ANA, HERE, NOON, batch, write
from tests.support.overwriting import OVERWRITING, SECOND_NUMBER
from tests.support.postgres import (
    connected,
    disconnect,
    execute,
    full,
    held,
    name_of,
    new_database,
    rows,
    unreachable,
)
from tests.support.proxy import Proxy, proxied

PATIENCE = 0.1
"""Seconds that a test waits for a lock."""


@pytest.fixture
async def database(server: SecretStr) -> AsyncIterator[PostgresDatabase]:
    opened = PostgresDatabase(server_url(server), patience=PATIENCE)
    yield opened
    await opened.close()


@pytest.fixture
def ledger(database: PostgresDatabase) -> SqlLedger:
    return SqlLedger(database)


@pytest.fixture
async def between(server: SecretStr) -> AsyncIterator[tuple[Stores, Proxy]]:
    """A database that is reached through something that can break."""
    async with proxied(server) as (address, proxy), open_storage(address) as stores:
        yield stores, proxy


async def test_the_scripts_make_the_very_tables_that_the_code_uses_one_after_the_other(
    postgres_template: SecretStr,
) -> None:
    scripted = ScriptDirectory.from_config(scripts())

    def run(connection: Connection) -> list[object]:
        config = scripts()
        config.attributes["connection"] = connection
        for one in reversed(list(scripted.walk_revisions())):
            command.upgrade(config, one.revision)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    async with new_database() as empty:
        database = PostgresDatabase(server_url(empty))
        assert await database.write(lambda connection: connection.run_sync(run)) == []
        await database.close()
        assert await upgrade_storage(empty) == (HEAD, HEAD)


async def test_a_database_of_a_newer_almanac_is_left_alone(server: SecretStr) -> None:
    await execute("UPDATE alembic_version SET version_num = '9999'", at=server)
    with pytest.raises(NewerDatabaseError, match="9999"):
        async with open_storage(server):
            pass
    with pytest.raises(LedgerError, match="9999"):
        await read_changes(server, 1)


@pytest.mark.parametrize("statement", [*OVERWRITING, "TRUNCATE faq_change"])
async def test_nothing_in_the_ledger_can_be_written_over(
    ledger: SqlLedger, server: SecretStr, statement: str
) -> None:
    made = await ledger.append(batch(write("faq:tea"), request="1"))
    with pytest.raises(IntegrityError):
        await execute(statement, at=server)
    assert await ledger.current() == made


async def test_ids_grow_in_the_order_in_which_they_can_be_seen(
    ledger: SqlLedger, server: SecretStr
) -> None:
    (first,) = await ledger.append(batch(write("faq:tea"), request="1"))
    insert = text(
        SECOND_NUMBER.replace("9, guild_id", "nextval('faq_change_id_seq'), guild_id + 1")
    )
    async with connected(server) as other, connected(server) as third:
        await other.execute(text("BEGIN"))
        await other.execute(insert)
        waiting = asyncio.create_task(
            third.execute(text(insert.text.replace("guild_id + 1", "guild_id + 2")))
        )
        while not await rows(
            server, f"SELECT 1 FROM pg_locks WHERE classid = {LOCKS} AND NOT granted"
        ):
            assert not waiting.done()
        assert await ledger.since(first.revision) == ()
        await other.execute(text("COMMIT"))
        await waiting
    assert [one.guild - first.guild for one in await ledger.since(first.revision)] == [1, 2]


async def test_who_waits_behind_a_locked_database_is_refused_with_the_first(
    ledger: SqlLedger, server: SecretStr
) -> None:
    made = await ledger.append(batch(write("faq:milk"), request="0"))
    edits = [batch(write("faq:tea"), request=str(number)) for number in range(1, 9)]
    async with held(server):
        found = await asyncio.gather(*map(ledger.append, edits), return_exceptions=True)
        said = [str(one) for one in found]
        assert said.count("the database is locked") == 1
        assert said.count("the database was locked or away a moment ago") == len(edits) - 1
        assert await ledger.current() == made
    assert len(await ledger.append(edits[0])) == 1


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


async def test_what_is_acknowledged_is_on_disk_whatever_the_server_is_set_to(
    server: SecretStr,
) -> None:
    await execute(f"ALTER DATABASE {name_of(server)} SET synchronous_commit = off")
    database = PostgresDatabase(server_url(server))

    async def kept(connection: AsyncConnection) -> str:
        query = text("SELECT current_setting('synchronous_commit')")
        return str(await connection.scalar(query))

    assert await database.write(kept) == "on"
    await database.close()


async def test_a_connection_that_broke_is_replaced_and_nobody_notices(server: SecretStr) -> None:
    async with open_storage(server) as stores:
        made = await stores.ledger.append(batch(write("faq:tea"), request="1"))
        await disconnect(server)
        assert await stores.ledger.current() == made
        await disconnect(server)
        assert len(await stores.ledger.append(batch(write("faq:milk"), request="2"))) == 1
        await disconnect(server)
        await stores.try_writing()


async def test_while_a_server_is_away_edits_are_refused_and_then_they_go_on(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores:
        async with unreachable(server):
            edits = [batch(write("faq:tea"), request=str(number)) for number in range(9)]
            found = await asyncio.gather(*map(stores.ledger.append, edits), return_exceptions=True)
            assert all(isinstance(one, LedgerError) for one in found)
            with pytest.raises(LedgerError):
                await stores.try_writing()
            with pytest.raises(LedgerError):
                await stores.ledger.current()
        assert len(await stores.ledger.append(edits[0])) == 1


async def test_a_former_server_that_takes_nothing_any_more_is_none_to_save_to(
    server: SecretStr,
) -> None:
    async with open_storage(server) as stores:
        await execute(f"ALTER DATABASE {name_of(server)} SET default_transaction_read_only = on")
        await disconnect(server)
        with pytest.raises(LedgerError):
            await stores.ledger.append(batch(write("faq:tea"), request="1"))
        assert await stores.ledger.current() == ()


async def test_a_commit_whose_acknowledgment_was_lost_is_found_and_kept_once(
    between: tuple[Stores, Proxy],
) -> None:
    stores, proxy = between
    proxy.cut_at = b"COMMIT"
    made = await stores.ledger.append(batch(write("faq:tea"), request="1"))
    assert await stores.ledger.current() == made


async def test_a_commit_that_never_arrived_kept_nothing_and_says_so(
    between: tuple[Stores, Proxy],
) -> None:
    stores, proxy = between
    proxy.cut_at, proxy.passed_on = b"COMMIT", False
    with pytest.raises(LedgerError, match="nothing was kept"):
        await stores.ledger.append(batch(write("faq:tea"), request="1"))
    assert await stores.ledger.current() == ()
    assert len(await stores.ledger.append(batch(write("faq:tea"), request="1"))) == 1


async def test_who_cannot_know_whether_it_was_kept_says_so(
    between: tuple[Stores, Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    stores, proxy = between
    monkeypatch.setattr(postgres, "DOUBT", 0.5)
    proxy.cut_at, proxy.stays_away = b"COMMIT", True
    with pytest.raises(UnsureError):
        await stores.ledger.append(batch(write("faq:tea"), request="1"))
    proxy.away = False
    # The same request again is the way to find out.
    made = await stores.ledger.append(batch(write("faq:tea"), request="1"))
    assert await stores.ledger.current() == made


async def test_a_connection_that_breaks_before_commit_is_no_failure(
    between: tuple[Stores, Proxy],
) -> None:
    stores, proxy = between
    proxy.cut_at, proxy.passed_on = b"INSERT INTO faq_change", False
    made = await stores.ledger.append(batch(write("faq:tea"), request="1"))
    assert await stores.ledger.current() == made


async def test_a_server_that_hangs_is_given_up_and_then_they_go_on(server: SecretStr) -> None:
    async with proxied(server) as (address, proxy):
        database = PostgresDatabase(server_url(address), limit=0.3)
        ledger = SqlLedger(database)
        made = await ledger.append(batch(write("faq:tea"), request="1"))
        proxy.silent = True
        with pytest.raises(LedgerError, match="in time"):
            await ledger.append(batch(write("faq:milk"), request="2"))
        with pytest.raises(LedgerError):
            await ledger.current()
        proxy.silent = False
        assert await ledger.current() == made
        assert len(await ledger.append(batch(write("faq:milk"), request="3"))) == 1
        await database.close()


async def test_a_full_disk_refuses_the_whole_batch_and_space_is_enough_to_go_on(
    ledger: SqlLedger, server: SecretStr
) -> None:
    both = batch(write("faq:tea"), write("faq:milk"), request="1")
    async with full(server):
        with pytest.raises(LedgerError, match="No space left"):
            await ledger.append(both)
    assert await ledger.current() == ()
    assert len(await ledger.append(both)) == 2


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
async def test_what_was_typed_is_in_no_traceback(ledger: SqlLedger, sign: str) -> None:
    secret = "a telltale sentence"
    with pytest.raises(LedgerError) as refused:
        await ledger.append(batch(write("faq:tea", secret + sign), request="1"))
    assert secret not in "".join(traceback.format_exception(refused.value))


async def test_a_second_row_of_its_kind_is_refused_without_being_quoted(
    database: PostgresDatabase, ledger: SqlLedger
) -> None:
    await ledger.append(batch(write("faq:tea"), request="a telltale name"))
    again = SECOND_NUMBER.replace("'new'", "request").replace("parent", "parent + 1")
    with pytest.raises(IntegrityError) as refused:
        await database.write(lambda connection: connection.exec_driver_sql(again))
    assert "telltale" not in "".join(traceback.format_exception(refused.value))


async def test_closing_finishes_the_write_under_way_and_takes_no_other(
    database: PostgresDatabase, ledger: SqlLedger, server: SecretStr
) -> None:
    writing = asyncio.create_task(ledger.append(batch(write("faq:tea"), request="1")))
    await asyncio.sleep(0)
    await database.close()
    made = await writing
    with pytest.raises(LedgerError, match="stopping"):
        await ledger.append(batch(write("faq:milk"), request="2"))
    async with open_storage(server) as stores:
        assert await stores.ledger.current() == made


async def test_a_caller_who_goes_away_while_reading_leaves_no_broken_connection(
    ledger: SqlLedger,
) -> None:
    for _ in range(postgres.READERS + 1):
        reading = asyncio.create_task(ledger.current())
        for _ in range(3):
            await asyncio.sleep(0)
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading
    assert await ledger.current() == ()


async def test_the_bell_rings_at_a_change_and_one_looks_without_it(
    database: PostgresDatabase, server: SecretStr, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "LOOK_EVERY", 60)
    async with open_storage(server) as other:
        # It looks at once at what came before it listened.
        await database.wait_for_change()
        waiting = asyncio.create_task(database.wait_for_change())
        await other.guilds.save(GuildSettings(HERE))
        async with asyncio.timeout(30):
            await waiting
        waiting = asyncio.create_task(database.wait_for_change())
        await other.ledger.append(batch(write("faq:tea"), request="1"))
        async with asyncio.timeout(30):
            await waiting
        await disconnect(server)
        await other.ledger.append(batch(write("faq:milk"), request="2"))
        async with asyncio.timeout(30):
            await database.wait_for_change()
    monkeypatch.setattr(bell, "LOOK_EVERY", 0.01)
    async with unreachable(server):
        for _ in range(3):
            await database.wait_for_change()


def test_a_server_is_examined_without_its_password_being_shown(
    postgres_template: SecretStr,
) -> None:
    assert "replies, PostgreSQL" in check_storage(postgres_template)
    nowhere = SecretStr("postgres://ana:hidden@127.0.0.1:9/almanac")
    with pytest.raises(BrokenServerError, match="ana:") as refused:
        check_storage(nowhere)
    assert "hidden" not in "".join(traceback.format_exception(refused.value))


def test_an_option_is_read_as_every_other_program_calls_it() -> None:
    url = server_url(SecretStr("postgresql://ana@db/almanac?sslmode=verify-full"))
    assert (url.drivername, url.query) == ("postgresql+asyncpg", {"ssl": "verify-full"})


async def test_an_option_that_nobody_knows_is_said(server: SecretStr) -> None:
    with pytest.raises(BrokenServerError, match="no option nonsense"):
        await upgrade_storage(SecretStr(f"{server.get_secret_value()}?nonsense=1"))


_EMBEDDED = """
import asyncio, pathlib, sys
from bot.storage.opening import open_storage
async def main():
    async with open_storage(pathlib.Path(sys.argv[1])):
        print({"asyncpg", "bot.storage.engine.postgres"} & set(sys.modules) or "nothing")
asyncio.run(main())
"""


def test_the_embedded_database_loads_nothing_of_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("embedded")
    command = [sys.executable, "-c", _EMBEDDED, str(folder)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    assert ran.stdout.splitlines()[-1] == "nothing"
