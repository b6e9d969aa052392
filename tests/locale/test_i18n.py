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
    current_language,
    day,
    days,
    full_day,
    gettext,
    ngettext,
    pgettext,
    set_language,
    using_language,
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
    [("en-US", "3 Nov 2026"), ("es", "3 nov 2026"), ("zh-CN", "2026年11月3日")],
)
def test_nobody_takes_the_month_for_the_day(locale: str, written: str) -> None:
    with using_language(Language(locale)):
        assert day(date(2026, 11, 3)) == written


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en-US", "4 to 19 March 2026"),
        ("es", "4–19 de marzo de 2026"),
        ("pt-BR", "4\u2009–\u200919 de março de 2026"),
        ("hi", "4–19 मार्च 2026"),
        ("zh-CN", "2026年3月4日至19日"),
    ],
)
def test_days_of_one_month_name_it_in_full(locale: str, written: str) -> None:
    with using_language(Language(locale)):
        assert days(date(2026, 3, 4), date(2026, 3, 19)) == written


@pytest.mark.parametrize("locale", ["es", "pt-BR", "hi"])
def test_days_of_two_years_name_months_as_a_single_day_does(locale: str) -> None:
    start, end = date(2026, 12, 4), date(2027, 1, 19)
    with using_language(Language(locale)):
        assert full_day(start) in days(start, end)
        assert full_day(end) in days(start, end)
