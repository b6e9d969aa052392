"""Wage tables are read whole, and every figure that cannot be right is named with its line."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.kb.checking.check import concerns
from bot.kb.model.entries import Salary
from bot.kb.model.keys import Key, Kind
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import load_library, read_folder
from bot.kb.wages.tables import Filings, FilingTable, LevelTable, PercentileTable, Wages
from tests.support.knowledge.base import FAQ_OWN, load_errors, page, write_page
from tests.support.knowledge.shipped import shipped_library
from tests.support.knowledge.wages import FILINGS, JOBS, LEVELS, PERCENTILES, write_wages

KNOWLEDGE = Path(__file__).parents[3] / "knowledge"
FACTS = Path(__file__).parents[4] / "shared" / "facts" / "wages"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    write_page(tmp_path, "faq:ml-pay", page("ML pay", FAQ_OWN.format(question="What is paid?")))
    write_wages(tmp_path, "faq:ml-pay")
    return tmp_path


def errors(folder: Path) -> list[str]:
    return [problem.removeprefix("wages/") for problem in load_errors(folder)]


def test_tables_are_part_of_the_library(base: Path) -> None:
    wages = load_library(base).wages
    assert wages.areas["42660"].short == "Seattle"
    assert wages.levels[0].rows["15-1252"]["42660"] == (120000, 140000, 160000, 180000)
    seattle = wages.percentiles[0].rows["15-1252"]["42660"]
    assert (seattle.p50, seattle.earners) == (160000, None)
    assert wages.filings[0].ml_titled.areas["42660"].count == 270
    assert wages.mixes[0].titles["machine learning engineer"].codes["15-1252"].share == 0.5779


def test_a_base_without_tables_has_none(tmp_path: Path) -> None:
    write_page(tmp_path, "faq:ml-pay", page("ML pay", FAQ_OWN.format(question="What is paid?")))
    assert not load_library(tmp_path).wages


def test_a_row_of_two_figures_is_a_median_and_its_filings(base: Path) -> None:
    text = FILINGS.replace("[190000, 205000, 224000, 17]", "[205000, 17]")
    write_wages(base, "faq:ml-pay", lca_2025=text)
    wages = load_library(base).wages
    row = wages.filings[0].employers["NVIDIA Corporation"]["15-2051"]
    assert row == Filings(median=205000, count=17)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("[120000, 140000, 160000, 190000]", "levels must rise in equal steps, within 22 dollars"),
        ("[120000, 140000, 160023, 180000]", "levels must rise in equal steps, within 22 dollars"),
        ("[180000, 160000, 140000, 120000]", "levels must rise"),
    ],
)
def test_levels_that_cannot_be_right_are_named(base: Path, row: str, message: str) -> None:
    text = LEVELS.replace("[120000, 140000, 160000, 180000]", row)
    write_wages(base, "faq:ml-pay", oflc_2026_27=text)
    assert errors(base) == [f"oflc-2026-27.toml:14: rows.15-1252.42660: {message}"]


def test_a_cent_an_hour_of_difference_is_no_fault(base: Path) -> None:
    text = LEVELS.replace("[120000, 140000, 160000, 180000]", "[120000, 140000, 160010, 180000]")
    write_wages(base, "faq:ml-pay", oflc_2026_27=text)
    assert load_library(base).wages


def test_percentiles_that_fall_are_named(base: Path) -> None:
    text = PERCENTILES.replace("[110000, 130000, 160000", "[110000, 170000, 160000")
    write_wages(base, "faq:ml-pay", oews_2025=text)
    message = "rows.15-1252.42660: percentiles must never fall"
    assert errors(base) == [f"oews-2025.toml:13: {message}"]


def test_an_area_that_is_not_listed_is_named(base: Path) -> None:
    text = LEVELS.replace("41940 =", "41941 =")
    write_wages(base, "faq:ml-pay", oflc_2026_27=text)
    message = "rows.15-2051.41941: is not an area of areas.toml"
    assert errors(base) == [f"oflc-2026-27.toml:18: {message}"]


def test_a_slip_of_a_digit_is_named(base: Path) -> None:
    text = PERCENTILES.replace("[90000, 110000", "[900, 110000")
    write_wages(base, "faq:ml-pay", oews_2025=text)
    message = "input should be greater than or equal to 10000 (it is 900)"
    assert errors(base) == [f"oews-2025.toml:17: rows.15-2051.42660.p10: {message}"]


def test_a_row_with_too_few_figures_is_named(base: Path) -> None:
    text = PERCENTILES.replace("[90000, 110000, 140000, 180000, 210000, 9000]", "[90000]")
    write_wages(base, "faq:ml-pay", oews_2025=text)
    message = "rows.15-2051.42660: must have 5 or 6 figures, not 1"
    assert errors(base) == [f"oews-2025.toml:17: {message}"]


def test_wage_years_must_not_overlap(base: Path) -> None:
    text = LEVELS.replace('"2026-27"', '"2027-28"').replace("2027-06-30", "2028-06-30")
    write_wages(base, "faq:ml-pay", oflc_2027_28=text)
    message = "the year overlaps with oflc-2026-27.toml, which ends on 2027-06-30"
    assert errors(base) == [f"oflc-2027-28.toml:3: valid_from: {message}"]


def test_a_table_cannot_be_due_before_it_was_read(base: Path) -> None:
    text = PERCENTILES.replace("[source]", "recheck_by = 2026-10-31\n\n[source]", 1)
    write_wages(base, "faq:ml-pay", oews_2025=text)
    message = "recheck_by: lies before the day on which it was read"
    assert errors(base) == [f"oews-2025.toml:4: {message}"]


def test_names_that_lead_nowhere_are_named(base: Path) -> None:
    jobs = JOBS.format(entry="faq:ml-pay").replace('codes = ["15-2051"]', 'codes = ["15-9999"]')
    jobs = jobs.replace('["ml engineer", "mle"]', '["data scientist"]')
    write_wages(base, "faq:ml-pay", jobs=jobs.replace("faq:ml-pay", "faq:pay", 1))
    write_wages(
        base,
        "faq:ml-pay",
        jobs=jobs.replace("faq:ml-pay", "faq:pay", 1),
        lca_2025=FILINGS.replace("NVIDIA C", "Nvidia C"),
    )
    found = errors(base)
    assert any("there is no code '15-9999' in this file" in one for one in found)
    assert any("there is no entry 'faq:pay'" in one for one in found)
    assert any("'data scientist' is also an alias of 'ml-engineer'" in one for one in found)
    assert any("did you mean 'Nvidia Corporation'?" in one for one in found)


def test_a_year_that_ended_is_a_warning_with_the_way_on(base: Path) -> None:
    found = [str(one) for one in concerns(read_folder(base), date(2027, 7, 1))]
    assert any("valid_to: ended on 2027-06-30: 'almanac wages import'" in one for one in found)
    assert not any("valid_to" in str(one) for one in concerns(read_folder(base), date(2027, 6, 30)))


def test_the_levels_of_a_day_are_those_in_force_else_the_newest(base: Path) -> None:
    text = LEVELS.replace('"2026-27"', '"2027-28"').replace("2027-06-30", "2028-06-30")
    write_wages(base, "faq:ml-pay", oflc_2027_28=text.replace("2026-07-01", "2027-07-01"))
    wages = load_library(base).wages

    def year(day: date) -> str | None:
        table = wages.levels_on(day)
        return table.year if table else None

    assert year(date(2027, 6, 30)) == "2026-27"
    assert year(date(2027, 7, 1)) == "2027-28"
    assert year(date(2029, 7, 1)) == "2027-28"
    assert year(date(2020, 1, 1)) is None


def _figures(row: dict[str, str]) -> tuple[float | None, ...]:
    names = {
        "oflc-level": ("l1", "l2", "l3", "l4"),
        "oews-percentile": ("p10", "p25", "p50", "p75", "p90", "n"),
        "lca-median": ("p25", "p50", "p75", "n"),
    }[row["kind"]]
    return tuple(float(row[name]) if row[name] else None for name in names)


def _in_tables(wages: Wages, row: dict[str, str]) -> tuple[float | None, ...]:
    tables: dict[str, LevelTable | PercentileTable | FilingTable] = {
        "oflc-level": wages.levels[0],
        "oews-percentile": wages.percentiles[0],
        "lca-median": wages.filings[0],
    }
    match tables[row["kind"]]:
        case LevelTable(rows=rows):
            return rows[row["soc"]][row["area_code"]]
        case PercentileTable(rows=percentiles):
            found = percentiles[row["soc"]][row["area_code"]]
            return (*found.points, found.earners)
        case FilingTable() as filings:
            one = _filings(filings, row)
            return one.p25, one.median, one.p75, one.count


def _filings(table: FilingTable, row: dict[str, str]) -> Filings:
    employer = row["group"].removeprefix("employer: ")
    if row["soc"] != "(any)":
        return table.employers[employer][row["soc"]]
    if employer != row["group"]:
        return table.ml_titled.employers[employer]
    if row["area_code"] not in ("", "99"):
        return table.ml_titled.areas[row["area_code"]]
    return table.ml_titled.seniority[row["group"]]


def _rows() -> Iterator[dict[str, str]]:
    for name in ("wages.csv", "wages-more-metros.csv"):
        with (FACTS / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


@pytest.mark.skipif(not FACTS.exists(), reason="the sheets that were read are not here")
def test_every_figure_of_the_sheets_stands_in_the_tables_and_no_other() -> None:
    wages = load_library(KNOWLEDGE).wages
    rows = list(_rows())
    assert [row for row in rows if _in_tables(wages, row) != _figures(row)] == []
    count = sum(len(one) for one in wages.levels[0].rows.values())
    count += sum(len(one) for one in wages.percentiles[0].rows.values())
    filings = wages.filings[0]
    titled = filings.ml_titled
    count += sum(len(one) for one in filings.employers.values())
    count += len(titled.areas) + len(titled.seniority) + len(titled.employers)
    assert count == len(rows)


@pytest.mark.skipif(not FACTS.exists(), reason="the sheets that were read are not here")
def test_every_area_is_called_as_in_the_sheets() -> None:
    areas = load_library(KNOWLEDGE).wages.areas
    named = {row["area_code"]: row["area_name"] for row in _rows() if len(row["area_code"]) == 5}
    assert {code: areas[code].name for code in named} == named
    assert areas.keys() - {"99"} == named.keys()


@pytest.mark.skipif(not FACTS.exists(), reason="the sheets that were read are not here")
def test_the_mix_of_codes_is_that_of_the_sheet() -> None:
    titles = load_library(KNOWLEDGE).wages.mixes[0].titles
    with (FACTS / "soc-mix.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["job_title"].casefold() in titles]
    found = {
        (title, code): (share.filings, share.share)
        for title, mix in titles.items()
        for code, share in mix.codes.items()
    }
    assert found == {
        (row["job_title"].casefold(), row["soc"]): (int(row["soc_filings"]), float(row["share"]))
        for row in rows
    }


def test_texts_quote_the_tables(base: Path) -> None:
    text = (
        "\n- {{fact:pay-p50-15-2051-99}}; {{fact:level-3-15-1252-42660}}; {{fact:filed-ml}}."
        "\n- {{fact:levels-15-1252-42660}}; {{fact:filed-ml-15-1252}}."
        "\n- {{fact:filed-ml-senior}}.\n"
    )
    write_page(base, "faq:pay", page("Pay", FAQ_OWN.format(question="Which pay?"), text))
    library = load_library(base)
    assert {name: fact.text for name, fact in library.facts.items()} == {
        "pay-p50-15-2051-99": "$110,000",
        "level-3-15-1252-42660": "$160,000",
        "levels-15-1252-42660": "$120,000, $140,000, $160,000 and $180,000",
        "filed-ml": "$180,000",
        "filed-ml-senior": "$199,000",
        "filed-ml-15-1252": "58 percent",
    }
    levels = library.facts["levels-15-1252-42660"]
    assert levels.valid_until == date(2027, 6, 30)
    assert levels.source in library.sources


@pytest.mark.parametrize(
    "name", ["pay-p50-15-2051-41940", "pay-p51-15-2051-99", "level-5-15-1252-42660", "levels-x"]
)
def test_a_figure_without_a_row_cannot_be_quoted(base: Path, name: str) -> None:
    text = f"\n- It is {{{{fact:{name}}}}}.\n"
    write_page(base, "faq:pay", page("Pay", FAQ_OWN.format(question="Which pay?"), text))
    with pytest.raises(BrokenBaseError, match=name):
        load_library(base)


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("software-developer-us", "15-1252"),
        ("data-scientist-us", "15-2051"),
        ("research-scientist-us", "15-1221"),
        ("mlops-engineer-us", "15-1252"),
        ("nlp-engineer-us", "15-2051"),
        ("computer-vision-engineer-us", "15-1252"),
    ],
)
def test_official_ranges_of_the_base_are_those_of_the_newest_survey(slug: str, code: str) -> None:
    library = shipped_library()
    entry = library.entries[Key(Kind.SALARY, slug)]
    table = library.wages.percentiles[0]
    row = table.rows[code]["99"]
    assert isinstance(entry, Salary)
    assert (entry.low, entry.high, entry.measured) == (row.p10, row.p90, table.year)
