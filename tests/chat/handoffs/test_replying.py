"""A moderator's reply reaches who asked, once: where they wanted it, or as a direct message."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.chat.client import AlmanacBot
from bot.chat.handoffs.telling import HandoffTellingCog
from bot.wiring import Services
from tests.chat.announcements.test_told_later import Wire
from tests.chat.conftest import World, make_bot
from tests.chat.handoffs.asking import BAKERY, ask_person, newest, posted, reply, text, told
from tests.support.discord.forging import press, submit
from tests.support.forms import file_of, fill, last, said

LATER = timedelta(minutes=5)


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def look(world: World) -> None:
    """Let a minute pass."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("HandoffTellingCog")
    assert isinstance(cog, HandoffTellingCog)
    await cog.tell_due()
    await world.env.settle()


async def test_the_reply_comes_once_by_direct_message_and_the_asker_is_forgotten(
    world: World, desk: Services
) -> None:
    await ask_person(world, world.ana)
    shown = await reply(world, "The one at the corner.\nAsk for rye.")
    (answer,) = told(world.ana)
    assert f"You asked: “{BAKERY}”" in answer
    assert f"The moderators of {world.guild.name} reply:" in answer
    assert "The one at the corner.\nAsk for rye." in answer
    assert "not one of my reviewed answers" in answer
    assert "mia" not in answer
    assert shown.acknowledged
    assert f"replied to “{BAKERY}”" in text(posted(world))
    await look(world)
    assert len(told(world.ana)) == 1
    assert not (await desk.stores.people.export(world.ana.id)).handoffs


async def test_the_reply_comes_in_the_channel_and_mentions_the_asker_alone(
    world: World,
) -> None:
    await ask_person(world, world.ana, place="here")
    assert f"<#{world.channel.id}>" in text(posted(world))
    await reply(world, "At the corner, says Ben.")
    message = newest(world.channel)
    assert f"<@{world.ana.id}> You asked" in text(message)
    path = f"/channels/{world.channel.id}/messages"
    sent = [one for one in world.env.http_requests if (one.method, one.path) == ("POST", path)]
    allowed = (sent[-1].json or {})["allowed_mentions"]
    assert [int(one) for one in allowed["users"]] == [world.ana.id]
    assert allowed["parse"] == []
    assert told(world.ana) == []


async def test_a_channel_that_is_gone_gives_way_to_a_direct_message(world: World) -> None:
    await ask_person(world, world.ana, place="here")
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await reply(world, "At the corner.")
    assert "At the corner." in told(world.ana)[-1]


async def test_who_takes_no_messages_is_tried_once_and_moderators_hear_of_it(
    world: World, desk: Services, now: list[datetime]
) -> None:
    await ask_person(world, world.ana)
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await reply(world, "At the corner.")
    assert "could not reach who asked" in text(posted(world))
    now[0] += LATER
    await look(world)
    assert told(world.ana) == []
    assert not (await desk.stores.people.export(world.ana.id)).handoffs


async def test_one_that_is_closed_is_told_so(world: World) -> None:
    await ask_person(world, world.ana)
    await world.moderator.click(posted(world), label="Close without a reply")
    await world.env.settle()
    assert "closed it without a reply" in told(world.ana)[-1]
    assert "without a reply" in text(posted(world))


async def test_a_second_reply_is_refused_and_handed_back(world: World) -> None:
    await ask_person(world, world.ana)
    forms = [
        await actor.click(posted(world), label="Reply") for actor in (world.moderator, world.second)
    ]
    await fill(world.moderator, forms[0], reply="Yes.")
    late = await fill(world.second, forms[1], reply="No.")
    assert "Somebody has replied already" in said(late)
    assert file_of(late) == "your-text.md"
    await world.env.settle()
    assert len(told(world.ana)) == 1
    assert "Yes." in told(world.ana)[0]
    for name in ("person-reply", "person-close"):
        pressed = await press(world.second, world.inbox, f"1|{name}|1")
        assert "Somebody has replied already" in said(pressed)


async def test_a_draft_is_sent_without_a_card(world: World) -> None:
    await ask_person(world, world.ana)
    form = await world.moderator.click(posted(world), label="Reply")
    refused = await fill(world.moderator, form, reply="@everyone look")
    assert "would mention people" in said(refused)
    again = await world.moderator.click(last(refused), label="Open the form again")
    await fill(world.moderator, again, reply="Look at the corner.")
    await world.env.settle()
    assert "Look at the corner." in told(world.ana)[-1]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("   ", "Write a reply"),
        ("come to discord.gg/xyz", "invite to another server"),
        ("[uscis.gov](https://evil.example)", "let it say where it leads"),
    ],
)
async def test_what_may_not_be_sent_is_refused_and_handed_back(
    world: World, words: str, fault: str
) -> None:
    await ask_person(world, world.ana)
    refused = await reply(world, words)
    assert fault in said(refused)
    assert told(world.ana) == []
    assert BAKERY in said(await world.moderator.slash(world.inbox, "kb inbox"))


async def test_members_neither_reply_nor_close(world: World, desk: Services) -> None:
    await ask_person(world, world.ana)
    for name in ("person-reply", "person-close"):
        pressed = await press(world.ben, world.channel, f"1|{name}|1")
        assert "Only moderators may do this" in said(pressed)
    forged = await submit(world.ben, world.channel, "1|f|h|1|0", {"reply": "Mine."})
    assert "Only moderators may do this" in said(forged)
    assert len(await desk.listening.handoffs.waiting(world.guild.id)) == 1


async def test_from_the_inbox_command_it_is_replied_to_in_place(world: World) -> None:
    await ask_person(world, world.ana)
    shown = await world.moderator.slash(world.channel, "kb inbox")
    assert "1 of 1 in the inbox" in said(shown)
    form = await world.moderator.click(last(shown), label="Reply")
    await fill(world.moderator, form, reply="At the corner.")
    await world.env.settle()
    assert "At the corner." in told(world.ana)[-1]
    assert "The inbox is empty" in said(await world.moderator.slash(world.channel, "kb inbox"))


async def test_who_could_not_be_told_is_told_later_once(
    world: World, now: list[datetime], desk: Services, tmp_path: Path
) -> None:
    wire = Wire(world.env.bot)
    await ask_person(world, world.ana)
    wire.breaks("POST", "/users/@me/channels")
    await reply(world, "At the corner.")
    assert told(world.ana) == []
    await world.env.restart_bot(make_bot(desk, tmp_path))
    for _ in range(3):
        now[0] += LATER
        await look(world)
    assert len(told(world.ana)) == 1


async def test_who_says_stop_meanwhile_is_not_told(world: World, now: list[datetime]) -> None:
    wire = Wire(world.env.bot)
    await ask_person(world, world.ana)
    wire.breaks("POST", "/users/@me/channels")
    await reply(world, "At the corner.")
    await world.ana.user.send_dm("stop")
    now[0] += LATER
    await look(world)
    assert told(world.ana) == []
