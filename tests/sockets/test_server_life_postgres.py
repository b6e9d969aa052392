"""The same life over a database of a PostgreSQL server, which breaks and comes back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.sockets.bot import RunningBot
from tests.sockets.life import everyday, outages, strangers
from tests.support.discord.discord_server import discord_server
from tests.support.postgres import new_database


@pytest.fixture
async def bot(tmp_path: Path, postgres_template: SecretStr) -> AsyncIterator[RunningBot]:
    async with new_database(postgres_template) as database, discord_server() as server:
        running = RunningBot(tmp_path, server, database=database, ALMANAC_MODEL="off")
        await running.start()
        try:
            yield running
        finally:
            await running.kill()


async def test_a_server_lives_its_life_over_another_database(bot: RunningBot) -> None:
    await everyday.use_every_command(bot)
    await everyday.choose_a_role_of_moderators(bot)
    await everyday.let_a_second_moderator_look(bot, "visa:h-1b/duration")
    await outages.save_while_the_connection_breaks(bot)
    await strangers.press_what_is_not_ones_own(bot, seed=1, most=20)
    await outages.live_without_a_database(bot)
    await outages.live_without_a_server(bot)
    await outages.see_what_others_change(bot)
    _, metrics = await bot.get("/metrics")
    assert 'almanac_ready{condition="store"} 1.0' in metrics
    assert "almanac_backup_timestamp_seconds " not in metrics
    assert not list(bot.data.glob("almanac.db*"))
    assert await outages.stop_while_saving(bot, age=0.1) == 0
    await bot.start()
    outages.nothing_acknowledged_is_lost(bot)
    assert await bot.stop() == 0
