"""The playground serves the real bot on loopback, and ends when it is told."""

import asyncio
from pathlib import Path
from urllib.parse import urljoin

import aiohttp
import pytest
import simcord

from bot.app import make_bot, open_services
from bot.local.clients import in_languages
from bot.local.front import PortTakenError
from bot.local.playground import open_server, pass_minute, serve
from bot.services.ports.shards import ALL
from tests.support.cards import choose, text_of
from tests.support.forms import said, save
from tests.support.knowledge.base import small_base


@pytest.mark.parametrize("dm", [False, True])
async def test_it_announces_a_page_that_answers_and_ends_cleanly(tmp_path: Path, dm: bool) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    stopping = asyncio.Event()
    said: asyncio.Queue[str] = asyncio.Queue()
    published = asyncio.create_task(
        serve(bot, port=0, dm=dm, announce=said.put_nowait, stopping=stopping)
    )
    address = (await said.get()).split()[-1]
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert response.status == 200
        assert "html" in response.content_type
        assert "<title>Almanac playground</title>" in await response.text()
    stopping.set()
    await published


async def test_the_page_is_given_by_no_other_name_than_that_of_loopback(tmp_path: Path) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    stopping, said = asyncio.Event(), asyncio.Queue[str]()
    serving = asyncio.create_task(
        serve(bot, port=0, dm=True, announce=said.put_nowait, stopping=stopping)
    )
    address = (await said.get()).split()[-1]
    elsewhere = {"Host": "almanac.example"}
    async with aiohttp.ClientSession() as session:
        for path in ("/", "/api/state"):
            async with session.get(urljoin(address, path), headers=elsewhere) as response:
                assert response.status == 403
        async with session.get(urljoin(address, "/api/state")) as response:
            assert response.status == 401
    stopping.set()
    await serving


async def test_a_page_in_another_language_speaks_it_with_everybody(tmp_path: Path) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    async with simcord.run(bot, check_errors=False) as env:
        channel, (ana, *_) = await open_server(env, bot, "es-ES")
        with in_languages({}, server="es-ES", others="es-ES"):
            alone = await ana.slash(channel, "ask", question="do i need a phd for ml jobs")
            for_all = await ana.slash(
                channel, "ask", question="do i need a phd for ml jobs", show="everyone"
            )
        assert "Fuente: USCIS" in said(alone)
        assert "Fuente: USCIS" in said(for_all)


async def test_a_taken_port_is_said_with_the_next_one(tmp_path: Path) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with taken:
        with pytest.raises(PortTakenError, match=f"--port {port + 1}"):
            await serve(bot, port=port, dm=False, announce=print, stopping=asyncio.Event())


async def test_what_the_bot_says_to_one_person_is_repeated_on_the_page(tmp_path: Path) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    async with simcord.run(bot) as env:
        channel, (ana, _, max_, mia) = await open_server(env, bot)
        asked = await ana.slash(channel, "ask", question="which bakery makes good sourdough")
        assert asked.response is not None
        await ana.click(asked.response, label="Tell me when there is an answer")
        answer = {"answer": "The one at the corner.", "sources": "Bakery https://bakery.example"}
        form = await max_.slash(channel, "kb add")
        await save(max_, form, name="Which bakery makes good sourdough?", **answer)
        notice, repeated = channel.history()[-2:]
        assert notice.content == "-# To Ana, a member, in a direct message:"
        assert "There is an answer now" in text_of([one.to_dict() for one in repeated.components])
        watched = await choose(mia, repeated, "Tell me if it changes")
        assert "I'll tell you by direct message" in said(watched)


async def test_what_the_bot_looks_for_every_minute_can_be_tried(tmp_path: Path) -> None:
    services = open_services(small_base(tmp_path / "knowledge"))
    bot = make_bot(services, sync_stamp=tmp_path / "synced", shards=ALL)
    async with simcord.run(bot) as env:
        channel, (ana, _, max_, _) = await open_server(env, bot)
        asked = await ana.slash(channel, "ask", question="do i need a phd for ml jobs")
        assert asked.response is not None
        await choose(ana, asked.response, "Tell me if it changes")
        form = await max_.slash(channel, "kb edit", answer="=faq:phd-needed")
        await save(max_, form, answer="Our server says no.")
        await pass_minute(bot)
        await env.settle()
        (told,) = channel.history()[-1:]
        assert "You asked to be told" in text_of([one.to_dict() for one in told.components])
