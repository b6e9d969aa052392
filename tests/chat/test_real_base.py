"""The base that ships is drawn whole: every entry and section fits its card."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from bot.chat.cards.card import render_answer
from bot.chat.cards.compared import render_comparison
from bot.chat.cards.pages import CONDITIONS_TEXT, page
from bot.chat.members.path import render_stop
from bot.chat.moderation.board import render_board
from bot.chat.sending.text import width
from bot.kb.model.entries import OVERVIEW
from bot.kb.model.keys import Address, Kind
from bot.kb.model.paths import End
from bot.locale.i18n import using_language
from bot.pictures.gallery import Gallery
from bot.services.answering.answers import Answers
from bot.services.answering.compare import COMPARABLE, compare, token
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.guidance import Guidance
from bot.services.answering.illustrations import Illustrations
from bot.services.content.conditions import CAN_WAIT, lines
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from tests.chat.cards.test_card import assert_fits
from tests.support.cards import text_of
from tests.support.knowledge.shipped import shipped_snapshot
from tests.support.language.catalogs import catalog


def clock() -> datetime:
    return datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def real() -> Snapshot:
    return shipped_snapshot()


def test_every_entry_and_section_of_the_base_fits_a_card(real: Snapshot) -> None:
    drawn = 0
    for key, entry in real.library.entries.items():
        for name in (None, *(section.name for section in entry.sections)):
            answer = real.composer.compose(Address(key, name), date(2026, 11, 24))
            assert answer is not None
            for number in range(1, page(answer).count + 1):
                assert_fits(render_answer(answer, number=number))
                drawn += 1
    assert drawn > 100


async def test_the_command_and_the_question_compare_alike_with_the_difference_on_top(
    real: Snapshot,
) -> None:
    snapshots = SnapshotHolder(real)
    answers = Answers(snapshots, clock)
    comparisons = Comparisons(snapshots, clock, answers)
    named = await comparisons.find(["h1b", "o1"])
    asked = comparisons.compare_named(await answers.ask("h1b vs o1"))
    assert named == asked
    assert asked is not None
    heading, *lines = text_of(render_comparison(asked).to_components()).splitlines()
    assert (heading, lines[0]) == ("## H-1B or O-1A?", asked.difference)
    assert asked.difference.startswith("O-1A has no cap")


def test_every_translation_of_the_base_fits_a_card(real: Snapshot) -> None:
    for key, by_language in real.library.translations.items():
        for language, translation in by_language.items():
            for _, part in translation.placed_parts():
                name = None if part.name == OVERVIEW else part.name
                answer = real.composer.compose(Address(key, name), date(2026, 11, 25), language)
                assert answer is not None
                assert answer.language == language
                for number in range(1, page(answer).count + 1):
                    assert_fits(render_answer(answer, number=number))


def test_the_board_fits_a_message(real: Snapshot) -> None:
    assert_fits(render_board(Answers(SnapshotHolder(real), clock), 0))


async def test_every_range_of_pay_fits_its_card_even_without_its_picture(real: Snapshot) -> None:
    illustrations = Illustrations(SnapshotHolder(real), clock)
    for entry in real.library.of_kind(Kind.SALARY):
        answer = real.composer.compose(Address(entry.key), date(2026, 11, 24))
        illustration = await illustrations.of(Address(entry.key), offer=185_000)
        assert answer is not None
        assert illustration is not None
        assert_fits(render_answer(answer, illustration=illustration))


@pytest.mark.parametrize(
    ("question", "address", "holds"),
    [
        ("how long does h1b last", "visa:h-1b/duration", "six years"),
        ("can my spouse work on O-3", "visa:o-3/family", "No,"),
        ("can my spouse work on H-4", "visa:h-4/family", "only if the H-1B worker has"),
        ("can my spouse work on L-2", "visa:l-2/family", "by status alone"),
        ("what is the o-1 visa", "visa:o-1a", "O-1A"),
        ("what is the l-1 visa", "visa:l-1", "L-1"),
        ("h-1b1", "visa:h-1b1", "not the H-1B"),
        ("eb-2 niw", "visa:eb-2-niw", "without an employer"),
        ("eb-2", "visa:eb-2", "normally needs an employer"),
        ("o1 premium processing cost", "visa:o-1a/cost", "$1,055"),
        ("do i need a phd to become an ml engineer", "faq:phd-needed", "No,"),
        ("do multiple employers improve h1b odds", "faq:h1b-several-employers", "does not raise"),
        ("which us cities offer the best ml opportunities", "faq:best-cities", "Bay Area"),
        ("can my family accompany me to the united states", "faq:bring-family", "Yes,"),
        ("is there a pathway to permanent residency", "faq:green-card-path", "Yes,"),
        ("which programming skills matter most for ml jobs", "faq:programming-skills", "Python"),
        ("what does an mlops engineer do", "role:mlops-engineer", "pipelines"),
        ("senior ml engineer salary", "salary:ml-engineer-senior-us", "$199,534"),
    ],
)
async def test_what_the_article_raised_is_answered(
    real: Snapshot, question: str, address: str, holds: str
) -> None:
    answers = Answers(SnapshotHolder(real), clock)
    outcome = await answers.ask(question)
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == address
    assert holds in outcome.answer.summary


@pytest.mark.parametrize("address", ["visa:h-1b/lottery", "faq:h1b-season"])
async def test_the_season_stands_beside_the_draw_in_a_picture_and_in_words(
    real: Snapshot, address: str
) -> None:
    place = Address.parse(address)
    illustration = await Illustrations(SnapshotHolder(real), clock, Gallery()).of(place)
    answer = real.composer.compose(place, date(2026, 11, 24))
    assert answer is not None
    assert illustration is not None
    assert illustration.picture is not None
    assert "Registration: not announced, expected in March 2027" in illustration.picture.alt
    assert_fits(render_answer(answer, illustration=illustration))
    assert_fits(render_answer(answer, illustration=replace(illustration, picture=None)))


@pytest.mark.parametrize("kind", COMPARABLE)
def test_every_pair_and_neighboring_three_fit_their_cards(real: Snapshot, kind: Kind) -> None:
    keys = [entry.key for entry in real.library.of_kind(kind)]
    groups = [*combinations(keys, 2), *zip(keys, keys[1:], keys[2:], strict=False)]
    for group in groups:
        found = compare(real, group, date(2026, 11, 24), read_also=(real.topics[Kind.FAQ][0],))
        assert found is not None
        number, count = 0, 1
        while number < count:
            number += 1
            view = render_comparison(found, number=number, shared_by="x" * 100)
            assert_fits(view)
            page_of = re.search(r"Page \d+ of (\d+)", text_of(view.to_components()))
            count = int(page_of[1]) if page_of else 1


def test_no_two_entries_of_the_base_share_a_token(real: Snapshot) -> None:
    keys = list(real.library.entries)
    assert len({token(key) for key in keys}) == len(keys)


def test_every_stop_of_every_path_fits_its_card_and_ends_at_entries(real: Snapshot) -> None:
    guidance = Guidance(SnapshotHolder(real), lambda: datetime(2026, 11, 24, tzinfo=UTC))
    for name in real.library.paths:
        start = guidance.start(name)
        assert start is not None
        stops, ends = [start], 0
        while stops:
            stop = stops.pop()
            assert_fits(render_stop(replace(stop, restarted=True)))
            if isinstance(stop.here, End):
                assert stop.read
                ends += 1
                continue
            trails = [f"{stop.trail}{number}" for number in range(len(stop.here.choices))]
            for trail in trails:
                following = guidance.stop_at(name, stop.revision, trail)
                assert following is not None
                assert not following.restarted
                stops.append(following)
        assert ends >= len(real.library.paths[name].ends)


@pytest.mark.parametrize("locale", ["en-US", "es-ES", "hi", "pt-BR", "zh-CN"])
def test_no_warning_of_the_base_stands_behind_more_and_no_condition_is_lost(
    real: Snapshot, locale: str
) -> None:
    behind, lost = [], []
    with using_language(catalog(locale)):
        for link in real.links.values():
            answer = real.composer.compose(link.address, date(2026, 11, 24), locale)
            assert answer is not None
            first, second = page(answer).text, page(answer, 2).text
            warning = [one for one in answer.conditions if one.name not in CAN_WAIT]
            behind += [link.title for one in warning if one.text not in first]
            lost += [link.title for one in answer.conditions if one.text not in first + second]
    assert (behind, lost) == ([], [])


@pytest.mark.parametrize("locale", ["en-US", "es-ES", "hi", "pt-BR", "zh-CN"])
def test_conditions_take_two_thirds_of_a_phone_at_most(real: Snapshot, locale: str) -> None:
    with using_language(catalog(locale)):
        for link in real.links.values():
            answer = real.composer.compose(link.address, date(2026, 11, 24), locale)
            assert answer is not None
            shown = [one for one in answer.conditions if one.text in page(answer).text]
            can_wait = {one.name for one in shown} & {*CAN_WAIT}
            assert not can_wait or sum(map(width, lines(shown))) <= CONDITIONS_TEXT, link.title
