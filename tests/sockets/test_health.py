"""Whatever the bot needs turns `/readyz` red when it is missing, and green when it is back."""

import asyncio
import resource
import shutil
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.ops.metrics import LABELS
from bot.semantic.model import FILE, find_model
from tests.sockets.bot import RunningBot
from tests.sockets.life.everyday import edit
from tests.sockets.people import ADAM
from tests.support.discord.discord_server import DiscordServer, discord_server


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        yield server


@pytest.fixture
async def bot(tmp_path: Path, server: DiscordServer) -> AsyncIterator[RunningBot]:
    running = RunningBot(tmp_path, server, ALMANAC_MODEL="off")
    try:
        yield running
    finally:
        await running.kill()


async def test_a_gateway_that_refuses_is_said_and_one_that_is_back_too(
    bot: RunningBot, server: DiscordServer
) -> None:
    server.refuses = True
    await bot.begin()
    said = await bot.until_ready(False, "can be written")
    wrong = [name for name, check in said["checks"].items() if not check["ok"]]
    assert wrong == ["gateway"]
    assert "not connected to Discord" in said["checks"]["gateway"]["detail"]
    assert (await bot.get("/livez"))[0] == 200
    server.refuses = False
    await bot.until_ready(True)
    await server.refuse()
    await bot.until_ready(False, "shard 0")
    server.refuses = False
    await bot.until_ready(True)


async def test_a_heartbeat_without_a_reply_is_noticed_before_discord_py_gives_up(
    bot: RunningBot, server: DiscordServer
) -> None:
    server.beats_every = 1.0
    await bot.start()
    await bot.until_ready(True)
    server.acknowledges = False
    await bot.until_ready(False, "no reply to a heartbeat")
    server.acknowledges = True
    await bot.until_ready(True)


async def test_a_store_that_takes_nothing_is_noticed_before_somebody_saves(bot: RunningBot) -> None:
    await bot.start()
    await bot.until_ready(True)
    pid = bot.process.pid
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    # As if the disk were full: no file may grow, and none may be written beyond its beginning.
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    await bot.until_ready(False, "cannot be written")
    asked = await bot.command("ask", question="do i need a phd for ml jobs")
    assert "Do I need a PhD?" in asked.text
    resource.prlimit(pid, resource.RLIMIT_FSIZE, before)
    await bot.until_ready(True)
    assert "Published" in (await edit(bot, "Now it is kept.")).text


async def test_a_broken_base_is_said_the_last_one_answers_and_a_mended_one_takes_over(
    bot: RunningBot,
) -> None:
    await bot.start()
    await bot.until_ready(True)
    page = bot.folder / "knowledge" / "visas" / "h-1b.md"
    sound = page.read_text("utf-8")
    page.write_text(sound.replace("title: H-1B visa\n", ""), "utf-8")
    bot.process.send_signal(signal.SIGHUP)
    said = await bot.until_ready(False, "title: is missing")
    assert "still answers" in said["checks"]["base"]["detail"]
    asked = await bot.command("ask", question="how long does h1b last")
    assert "six years" in asked.text
    setup = await bot.command("setup", by=ADAM)
    assert "shared answers" in setup.text
    page.write_text(sound.replace("title: H-1B visa", "title: H-1B visa, mended"), "utf-8")
    bot.process.send_signal(signal.SIGHUP)
    await bot.until_ready(True)
    asked = await bot.command("ask", question="what is h1b")
    assert "H-1B visa, mended" in asked.text
    assert "shared answers" not in (await bot.command("setup", by=ADAM)).text
    assert bot.log.count("base.broken") == 1
    assert await bot.stop() == 0


async def test_a_watched_folder_needs_no_signal(tmp_path: Path, server: DiscordServer) -> None:
    bot = RunningBot(tmp_path, server, ALMANAC_MODEL="off", ALMANAC_WATCH="on")
    try:
        await bot.start()
        page = bot.folder / "knowledge" / "visas" / "h-1b.md"
        sound = page.read_text("utf-8")
        page.write_text("nothing", "utf-8")
        await bot.until_ready(False, "h-1b.md")
        page.write_text(sound, "utf-8")
        await bot.until_ready(True)
        assert await bot.stop() == 0
    finally:
        await bot.kill()


async def test_a_model_that_is_missing_is_said_and_learns_once_it_is_there(
    tmp_path: Path, server: DiscordServer
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    bot = RunningBot(tmp_path, server, ALMANAC_MODEL=str(folder))
    try:
        await bot.start()
        await bot.until_ready(False, f"has no {FILE}")
        (folder / FILE).write_bytes(b"half a model")
        await bot.until_ready(False, "is not the model that was tested")
        shutil.copy(find_model(None), folder / FILE)
        await bot.until_ready(True)
        assert "meaning.ready" in bot.log
    finally:
        await bot.kill()


async def _metrics(bot: RunningBot) -> str:
    status, text = await bot.get("/metrics")
    assert status == 200
    return text


def _samples(text: str) -> dict[tuple[Any, ...], float]:
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_metrics_count_what_happened_and_name_nobody(bot: RunningBot) -> None:
    await bot.start()
    await bot.until_ready(True)
    question = "how do i get a zebra license"
    assert "six years" in (await bot.command("ask", question="how long does h1b last")).text
    await bot.command("ask", question=question)
    await bot.server.direct_message("can my spouse work on O-3")
    assert "Published" in (await edit(bot, "Another answer.")).text
    checks = "almanac_waiting", ("queue", "impact checks")
    async with asyncio.timeout(60):
        # What the base asks is looked up in the same queue now and then, in the background.
        while True:
            samples = _samples(text := await _metrics(bot))
            if samples[checks] == 0:
                break
    found = "almanac_answer_seconds_count", ("outcome", "found")
    assert samples[*found, ("way", "ask")] == 1
    assert samples[*found, ("way", "direct message")] == 1
    assert samples["almanac_gaps_total",] == 1
    assert samples["almanac_edits_total", ("kind", "write")] == 1
    assert samples["almanac_gateway_events_total", ("event", "READY")] == 1
    assert samples["almanac_gateway_connected", ("shard", "0")] == 1
    assert samples["almanac_ready", ("condition", "store")] == 1
    assert samples["almanac_store_seconds_count", ("operation", "write"), ("result", "done")] > 0
    assert samples["almanac_snapshot_revision",] > 0
    own = [name for name in samples if name[0].startswith("almanac_")]
    assert {label for _, *labels in own for label, _ in labels} <= LABELS
    assert not [name for name in own for _, value in name[1:] if value.isdigit() and value != "0"]
    assert "zebra" not in text


async def test_an_address_in_use_costs_nobody_an_answer(
    tmp_path: Path, server: DiscordServer
) -> None:
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    address = f"127.0.0.1:{port}"
    bot = RunningBot(tmp_path, server, ALMANAC_HTTP=address, ALMANAC_MODEL="off")
    try:
        await bot.start()
        assert "http.off" in bot.log
        asked = await bot.command("ask", question="how long does h1b last")
        assert "six years" in asked.text
    finally:
        await bot.kill()
        taken.close()
