"""One server's life over real sockets, with the model on: the short form of `make sockets`."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.sockets.bot import RunningBot
from tests.sockets.life import everyday, outages, strangers
from tests.support.discord.discord_server import discord_server


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    async with discord_server() as server:
        running = RunningBot(tmp_path, server)
        await running.start()
        try:
            yield running
        finally:
            await running.kill()


async def test_a_server_lives_its_life(bot: RunningBot) -> None:
    await everyday.use_every_command(bot)
    await everyday.choose_a_role_of_moderators(bot)
    for key in ("faq:phd-needed", "visa:h-1b/duration"):
        await everyday.let_a_second_moderator_look(bot, key)
    await everyday.ask_a_person(bot)
    await everyday.keep_answers_with_their_questions(bot)
    await outages.save_while_the_connection_breaks(bot)
    await strangers.press_what_is_not_ones_own(bot, seed=1, most=60)
    await outages.live_without_a_database(bot)
    await outages.live_without_a_file(bot)
    assert await bot.stop() == 0


async def test_a_stop_while_something_is_saved_loses_nothing(bot: RunningBot) -> None:
    assert await outages.stop_while_saving(bot, age=0.1) == 0
    await bot.start()
    outages.nothing_acknowledged_is_lost(bot)
