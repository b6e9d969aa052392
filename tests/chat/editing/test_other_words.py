"""A member asks in other words what a moderator wrote, and gets it: with the sentence model."""

from datetime import datetime
from threading import Event

import pytest

from bot.chat.cards.card import NOT_SURE
from bot.semantic.meaning import Meaning
from bot.semantic.own.meaning import OwnMeaning
from bot.services.background.isolation import Isolation
from bot.services.content.documents import search_inputs
from bot.services.content.snapshot import SnapshotHolder
from bot.services.memory import memory_stores
from bot.upkeep import OwnReader
from bot.wiring import Services, wire
from tests.chat.conftest import World
from tests.support.forms import publish, said, save
from tests.support.meaning import shared_encoder

DOGS = {
    "name": "Can I bring my dog?",
    "answer": "Only small dogs, on a lead.",
    "asks": "are dogs allowed",
    "sources": "this server",
    "reason": "asked every week",
}
PARAPHRASE = "is my puppy permitted"
OF_ALIAS = "are kittens permitted"


@pytest.fixture
def own() -> OwnMeaning:
    return OwnMeaning(shared_encoder(), None)


@pytest.fixture
def desk(snapshots: SnapshotHolder, now: list[datetime], own: OwnMeaning) -> Services:
    """Answer by meaning, too, however long that takes on a busy machine."""
    meaning = Meaning(shared_encoder(), own=own)
    meaning.learn(*search_inputs(snapshots.snapshot.library), Event())
    desk = wire(snapshots, memory_stores(), lambda: now[0], meaning)
    desk.answering.answers.sensing._limit = None
    return desk


@pytest.fixture
def reading(desk: Services, own: OwnMeaning) -> OwnReader:
    return OwnReader(own, desk.snapshots, Isolation("own_entries", desk.clock), desk.editing.lane)


async def asked(world: World, question: str) -> str:
    return said(await world.ana.slash(world.channel, "ask", question=question))


async def test_a_new_answer_and_a_new_phrasing_are_found_in_other_words(
    world: World, desk: Services, reading: OwnReader
) -> None:
    await save(world.moderator, await world.moderator.slash(world.channel, "kb add"), **DOGS)
    await reading.go_on()
    found = await asked(world, PARAPHRASE)
    assert "on a lead" in found
    assert NOT_SURE not in found
    assert NOT_SURE in await asked(world, OF_ALIAS)
    (key,) = desk.snapshots.changes(world.guild.id).newest
    preview = await world.moderator.slash(
        world.channel,
        "kb alias",
        answer=f"={key}",
        phrasing="are cats allowed too",
    )
    await publish(world.moderator, preview)
    assert "on a lead" in await asked(world, "are cats allowed too")
    await reading.go_on()
    found = await asked(world, OF_ALIAS)
    assert "on a lead" in found
    assert NOT_SURE not in found
