"""An editor over stores in memory."""

import pytest

from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.memory import memory_stores
from bot.services.ports.clock import Clock
from bot.services.ports.stores import Stores


@pytest.fixture
def stores() -> Stores:
    return memory_stores()


@pytest.fixture
def editor(stores: Stores, snapshots: SnapshotHolder, clock: Clock) -> Editor:
    return Editor(stores.ledger, stores.drafts, snapshots, clock)
