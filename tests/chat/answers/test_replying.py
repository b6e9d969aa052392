"""An answer that somebody picked for another person's message goes there, and pings nobody."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import simcord

from bot.chat.answers.public_reply import PublicReplyMode, public_reply_mode
from bot.kb.model.keys import Key
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import choose, labels, text_of
from tests.support.discord.forging import press
from tests.support.forms import last, said

PUBLICLY = "Reply publicly"


async def pick(
    world: World, text: str = "how long does h1b last?"
) -> tuple[discord.Message, simcord.InteractionResult]:
    """Let Ben ask, and Ana pick an answer for him."""
    message = await world.ben.send(world.channel, text)
    return message, await world.ana.context_menu(world.channel, "Answer this", message)


def newest(world: World) -> tuple[discord.Message, str]:
    message = world.channel.last_message
    assert message is not None
    return message, text_of([one.to_dict() for one in message.components])


async def test_the_answer_refers_to_the_message_names_the_picker_and_pings_nobody(
    world: World,
) -> None:
    asked, picked = await pick(world)
    assert picked.ephemeral
    told = await world.ana.click(last(picked), label=PUBLICLY)
    assert told.ephemeral
    message, text = newest(world)
    assert message.reference is not None
    assert message.reference.message_id == asked.id
    assert message.mentions == []
    assert "limited to six years" in text
    assert "-# Shared by ana" in text
    assert f"/{world.guild.id}/{world.channel.id}/{message.id}" in said(told)


async def test_a_choice_is_opened_privately_and_goes_to_the_same_message(world: World) -> None:
    asked, picked = await pick(world, "can my spouse work")
    opened = await world.ana.click(last(picked), label="O-3 visa: family")
    assert opened.ephemeral
    await world.ana.click(last(opened), label=PUBLICLY)
    message, text = newest(world)
    assert message.reference is not None
    assert message.reference.message_id == asked.id
    assert "O-3 spouse cannot work" in text


async def test_the_same_answer_twice_in_a_row_points_to_the_earlier_one(
    world: World, now: list[datetime]
) -> None:
    _, picked = await pick(world)
    await world.ana.click(last(picked), label=PUBLICLY)
    first, _ = newest(world)
    again, picked = await pick(world, "h1b duration")
    await world.ana.click(last(picked), label=PUBLICLY)
    second, text = newest(world)
    assert text == ""
    assert f"/{world.channel.id}/{first.id}" in second.content
    assert second.reference is not None
    assert second.reference.message_id == again.id
    own = await world.ana.slash(world.channel, "ask", question="h1b duration")
    shared = await choose(world.ana, last(own), "Share here")
    assert shared.ephemeral
    assert "is already here" in said(shared)
    now[0] += timedelta(hours=2)
    await world.ana.click(last(picked), label=PUBLICLY)
    assert "limited to six years" in newest(world)[1]


async def test_between_two_others_it_is_given_again(world: World) -> None:
    for text, found in (
        ("how long does h1b last?", "six years"),
        ("can my spouse work on O-3", "cannot work"),
        ("how long does h1b last?", "six years"),
    ):
        _, picked = await pick(world, text)
        await world.ana.click(last(picked), label=PUBLICLY)
        assert found in newest(world)[1]


async def test_a_person_goes_on_from_it_with_a_reply(world: World, bot_mention: str) -> None:
    _, picked = await pick(world)
    await world.ana.click(last(picked), label=PUBLICLY)
    answer, _ = newest(world)
    await world.ben.send(world.channel, f"{bot_mention} and the cost?", reply_to=answer)
    assert "Premium processing of an H-1B" in newest(world)[1]


async def test_it_is_corrected_like_every_public_answer(world: World, desk: Services) -> None:
    _, picked = await pick(world, "do i need a phd for ml jobs")
    await world.ana.click(last(picked), label=PUBLICLY)
    answer, _ = newest(world)
    await desk.stores.published_answers.mark(world.guild.id, [Key.parse("faq:phd-needed")])
    (served,) = await desk.stores.published_answers.list_marked(world.guild.id, limit=9)
    assert served.message == answer.id


async def test_who_may_not_write_here_is_offered_nothing_and_forces_nothing(
    world: World,
) -> None:
    asked = await world.ben.send(world.channel, "how long does h1b last?")
    picked = await world.silent.context_menu(world.channel, "Answer this", asked)
    assert PUBLICLY not in labels(last(picked).components)
    forced = await press(world.silent, world.channel, "1|to|1|v:h-1b/duration")
    assert "Only you can see this" in said(forced)
    assert world.channel.last_message is not None
    assert world.channel.last_message.id == asked.id


async def test_where_the_bot_may_not_write_the_response_links_to_the_message(
    world: World,
) -> None:
    me = world.guild.me
    assert me is not None
    closed = world.guild.create_text_channel(
        "closed", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    asked = await world.ben.send(closed, "how long does h1b last?")
    picked = await world.ana.context_menu(closed, "Answer this", asked)
    shown = await world.ana.click(last(picked), label=PUBLICLY)
    assert not shown.ephemeral
    assert "limited to six years" in said(shown)
    assert (
        f"[this message](https://discord.com/channels/{world.guild.id}/{closed.id}/{asked.id})"
        in (said(shown))
    )


async def test_what_discord_forbids_after_all_is_said(world: World) -> None:
    _, picked = await pick(world)
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    told = await world.ana.click(last(picked), label=PUBLICLY)
    assert "can't be posted here" in said(told)


async def test_a_direct_message_has_nobody_else_to_show_it_to(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    opened = await press(user, user.dm_channel, "1|of|1|v:h-1b/duration")
    assert PUBLICLY not in labels(last(opened).components)
    forced = await press(user, user.dm_channel, "1|to|1|v:h-1b/duration")
    assert "Only you can see this" in said(forced)


async def test_an_answer_that_is_gone_is_not_passed_on(world: World) -> None:
    for name in ("to", "of"):
        pressed = await press(world.ana, world.channel, f"1|{name}|1|v:never-was")
        assert "no longer in the base" in said(pressed)


async def test_for_who_wants_plain_text_the_button_is_there_too(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    _, picked = await pick(world)
    assert last(picked).content.startswith("Answer · H-1B visa: duration")
    await world.ana.click(last(picked), label=PUBLICLY)
    assert "limited to six years" in newest(world)[1]


ALL = discord.Permissions.all()
NO_WRITING = discord.Permissions(~discord.Permissions(send_messages=True).value & ALL.value)
NO_APPS = discord.Permissions(~discord.Permissions(use_external_apps=True).value & ALL.value)
NO_HISTORY = discord.Permissions(~discord.Permissions(read_message_history=True).value & ALL.value)
NO_THREADS = discord.Permissions(
    ~discord.Permissions(send_messages_in_threads=True).value & ALL.value
)


@pytest.mark.parametrize(
    ("own", "person", "me", "found"),
    [
        (True, ALL, ALL, PublicReplyMode.BELOW),
        (True, NO_APPS, ALL, PublicReplyMode.BELOW),
        (True, NO_WRITING, ALL, PublicReplyMode.PRIVATE),
        (True, ALL, NO_WRITING, PublicReplyMode.WITH_LINK),
        (True, ALL, NO_HISTORY, PublicReplyMode.WITH_LINK),
        (False, ALL, ALL, PublicReplyMode.WITH_LINK),
        (False, NO_APPS, ALL, PublicReplyMode.PRIVATE),
        (False, NO_WRITING, ALL, PublicReplyMode.PRIVATE),
    ],
)
def test_the_way_is_decided_by_who_is_there_and_may_what(
    own: bool, person: discord.Permissions, me: discord.Permissions, found: PublicReplyMode
) -> None:
    assert public_reply_mode(interaction(own, person, me)) is found


def test_in_a_thread_the_right_to_write_in_threads_counts() -> None:
    thread = discord.Thread.__new__(discord.Thread)
    assert (
        public_reply_mode(interaction(True, NO_WRITING, NO_WRITING, thread))
        is PublicReplyMode.BELOW
    )
    assert public_reply_mode(interaction(True, NO_THREADS, ALL, thread)) is PublicReplyMode.PRIVATE


def test_a_group_sees_it_with_a_link() -> None:
    assert public_reply_mode(interaction(False, ALL, ALL, guild=None)) is PublicReplyMode.WITH_LINK


def interaction(
    own: bool,
    person: discord.Permissions,
    me: discord.Permissions,
    channel: Any = None,
    guild: int | None = 1,
) -> Any:
    client = SimpleNamespace(get_guild=lambda _: object() if own else None)
    return SimpleNamespace(
        context=SimpleNamespace(dm_channel=False),
        guild_id=guild,
        permissions=person,
        app_permissions=me,
        channel=channel,
        client=client,
    )
