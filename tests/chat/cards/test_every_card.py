"""Every answer of the base fits Discord's limits, on each page and in every language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path

import pytest

from bot.chat.cards.browsing import render_questions
from bot.chat.cards.card import render_answer
from bot.chat.cards.compared import render_comparison
from bot.chat.cards.menu import render_menu
from bot.chat.cards.pages import page
from bot.chat.members.path import render_stop
from bot.kb.model.keys import Kind
from bot.kb.model.paths import GuidedPath, Question
from bot.locale.catalogs import read_languages
from bot.locale.i18n import ENGLISH, Language, using_language
from bot.services.answering.answers import Answers
from bot.services.answering.compare import compare
from bot.services.answering.guidance import VISAS, Guidance
from bot.services.content.snapshot import SnapshotHolder
from tests.chat.cards.test_card import assert_fits
from tests.support.cards import text_of
from tests.support.knowledge.shipped import shipped_snapshot

LOCALE = Path(__file__).parents[3] / "bot" / "locale"
SPOKEN = {"en": ENGLISH, **{name: one for name, one in read_languages(LOCALE).items() if name}}
DAY = date(2026, 11, 29)
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(params=SPOKEN, name="language")
def speaking(request: pytest.FixtureRequest) -> Iterator[Language]:
    language = SPOKEN[request.param]
    with using_language(language):
        yield language


def test_every_answer_fits(language: Language) -> None:
    snapshot = shipped_snapshot()
    for link in snapshot.links.values():
        answer = snapshot.composer.compose(link.address, DAY, language.name)
        assert answer is not None
        for number in range(1, page(answer).count + 1):
            card = render_answer(answer, number=number, shared_by="a" * 32, reply_target=2**63)
            assert_fits(card)
        assert_fits(render_menu(answer, share=True, picture=True, person=True, offer=10**8))


def test_every_two_visas_and_every_two_roles_fit_side_by_side(language: Language) -> None:
    snapshot = shipped_snapshot()
    for kind in (Kind.VISA, Kind.ROLE):
        keys = [entry.key for entry in snapshot.library.of_kind(kind)]
        # A third of all pairs: each entry stands beside many others.
        for pair in list(combinations(keys, 2))[::3]:
            comparison = compare(snapshot, pair, DAY)
            assert comparison is not None
            assert_fits(render_comparison(comparison, share=True))


def trails(path: GuidedPath, trail: str = "") -> Iterator[str]:
    """Yield every trail through a path."""
    yield trail
    here = path.follow(trail)
    if isinstance(here, Question):
        for number in range(len(here.choices)):
            yield from trails(path, f"{trail}{number}")


def test_every_place_of_a_path_fits_and_is_said_in_one_language(language: Language) -> None:
    snapshots = SnapshotHolder(shipped_snapshot())
    guidance = Guidance(snapshots, lambda: NOON)
    path = snapshots.snapshot.library.paths[VISAS]
    start = guidance.start()
    assert start is not None
    for trail in trails(path):
        stop = guidance.stop_at(VISAS, start.revision, trail)
        assert stop is not None
        assert not stop.restarted
        assert stop.is_translated, f"not all of the path is said in {language.name}"
        assert_fits(render_stop(stop))
        assert_fits(render_stop(stop, more=True))


def test_the_travel_proclamation_is_asked_last_and_names_the_countries(language: Language) -> None:
    path = shipped_snapshot().library.paths[VISAS]
    last = path.last
    assert last is not None
    assert path.follow("") is not last
    ends = [trail for trail in trails(path) if not isinstance(path.follow(trail), Question)]
    asked = [trail for trail in ends if path.follow(trail[:-1]) is last]
    urgent = [trail for trail in ends if path.follow(trail) is path.ends["job-lost"]]
    assert set(asked) | set(urgent) == set(ends), "every end but the urgent one waits for it"
    snapshots = SnapshotHolder(shipped_snapshot())
    guidance = Guidance(snapshots, lambda: NOON)
    start = guidance.start()
    assert start is not None
    stop = guidance.stop_at(VISAS, start.revision, asked[0][:-1])
    assert stop is not None
    assert "Togo" in text_of(render_stop(stop).to_components()) or language.name != "en-US"


def test_every_topic_has_a_name_in_the_language_spoken(language: Language) -> None:
    answers = Answers(SnapshotHolder(shipped_snapshot()), lambda: NOON)
    topics = answers.questions(language=language.name)
    for topic in (None, *topics):
        assert_fits(render_questions(topics, topic))
    if not language.name.startswith("en"):
        english = text_of(render_questions(topics).to_components())
        assert "students" not in english.casefold()
