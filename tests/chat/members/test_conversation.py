"""Direct messages and mentions are answered; nothing else is."""

from pathlib import Path

import pytest
import simcord

from bot.services.answering.answers import Answers
from bot.services.ports.ledger import LedgerError
from bot.wiring import Services
from tests.chat.conftest import World, make_bot
from tests.support.cards import last_card, text_of


def cards(channel: simcord.ChannelHandle) -> list[str]:
    """Read every card that the bot sent to a channel."""
    return [
        text_of([component.to_dict() for component in message.components])
        for message in channel.history()
        if message.author.bot and message.components
    ]


def sentences(channel: simcord.ChannelHandle) -> list[str]:
    """Read every plain sentence that the bot sent to a channel."""
    return [one.content for one in channel.history() if one.author.bot and one.content]


async def test_a_direct_message_is_answered(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("can my spouse work on O-3")
    assert "cannot work" in cards(user.dm_channel)[-1]


async def test_a_mention_is_answered_in_public_as_a_reply(world: World, bot_mention: str) -> None:
    asked = await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    answer = world.channel.last_message
    assert answer is not None
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert answer.mentions == []
    assert "six years" in cards(world.channel)[-1]


async def test_a_bare_mention_gets_help(world: World, bot_mention: str) -> None:
    await world.ana.send(world.channel, bot_mention)
    assert "I answer questions about working in the USA" in cards(world.channel)[-1]


async def test_the_first_direct_message_is_answered_and_then_introduced_once(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("can my spouse work on O-3")
    assert [bool(one.components) for one in user.dm_channel.history()[1:]] == [True, False]
    assert "I am Almanac, a bot" in sentences(user.dm_channel)[0]
    await user.send_dm("how long does h1b last")
    assert len(sentences(user.dm_channel)) == 1


async def test_who_was_introduced_before_a_restart_is_not_introduced_again(
    world: World, answers: Answers, desk: Services, tmp_path: Path
) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("can my spouse work on O-3")
    await world.env.restart_bot(make_bot(desk, tmp_path))
    await user.send_dm("how long does h1b last")
    assert len(sentences(user.dm_channel)) == 1


async def test_a_mention_is_never_followed_by_an_introduction(
    world: World, bot_mention: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    assert sentences(world.channel) == []


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("Hello!", "Hello! Ask me"),
        ("thank you so much :)", "You are welcome."),
        ("STOP", "nothing to stop"),
    ],
)
async def test_what_asks_nothing_gets_a_short_reply(world: World, said: str, reply: str) -> None:
    user = world.env.create_user("dora")
    await user.send_dm(said)
    assert reply in sentences(user.dm_channel)[0]
    assert cards(user.dm_channel) == []


async def test_a_call_for_help_gets_the_card_of_help(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("help")
    assert "How to ask" in cards(user.dm_channel)[-1]


async def test_an_introduction_that_cannot_be_sent_costs_no_answer(world: World) -> None:
    user = world.env.create_user("dora")
    world.env.inject_error("GET", f"/channels/{user.dm_channel.id}/messages", status=500)
    await user.send_dm("can my spouse work on O-3")
    assert "cannot work" in cards(user.dm_channel)[-1]


async def test_talk_among_people_is_left_alone(world: World) -> None:
    await world.ana.send(world.channel, "how long does h1b last")
    await world.ana.send(world.channel, "@everyone how long does h1b last")
    assert cards(world.channel) == []


async def test_another_bot_is_never_answered(world: World, bot_mention: str) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{bot_mention} how long does h1b last")
    assert cards(world.channel) == []


async def test_a_channel_where_the_bot_may_not_write_stays_quiet(
    world: World, bot_mention: str
) -> None:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    assert cards(world.channel) == []


async def test_forget_me_asks_once_deletes_and_confirms(world: World, desk: Services) -> None:
    user = world.env.create_user("dora")
    await user.slash("my plain")
    await user.send_dm("forget me")
    assert "This cannot be undone" in user.dm_channel.history()[-1].content
    assert desk.conversation.preferences.wants_plain(user.id)
    await user.click(last_card(user.dm_channel), label="Delete everything")
    assert "nothing is kept about you anymore" in user.dm_channel.history()[-1].content
    assert not desk.conversation.preferences.wants_plain(user.id)
    await user.send_dm("and the cost?")
    assert "H-1B visa: cost" not in cards(user.dm_channel)[-1].split("\n")[0]


async def test_in_public_forget_me_points_to_the_private_command(
    world: World, bot_mention: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} forget me")
    assert "/my forget" in sentences(world.channel)[-1]
    assert cards(world.channel) == []


async def test_stop_also_ends_waiting_for_an_answer(world: World, desk: Services) -> None:
    await desk.listening.gaps.wait("which bakery makes sourdough", world.guild.id, world.ana.id)
    await world.ana.user.send_dm("stop")
    assert "Stopped" in sentences(world.ana.user.dm_channel)[-1]
    assert (await desk.stores.people.export(world.ana.id)).waiting == ()


async def test_a_stop_that_cannot_be_kept_says_so(
    world: World, desk: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(_: int) -> int:
        raise LedgerError("the disk is full")

    monkeypatch.setattr(desk.stores.watches, "drop_all", down)
    user = world.env.create_user("dora")
    await user.send_dm("stop")
    assert "Nothing can be saved right now" in sentences(user.dm_channel)[-1]
