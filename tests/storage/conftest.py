"""Every kind of store, so that one suite of tests holds all of them to the same contract."""

import pytest

from bot.services.memory import memory_stores
from bot.services.stores import Stores


@pytest.fixture(params=["memory"])
def stores() -> Stores:
    return memory_stores()
