"""The embedded database refuses what would lose an edit, and says what is wrong with it."""

import asyncio
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from structlog.testing import capture_logs

from bot.kb.model.keys import Key
from bot.services.ports.ledger import FaqChange, LedgerError
from bot.services.ports.records import Asking, Draft, Gap
from bot.services.ports.stores import Stores
from bot.storage.engine.damage import FILE, check_storage
from bot.storage.engine.database import Database
from bot.storage.engine.errors import BrokenDatabaseError, DatabaseInUseError, NewerDatabaseError
from bot.storage.engine.sqlite import SqliteDatabase
from bot.storage.opening import open_storage, upgrade_storage
from bot.storage.schema.migrating import HEAD, known, scripts, upgrade
from bot.storage.schema.tables import metadata
from bot.storage.stores.counts import MOST_WAITING, CountQueue
from bot.storage.stores.gaps import SqlGaps, count_askings
from bot.storage.stores.ledger import SqlLedger
from tests.storage.making import ANA, HERE, NOON, batch, write
from tests.support.overwriting import OVERWRITING

PATIENCE = 0.05
"""Seconds that a test waits for a locked file."""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An upgraded database that nobody else has open."""
    await upgrade_storage(tmp_path)
    opened = SqliteDatabase(tmp_path / FILE, patience=PATIENCE)
    yield opened
    await opened.close()


@pytest.fixture
def ledger(database: Database) -> SqlLedger:
    return SqlLedger(database)


async def test_what_was_kept_is_there_after_it_was_closed(tmp_path: Path) -> None:
    async with open_storage(tmp_path) as stores:
        made = await stores.ledger.append(batch(write("faq:tea"), request="1"))
        stores.gaps.count(Asking(HERE, "milk", "milk?", ANA, NOON))
    async with open_storage(tmp_path) as stores:
        assert await stores.ledger.current() == made
        assert len(await stores.gaps.open(HERE, ready=False, limit=9)) == 1


async def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "100% of #it? & é"
    folder.mkdir()
    async with open_storage(folder) as stores:
        await stores.ledger.append(batch(write("faq:tea"), request="1"))
    assert (folder / FILE).exists()


def test_the_scripts_make_the_very_tables_that_the_code_uses() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_script_is_the_version_that_the_code_needs() -> None:
    assert ScriptDirectory.from_config(scripts()).get_current_head() == HEAD
    assert HEAD in known()


async def test_an_upgrade_says_from_where_to_where(tmp_path: Path) -> None:
    assert await upgrade_storage(tmp_path) == (None, HEAD)
    assert await upgrade_storage(tmp_path) == (HEAD, HEAD)


async def test_a_database_of_every_older_almanac_can_be_upgraded(tmp_path: Path) -> None:
    for old in known() - {HEAD}:
        folder = tmp_path / old
        folder.mkdir()
        engine = create_engine(f"sqlite:///{folder / FILE}")
        with engine.begin() as connection:
            config = scripts()
            config.attributes["connection"] = connection
            command.upgrade(config, old)
        engine.dispose()
        assert await upgrade_storage(folder) == (old, HEAD)


async def test_a_database_of_a_newer_almanac_is_left_alone(tmp_path: Path) -> None:
    await upgrade_storage(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(NewerDatabaseError, match="9999"):
        async with open_storage(tmp_path):
            pass


def test_damage_is_told_with_the_way_to_restore(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [("x" * 99,)] * 999)
        connection.commit()
    assert "sound" in check_storage(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:9000] + b"\xff" * 9000 + whole[18000:])
    with pytest.raises(BrokenDatabaseError, match="put a backup in its place"):
        check_storage(tmp_path)
    path.write_bytes(b"no database" * 999)
    with pytest.raises(BrokenDatabaseError, match="not a database"):
        check_storage(tmp_path)


async def test_a_file_that_is_no_database_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 999)
    with pytest.raises(BrokenDatabaseError):
        async with open_storage(tmp_path):
            pass


async def test_one_process_alone_uses_a_database(tmp_path: Path) -> None:
    async with open_storage(tmp_path):
        with pytest.raises(DatabaseInUseError, match="stop it first"):
            async with open_storage(tmp_path):
                pass
    async with open_storage(tmp_path):
        pass


_HOLDER = """
import asyncio, pathlib, sys
from bot.storage.opening import open_storage
async def main():
    async with open_storage(pathlib.Path(sys.argv[1])):
        print("open", flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


async def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    await upgrade_storage(tmp_path)
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _HOLDER, str(tmp_path), stdout=subprocess.PIPE
    )
    assert holder.stdout is not None
    try:
        assert await holder.stdout.readline() == b"open\n"
        with pytest.raises(DatabaseInUseError):
            async with open_storage(tmp_path):
                pass
    finally:
        holder.kill()
        await holder.wait()
    async with open_storage(tmp_path):
        pass


