"""A sentence is said in the language of the task that says it."""

import asyncio
from datetime import date
from gettext import NullTranslations
from pathlib import Path

import pytest

from bot.locale.catalogs import closest, read_languages
from bot.locale.i18n import (
    ENGLISH,
    Language,
    bracketed,
    current_language,
    day,
    days,
    full_day,
    gettext,
    ngettext,
    pgettext,
    set_language,
    using_language,
    with_spanish_u,
)

HEAD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {}\\n"

"""
THANKS = 'msgid "Thank you."\nmsgstr "{}"\n\n'
PEOPLE = """\
msgid "{n} person"
msgid_plural "{n} people"
msgstr[0] "{n} pessoa"
msgstr[1] "{n} pessoas"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = {
        "es": THANKS.format("Gracias.") + PEOPLE,
        "es-ES": THANKS.format("Gracias, majo."),
        "pt-BR": PEOPLE,
    }
    for name, text in lines.items():
        head = HEAD.format(name.replace("-", "_"))
        (tmp_path / f"{name}.po").write_text(head + text, "utf-8")
    return tmp_path


def test_a_region_comes_before_its_language_and_english_last(folder: Path) -> None:
    languages = read_languages(folder)
    with using_language(languages["es-ES"]):
        assert gettext("Thank you.") == "Gracias, majo."
        assert ngettext("{n} person", "{n} people", 2) == "{n} pessoas"
        assert gettext("Not translated") == "Not translated"
        assert pgettext("option", "Not translated") == "Not translated"
    assert closest(languages, "es-419") is languages["es"]
    assert closest(languages, "fr") is None


def test_the_forms_of_a_number_are_those_of_the_language(folder: Path) -> None:
    with using_language(read_languages(folder)["pt-BR"]):
        # In English nothing is plural.
        assert ngettext("{n} person", "{n} people", 0) == "{n} pessoa"
    assert ngettext("{n} person", "{n} people", 0) == "{n} people"


def test_nothing_to_say_says_nothing_of_the_catalog(folder: Path) -> None:
    with using_language(read_languages(folder)["es"]):
        assert gettext("") == ""


async def test_no_task_hears_the_language_of_another() -> None:
    other = Language("hi", NullTranslations())

    async def answer() -> Language:
        set_language(other)
        await asyncio.sleep(0)
        return current_language()

    assert await asyncio.create_task(answer()) is other
    assert current_language() is ENGLISH


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en-US", "3 Nov 2026"),
        # On one line of a card, however narrow it is.
        ("es", "3\u00a0nov\u00a02026"),
        ("pt-BR", "3\u00a0de nov. de 2026"),
        ("zh-CN", "2026年11月3日"),
    ],
)
def test_nobody_takes_the_month_for_the_day(locale: str, written: str) -> None:
    with using_language(Language(locale)):
        assert day(date(2026, 11, 3)) == written


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en-US", "4 to 19 March 2026"),
        ("es", "del 4 al 19 de marzo de 2026"),
        ("pt-BR", "de 4 a 19 de março de 2026"),
        ("hi", "4 से 19 मार्च 2026 तक"),
        ("zh-CN", "2026年3月4日至19日"),
    ],
)
def test_days_of_one_month_name_it_in_full(locale: str, written: str) -> None:
    with using_language(Language(locale)):
        assert days(date(2026, 3, 4), date(2026, 3, 19)) == written


def test_portuguese_writes_the_first_of_a_month_as_an_ordinal() -> None:
    first, other = date(2026, 4, 1), date(2026, 4, 11)
    with using_language(Language("pt-BR")):
        assert (full_day(first), full_day(other)) == ("1º de abril de 2026", "11 de abril de 2026")
        assert day(first) == "1º\u00a0de abr. de 2026"
        assert days(date(2026, 3, 31), first) == "de 31 de março a 1º de abril de 2026"
        assert days(first, other) == "de 1º a 11 de abril de 2026"


def test_spanish_says_u_before_the_sound_of_an_o() -> None:
    with using_language(Language("es-ES")):
        assert with_spanish_u("¿H-1B o O-1A?") == "¿H-1B u O-1A?"
        assert with_spanish_u("¿O-1A o H-1B?") == "¿O-1A o H-1B?"
        assert with_spanish_u("¿H-1B o O-1A o OPT?") == "¿H-1B u O-1A u OPT?"
    with using_language(Language("pt-BR")):
        assert with_spanish_u("H-1B ou O-1A?") == "H-1B ou O-1A?"


def test_chinese_brackets_are_as_wide_as_its_signs() -> None:
    assert bracketed("Visas", 30) == "Visas (30)"
    with using_language(Language("zh-CN")):
        assert bracketed("签证", 135) == "签证（135）"


@pytest.mark.parametrize("locale", ["es", "pt-BR", "hi"])
def test_days_of_two_years_name_months_as_a_single_day_does(locale: str) -> None:
    start, end = date(2026, 12, 4), date(2027, 1, 19)
    with using_language(Language(locale)):
        assert full_day(start) in days(start, end)
        assert full_day(end) in days(start, end)
