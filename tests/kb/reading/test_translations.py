"""A translation says what its original says, or the check names the line where it does not."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from bot.kb.checking.check import concerns
from bot.kb.model.entries import Entry
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Key
from bot.kb.model.languages import (
    LANGUAGES,
    can_be_said,
    in_reader_language,
    names_of,
    same_language,
)
from bot.kb.model.problems import Severity
from bot.kb.reading.library import load_library, read_folder
from bot.kb.reading.translations import parse_translation, translation_skeleton
from bot.locale.i18n import ENGLISH, using_language
from tests.support.knowledge.base import load_errors, small_base
from tests.support.knowledge.entries import entries
from tests.support.language.catalogs import catalog
from tests.support.language.translated import SPANISH, translate

TODAY = date(2026, 11, 24)
H1B = Key.parse("visa:h-1b")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return small_base(tmp_path)


def test_a_translation_stands_beside_its_entry_and_is_none(base: Path) -> None:
    before = load_library(base)
    translate(base)
    library = load_library(base)
    assert list(library.entries) == list(before.entries)
    assert library.translations[H1B]["es"].title == "Visa H-1B"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("{{longest}}", "seis años", "9: text: {{longest}} is missing"),
        ("se puede", "{{longest}} se puede", "9: text: {{longest}} is not quoted here"),
        ("tres años", "3 años", "9: text: the figure 3 does not stand here in the original"),
        ("## duration", "## lottery", "9: text: the original has no section 'lottery'"),
        ("## duration", "## duracion", "9: section: 'duracion' is not a section of a visa"),
        ("reviewed: 2026-11-20\n", "", "2: reviewed: is missing"),
        ("title: Visa H-1B\n", "", "2: title: is missing"),
        ("reviewed:", "sources: []\nreviewed:", "4: sources: is not a field"),
        ("reviewed:", "language: es\nreviewed:", "4: language: belongs to the body"),
        ("summary: La", "# La", "2: entry: a summary is missing"),
    ],
)
def test_each_fault_is_named_with_its_line(base: Path, old: str, new: str, problem: str) -> None:
    translate(base, SPANISH.replace(old, new))
    found = load_errors(base)
    assert any(one.startswith(f"visas/h-1b.es.md:{problem}") for one in found), found


def test_a_figure_of_the_original_may_not_be_left_out(base: Path) -> None:
    original = base / "visas" / "h-1b.md"
    text = original.read_text("utf-8")
    original.write_text(text.replace("three years.", "three years (Form I-129, page 7)."), "utf-8")
    translate(base)
    assert load_errors(base) == [
        "visas/h-1b.es.md:9: text: the figure 7 is missing, which stands here in the original"
    ]


def test_a_month_may_be_a_figure_in_a_translation(base: Path) -> None:
    original = base / "visas" / "h-1b.md"
    text = original.read_text("utf-8")
    original.write_text(text.replace("three years.", "three years (23 November)."), "utf-8")
    translate(base, SPANISH.replace("tres años", "三年（11 月 23 日）"))
    load_library(base)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("visas/h-1b.xx.md", "'xx' is not a language of answers: es, es-419, es-ES"),
        ("visas/h-2b.es.md", "there is no entry 'h-2b.md' beside this file"),
    ],
)
def test_the_file_must_name_a_language_and_an_entry(base: Path, name: str, problem: str) -> None:
    translate(base, name=name)
    assert load_errors(base)[0].startswith(f"{name}:1: file name: {problem}")


def test_a_question_is_called_by_its_question(base: Path) -> None:
    text = "---\nquestion: ¿Necesito un doctorado?\nreviewed: 2026-11-20\n---\n"
    translate(base, text, "faq/phd-needed.es.md")
    found = load_library(base).translations[Key.parse("faq:phd-needed")]["es"]
    assert found.title == "¿Necesito un doctorado?"
    translate(base, text.replace("question:", "title:"), "faq/phd-needed.es.md")
    assert "faq/phd-needed.es.md:2: question: is missing" in load_errors(base)


def test_one_that_is_behind_is_a_warning_and_may_say_anything_else(base: Path) -> None:
    behind = SPANISH.replace("2026-11-20", "2026-05-01").replace("{{longest}}", "siete años")
    translate(base, behind)
    reading = read_folder(base)
    found = [one for one in concerns(reading, TODAY) if one.path.endswith("h-1b.es.md")]
    assert [(one.line, one.severity) for one in found] == [(4, Severity.WARNING)]
    assert "is behind its original, which was checked on 2026-11-01" in found[0].message


def test_unsafe_and_long_text_is_told_and_no_reading_level(base: Path) -> None:
    long = "La H-1B es " + "extraordinariamente complicada y " * 7 + "larga."
    text = SPANISH.replace("La H-1B es la principal", long + " @everyone")
    translate(base, text)
    found = [one for one in concerns(read_folder(base), TODAY) if "h-1b.es" in one.path]
    assert [(str(one.check), one.line) for one in found] == [("safe text", 3), ("length", 3)]


def test_a_fact_whose_words_are_more_than_a_figure_cannot_be_quoted(base: Path) -> None:
    original = base / "visas" / "h-1b.md"
    text = original.read_text("utf-8")
    original.write_text(text.replace("text: six years", "text: about six years"), "utf-8")
    translate(base)
    said_of_it = "'about six years' ({{longest}}) cannot be said in Spanish"
    assert load_errors(base)[0].startswith(f"visas/h-1b.es.md:9: text: {said_of_it}")


@given(entry=entries())
def test_a_skeleton_reads_as_a_translation_of_the_same_text(entry: Entry) -> None:
    page = parse_translation(translation_skeleton(entry, TODAY), entry.key, "hi", "entry.hi.md")
    translation = page.translation
    assert (translation.summary, translation.points) == (entry.summary, entry.points)
    plain = tuple(section.model_copy(update={"asks": ()}) for section in entry.sections)
    assert translation.sections == plain
    assert translation.reviewed == TODAY


def fact(value: object, text: str, unit: str | None = None) -> Fact:
    url = "https://www.uscis.gov/h-1b"
    return Fact.model_validate(
        {"name": "x", "value": value, "unit": unit, "text": text, "source": url, "as_of": TODAY}
    )


@pytest.mark.parametrize(
    ("one", "es", "hi", "pt", "zh"),
    [
        (fact(6, "six years", "years"), "6 años", "6 साल", "6 anos", "6 年"),
        (fact(1, "one year", "years"), "1 año", "1 साल", "1 ano", "1 年"),
        (
            fact(15, "15 business days", "business days"),
            *("15 días hábiles", "15 कार्य दिवस", "15 dias úteis", "15 个工作日"),
        ),
        (
            fact(date(2027, 9, 21), "21 September 2027"),
            *("21 de septiembre de 2027", "21 सितंबर 2027", "21 de setembro de 2027"),
            "2027年9月21日",
        ),
        (
            fact(2965, "$2,965", "USD"),
            *("US$\u00a02.965", "$2,965", "US$\u00a02.965", "US$2,965"),
        ),
        (fact(65000, "65,000"), "65.000", "65,000", "65.000", "65,000"),
        (fact(1.5, "1.5 years", "years"), "1,5 años", "1.5 साल", "1,5 anos", "1.5 年"),
    ],
)
def test_the_words_of_a_fact_are_made_of_its_value(
    one: Fact, es: str, hi: str, pt: str, zh: str
) -> None:
    expected = {"es": es, "hi": hi, "pt-BR": pt, "zh-CN": zh}
    worded = {}
    for language in expected:
        with using_language(catalog(language)):
            worded[language] = in_reader_language(one)
    assert worded == expected
    assert can_be_said(one)


@pytest.mark.parametrize(
    "one",
    [
        fact(24.8, "about 24.8 percent", "percent"),
        fact(12, "one year", "months"),
        fact("1 April", "1 April"),
        fact(date(2027, 9, 21), "autumn 2027"),
    ],
)
def test_what_says_more_than_a_figure_or_a_day_is_left_to_english(one: Fact) -> None:
    assert not can_be_said(one)
    with using_language(catalog("es")):
        assert in_reader_language(one) == one.text


def test_every_language_of_answers_has_a_catalog() -> None:
    assert ENGLISH not in map(catalog, LANGUAGES)


def test_a_region_reads_its_language() -> None:
    assert names_of("es-ES") == ("es-ES", "es")
    assert names_of("hi") == ("hi",)
    assert same_language("en-GB", "en")
    assert not same_language("pt-BR", "es")
