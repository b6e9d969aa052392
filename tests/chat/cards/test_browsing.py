"""What people ask is browsed by topic, once there are more questions than one select holds."""

from dataclasses import replace
from datetime import date

import pytest

from bot.chat.cards.browsing import render_questions
from bot.kb.model.keys import Address, Key, Kind
from bot.services.answering.browsing import questions_by_topic
from bot.services.content.answer import Link
from bot.services.editing.entry_fields import EntryFields, new_entry
from tests.chat.cards.test_card import assert_fits
from tests.chat.conftest import World
from tests.support.cards import custom_id, options, text_of
from tests.support.knowledge.shipped import shipped_library


def links(topic: str, count: int) -> tuple[Link, ...]:
    return tuple(
        Link(Address(Key(Kind.FAQ, f"{topic}-{number}")), f"{topic} {number}?")
        for number in range(count)
    )


SHOWN_ON_A_PHONE = 23
"""Characters of a select."""


def placeholders(node: object) -> list[str]:
    """List what the selects of a card are called."""
    if isinstance(node, list):
        return [name for one in node for name in placeholders(one)]
    if not isinstance(node, dict):
        return []
    own = [node["placeholder"]] if "placeholder" in node else []
    return own + placeholders(node.get("components", []))


BUS = EntryFields("Where is the bus?", "At the gate.", "", "Buses https://bus.example")
MANY = {"visas": links("visas", 30), "pay": links("pay", 1)}


async def test_a_topic_shows_its_questions_and_the_other_topics(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.answering.answers.questions_by_topic", lambda library: MANY)
    result = await world.ana.slash(world.channel, "faq")
    assert result.response is not None
    card = result.response.components
    assert "31 questions by topic:\n- Visas (30)\n- Pay (1)" in text_of(card)
    assert options(card, "Topics") == {"Visas": "visas", "Pay": "pay"}
    await world.ana.select(result.response, ["visas"], custom_id=custom_id(card, "1|topics|"))
    card = result.response.components
    assert "What people ask: visas" in text_of(card)
    assert len(options(card, "Other, 1 of 2")) == 25
    assert len(options(card, "Other, 2 of 2")) == 5
    assert "Pay" in options(card, "Change topic")


def test_questions_of_several_topics_are_counted_once_and_it_says_so() -> None:
    shared = {**MANY, "family": MANY["visas"][:4]}
    said = text_of(render_questions(shared).to_components())
    assert "31 questions by topic, some in several:\n- Visas (30)\n" in said


def test_a_topic_that_is_gone_leads_back_to_all_of_them() -> None:
    assert "31 questions by topic" in text_of(render_questions(MANY, "gone").to_components())


def test_every_question_of_the_base_is_under_a_topic_and_every_topic_fits() -> None:
    library = shipped_library()
    topics = questions_by_topic(library)
    listed = {link.address.key for several in topics.values() for link in several}
    assert listed == {entry.key for entry in library.of_kind(Kind.FAQ)}
    sizes = [len(several) for several in topics.values()]
    assert sizes == sorted(sizes, reverse=True)
    for topic in (None, *topics):
        assert_fits(render_questions(topics, topic))


def test_a_large_topic_is_divided_by_what_else_its_questions_are_about() -> None:
    visas = links("visas", 40)
    topics = {"visas": visas, "travel": visas[:6], "family": visas[4:9], "money": visas[9:11]}
    card = render_questions(topics, "visas").to_components()
    # The subject is the smaller topic of two, and two questions make none.
    assert len(options(card, "Family")) == 5
    assert len(options(card, "Travel")) == 4
    assert len(options(card, "Other, 2 of 2")) == 6


def test_no_two_selects_of_a_card_are_called_the_same_or_longer_than_a_phone_shows() -> None:
    topics = questions_by_topic(shipped_library())
    for topic in topics:
        names = placeholders(render_questions(topics, topic).to_components())
        assert len(set(names)) == len(names), topic
        assert max(map(len, names)) <= SHOWN_ON_A_PHONE, names


def test_the_topic_of_a_server_itself_comes_first() -> None:
    library = shipped_library()
    own = new_entry(Key(Kind.FAQ, "bus"), BUS, date(2026, 11, 24))
    topics = questions_by_topic(replace(library, entries={**library.entries, own.key: own}))
    assert next(iter(topics)) == "this server"
    assert len(topics["this server"]) == 1
