"""Every kind of store, so that one suite of tests holds all of them to the same contract."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.memory import memory_stores
from bot.services.ports.stores import Stores
from bot.storage.opening import FILE, open_storage, upgrade_storage


@pytest.fixture(scope="session")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once: to run every script for every test takes longer than the test."""
    folder = tmp_path_factory.mktemp("upgraded")
    asyncio.run(upgrade_storage(folder))
    return folder / FILE


@pytest.fixture(params=["memory", "sqlite"])
async def stores(
    request: pytest.FixtureRequest, tmp_path: Path, upgraded: Path
) -> AsyncIterator[Stores]:
    if request.param == "memory":
        yield memory_stores()
    else:
        shutil.copy(upgraded, tmp_path / FILE)
        async with open_storage(tmp_path) as opened:
            yield opened
