"""Ask a person, and read what moderators and askers get, as tests of both sides do."""

import discord
import simcord

from tests.chat.conftest import World
from tests.support.cards import choose, last_card, text_of
from tests.support.forms import fill, last

BAKERY = "which bakery makes good sourdough"
ASK_A_PERSON = "Ask a person"
DIRECT = {"place": "direct", "link": "no"}


async def opened(
    world: World, actor: simcord.MemberActor, question: str = BAKERY
) -> simcord.InteractionResult:
    """Ask in vain, and open the form."""
    asked = await actor.slash(world.channel, "ask", question=question)
    return await choose(actor, last(asked), ASK_A_PERSON)


async def ask_person(
    world: World, actor: simcord.MemberActor, **fields: str
) -> simcord.InteractionResult:
    """Ask in vain, then a person."""
    return await fill(actor, await opened(world, actor), **(DIRECT | fields))


def posted(world: World) -> discord.Message:
    """Find the newest message in the inbox."""
    message = world.inbox.last_message
    assert message is not None, "nothing was posted in the inbox"
    return message


def text(message: discord.Message) -> str:
    """Read a card."""
    return text_of([one.to_dict() for one in message.components])


def told(actor: simcord.MemberActor) -> list[str]:
    """Read every card that the bot sent somebody directly."""
    return [text(one) for one in actor.user.dm_channel.history() if one.components]


async def reply(
    world: World, words: str, actor: simcord.MemberActor | None = None
) -> simcord.InteractionResult:
    """Reply to the newest question in the inbox, and let it be told."""
    actor = actor or world.moderator
    form = await actor.click(posted(world), label="Reply")
    result = await fill(actor, form, reply=words)
    await world.env.settle()
    return result


def newest(channel: simcord.ChannelHandle) -> discord.Message:
    """Find the newest card of a channel."""
    return last_card(channel)
