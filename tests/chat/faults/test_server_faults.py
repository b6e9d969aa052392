"""Over a PostgreSQL server: locked, full, gone or in doubt, answers go on and no text is lost."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.stores import Stores
from bot.storage.engine import postgres
from bot.storage.opening import open_storage
from bot.wiring import Services, wire
from tests.chat.conftest import NOON, World
from tests.chat.faults.test_real_faults import TYPED, check
from tests.support.discord.proxy import Proxy, proxied
from tests.support.forms import fill, publish, said, save
from tests.support.postgres import disconnect, full, held, new_database, unreachable


@pytest.fixture
async def server(postgres_template: SecretStr) -> AsyncIterator[SecretStr]:
    async with new_database(postgres_template) as address:
        yield address


@pytest.fixture
async def between(server: SecretStr) -> AsyncIterator[tuple[Stores, Proxy]]:
    async with proxied(server) as (address, proxy), open_storage(address) as stores:
        yield stores, proxy


@pytest.fixture
def stores(between: tuple[Stores, Proxy]) -> Stores:
    return between[0]


@pytest.fixture
def proxy(between: tuple[Stores, Proxy]) -> Proxy:
    return between[1]


@pytest.fixture
async def desk(snapshots: SnapshotHolder, stores: Stores) -> Services:
    desk = wire(snapshots, stores, lambda: NOON)
    await desk.load()
    await desk.servers.leases.renew()
    return desk


async def saved(world: World) -> str:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    return said(await save(world.moderator, form, answer=TYPED))


@pytest.mark.parametrize("fault", [held, full, unreachable], ids=lambda fault: fault.__name__)
async def test_while_nothing_can_be_saved_and_after(
    world: World, server: SecretStr, fault: object
) -> None:
    assert callable(fault)
    async with fault(server):
        await check(world)
    assert "Published" in await saved(world)


async def test_a_broken_connection_is_nobodys_business(world: World, server: SecretStr) -> None:
    await disconnect(server)
    assert "Published" in await saved(world)


async def test_a_save_that_was_kept_is_never_said_not_to_be(world: World, proxy: Proxy) -> None:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    seen = await fill(world.moderator, form, answer=TYPED)
    proxy.cut_at = b"COMMIT"
    assert "Published" in said(await publish(world.moderator, seen))


async def test_who_cannot_know_says_so(
    world: World, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "DOUBT", 0.3)
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    seen = await fill(world.moderator, form, answer=TYPED)
    proxy.cut_at, proxy.stays_away = b"COMMIT", True
    failed = await publish(world.moderator, seen)
    assert "I cannot tell whether this was saved" in said(failed)
    proxy.away = False
