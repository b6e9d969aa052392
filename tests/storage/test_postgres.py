"""Tables, ids, the bell and what is shown of a PostgreSQL server."""

import asyncio
import subprocess
import sys
import traceback
from contextlib import suppress

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import SecretStr
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import GuildSettings
from bot.storage.engine import bell, postgres
from bot.storage.engine.damage import check_storage
from bot.storage.engine.errors import BrokenServerError, NewerDatabaseError
from bot.storage.engine.places import server_url
from bot.storage.engine.postgres import LOCKS, PostgresDatabase
from bot.storage.opening import open_storage, read_changes, upgrade_storage
from bot.storage.schema.migrating import HEAD, scripts
from bot.storage.schema.tables import metadata
from bot.storage.stores.ledger import SqlLedger
from tests.storage.making import HERE, batch, write
from tests.support.overwriting import OVERWRITING, SECOND_NUMBER
from tests.support.postgres import (
    connected,
    disconnect,
    execute,
    held,
    new_database,
    rows,
    unreachable,
)


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
