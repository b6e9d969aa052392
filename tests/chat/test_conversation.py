"""Direct messages and mentions are answered; nothing else is."""

import simcord

from tests.chat.conftest import World
from tests.support.cards import text_of


def cards(channel: simcord.ChannelHandle) -> list[str]:
    """Read every card that the bot sent to a channel."""
    return [
        text_of([component.to_dict() for component in message.components])
        for message in channel.history()
        if message.author.bot
    ]


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


async def test_talk_among_people_is_left_alone(world: World) -> None:
    await world.ana.send(world.channel, "how long does h1b last")
    await world.ana.send(world.channel, "@everyone how long does h1b last")
    assert cards(world.channel) == []


async def test_another_bot_is_never_answered(world: World, bot_mention: str) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{bot_mention} how long does h1b last")
    assert len(cards(world.channel)) == 1  # the other bot's own message


async def test_a_channel_where_the_bot_may_not_write_stays_quiet(
    world: World, bot_mention: str
) -> None:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    assert cards(world.channel) == []
