"""Two processes share Discord's shards and one database."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.sockets.bot import RunningBot
from tests.sockets.life import outages
from tests.sockets.life.everyday import edit
from tests.sockets.people import CURATORS, MODERATOR
from tests.support.discord.discord_server import CHANNEL, DiscordServer, Person, discord_server
from tests.support.discord.discord_shapes import server_of
from tests.support.postgres import new_database

ASKED = "do i need a phd for ml jobs"

GUILDS = (str(1000 << 22), str(1001 << 22))
"""One server on each of two shards."""

EDITORS = [
    Person(f"20000000000000010{at}", f"editor {at}", MODERATOR, guild=guild)
    for at, guild in enumerate(GUILDS)
]


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with discord_server() as server:
        server.max_concurrency = 2
        yield server


@pytest.fixture
async def bots(
    tmp_path: Path, server: DiscordServer, postgres_template: SecretStr
) -> AsyncIterator[list[RunningBot]]:
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(new_database(postgres_template))
        running = [
            RunningBot(
                tmp_path / name,
                server,
                database=database,
                ALMANAC_MODEL="off",
                ALMANAC_SHARDS=f"{name}/2",
            )
            for name in ("0", "1")
        ]
        server.guilds = [server_of(guild, {CHANNEL: "general"}, {CURATORS: 0}) for guild in GUILDS]
        server.people = {one.id: one for one in EDITORS}
        for one in running:
            stack.push_async_callback(one.kill)
            await one.start()
        yield running


async def test_each_process_answers_its_servers_and_says_how_its_shards_are(
    bots: list[RunningBot], server: DiscordServer
) -> None:
    for bot, person in zip(bots, EDITORS, strict=True):
        said = await bot.until_ready(True)
        assert said["checks"]["gateway"]["detail"] == "1 connected"
        asked = await bot.command("ask", by=person, question=ASKED)
        assert "Do I need a PhD?" in asked.text
        _, metrics = await bot.get("/metrics")
        connected = [line for line in metrics.splitlines() if "gateway_connected{" in line]
        assert connected == [f'almanac_gateway_connected{{shard="{bots.index(bot)}"}} 1.0']
    first, second = bots
    sent = await server.direct_message(ASKED)
    assert "PhD" in str(sent.body)
    await second.stop()
    assert (await first.until_ready(True))["ready"]


async def test_what_one_process_keeps_the_other_one_reads(bots: list[RunningBot]) -> None:
    first, second = bots
    for bot, person in zip(bots, EDITORS, strict=True):
        assert "Published" in (await edit(bot, "Our server asks nobody.", by=person)).text
    assert len(first.rows("faq_change")) == 2
    # What came into the ledger beside a process, of a server of its own, is shown by it.
    await outages.see_what_others_change(second, EDITORS[1])


async def test_one_process_syncs_the_commands_and_another_one_takes_over_when_it_dies(
    bots: list[RunningBot], server: DiscordServer
) -> None:
    first, second = bots
    synced = [one for one in server.requests if one.method == "PUT" and "/commands" in one.path]
    assert len(synced) == 1
    assert "commands.of_another" in second.log
    await first.kill()
    await second.logged("commands.synced")
    # Started again it has its shard back, and leaves the commands where they are.
    await first.begin()
    await first.logged("commands.of_another")
    held = {row[0]: row[2] for row in first.rows("lease")}
    assert held[-1] == held[1] != held.get(0)


async def test_shards_of_all_processes_identify_themselves_one_after_the_other(
    bots: list[RunningBot], server: DiscordServer
) -> None:
    for bot in bots:
        assert await bot.stop() == 0
    server.max_concurrency = 1
    since = len(server.identified)
    for bot in bots:
        await bot.begin()
    for bot in bots:
        await bot.until_ready(True)
    (first, _), (second, _) = server.identified[since:]
    # Discord's own limit: five seconds.
    assert second - first >= 5
