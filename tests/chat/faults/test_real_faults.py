"""Over the real database: locked, read-only, full or gone, answers go on and no text is lost."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from simcord import InteractionResult

from bot.chat.inbox import suggestions as suggesting
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import Counter
from bot.services.ports.stores import Stores
from bot.storage.opening import FILE, open_storage
from bot.storage.stores.ledger import SqlLedger
from bot.wiring import Services, wire
from tests.chat.conftest import NOON, World
from tests.storage.making import batch, write
from tests.support.cards import choose
from tests.support.forms import file_of, last, said, save

TYPED = "Our server says no.\n" + "- It really does.\n" * 99
"""Almost all that a field takes."""


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    async with open_storage(tmp_path) as stores:
        yield stores


@pytest.fixture
async def desk(snapshots: SnapshotHolder, stores: Stores) -> Services:
    desk = wire(snapshots, stores, lambda: NOON)
    await desk.load()
    return desk


async def pragma(stores: Stores, statement: str) -> int:
    """Set the one connection that writes."""
    assert isinstance(stores.ledger, SqlLedger)
    done = await stores.ledger._database.write(lambda c: c.exec_driver_sql(f"PRAGMA {statement}"))
    return int(done.scalar() or 0) if done.returns_rows else 0


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the file as another process would."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def fill_up(stores: Stores) -> None:
    """Take what the file has to spare, for another server."""
    for number in range(1000):
        await stores.ledger.append(batch(write(f"faq:tea-{number}"), request=str(number)))


async def check(world: World) -> None:
    """Edit in vain, and ask."""
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    failed = await save(world.moderator, form, answer=TYPED)
    assert "Nothing can be saved right now" in said(failed)
    assert file_of(failed) == "your-text.md"
    (file,) = last(failed).attachments
    assert TYPED.strip().encode() in await file.read()
    asked = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    assert "Do I need a PhD?" in said(asked)


async def test_while_it_is_locked(world: World, stores: Stores, tmp_path: Path) -> None:
    await pragma(stores, "busy_timeout=50")
    with locked(tmp_path):
        await check(world)


async def test_while_it_is_read_only(world: World, stores: Stores) -> None:
    await pragma(stores, "query_only=ON")
    await check(world)


async def test_while_the_disk_is_full(world: World, stores: Stores) -> None:
    await pragma(stores, f"max_page_count={await pragma(stores, 'page_count')}")
    with pytest.raises(LedgerError, match="full"):
        await fill_up(stores)
    await check(world)


async def test_when_it_is_gone(world: World, stores: Stores, tmp_path: Path) -> None:
    (tmp_path / FILE).rename(tmp_path / "moved")
    await check(world)


async def test_a_suggestion_that_cannot_be_kept_comes_back_and_does_not_count(
    world: World, stores: Stores, tmp_path: Path
) -> None:
    await pragma(stores, "busy_timeout=50")
    with locked(tmp_path):
        for _ in range(suggesting.MOST + 1):
            failed = await suggest(world)
            assert "Nothing can be saved right now" in said(failed)
            assert file_of(failed) == "your-text.md"
    assert "Thank you" in said(await suggest(world))


async def test_a_complaint_that_cannot_be_kept_comes_back_and_does_not_count(
    world: World, stores: Stores, tmp_path: Path
) -> None:
    asked = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    form = await choose(world.ana, last(asked), "Not right")
    await stores.flush()
    await pragma(stores, "busy_timeout=50")
    with locked(tmp_path):
        failed = await world.ana.submit_modal(form, {"reason": "wrong"})
        assert "Nothing can be saved right now" in said(failed)
    await stores.flush()
    assert Counter.NOT_RIGHT not in await stores.counters.totals(world.guild.id, NOON.date())


async def suggest(world: World) -> InteractionResult:
    form = await world.ana.slash(world.channel, "suggest")
    return await save(world.ana, form, question="Where is a bakery?", answer="At the corner.")
