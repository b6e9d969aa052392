"""What breaks while people use the bot: connections, the database, the process itself."""

import asyncio
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from tests.sockets.bot import RunningBot
from tests.sockets.interactions import (
    BUTTON,
    FORM,
    PRESS,
    Reply,
    press_data,
    showing,
)
from tests.sockets.life.everyday import edit
from tests.sockets.people import MIA
from tests.support import postgres
from tests.support.discord.discord_server import Fault
from tests.support.discord.discord_shapes import ANA, Person

NOT_NOW = "Nothing can be saved right now"


async def save_while_the_connection_breaks(bot: RunningBot) -> None:
    """Reset the connection that shows what was saved: it is saved once all the same."""
    before = len(bot.rows("faq_change"))
    bot.server.faults.append(Fault("POST", "/webhooks/"))
    await edit(bot, "A reset changes nothing.")
    assert len(bot.rows("faq_change")) == before + 1
    bot.server.faults.clear()


async def live_without_a_database(bot: RunningBot) -> None:
    """Lock the database: everything is acknowledged, typed text comes back, nothing is counted."""
    async with locked(bot):
        failed = await edit(bot, "Nobody can keep this.")
        assert NOT_NOW in failed.text
        assert failed.files == ("your-text.md",)
        for _ in range(4):
            form = await bot.command("suggest", by=ANA)
            suggested = await bot.submit(form, question="Where is a bakery?")
            assert NOT_NOW in suggested.text
            assert suggested.files == ("your-text.md",)
        asked = await bot.command("ask", question="do i need a phd for ml jobs")
        assert "Do I need a PhD?" in asked.text
        menu = await bot.press(asked, "⋯")
        assert NOT_NOW in (await bot.press(menu, "Tell me if it changes")).text
        form = await bot.press(menu, "Not right")
        assert NOT_NOW in (await bot.submit(form, reason="wrong")).text
    form = await bot.command("suggest", by=ANA)
    assert "Thank you" in (await bot.submit(form, question="Where is a bakery?")).text
    assert "Published" in (await edit(bot, "Now it is kept.")).text


@asynccontextmanager
async def locked(bot: RunningBot) -> AsyncIterator[None]:
    """Hold the database as another process would."""
    if bot.database is not None:
        async with postgres.held(bot.database):
            yield
        return
    path = bot.data / "almanac.db"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def live_without_a_file(bot: RunningBot) -> None:
    """Delete the database while the bot runs: answers go on, and typed text comes back."""
    for path in bot.data.glob("almanac.db*"):
        path.unlink()
    failed = await edit(bot, "Nobody can keep this.")
    assert NOT_NOW in failed.text
    assert failed.files == ("your-text.md",)
    asked = await bot.command("ask", question="do i need a phd for ml jobs")
    assert "Do I need a PhD?" in asked.text
    assert bot.is_alive()


async def live_without_a_server(bot: RunningBot) -> None:
    """Break connections, take the database away and give it back, and fill its disk."""
    assert bot.database is not None
    await postgres.disconnect(bot.database)
    assert "Published" in (await edit(bot, "A broken connection changes nothing.")).text
    for fault in (postgres.unreachable, postgres.full):
        async with fault(bot.database):
            failed = await edit(bot, "Nobody can keep this.")
            assert NOT_NOW in failed.text
            assert failed.files == ("your-text.md",)
            asked = await bot.command("ask", question="do i need a phd for ml jobs")
            assert "Do I need a PhD?" in asked.text
            if fault is postgres.unreachable:
                await bot.until_ready(False, "cannot be written")
        assert "Published" in (await edit(bot, "Now it is kept.")).text
    await bot.until_ready(True, "can be written")
    assert bot.is_alive()


async def see_what_others_change(bot: RunningBot, by: Person = ANA) -> None:
    """Add to the ledger of a person's server beside the bot: it is shown as any edit is."""
    assert bot.database is not None
    newest = f"""
        SELECT max(id) FROM faq_change WHERE key = 'faq:phd-needed' AND guild_id = {by.guild}
    """
    changed = f"""
        INSERT INTO faq_change (guild_id, key, parent, kind, body, batch, request, reason, at)
        SELECT guild_id, key, id, 'hide', NULL, 'other', 'other', '', at
        FROM faq_change WHERE id = ({newest})
    """
    # A change that was kept although the connection broke was one of these, too.
    since = len(bot.log)
    await postgres.execute(changed, at=bot.database)
    await bot.logged("changes.of_others", since=since)
    asked = await bot.command("ask", by=by, question="do i need a phd for ml jobs")
    assert "Do I need a PhD?" not in asked.text


async def stop_while_saving(bot: RunningBot, age: float, number: int = signal.SIGTERM) -> int:
    """End the bot so long after a preview was published; return its exit code.

    What it acknowledged until then is remembered.
    """
    form = await bot.command("kb edit", by=MIA, answer="=visa:h-1b/duration")
    if form.callback.body["type"] != FORM:
        form = await bot.press(form, "Leave it, and open the form")
    text = f"It ended after {age:.3f} s, at edit {next(bot.numbers)}."
    seen = await bot.submit(form, answer=text, reason="asked")
    data = press_data(seen.control("Publish")["custom_id"], BUTTON, ())
    below = bot.below(showing(data["custom_id"], BUTTON, ()))
    token, since = await bot.server.send(PRESS, data, by=MIA, message=below)
    await asyncio.sleep(age)
    code = await bot.stop(number)
    said = [one for one in bot.server.requests[since:] if f"token{token}" in one.path]
    if any("Published" in Reply(MIA, one, (one,)).text for one in said if one.body):
        bot.acknowledged.append(text)
    return code


def nothing_acknowledged_is_lost(bot: RunningBot) -> None:
    """Assert that every text that was said to be saved is in the ledger."""
    kept = str(bot.rows("faq_change"))
    lost = [text for text in bot.acknowledged if text not in kept]
    assert not lost
