"""The playground serves the real bot on loopback, and ends when it is told."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from bot.app import make_bot, open_services
from bot.local.playground import PortTaken, serve
from tests.support.base import small_base


@pytest.mark.parametrize("dm", [False, True])
async def test_it_announces_a_page_that_answers_and_ends_cleanly(tmp_path: Path, dm: bool) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shard_count=1)
    stopping = asyncio.Event()
    said: asyncio.Queue[str] = asyncio.Queue()
    serving = asyncio.create_task(
        serve(bot, port=0, dm=dm, announce=said.put_nowait, stopping=stopping)
    )
    address = (await said.get()).split()[-1]
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 200
        assert "html" in response.content_type
    stopping.set()
    await serving


async def test_a_taken_port_is_said_with_the_next_one(tmp_path: Path) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shard_count=1)
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with taken:
        with pytest.raises(PortTaken, match=f"--port {port + 1}"):
            await serve(bot, port=port, dm=False, announce=print, stopping=asyncio.Event())