@pytest.mark.parametrize("statement", OVERWRITING)
async def test_nothing_in_the_ledger_can_be_written_over(
    ledger: SqlLedger, tmp_path: Path, statement: str
) -> None:
    made = await ledger.append(batch(write("faq:tea"), request="1"))
    with (
        closing(sqlite3.connect(tmp_path / FILE)) as connection,
        pytest.raises(sqlite3.IntegrityError),
    ):
        connection.execute(statement)
    assert await ledger.current() == made


async def test_a_locked_database_is_read_and_not_written(
    database: Database, ledger: SqlLedger, tmp_path: Path
) -> None:
    made = await ledger.append(batch(write("faq:tea"), request="1"))
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked"):
            await ledger.append(batch(write("faq:milk"), request="2"))
        assert await ledger.current() == made
        other.execute("ROLLBACK")
    await ledger.append(batch(write("faq:milk"), request="2"))


async def test_a_full_disk_refuses_the_whole_batch_and_space_is_enough_to_go_on(
    database: Database, ledger: SqlLedger
) -> None:
    made = await ledger.append(batch(write("faq:tea"), request="1"))
    used = await database.write(lambda c: c.exec_driver_sql("PRAGMA page_count"))
    await limit(database, used.scalar() or 0)
    big = batch(write("faq:milk"), write("faq:honey", "x" * 100_000), request="2")
    with pytest.raises(LedgerError, match="full"):
        await ledger.append(big)
    assert await ledger.current() == made
    await limit(database, 1_000_000)
    assert len(await ledger.append(big)) == 2


async def test_what_was_typed_is_in_no_traceback(database: Database, ledger: SqlLedger) -> None:
    secret = "a telltale sentence"
    await database.write(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(LedgerError) as refused:
        await ledger.append(batch(write("faq:tea", secret), request="1"))
    assert secret not in "".join(traceback.format_exception(refused.value))


async def limit(database: Database, pages: int) -> None:
    """Let the file grow no further, as a full disk does."""
    await database.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}"))


