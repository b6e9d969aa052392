"""What was acknowledged before a copy is there after a restore; the short form of the drill."""

from pathlib import Path

from tests.sockets.bot import RunningBot
from tests.sockets.drill import lose_the_database_and_restore_it
from tests.support.discord.discord_server import discord_server


async def test_a_restored_copy_holds_what_was_acknowledged(tmp_path: Path) -> None:
    async with discord_server() as server:
        bot = RunningBot(tmp_path, server, ALMANAC_MODEL="off")
        try:
            await bot.start()
            await lose_the_database_and_restore_it(bot)
            assert await bot.stop() == 0
        finally:
            await bot.kill()
