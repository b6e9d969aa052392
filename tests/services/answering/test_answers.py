"""A question has one of four outcomes, each composed from one snapshot."""

import threading
from datetime import date

import pytest

from bot.kb.model.keys import Address, Key, Kind
from bot.search.own import GuildLayer
from bot.search.values.semantic_scores import SemanticScores
from bot.services.answering.answers import Answers
from bot.services.content.outcomes import Closest, Found, Outcome, Unknown, WhichOne
from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.clock import Clock

H1B = Key.parse("visa:h-1b")


def found(outcome: Outcome) -> Found:
    assert isinstance(outcome, Found), outcome
    return outcome


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("how long does h1b last", "visa:h-1b/duration"),
        ("How long does an H-1B last??", "visa:h-1b/duration"),
        ("h1b premium procesing cost", "visa:h-1b/cost"),
        ("what is H 1B", "visa:h-1b"),
        ("what is h1b1", "visa:h-1b1"),
        ("can my wife work on h4", "visa:h-4/family"),
        ("can my spouse work on O-3", "visa:o-3/family"),
        ("do i need a phd for ml jobs", "faq:phd-needed"),
    ],
)
async def test_a_question_finds_its_entry_and_section(
    answers: Answers, question: str, address: str
) -> None:
    outcome = found(await answers.ask(question))
    assert str(outcome.answer.address) == address
    assert outcome.candidates[0].address == outcome.answer.address
    assert 0 <= outcome.confidence <= 1


@pytest.mark.parametrize("question", ["", "?", "...", "👍", "how do i bake bread", "x" * 4000])
async def test_what_the_base_does_not_have_is_said(answers: Answers, question: str) -> None:
    assert isinstance(await answers.ask(question), Unknown | Closest)


@pytest.mark.parametrize(
    ("question", "off_topic"),
    [
        ("super bowl halftime show", True),
        ("which bakery is good", True),
        ("super bowl halftime show on z9", False),
        ("qual a capital da frança", False),
        ("may i bring my parrot to the usa", False),
        ("?", False),
    ],
)
async def test_what_is_far_from_the_base_is_off_topic(
    answers: Answers, question: str, *, off_topic: bool
) -> None:
    outcome = await answers.ask(question)
    assert isinstance(outcome, Unknown | Closest)
    assert (isinstance(outcome, Unknown) and outcome.is_off_topic) is off_topic


async def test_a_code_without_an_entry_is_never_answered_by_another(answers: Answers) -> None:
    assert isinstance(await answers.ask("what is the b-2 visa"), Unknown | Closest)


async def test_two_entries_in_one_question_are_both_offered(answers: Answers) -> None:
    outcome = await answers.ask("h1b or o1a")
    assert isinstance(outcome, WhichOne)
    assert {str(choice.address.key) for choice in outcome.choices} >= {"visa:h-1b", "visa:o-1a"}


async def test_a_comparison_without_a_respect_offers_the_overviews(answers: Answers) -> None:
    outcome = await answers.ask("h1b vs o1a")
    assert isinstance(outcome, WhichOne)
    assert {choice.address.section for choice in outcome.choices} == {None}


async def test_a_place_is_never_answered_for_another(answers: Answers) -> None:
    outcome = await answers.ask("senior ml engineer pay in boston")
    assert not isinstance(outcome, Found)


async def test_a_chosen_suggestion_is_its_answer_for_certain(answers: Answers) -> None:
    outcome = found(await answers.ask("=visa:h-1b/duration"))
    assert (outcome.answer.address, outcome.confidence) == (Address(H1B, "duration"), 1.0)


@pytest.mark.parametrize("typed", ["=visa:none", "=visa:h-1b/none", "=nonsense", "="])
async def test_a_made_up_suggestion_is_not_found(answers: Answers, typed: str) -> None:
    assert not isinstance(await answers.ask(typed), Found)


async def test_a_kind_keeps_to_its_entries(answers: Answers) -> None:
    outcome = await answers.ask("h1b", kind=Kind.ROLE)
    assert all(choice.address.key.kind is Kind.ROLE for choice in outcome.candidates)


def test_facts_stand_in_the_answer_and_an_expired_one_leaves_it(answers: Answers) -> None:
    answer = answers.show(Address(H1B, "duration"))
    assert answer is not None
    assert answer.summary == "H-1B time is normally limited to six years."
    assert answer.points[0] == "The first approval is for up to three years."
    assert [fact.name for fact in answer.expired] == ["old-limit"]


def test_a_section_shows_its_own_sources_and_those_of_shared_facts(answers: Answers) -> None:
    duration = answers.show(Address(H1B, "duration"))
    cost = answers.show(Address(H1B, "cost"))
    assert duration is not None
    assert cost is not None
    assert [source.url for source in duration.sources] == ["https://www.uscis.gov/h-1b"]
    assert [source.url for source in cost.sources] == [
        "https://www.ecfr.gov/106.4",
        "https://law.example/fees",
    ]
    assert cost.verified


def test_an_answer_offers_the_other_parts_and_what_is_related(answers: Answers) -> None:
    answer = answers.show(Address(H1B, "duration"))
    assert answer is not None
    assert [link.title for link in answer.sections] == ["Overview", "Cost and who pays"]
    assert [link.title for link in answer.related] == ["O-1A visa", "Can my family come with me?"]


