"""A server that breaks, hangs or is full loses nothing that was acknowledged, and is said to."""

import asyncio

import pytest
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.ports.ledger import LedgerError, UnsureError
from bot.services.ports.stores import Stores
from bot.storage.engine import postgres
from bot.storage.engine.places import server_url
from bot.storage.engine.postgres import PostgresDatabase
from bot.storage.opening import open_storage
from bot.storage.stores.ledger import SqlLedger
from tests.storage.making import batch, write
from tests.support.discord.proxy import Proxy, proxied
from tests.support.postgres import (
    disconnect,
    execute,
    full,
    name_of,
    unreachable,
)


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
