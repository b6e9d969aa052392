"""A question that came often is shown in the inbox channel soon after, and not too many of them."""

from datetime import datetime, timedelta

import pytest

from bot.chat.client import AlmanacBot
from bot.chat.inbox.announcing import MOST, WITHIN, AnnounceCog
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import text_of
from tests.support.forms import said

QUESTION = "which bakery makes good sourdough"


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def ask_often(world: World, question: str = QUESTION) -> None:
    for actor in (world.ana, world.ben, world.ben):
        await actor.slash(world.channel, "ask", question=question)


async def tick(world: World) -> None:
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("AnnounceCog")
    assert isinstance(cog, AnnounceCog)
    await cog.post_new()


def posted(world: World) -> list[str]:
    return [
        text_of([part.to_dict() for part in one.components]) for one in world.inbox.history()[::-1]
    ]


async def test_what_came_often_is_posted_once_and_forgets_who_asked(
    world: World, desk: Services
) -> None:
    await world.ana.slash(world.channel, "ask", question=QUESTION)
    await tick(world)
    assert posted(world) == []
    await ask_often(world)
    for _ in range(2):
        await tick(world)
    (text,) = posted(world)
    assert QUESTION in text
    assert "asked 4 times" in text
    assert (await desk.stores.people.export(world.ana.id)).hashes == 0


async def test_a_few_are_posted_in_an_hour_and_the_rest_later(
    world: World, now: list[datetime]
) -> None:
    words = ("sourdough", "croissants", "baguettes", "pretzels", "brioche")
    for word in words:
        await ask_often(world, f"which bakery makes {word}")
    await tick(world)
    assert len(posted(world)) == MOST
    now[0] += WITHIN - timedelta(seconds=1)
    await tick(world)
    assert len(posted(world)) == MOST
    now[0] += timedelta(seconds=1)
    await tick(world)
    assert len(posted(world)) == len(words)


async def test_without_an_inbox_it_waits_for_who_looks(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=None)
    await ask_often(world)
    await tick(world)
    assert posted(world) == []
    looked = await world.moderator.slash(world.channel, "kb inbox")
    assert QUESTION in said(looked)
