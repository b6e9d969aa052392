"""A reader gets the translation of an answer, or the original and the days of both."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.kb.model.keys import Address
from bot.kb.reading.library import load_library
from bot.locale.i18n import using_language
from bot.services.answering.answers import Answers
from bot.services.content.answer import Answer, Link
from bot.services.content.outcomes import Found, WhichOne
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import ChangeKind, FaqChange
from tests.support.language.catalogs import catalog
from tests.support.language.translated import SPANISH, translate, translated_base

TODAY = date(2026, 11, 24)
HERE = 100
TOP, DURATION, COST = (Address.parse(f"visa:h-1b{part}") for part in ("", "/duration", "/cost"))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return translated_base(tmp_path)


@pytest.fixture
def snapshots(base: Path) -> SnapshotHolder:
    return SnapshotHolder(Snapshot.build(load_library(base)))


@pytest.fixture
def answers(snapshots: SnapshotHolder, clock: Clock) -> Answers:
    return Answers(snapshots, clock)


def read(
    answers: Answers, address: Address, language: str | None, guild: int | None = None
) -> Answer:
    with using_language(catalog(language or "en")):
        answer = answers.show(address, guild=guild, language=language)
    assert answer is not None
    return answer


@pytest.mark.parametrize("language", ["es", "es-ES", "es-419"])
def test_a_reader_gets_the_translation_with_the_days_of_both(
    answers: Answers, language: str
) -> None:
    answer = read(answers, DURATION, language)
    assert answer.title == "Visa H-1B: duración"
    assert answer.summary == "La H-1B se limita normalmente a 6 años."
    assert (answer.language, answer.behind) == ("es", None)
    assert (answer.translated, answer.reviewed) == (date(2026, 11, 20), date(2026, 11, 1))


def test_everything_but_the_words_is_the_original(answers: Answers) -> None:
    english, spanish = read(answers, DURATION, "en-US"), read(answers, DURATION, "es-ES")
    for field in ("address", "revision", "sources", "reviewed", "next_review", "expired"):
        assert getattr(english, field) == getattr(spanish, field)


def test_a_sentence_with_an_expired_figure_leaves_the_translation_too(answers: Answers) -> None:
    answer = read(answers, DURATION, "es")
    assert answer.points[0] == "La primera aprobación es de hasta tres años."
    assert [fact.name for fact in answer.expired] == ["old-limit"]


def test_links_are_called_by_their_translated_names(answers: Answers) -> None:
    answer = read(answers, TOP, "es")
    assert answer.sections == (Link(DURATION, "Duración"), Link(COST, "Costo y quién paga"))
    assert [link.title for link in answer.related] == ["Visa O-1A", "¿Puede venir mi familia?"]


def test_a_part_without_translation_is_in_english_and_called_as_the_reader_says(
    answers: Answers,
) -> None:
    answer = read(answers, COST, "es")
    assert answer.title == "Visa H-1B: costo y quién paga"
    assert answer.summary.startswith("Premium processing of an H-1B petition costs $2,965")
    assert (answer.language, answer.translated) == ("en", None)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (None, "H-1B visa: duration"),
        ("en-US", "H-1B visa: duration"),
        ("en-GB", "H-1B visa: duration"),
        # Its name is its code, which needs no translation of the entry.
        ("hi", "H-1B वीज़ा: अवधि"),
    ],
)
def test_who_reads_english_or_what_nobody_translated_gets_english(
    answers: Answers, language: str | None, title: str
) -> None:
    answer = read(answers, DURATION, language)
    assert answer.title == title
    assert (answer.language, answer.translated) == ("en", None)


def test_one_that_is_behind_gives_the_original_and_both_days(base: Path, clock: Clock) -> None:
    translate(base, SPANISH.replace("2026-11-20", "2026-05-01"))
    answers = Answers(SnapshotHolder(Snapshot.build(load_library(base))), clock)
    answer = read(answers, DURATION, "es")
    assert answer.title == "Visa H-1B: duración"
    assert answer.sections[0].title == "Resumen"
    assert (answer.language, answer.behind) == ("en", answer.reviewed)
    assert (answer.translated, answer.reviewed) == (date(2026, 5, 1), date(2026, 11, 1))
    assert read(answers, DURATION, "en-US").behind is None


def test_a_region_says_only_what_differs_from_its_language(base: Path, clock: Clock) -> None:
    spain = "---\ntitle: Visado H-1B\nsummary: El visado H-1B es el principal.\n"
    translate(base, f"{spain}reviewed: 2026-11-20\n---\n", "visas/h-1b.es-ES.md")
    answers = Answers(SnapshotHolder(Snapshot.build(load_library(base))), clock)
    assert read(answers, TOP, "es-ES").summary == "El visado H-1B es el principal."
    assert read(answers, TOP, "es-419").summary.startswith("La H-1B es la principal visa")
    here = read(answers, DURATION, "es-ES")
    assert (here.title, here.language) == ("Visado H-1B: duración", "es")


async def test_an_outcome_is_said_in_the_language_of_its_reader(answers: Answers) -> None:
    outcome = await answers.ask("how long does h1b last")
    with using_language(catalog("es-ES")):
        said = answers.translate(outcome, "es-ES")
    assert isinstance(outcome, Found)
    assert isinstance(said, Found)
    assert said.answer.title == "Visa H-1B: duración"
    assert (said.question, said.confidence) == (outcome.question, outcome.confidence)
    assert answers.translate(outcome, "en-GB") is outcome
    assert answers.translate(outcome, None) is outcome


async def test_choices_are_called_by_their_translated_names(answers: Answers) -> None:
    outcome = await answers.ask("h1b vs o1a")
    said = answers.translate(outcome, "es")
    assert isinstance(said, WhichOne)
    assert {choice.title for choice in said.choices} == {"Visa H-1B", "O-1A visa"}


def test_what_a_server_wrote_covers_its_translations(
    snapshots: SnapshotHolder, answers: Answers, base: Path
) -> None:
    body = (base / "visas" / "h-1b.md").read_text("utf-8").replace("normally limited", "limited")
    change = FaqChange(
        revision=7,
        guild=HERE,
        key=TOP.key,
        parent=0,
        kind=ChangeKind.WRITE,
        body=body,
        batch="b",
        request="r",
        actor=1,
        reason="",
        at=datetime(2026, 11, 24, 12, tzinfo=UTC),
    )
    snapshots.apply([change])
    here = read(answers, DURATION, "es", HERE)
    assert here.summary == "H-1B time is limited to six years."
    assert (here.language, here.translated) == (None, None)
    assert read(answers, DURATION, "es", HERE + 1).language == "es"
