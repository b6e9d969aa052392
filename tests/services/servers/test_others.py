"""What others add to the ledger is shown; what this process made itself is not shown again."""

from pathlib import Path

import pytest

from bot.kb.model.keys import Key
from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.memory import memory_stores
from bot.services.ports.stores import Stores
from bot.services.servers.others import OthersChanges
from tests.storage.making import HERE, THERE, batch, hide
from tests.support.base import small_base

PHD, TEAM = Key.parse("faq:phd-needed"), Key.parse("visa:h-1b")


@pytest.fixture
def snapshots(tmp_path: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(small_base(tmp_path))))


@pytest.fixture
def stores() -> Stores:
    return memory_stores()


async def at_once() -> None:
    """Wait for nothing."""


async def test_what_others_changed_is_shown_once(stores: Stores, snapshots: SnapshotHolder) -> None:
    snapshots.apply(await stores.ledger.append(batch(hide(str(TEAM)), request="0")))
    others = OthersChanges(stores.ledger, snapshots, at_once)
    await stores.ledger.append(batch(hide(str(PHD)), request="1"))
    await stores.ledger.append(batch(hide(str(PHD)), request="2", guild=THERE))
    assert PHD in snapshots.view(HERE).library.entries
    assert await others.follow() == 2
    for guild in (HERE, THERE):
        assert PHD not in snapshots.view(guild).library.entries
    assert await others.follow() == 0


async def test_what_this_process_shows_already_is_not_shown_again(
    stores: Stores, snapshots: SnapshotHolder
) -> None:
    others = OthersChanges(stores.ledger, snapshots, at_once)
    first = await stores.ledger.append(batch(hide(str(PHD)), request="1"))
    await stores.ledger.append(batch(hide(str(TEAM)), request="2"))
    # This one is shown before the one that came first by somebody else.
    snapshots.apply(await stores.ledger.append(batch(hide(str(PHD)), request="3", guild=THERE)))
    view = snapshots.view(THERE)
    assert await others.follow() == 2
    assert snapshots.view(THERE) is view
    assert snapshots.changes(HERE).parent(PHD) == first[0].revision
