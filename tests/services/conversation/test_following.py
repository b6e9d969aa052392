"""Follow-ups over the base that ships: understood from the last answer, never as another visa."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import open_services
from bot.kb.model.keys import Address, Kind
from bot.services.content.outcomes import Found
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import MOST_KEPT, LastAnswers, Turn
from bot.wiring import Services
from tests.chat.conftest import NOON

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
H1B = Address.parse("visa:h-1b")


@pytest.fixture(scope="module")
def services() -> Services:
    return open_services(KNOWLEDGE, lambda: NOON)


@pytest.fixture
def follow_ups(services: Services) -> FollowUps:
    last = LastAnswers(lambda: NOON)
    return FollowUps(
        services.answering.answers, services.answering.salaries, services.snapshots, last
    )


@pytest.mark.parametrize(
    ("last", "question", "found"),
    [
        ("visa:h-1b", "and the cost?", "visa:h-1b/cost"),
        ("visa:h-1b", "what about my wife?", "visa:h-1b/family"),
        ("visa:h-1b/cost", "same for O-1", "visa:o-1a/cost"),
        ("visa:h-1b/cost", "how long?", "visa:h-1b/duration"),
        ("visa:h-1b/family", "ok, and for L-1?", "visa:l-1/family"),
        ("visa:h-1b/family", "what about TN?", "visa:tn/family"),
        ("visa:h-1b/cost", "and H-1B1?", "visa:h-1b1"),
        ("visa:o-1a", "what about my wife on L-1?", "visa:l-1/family"),
        ("visa:o-1a", "E-3 duration", "visa:e-3/duration"),
        ("role:ml-engineer", "which tools?", "role:ml-engineer/stack"),
        ("salary:ml-engineer-senior-us", "what about entry level?", "salary:ml-engineer-entry-us"),
        ("faq:bring-family", "what is the o-1 visa", "visa:o-1a"),
        ("visa:h-1b", "how much does an ml engineer earn", "role:ml-engineer/pay"),
    ],
)
async def test_a_follow_up_is_understood(
    follow_ups: FollowUps, last: str, question: str, found: str
) -> None:
    outcome = await follow_ups.ask(question, Turn(Address.parse(last)))
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == found


@pytest.mark.parametrize("lead", ["and", "what about", "thanks, and", "is it about"])
async def test_nothing_without_a_code_is_answered_with_another_visa(
    services: Services, follow_ups: FollowUps, lead: str
) -> None:
    for entry in services.snapshots.snapshot.library.of_kind(Kind.VISA):
        for phrase in entry.summary.split(".")[0].split(", "):
            outcome = await follow_ups.ask(f"{lead} {phrase}", Turn(H1B))
            if isinstance(outcome, Found) and outcome.answer.address.key.kind is Kind.VISA:
                named = services.snapshots.snapshot.index.search(phrase).codes
                assert named or outcome.answer.address.key == H1B.key, phrase


async def test_what_was_named_beside_an_answer_can_be_chosen(follow_ups: FollowUps) -> None:
    first = await follow_ups.ask("how long does h1b last? do i need a phd for ml jobs?", None)
    assert isinstance(first, Found)
    assert str(first.answer.address) == "visa:h-1b/duration"
    second = await follow_ups.ask("1", Turn.of(first))
    assert isinstance(second, Found)
    assert str(second.answer.address) == "faq:phd-needed"


async def test_what_is_neither_here_nor_there_is_not_answered(follow_ups: FollowUps) -> None:
    for question in ("and pets?", "Hello world", "and a nurse?"):
        assert not isinstance(await follow_ups.ask(question, Turn(H1B)), Found)


async def test_an_entry_that_is_gone_leaves_the_question_as_it_stands(
    follow_ups: FollowUps,
) -> None:
    gone = Address.parse("visa:never-was")
    outcome = await follow_ups.ask("how long does h1b last", Turn(gone))
    assert isinstance(outcome, Found)


def test_only_so_many_places_are_remembered_and_a_person_is_forgotten_everywhere() -> None:
    now = NOON
    last = LastAnswers(lambda: now)
    for channel in range(MOST_KEPT + 1):
        last.remember(Turn(H1B), (channel, 1), public=True)
    assert last.find((0, 1), public=True) is None
    assert last.find((MOST_KEPT, 1), public=True) == Turn(H1B)
    now += timedelta(minutes=15, seconds=1)
    assert last.find((MOST_KEPT, 1), public=True) is None
    now = NOON
    last.forget(1)
    assert last.find((MOST_KEPT, 1), public=True) is None
