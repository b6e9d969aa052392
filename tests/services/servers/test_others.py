"""What others change is shown; what this process made itself is not shown again."""

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

import pytest

from bot.kb.model.keys import Key
from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.memory import memory_stores
from bot.services.ports.ledger import LedgerError
from bot.services.ports.shards import Shards
from bot.services.ports.stores import Stores
from bot.services.servers.others import OthersChanges, OthersChoices
from tests.storage.making import HERE, THERE, batch, hide
from tests.support.knowledge.base import small_base

PHD, TEAM = Key.parse("faq:phd-needed"), Key.parse("visa:h-1b")


@pytest.fixture
def snapshots(tmp_path: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(small_base(tmp_path))))


@pytest.fixture
def stores() -> Stores:
    return memory_stores()


async def test_what_others_changed_is_shown_once(stores: Stores, snapshots: SnapshotHolder) -> None:
    snapshots.apply(await stores.ledger.append(batch(hide(str(TEAM)), request="0")))
    others = OthersChanges(stores.ledger, snapshots)
    await stores.ledger.append(batch(hide(str(PHD)), request="1"))
    await stores.ledger.append(batch(hide(str(PHD)), request="2", guild=THERE))
    assert PHD in snapshots.view(HERE).library.entries
    assert await others.show() == 2
    for guild in (HERE, THERE):
        assert PHD not in snapshots.view(guild).library.entries
    assert await others.show() == 0


async def test_what_this_process_shows_already_is_not_shown_again(
    stores: Stores, snapshots: SnapshotHolder
) -> None:
    others = OthersChanges(stores.ledger, snapshots)
    first = await stores.ledger.append(batch(hide(str(PHD)), request="1"))
    await stores.ledger.append(batch(hide(str(TEAM)), request="2"))
    # This one is shown before the one that came first by somebody else.
    snapshots.apply(await stores.ledger.append(batch(hide(str(PHD)), request="3", guild=THERE)))
    view = snapshots.view(THERE)
    assert await others.show() == 2
    assert snapshots.view(THERE) is view
    assert snapshots.changes(HERE).parent(PHD) == first[0].revision


async def test_what_servers_of_other_shards_change_is_left_to_who_answers_there(
    stores: Stores, snapshots: SnapshotHolder
) -> None:
    others = OthersChanges(stores.ledger, snapshots, Shards(1, 1, 2))
    near, far = 1 << 22, 2 << 22
    for guild in (near, far):
        await stores.ledger.append(batch(hide(str(PHD)), request="1", guild=guild))
    assert await others.show() == 1
    assert PHD not in snapshots.view(near).library.entries
    assert snapshots.view(far) is snapshots.snapshot


class Counted:
    """Other processes, as far as their changes are counted."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self.numbers = numbers

    async def changed(self) -> None: ...

    async def versions(self) -> Mapping[str, int]:
        return dict(self.numbers)

    async def take(
        self, holder: str, shards: Collection[int], count: int, seconds: float
    ) -> frozenset[int]:
        raise NotImplementedError

    async def take_turn(self, bucket: int, seconds: float) -> float:
        raise NotImplementedError

    async def release(self, holder: str) -> None:
        raise NotImplementedError


async def test_what_is_held_in_memory_is_read_again_once_it_was_changed_and_only_then() -> None:
    processes, read = Counted({"settings": 4}), []

    async def load(name: str) -> None:
        read.append(name)

    choices = OthersChoices(
        processes, {name: partial(load, name) for name in ("settings", "reports")}
    )
    await choices.show()
    await choices.show()
    assert read == ["settings"]
    processes.numbers |= {"settings": 5, "reports": 1}
    await choices.show()
    assert read == ["settings", "settings", "reports"]


async def test_what_could_not_be_read_is_read_the_next_time() -> None:
    read: list[int] = []

    async def load() -> None:
        read.append(1)
        if len(read) == 1:
            raise LedgerError("away")

    choices = OthersChoices(Counted({"settings": 1}), {"settings": load})
    with pytest.raises(LedgerError):
        await choices.show()
    await choices.show()
    await choices.show()
    assert len(read) == 2
