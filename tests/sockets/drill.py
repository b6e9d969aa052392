"""The drill of every operator: copy the database while it is used, lose it, put the copy back."""

import asyncio
import signal
import sys

from tests.sockets.bot import RunningBot
from tests.sockets.life.everyday import edit
from tests.sockets.life.outages import nothing_acknowledged_is_lost


async def lose_the_database_and_restore_it(bot: RunningBot) -> None:
    """Restore what was acknowledged before the copy; it is answered again."""
    await _save(bot, "It was kept before the copy.")
    copied = len(bot.acknowledged)
    copy = bot.folder / f"copy-{next(bot.numbers)}.db"
    # Both at once: a copy is whole whatever is written meanwhile.
    (code, said), _ = await asyncio.gather(
        almanac(bot, "db", "backup", str(copy)), _save(bot, "It came while it was copied.")
    )
    assert code == 0, said
    await _save(bot, "It came after the copy.")
    assert (await almanac(bot, "db", "restore", str(copy)))[0] == 6, "restored under a running bot"
    assert await bot.stop(signal.SIGKILL) == -signal.SIGKILL
    for path in bot.data.glob("almanac.db*"):
        path.write_bytes(b"lost" * 9999)
    await bot.begin()
    assert await bot.process.wait() == 5
    code, said = await almanac(bot, "db", "restore", str(copy), "--verify")
    assert code == 0, said
    assert "every row was read back" in said
    # What came after the copy is lost, as told.
    del bot.acknowledged[copied:]
    await bot.start()
    nothing_acknowledged_is_lost(bot)
    asked = await bot.command("ask", question="do i need a phd for ml jobs")
    assert "before the copy" in asked.text or "while it was copied" in asked.text
    assert await bot.stop() == 0
    # The bot itself makes one at the first start of a day.
    (nightly,) = (bot.data / "backups").glob("almanac-????-??-??.db")
    assert (await almanac(bot, "db", "restore", str(nightly), "--verify"))[0] == 0
    # It is older than all of this.
    bot.acknowledged.clear()
    await bot.start()


async def _save(bot: RunningBot, text: str) -> None:
    number = len(bot.rows("faq_change"))
    assert "Published" in (await edit(bot, text)).text
    assert len(bot.rows("faq_change")) == number + 1
    bot.acknowledged.append(text)


async def almanac(bot: RunningBot, *words: str) -> tuple[int | None, str]:
    """Run a command beside the bot; return its exit code and what it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        env=bot.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    return process.returncode, said.decode()
