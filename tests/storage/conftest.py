"""Every kind of store, so that one suite of tests holds all of them to the same contract."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.memory import memory_stores
from bot.services.stores import Stores
from bot.storage.opening import open_storage


@pytest.fixture(params=["memory", "sqlite"])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    if request.param == "memory":
        yield memory_stores()
    else:
        async with open_storage(tmp_path) as opened:
            yield opened
