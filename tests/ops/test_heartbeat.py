"""The heartbeat says whether the bot is alive, and never ends it."""

import asyncio
import time
from pathlib import Path

from bot.ops.heartbeat import alive, beat


async def test_a_data_folder_that_is_gone_does_not_end_the_beat(tmp_path: Path) -> None:
    beating = asyncio.create_task(beat(tmp_path / "gone"))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not beating.done()
    assert not alive(tmp_path / "gone", time.time())
    beating.cancel()


async def test_a_running_bot_is_alive(tmp_path: Path) -> None:
    beating = asyncio.create_task(beat(tmp_path))
    await asyncio.sleep(0)
    assert alive(tmp_path, time.time())
    beating.cancel()