async def test_a_read_only_database_refuses_an_edit(database: Database, ledger: SqlLedger) -> None:
    await database.write(lambda c: c.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(LedgerError, match="readonly"):
        await ledger.append(batch(write("faq:tea"), request="1"))


@pytest.mark.parametrize("instead", [None, b""])
async def test_an_edit_is_not_acknowledged_into_a_file_that_is_gone(
    ledger: SqlLedger, tmp_path: Path, instead: bytes | None
) -> None:
    await ledger.append(batch(write("faq:tea"), request="1"))
    (tmp_path / FILE).rename(tmp_path / "moved")
    if instead is not None:
        (tmp_path / FILE).write_bytes(instead)
    with pytest.raises(LedgerError):
        await ledger.append(batch(write("faq:milk"), request="2"))


async def test_a_write_that_was_begun_is_finished_although_its_caller_goes_away(
    database: Database, ledger: SqlLedger
) -> None:
    writing = asyncio.create_task(ledger.append(batch(write("faq:tea"), request="1")))
    await asyncio.sleep(0)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    (made,) = await asyncio.wait_for(finished(database, ledger), 5)
    assert made.key == Key.parse("faq:tea")


async def test_closing_finishes_the_write_under_way_and_takes_no_other(
    database: Database, ledger: SqlLedger, tmp_path: Path
) -> None:
    writing = asyncio.create_task(ledger.append(batch(write("faq:tea"), request="1")))
    await asyncio.sleep(0)
    await database.close()
    assert len(await writing) == 1
    with pytest.raises(LedgerError, match="stopping"):
        await ledger.append(batch(write("faq:milk"), request="2"))
    with pytest.raises(LedgerError, match="stopping"):
        await ledger.current()
    async with open_storage(tmp_path) as stores:
        assert len(await stores.ledger.current()) == 1


async def finished(database: Database, ledger: SqlLedger) -> tuple[FaqChange, ...]:
    """Return what is there once the writer is free."""
    await database.write(lambda c: c.exec_driver_sql("SELECT 1"))
    return await ledger.current()


async def test_counts_never_wait_and_are_dropped_past_the_limit(database: Database) -> None:
    counting = CountQueue(database, count_askings)
    gaps = SqlGaps(database, counting)
    asking = Asking(HERE, "tea", "tea?", ANA, NOON)
    for _ in range(MOST_WAITING + 7):
        gaps.count(asking)
    with capture_logs() as logged:
        await counting.flush()
    (gap,) = await gaps.open(HERE, ready=False, limit=9)
    assert (gap.askings, gap.people) == (MOST_WAITING, 1)
    assert [(line["event"], line["number"]) for line in logged] == [("counts.dropped", 7)]


async def test_counts_that_cannot_be_written_are_dropped_and_later_ones_kept(
    database: Database, tmp_path: Path
) -> None:
    counting = CountQueue(database, count_askings)
    gaps = SqlGaps(database, counting)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        gaps.count(Asking(HERE, "tea", "tea?", ANA, NOON))
        await counting.flush()
    gaps.count(Asking(HERE, "milk", "milk?", ANA, NOON))
    await counting.flush()
    assert [gap.group for gap in await gaps.open(HERE, ready=False, limit=9)] == ["milk"]


async def test_a_text_that_cannot_be_written_does_not_stop_the_counting(
    database: Database,
) -> None:
    counting = CountQueue(database, count_askings)
    gaps = SqlGaps(database, counting)
    for text in ("half a character: \ud83d", "milk?"):
        gaps.count(Asking(HERE, text, text, ANA, NOON))
        await counting.flush()
    assert [gap.text for gap in await gaps.open(HERE, ready=False, limit=9)] == ["milk?"]


async def test_many_askings_are_counted_in_one_go(tmp_path: Path) -> None:
    async with open_storage(tmp_path) as stores:
        for number in range(1000):
            group = str(number % 300)
            stores.gaps.count(Asking(HERE + number % 2, group, "tea?", number % 7, NOON))
        await stores.flush()
        found = await everything(stores)
        assert sum(gap.askings for gap in found) == 1000
        assert max(gap.people for gap in found) == 4


async def everything(stores: Stores) -> list[Gap]:
    """List the gaps of both servers."""
    pages = [await stores.gaps.open(guild, ready=False, limit=999) for guild in (HERE, HERE + 1)]
    return [gap for page in pages for gap in page]


async def test_what_was_forgotten_is_not_in_the_file(tmp_path: Path) -> None:
    secret = "a telltale sentence"
    async with open_storage(tmp_path) as stores:
        await stores.drafts.keep(Draft(HERE, ANA, "new", 0, {"question": secret}, NOON))
        await stores.people.forget(ANA)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret.encode() not in kept
