"""A chart of pay holds the ranges of one job, says what each counts, and adds official wages."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.model.entries import Salary
from bot.kb.model.facts import Trust
from bot.kb.model.keys import Address, Key, Kind
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import Library, load_library
from bot.kb.reading.quotes import fill, quotable_by_all, quotable_facts
from bot.services.answering.salaries import Salaries, SalaryQuery
from bot.services.wages.ranges import MOST_RANGES, PayChart, pay_chart
from tests.support.knowledge.base import page, small_base, write_page
from tests.support.knowledge.shipped import shipped_library, shipped_snapshot

TODAY = date(2026, 11, 24)

_MEDIAN = """\
[[sources]]
title = "BLS, Data Scientists"
url = "https://www.bls.gov/ds"
checked = 2025-08-28
trust = "official"

[facts.median-ds]
value = {value}
text = "$112,590"
source = "https://www.bls.gov/ds"
as_of = 2025-08-28
valid_until = 2026-11-24
"""


def official(folder: Path, slug: str, title: str, median: str = "median: median-ds\n") -> None:
    own = (
        "role: null\nlevel: any\nplace: United States\ncurrency: USD\nperiod: year\nbasis: base\n"
        f"as_of: 2025-08-28\nmeasured: May 2024\nlow: 63650\nhigh: 194410\n{median}"
        "source: https://www.bls.gov/ds\n"
    )
    source = (
        "- title: BLS, Data Scientists\n  url: https://www.bls.gov/ds\n"
        "  checked: 2025-08-28\n  trust: official\n"
    )
    write_page(folder, f"salary:{slug}", page(title, own, sources=source))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = small_base(tmp_path)
    (folder / "facts" / "pay.toml").write_text(_MEDIAN.format(value=112590), "utf-8")
    official(folder, "data-scientist-us", "Data scientist pay, official, United States")
    return folder


@pytest.fixture
def library(folder: Path) -> Library:
    return load_library(folder)


def charted(
    library: Library,
    slug: str = "ml-engineer-senior-seattle",
    today: date = TODAY,
    offer: int | None = None,
) -> PayChart:
    chart = pay_chart(library, Key.parse(f"salary:{slug}"), today, offer)
    assert chart is not None
    return chart


def test_the_ranges_of_the_job_stand_by_level_and_place_before_official_ones(
    library: Library,
) -> None:
    chart = charted(library, offer=150_000)
    assert list(chart.lines()) == [
        "**Official wages** (total pay, no year)",
        "- Entry level: $120,000 to $160,000",
        "- Senior: $200,000 to $300,000",
        "- Senior, Seattle: $220,000 to $320,000",
        "**Official wages** (wages without stock, May 2024)",
        "- Data scientist: $63,650 to $194,410, median $112,590",
        "Your offer: $150,000 base pay",
    ]
    assert chart.title == "ML engineer pay per year"


def test_only_the_range_that_was_asked_for_is_marked(library: Library) -> None:
    marked = [
        one.label for group in charted(library).groups for one in group.ranges if one.is_chosen
    ]
    assert marked == ["Senior, Seattle"]


def test_a_middle_that_has_ended_is_not_shown(library: Library) -> None:
    last = charted(library, today=date(2026, 11, 25)).groups[-1].ranges[-1]
    assert (last.low, last.median) == (63_650, None)


def test_the_nearest_official_group_is_marked_and_not_drawn_twice(folder: Path) -> None:
    official(folder, "nlp-engineer-us", "NLP engineer pay, nearest group, United States", "")
    (group,) = charted(load_library(folder), "nlp-engineer-us").groups
    assert [(one.label, one.is_chosen) for one in group.ranges] == [("Data scientist", True)]


def test_a_chart_has_no_more_ranges_than_a_phone_shows_and_keeps_the_chosen_one(
    folder: Path,
) -> None:
    text = (folder / "salaries" / "ml-engineer-senior-seattle.md").read_text("utf-8")
    for number in range(MOST_RANGES):
        place = text.replace("Seattle", f"Austin {number}")
        (folder / "salaries" / f"ml-engineer-austin-{number}.md").write_text(place, "utf-8")
    chart = charted(load_library(folder))
    assert len(chart.groups[0].ranges) == MOST_RANGES
    assert any(one.is_chosen for one in chart.groups[0].ranges)


def test_what_is_not_pay_has_no_chart(library: Library) -> None:
    assert pay_chart(library, Key.parse("visa:h-1b"), TODAY) is None


async def test_where_no_job_is_named_the_one_with_the_most_ranges_is_meant(
    salaries: Salaries,
) -> None:
    unnamed = await salaries.find(SalaryQuery(place="Seattle"))
    named = await salaries.find(SalaryQuery("ml engineer", place="Seattle"))
    assert unnamed.candidates == named.candidates


@pytest.mark.parametrize(
    ("sheet", "message"),
    [
        ("", "there is no shared fact 'median-ds'"),
        (_MEDIAN.format(value='"much"'), "the value of the fact 'median-ds' is not a whole number"),
    ],
)
def test_a_median_that_is_no_figure_is_named_with_its_line(
    folder: Path, sheet: str, message: str
) -> None:
    (folder / "facts" / "pay.toml").write_text(sheet or _MEDIAN.split("[facts")[0], "utf-8")
    with pytest.raises(BrokenBaseError) as broken:
        load_library(folder)
    (problem,) = broken.value.problems
    assert str(problem).endswith(f"data-scientist-us.md:21: median: {message}")


def _salaries(library: Library) -> list[Salary]:
    return [entry for entry in library.of_kind(Kind.SALARY) if isinstance(entry, Salary)]


@pytest.mark.parametrize("entry", _salaries(shipped_library()), ids=lambda entry: str(entry.key))
def test_every_answer_begins_with_a_figure_of_the_source_that_its_card_names(
    entry: Salary,
) -> None:
    snapshot = shipped_snapshot()
    answer = snapshot.composer.compose(Address(entry.key), TODAY)
    assert answer is not None
    facts = quotable_facts(entry, quotable_by_all(snapshot.library.facts))
    first = answer.sources[0]
    assert "$" in answer.summary
    assert first.url in {fact.source for fact in fill(entry.summary, facts, TODAY).quoted}
    assert first.trust.is_verified, "nothing unsourced leads"
    assert first.checked
    assert answer.verified


@pytest.mark.parametrize("level", ["entry", "mid", "senior", "top"])
def test_the_sourced_figure_of_the_first_sentence_is_marked_and_no_unsourced_range(
    level: str,
) -> None:
    chart = pay_chart(shipped_library(), Key.parse(f"salary:ml-engineer-{level}-us"), TODAY)
    assert chart is not None
    marked = [(group.voice, one) for group in chart.groups for one in group.ranges if one.is_chosen]
    ((voice, figure),) = marked
    assert voice.startswith("DOL filings (LCA)")
    assert figure.low == figure.high > 100_000


def test_what_no_source_says_stands_last_on_a_chart() -> None:
    library = shipped_library()
    unsourced = [
        entry
        for entry in _salaries(library)
        if any(one.url == entry.source and one.trust is Trust.SEED for one in entry.sources)
    ]
    assert unsourced
    for entry in unsourced:
        chart = pay_chart(library, entry.key, TODAY)
        assert chart is not None
        voices = [group.voice for group in chart.groups]
        assert voices[-1] == "Unsourced article"
        assert voices[0] != "Unsourced article"
