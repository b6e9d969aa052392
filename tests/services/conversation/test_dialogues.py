"""Conversations over the base that ships: each turn finds its place after those before it."""

import json
from pathlib import Path

import pytest

from bot.app import open_services
from bot.kb.model.keys import Address
from bot.services.content.outcomes import Closest, Found
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import LastAnswers, Turn
from tests.chat.conftest import NOON
from tests.support.knowledge.shipped import KNOWLEDGE

STRANGERS = Path(__file__).parents[2] / "strangers"

RIGHT = 0.75
"""The share of second and later turns that must find a right place by words alone."""


@pytest.fixture(scope="module")
def follow_ups() -> FollowUps:
    services = open_services(KNOWLEDGE, lambda: NOON)
    last = LastAnswers(lambda: NOON)
    return FollowUps(
        services.answering.answers, services.answering.salaries, services.snapshots, last
    )


async def test_turns_find_their_places(follow_ups: FollowUps) -> None:
    asked = right = 0
    lines = (STRANGERS / "dialogues-own.jsonl").read_text("utf-8").splitlines()
    for dialogue in map(json.loads, lines):
        last: Turn | None = None
        for at, text in enumerate(dialogue["turns"]):
            outcome = await follow_ups.ask(text, last)
            last = Turn.of(outcome)
            place = str(outcome.answer.address) if isinstance(outcome, Found) else ""
            asked += at > 0
            right += at > 0 and place in dialogue["want"][at]
    print(f"\n{right} of {asked} later turns")
    assert right >= RIGHT * asked


OFFERED = Turn(
    Address.parse("visa:h-1b"),
    (Address.parse("visa:h-1b"), Address.parse("visa:o-1a")),
    ("h1b", "o1"),
)


@pytest.mark.parametrize(
    "choice", ["the second one", "2", "second", "ok, the 2nd one please", "#2"]
)
async def test_a_choice_opens_what_was_offered(follow_ups: FollowUps, choice: str) -> None:
    outcome = await follow_ups.ask(choice, OFFERED)
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == "visa:o-1a"


async def test_a_choice_inside_a_question_stands_for_its_name(follow_ups: FollowUps) -> None:
    outcome = await follow_ups.ask("ok tell me cost of second one", OFFERED)
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == "visa:o-1a/cost"


@pytest.mark.parametrize("text", ["no, I mean the L-1", "sorry i meant l1", "not that one, L-1"])
async def test_a_correction_keeps_the_part(follow_ups: FollowUps, text: str) -> None:
    outcome = await follow_ups.ask(text, Turn(Address.parse("visa:h-1b/cost")))
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == "visa:l-1/cost"


async def test_codes_are_remembered_through_turns_that_name_none(follow_ups: FollowUps) -> None:
    outcome = await follow_ups.ask("and for my wife?", OFFERED)
    assert outcome.named_codes == ("h1b", "o1")


def test_what_was_offered_is_remembered() -> None:
    turn = Turn.of(Closest("", (), 0.0, named_codes=("h1b",)))
    assert turn == Turn(named_codes=("h1b",))