def test_review_dates_come_from_the_clock(snapshots: SnapshotHolder, clock: Clock) -> None:
    late = Answers(snapshots, lambda: clock().replace(year=2027)).show(Address(H1B))
    on_time = Answers(snapshots, clock).show(Address(H1B))
    assert on_time is not None
    assert late is not None
    assert (on_time.overdue, late.overdue) == (False, True)
    assert on_time.next_review == date(2027, 1, 30)


def test_a_revision_changes_with_the_text_and_only_then(answers: Answers) -> None:
    first, again = answers.show(Address(H1B)), answers.show(Address(H1B, "cost"))
    other = answers.show(Address(Key.parse("visa:l-1")))
    assert first is not None
    assert again is not None
    assert other is not None
    assert first.revision == again.revision != other.revision


def test_completion_offers_featured_entries_before_anything_is_typed(answers: Answers) -> None:
    assert answers.complete("")[0].address == Address(H1B)


@pytest.mark.parametrize("typed", ["h1b", "H-1", "h 1b", "h1b durat"])
def test_completion_follows_what_is_typed(answers: Answers, typed: str) -> None:
    assert answers.complete(typed)[0].address.key == H1B


def test_completion_takes_words_as_a_question_where_no_title_begins_so(answers: Answers) -> None:
    assert str(answers.complete("how long does h1b")[0].address) == "visa:h-1b/duration"
    assert answers.complete("how do i bake bread") == ()


def test_completion_keeps_to_a_kind_and_to_25(answers: Answers) -> None:
    links = answers.complete("", kind=Kind.SALARY)
    assert {link.address.key.kind for link in links} == {Kind.SALARY}
    assert len(answers.complete("")) <= 25


@pytest.mark.parametrize("name", ["h1b", "=visa:h-1b", "H-1B visa"])
def test_parts_of_an_entry_are_suggested_by_title(answers: Answers, name: str) -> None:
    titles = [link.title for link in answers.parts(Kind.VISA, name, "")]
    assert titles == ["Duration", "Cost and who pays"]
    assert [link.title for link in answers.parts(Kind.VISA, name, "dur")] == ["Duration"]


@pytest.mark.parametrize("name", ["", "=visa:none", "=", "zzzz"])
def test_no_entry_has_no_parts(answers: Answers, name: str) -> None:
    assert answers.parts(Kind.VISA, name, "") == ()


@pytest.mark.parametrize(
    ("name", "part", "address"),
    [
        ("h1b", "duration", "visa:h-1b/duration"),
        ("=visa:h-1b", "Cost and who pays", "visa:h-1b/cost"),
        ("h1b", "how long", "visa:h-1b/duration"),
        ("h1b", "zzzz", "visa:h-1b"),
        ("h1b", None, "visa:h-1b"),
    ],
)
async def test_a_part_is_found_by_name_by_title_or_in_other_words(
    answers: Answers, name: str, part: str | None, address: str
) -> None:
    outcome = found(await answers.look_up(Kind.VISA, name, part))
    assert str(outcome.answer.address) == address


def test_freshness_counts_answers_and_finds_the_newest_review(answers: Answers) -> None:
    assert answers.freshness().answers == 16
    assert answers.freshness().newest_review == date(2026, 11, 1)


class Promoting:
    """A semantic stage that takes every question for one about the H-1B1."""

    def sense(self, question: str, own: GuildLayer | None) -> SemanticScores | None:
        place = ("visa:h-1b1", None)
        return SemanticScores({place: 0}, (place,), (9.0,), (0.9,), 0.5, (0,))


class Stuck:
    """A semantic stage that never comes back while the test lasts."""

    def __init__(self) -> None:
        self.released = threading.Event()

    def sense(self, question: str, own: GuildLayer | None) -> SemanticScores | None:
        self.released.wait()
        return None


class Broken:
    """A semantic stage that fails."""

    def sense(self, question: str, own: GuildLayer | None) -> SemanticScores | None:
        raise RuntimeError("the model cannot read this")


async def test_the_semantic_stage_decides_what_words_do_not(
    snapshots: SnapshotHolder, clock: Clock
) -> None:
    outcome = found(await Answers(snapshots, clock, Promoting()).ask("work for years abroad"))
    assert str(outcome.answer.address) == "visa:h-1b1"


async def test_a_semantic_stage_that_fails_leaves_the_answer_to_words(
    snapshots: SnapshotHolder, clock: Clock
) -> None:
    outcome = await Answers(snapshots, clock, Broken()).ask("work for years abroad")
    assert isinstance(outcome, Closest)


async def test_a_decided_question_does_not_wait_for_meaning(
    snapshots: SnapshotHolder, clock: Clock
) -> None:
    stuck = Stuck()
    try:
        found(await Answers(snapshots, clock, stuck).ask("how long does h1b last"))
        assert not stuck.released.is_set()
    finally:
        stuck.released.set()


async def test_a_slow_semantic_stage_leaves_the_answer_to_words(
    snapshots: SnapshotHolder, clock: Clock
) -> None:
    stuck = Stuck()
    try:
        outcome = await Answers(snapshots, clock, stuck).ask("work for years abroad")
    finally:
        stuck.released.set()
    assert isinstance(outcome, Closest)
