"""Every kind of store, so that one suite of tests holds all of them to the same contract."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.services.memory import memory_stores
from bot.services.ports.stores import Stores
from bot.storage.engine.places import server_url
from bot.storage.engine.postgres import PostgresDatabase
from bot.storage.opening import FILE, open_storage, upgrade_storage
from bot.storage.stores.ledger import SqlLedger
from tests.support.discord.proxy import Proxy, proxied
from tests.support.postgres import new_database

PATIENCE = 0.1
"""Seconds that a test waits for a lock."""


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once: to run every script for every test takes longer than the test."""
    folder = tmp_path_factory.mktemp("upgraded")
    asyncio.run(upgrade_storage(folder))
    return folder / FILE


@pytest.fixture
async def server(postgres_template: SecretStr) -> AsyncIterator[SecretStr]:
    """An upgraded database of a PostgreSQL server, for one test."""
    async with new_database(postgres_template) as address:
        yield address


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


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Path | SecretStr | None:
    """Name what a database is copied from; None for the stores in memory."""
    if request.param == "memory":
        return None
    name = "upgraded" if request.param == "sqlite" else "postgres_template"
    copied: Path | SecretStr = request.getfixturevalue(name)
    return copied


@pytest.fixture
async def stores(kind: Path | SecretStr | None, tmp_path: Path) -> AsyncIterator[Stores]:
    if kind is None:
        yield memory_stores()
    elif isinstance(kind, Path):
        shutil.copy(kind, tmp_path / FILE)
        async with open_storage(tmp_path) as opened:
            yield opened
    else:
        async with new_database(kind) as address, open_storage(address) as opened:
            yield opened
