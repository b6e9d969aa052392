"""What admins, moderators and members do."""

from typing import Any

from tests.sockets.bot import RunningBot
from tests.sockets.interactions import COMMAND, FORM, Reply
from tests.sockets.people import ADAM, CLEO, CURATORS, EVE, INBOX, MAX, MIA, OLGA, OWN_ROLE
from tests.support.discord.discord_shapes import ANA, APPLICATION, CHANNEL, DM, GUILD, Person

FAILED = "That did not work"

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
            worked(await bot.command(named, by=ADAM, **given), named)


async def _use_menu(bot: RunningBot, command: dict[str, Any]) -> None:
    message = bot.server.message("400000000000000004", "how long does h1b last")
    data = {
        "id": command["id"],
        "name": command["name"],
        "type": 3,
        "target_id": message["id"],
        "resolved": {"messages": {message["id"]: message}},
    }
    worked(await bot.talk(COMMAND, data, by=ADAM), command["name"])


async def set_up(bot: RunningBot) -> Reply:
    """Choose a role of moderators and an inbox."""
    panel = await bot.command("setup", by=ADAM)
    role, inbox = (one for one in panel.controls if one["type"] in (6, 8) and _single(one))
    for control, value in ((role, CURATORS), (inbox, INBOX)):
        chosen = await bot.press_id(control["custom_id"], control["type"], value, by=ADAM)
        worked(chosen, "setup")
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
    switched = await bot.press(panel, "Turn on second review")
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
    await bot.press(switched, "Turn off second review")


async def ask_a_person(bot: RunningBot) -> None:
    """Bring a question to the inbox; a moderator alone replies, and its asker is told once."""
    await set_up(bot)
    asked = await bot.command("ask", question="what is a bakery visa")
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


def worked(reply: Reply, what: str) -> None:
    """Assert that nobody was told of a failure."""
    assert FAILED not in reply.text, f"{what}: {reply.text}"


def _single(control: dict[str, Any]) -> bool:
    return bool(control.get("max_values", 1) == 1)
