"""What moderators write in these tests."""

from typing import Any

import discord
import simcord
from discord import ui

from bot.chat.cards.card import card
from bot.kb.model.keys import Key
from tests.chat.conftest import World
from tests.support.forms import said, save

TEA = {
    "name": "May I bring tea?",
    "answer": "Yes, tea is allowed.\n- In any bag.",
    "asks": "is green tea fine",
    "sources": "CBP on food https://www.cbp.gov/food",
    "reason": "asked every week",
}
FAMILY = Key.parse("faq:bring-family")
TAKING = "can my wife work on h-4"
"""A phrasing that belongs to another answer."""


async def add_tea(world: World, **changes: str) -> simcord.InteractionResult:
    opened = await world.moderator.slash(world.channel, "kb add")
    return await save(world.moderator, opened, **(TEA | changes))


async def open_family(world: World, actor: simcord.MemberActor) -> simcord.InteractionResult:
    return await actor.slash(world.channel, "kb edit", answer="=faq:bring-family")


async def asked(world: World, question: str) -> str:
    return said(await world.ana.slash(world.channel, "ask", question=question))


async def press(
    world: World, who: simcord.MemberActor, identifier: str
) -> simcord.InteractionResult:
    """Press a control that stands on no card of theirs, as anybody can."""
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    forged = ui.Button[Any](label="Forged", custom_id=identifier)
    sent = await channel.send(view=card([ui.ActionRow[Any](forged)]))
    return await who.click(sent, label="Forged")


async def take(world: World) -> simcord.InteractionResult:
    return await world.moderator.slash(
        world.channel, "kb alias", answer="=faq:bring-family", phrasing=TAKING
    )
