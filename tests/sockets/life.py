"""What happens in a server, step by step; each step asserts what must hold."""

import asyncio
import random
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from typing import Any

from tests.sockets.bot import (
    BUTTON,
    COMMAND,
    FORM,
    PRESS,
    SUBMIT,
    Reply,
    RunningBot,
    press_data,
    showing,
)
from tests.sockets.people import ADAM, CLEO, CURATORS, EVE, INBOX, MAX, MIA, OLGA, OWN_ROLE
from tests.support import postgres
from tests.support.discord.discord_server import Fault
from tests.support.discord.discord_shapes import ANA, APPLICATION, CHANNEL, DM, GUILD, Person

FAILED = "That did not work"
NOT_NOW = "Nothing can be saved right now"

OPTIONS = {
    "question": "how long does h1b last",
    "first": "h1b",
    "second": "o1",
    "answer": "=faq:phd-needed",
    "entry": "=faq:phd-needed",
    "phrasing": "doctorate required or not",
    "name": "h1b",
}
"""What is given where a command must have it."""

AT_ONCE = 20
"""Presses of strangers that come in one burst."""

PRIVILEGED = ("faq_change", "guild_settings", "board")
"""Tables that only moderators and admins of a server change."""


async def use_every_command(bot: RunningBot) -> None:
    """Use every command once, as an admin: each is answered, none fails."""
    for command in bot.server.commands:
        if command["type"] != 1:
            await _use_menu(bot, command)
            continue
        leaves = [one for one in command.get("options", ()) if one["type"] == 1]
        for leaf in leaves or [command]:
            named = f"{command['name']} {leaf['name']}" if leaves else command["name"]
            needed = [one for one in leaf.get("options", ()) if one.get("required")]
            if any(one["type"] == 11 for one in needed):
                continue
            given = {one["name"]: OPTIONS[one["name"]] for one in needed}
            _worked(await bot.command(named, by=ADAM, **given), named)


async def _use_menu(bot: RunningBot, command: dict[str, Any]) -> None:
    message = bot.server.message("400000000000000004", "how long does h1b last")
    data = {
        "id": command["id"],
        "name": command["name"],
        "type": 3,
        "target_id": message["id"],
        "resolved": {"messages": {message["id"]: message}},
    }
    _worked(await bot.talk(COMMAND, data, by=ADAM), command["name"])


async def set_up(bot: RunningBot) -> Reply:
    """Choose a role of moderators and an inbox."""
    panel = await bot.command("setup", by=ADAM)
    role, inbox = (one for one in panel.controls if one["type"] in (6, 8) and _single(one))
    for control, value in ((role, CURATORS), (inbox, INBOX)):
        chosen = await bot.press_id(control["custom_id"], control["type"], value, by=ADAM)
        _worked(chosen, "setup")
    return panel


async def choose_a_role_of_moderators(bot: RunningBot) -> None:
    """Let the role of /setup edit, and take that back."""
    panel = await set_up(bot)
    role = next(one for one in panel.controls if one["type"] == 6)
    assert "Published" in (await edit(bot, "Our server asks nobody.", by=CLEO)).text
    await bot.press_id(role["custom_id"], 6, by=ADAM)
    refused = await bot.command("kb edit", by=CLEO, answer="=faq:phd-needed")
    assert refused.callback.body["type"] != FORM
    assert not refused.controls


async def edit(
    bot: RunningBot, text: str, *, by: Person = MIA, key: str = "faq:phd-needed"
) -> Reply:
    """Change an answer through the form and publish its preview, if there is one."""
    form = await bot.command("kb edit", by=by, answer=f"={key}")
    if form.callback.body["type"] != FORM:
        form = await bot.press(form, "Leave it, and open the form")
    # Another text each time: what is so already is not saved.
    typed = f"{text} It is edit {next(bot.numbers)}."
    seen = await bot.submit(form, answer=typed, reason="asked")
    if not any(one.get("label") == "Publish" for one in seen.controls):
        return seen
    return await bot.press(seen, "Publish")


async def let_a_second_moderator_look(bot: RunningBot, key: str) -> None:
    """Propose, be kept from publishing one's own, and let somebody else publish."""
    panel = await set_up(bot)
    switched = await bot.press(panel, "Second review: no")
    since, before = len(bot.server.requests), len(bot.rows("faq_change"))
    proposed = await edit(bot, "Two of us say so.", key=key)
    assert "Another moderator can publish it" in proposed.text
    posted = await bot.server.request(f"/channels/{INBOX}/messages", since)
    card = Reply(MIA, posted, (posted,))
    kept_out = (await bot.press(card, "Publish")).text
    assert "another moderator has to review" in kept_out, kept_out
    assert len(bot.rows("faq_change")) == before
    for person in (EVE, OLGA):
        await bot.press(card, "Publish", by=person)
    assert len(bot.rows("faq_change")) == before, "published by who may not"
    published = (await bot.press(card, "Publish", by=MAX)).text
    assert "Published" in published, published
    assert len(bot.rows("faq_change")) == before + 1
    await bot.press(switched, "Second review: yes")


async def ask_a_person(bot: RunningBot) -> None:
    """Bring a question to the inbox; a moderator alone replies, and its asker is told once."""
    await set_up(bot)
    asked = await bot.command("ask", question="which bakery makes good sourdough")
    form = await bot.press(asked, "Ask a person")
    since = len(bot.server.requests)
    sent = await bot.submit(form, question="My case EAC2112345678?", place="direct", link="no")
    assert "without your name" in sent.text
    posted = await bot.server.request(f"/channels/{INBOX}/messages", since)
    card = Reply(MIA, posted, (posted,))
    assert "EAC" not in card.text
    for person in (EVE, OLGA):
        assert (await bot.press(card, "Reply", by=person)).callback.body["type"] != FORM
    form = await bot.press(card, "Reply")
    since = len(bot.server.requests)
    assert "At the corner." in (await bot.submit(form, reply="At the corner.")).text
    told = await bot.server.request(f"/channels/{DM}/messages", since)
    assert "At the corner." in Reply(ANA, told, (told,)).text
    late = await bot.press(card, "Close without a reply")
    assert "replied already" in late.text


