"""The season says where each step stands, and calls what is not announced just that."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.reading.library import Library, load_library
from bot.services.content.season import Season, State, next_season
from tests.support.knowledge.base import small_base

_SOURCE = """\
[[sources]]
title = "USCIS, registration"
url = "https://www.uscis.gov/h1b"
checked = 2026-10-07
trust = "official"
"""

QUOTE = '"'

_DATES = {
    "h1b-2027-registration-from": "2026-03-04",
    "h1b-2027-registration-to": "2026-03-19",
    "h1b-2027-notices-to": "2026-03-31",
    "h1b-2027-filing-from": "2026-04-01",
    "h1b-2027-filing-to": "2026-06-30",
    "h1b-2027-jobs-from": "2026-10-01",
    "h1b-2028-registration-expected": '"March 2027"',
    "h1b-2028-jobs-from": "2027-10-01",
}


def season_base(folder: Path) -> Path:
    """Write the small base with the days of two seasons."""
    small_base(folder)
    facts = "".join(
        f'[facts.{name}]\nvalue = {value}\ntext = "{value.strip(QUOTE)}"\n'
        f'source = "https://www.uscis.gov/h1b"\nas_of = 2026-10-07\n'
        for name, value in _DATES.items()
    )
    (folder / "facts" / "season.toml").write_text(_SOURCE + facts, "utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load_library(season_base(tmp_path))


def season(library: Library, year: int, month: int, day: int) -> Season:
    found = next_season(library, date(year, month, day))
    assert found is not None
    return found


def states(found: Season) -> list[State]:
    return [step.state for step in found.steps]


def test_what_is_not_announced_is_called_so_beside_the_last_season(library: Library) -> None:
    assert list(season(library, 2026, 11, 25).lines()) == [
        "**H-1B season for fiscal year 2028**",
        "- Registration: not announced, expected in March 2027 (last season: 4 to 19 March 2026)",
        "- Selection notices: not announced (last season: by 31 March 2026)",
        "- Petitions: not announced (last season: 1 April to 30 June 2026)",
        "- Jobs start: from 1 October 2027 (last season: from 1 October 2026)",
        "As of 7 October 2026. Check the registration page of USCIS.",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((2026, 3, 3), [State.AHEAD] * 4),
        ((2026, 3, 4), [State.NOW, State.AHEAD, State.AHEAD, State.AHEAD]),
        ((2026, 3, 19), [State.NOW, State.AHEAD, State.AHEAD, State.AHEAD]),
        ((2026, 3, 20), [State.DONE, State.AHEAD, State.AHEAD, State.AHEAD]),
        ((2026, 4, 1), [State.DONE, State.DONE, State.NOW, State.AHEAD]),
        ((2026, 9, 30), [State.DONE, State.DONE, State.DONE, State.AHEAD]),
    ],
)
def test_each_step_stands_where_its_dates_say(
    library: Library, day: tuple[int, int, int], expected: list[State]
) -> None:
    found = season(library, *day)
    assert (found.year, states(found)) == (2027, expected)


def test_the_caption_repeats_nothing_of_the_picture(library: Library) -> None:
    assert season(library, 2026, 3, 25).caption == ""


def test_a_season_begins_on_the_day_on_which_the_jobs_of_the_last_one_do(library: Library) -> None:
    assert season(library, 2026, 10, 1).year == 2028


def test_after_the_last_known_season_nothing_is_announced(library: Library) -> None:
    found = season(library, 2027, 10, 1)
    assert (found.year, states(found)) == (2029, [State.UNKNOWN] * 4)
    assert found.steps[0].previous == "", "what was only expected is no date of the last season"


def test_a_season_that_has_passed_says_so(library: Library) -> None:
    found = season(library, 2027, 10, 1)
    assert found.is_over == 2028
    assert "The season for fiscal year 2028 has passed" in found.caption
    assert found.caption in list(found.lines())
    assert season(library, 2027, 9, 30).is_over is None


def test_an_expected_month_is_not_expected_for_ever(tmp_path: Path) -> None:
    sheet = season_base(tmp_path) / "facts" / "season.toml"
    expected = "[facts.h1b-2028-registration-expected]"
    text = sheet.read_text("utf-8").replace(expected, f"{expected}\nrecheck_by = 2027-02-28")
    sheet.write_text(text, "utf-8")
    library = load_library(tmp_path)
    assert season(library, 2027, 2, 28).steps[0].when == "not announced, expected in March 2027"
    late = season(library, 2027, 4, 2).steps[0].when
    assert late == "was expected in March 2027, not reviewed since 7 October 2026"


def test_a_base_without_a_season_has_none(tmp_path: Path) -> None:
    assert next_season(load_library(small_base(tmp_path)), date(2026, 11, 25)) is None