async def keep_answers_with_their_questions(bot: RunningBot) -> None:
    """Mention the bot and its role, edit what was asked, and delete it."""
    server, here = bot.server, f"/channels/{CHANNEL}/messages"
    since = len(server.requests)
    question = server.said(f"<@{APPLICATION}> what is h1b1")
    await server.dispatch("MESSAGE_CREATE", question)
    first = await server.call("POST", here, since)
    assert "H-1B1" in Reply(ANA, first, (first,)).text
    words = f"<@{APPLICATION}> can my spouse work on O-3"
    edited = question | {"content": words, "edited_timestamp": "2026-11-24T12:01:00+00:00"}
    await server.dispatch("MESSAGE_UPDATE", edited)
    again = await server.call("PATCH", f"{here}/", since)
    assert "cannot work" in Reply(ANA, again, (again,)).text
    gone = {"id": question["id"], "channel_id": CHANNEL, "guild_id": GUILD}
    await server.dispatch("MESSAGE_DELETE", gone)
    assert (await server.call("DELETE", f"{here}/", since)).path == again.path
    for content, expected in (("", "Mention me, not my role"), ("what is h1b1", "H-1B1")):
        since = len(server.requests)
        named = f"<@&{OWN_ROLE}> {content}" if content else ""
        await server.dispatch("MESSAGE_CREATE", server.said(named) | {"mention_roles": [OWN_ROLE]})
        said = await server.call("POST", here, since)
        assert expected in Reply(ANA, said, (said,)).text


async def save_while_the_connection_breaks(bot: RunningBot) -> None:
    """Reset the connection that shows what was saved: it is saved once all the same."""
    before = len(bot.rows("faq_change"))
    bot.server.faults.append(Fault("POST", "/webhooks/"))
    await edit(bot, "A reset changes nothing.")
    assert len(bot.rows("faq_change")) == before + 1
    bot.server.faults.clear()


async def press_what_is_not_ones_own(bot: RunningBot, *, seed: int, most: int) -> None:
    """Replay and mutate every control and form that was shown, as who may not use them."""
    chance = random.Random(seed)
    shown = sorted(bot.custom_ids.items())
    before, waiting = _privileged(bot), _waiting(bot)
    for number in range(most):
        if number % AT_ONCE == 0:
            # What came before is done once this is answered, or soon after.
            _worked(await bot.command("ask", question="how long does h1b last"), "ask")
        custom_id, kind = chance.choice(shown)
        if chance.random() < 0.5:
            custom_id = mutated(custom_id, chance)
        by = chance.choice([EVE, OLGA])
        if kind == 0:
            data: dict[str, Any] = {"custom_id": custom_id, "components": _guessed(chance)}
            await bot.server.send(SUBMIT, data, by=by, message=bot.below(None))
        else:
            values = [chance.choice([INBOX, "visa:h-1b", "x"])]
            data, shown_below = (
                press_data(custom_id, kind, values),
                showing(custom_id, kind, values),
            )
            await bot.server.send(PRESS, data, by=by, message=bot.below(shown_below))
    await asyncio.sleep(1)
    assert _privileged(bot) == before
    assert _waiting(bot) >= waiting


def mutated(custom_id: str, chance: random.Random) -> str:
    """Change a part of a `custom_id` as somebody does who guesses."""
    at = chance.randrange(len(custom_id))
    parts = custom_id.split("|")
    match chance.randrange(4):
        case 0:
            return custom_id[:at] + chance.choice("|:/0aZ-é") + custom_id[at + 1 :]
        case 1:
            return custom_id[:at]
        case 2:
            chance.shuffle(parts)
        case _:
            parts[chance.randrange(len(parts))] = chance.choice(["", "0", GUILD, "faq:phd-needed"])
    return "|".join(parts)[:100] or "|"


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
    await postgres.execute(changed, at=bot.database)
    await bot.logged("changes.of_others")
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


def _worked(reply: Reply, what: str) -> None:
    assert FAILED not in reply.text, f"{what}: {reply.text}"


def _single(control: dict[str, Any]) -> bool:
    return bool(control.get("max_values", 1) == 1)


def _privileged(bot: RunningBot) -> list[tuple[Any, ...]]:
    """Read what only moderators of the server may change."""
    return [row for table in PRIVILEGED for row in bot.rows(table) if int(GUILD) in row[:2]]


def _waiting(bot: RunningBot) -> set[Any]:
    """Name what waits for moderators, but for what the strangers themselves suggested.

    Members may add to it, and only moderators settle it.
    """
    strangers = {int(EVE.id), int(OLGA.id)}
    suggested = {
        number for number, _guild, author, *_ in bot.rows("suggestion") if author not in strangers
    }
    disputed = {(guild, address) for _number, guild, address, *_ in bot.rows("report")}
    return suggested | disputed


def _guessed(chance: random.Random) -> list[dict[str, Any]]:
    names = ("answer", "question", "name", "asks", "sources", "reason", "zone", "note", "phrasing")
    text = chance.choice(["Everybody may.", "", "x" * 4000, "Europe/Berlin", "wrong"])
    return [
        {"type": 18, "id": at, "component": {"type": 4, "custom_id": name, "value": text}}
        for at, name in enumerate(chance.sample(names, 4), 1)
    ]
