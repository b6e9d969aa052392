"""Questions about pay are answered with the figures of their place, their job and nobody else."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.kb.reading.library import load_library
from bot.locale.catalogs import read_languages
from bot.locale.i18n import using_language
from bot.services.answering.answers import Answers
from bot.services.answering.report import as_data
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Found, Offer, Position
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.wages.answering import PayAnswers
from bot.services.wages.charts import figure_chart
from tests.support.knowledge.base import small_base
from tests.support.knowledge.shipped import shipped_library, shipped_snapshot
from tests.support.knowledge.wages import write_wages

LOCALE = Path(__file__).parents[3] / "bot" / "locale"

MONTHS = r"\b(January|February|March|April|May|June|July|August|September|October|November)\b"

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def shipped() -> PayAnswers:
    return PayAnswers(SnapshotHolder(shipped_snapshot()), lambda: NOW)


def small(folder: Path, now: datetime = NOW, **changed: str) -> PayAnswers:
    base = small_base(folder)
    write_wages(base, "faq:phd-needed", **changed)
    return PayAnswers(SnapshotHolder(Snapshot.build(load_library(base))), lambda: now)


def answer(pay: PayAnswers, question: str) -> Answer:
    found = pay.ask(question)
    assert found is not None, question
    return found.answer


def text(pay: PayAnswers, question: str) -> str:
    found = answer(pay, question)
    return "\n".join((found.title, found.summary, *found.points, found.more))


@pytest.mark.parametrize(
    ("question", "entry", "first"),
    [
        (
            "is 180k good for mid level mle in nyc",
            "salary:ml-engineer-mid-us",
            (
                "$180,000 is above the median for software developers in New York "
                "(median: $166,830 a year)."
            ),
        ),
        (
            "150k in seattle which level",
            "faq:wage-level",
            (
                "$150,000 in Seattle is level II of IV for software developers "
                "(July 2026 to June 2027)."
            ),
        ),
        (
            "average ml engineer salary seattle 5 years",
            "salary:ml-engineer-senior-us",
            ("The median for software developers in Seattle is $167,280 a year."),
        ),
        (
            "level 3 for software dev in san jose",
            "faq:wage-level",
            (
                "Level III in San Jose begins at $221,374 for software developers "
                "(July 2026 to June 2027)."
            ),
        ),
        (
            "what do data scientists earn in boston",
            "salary:data-scientist-us",
            ("The median for data scientists in Boston is $132,040 a year."),
        ),
        (
            "how much for a research scientist in pittsburgh",
            "salary:research-scientist-us",
            ("The median for research scientists in Pittsburgh is $130,300 a year."),
        ),
        (
            "is 95k too low for an ml job in the bay area",
            "salary:ml-engineer-averages-us",
            (
                "$95,000 is below the 10th percentile for software developers in San Francisco "
                "(median: $186,640 a year)."
            ),
        ),
        (
            "entry level ml pay austin",
            "salary:ml-engineer-entry-us",
            ("The median for software developers in Austin is $134,120 a year."),
        ),
        (
            "200k offer seattle vs 160k austin",
            "salary:ml-engineer-averages-us",
            (
                "$200,000 in Seattle and $160,000 in Austin stand about as high beside the local "
                "pay of software developers."
            ),
        ),
        (
            "which city makes 150k level 4",
            "faq:wage-level",
            (
                "$150,000 is level IV for software developers in 32 of the 92 areas I have "
                "figures for (July 2026 to June 2027)."
            ),
        ),
        (
            "nvidia ml engineer salary",
            "salary:ml-engineer-averages-us",
            (
                "NVIDIA filed for software developers: median $228,000, middle half $193,650 to "
                "$251,079 (668 filings, FY2025, base pay)."
            ),
        ),
        (
            "openai pay",
            "salary:ml-engineer-averages-us",
            (
                "OpenAI filed for software developers: median $310,000, middle half $235,000 to "
                "$357,500 (30 filings, FY2025, base pay)."
            ),
        ),
    ],
)
def test_what_people_ask_is_answered_first(
    shipped: PayAnswers, question: str, entry: str, first: str
) -> None:
    found = answer(shipped, question)
    assert (str(found.address), found.summary) == (entry, first)


async def test_programs_get_the_figures_in_the_answer(shipped: PayAnswers) -> None:
    answers = Answers(SnapshotHolder(shipped_snapshot()), lambda: NOW, pay=shipped)
    data = as_data("openai pay", await answers.ask("openai pay"))
    assert data["outcome"] == "found"
    assert "$310,000" in data["answer"]
    assert data["sources"][0]["url"].startswith("https://www.dol.gov/")


@pytest.mark.parametrize("area", list(shipped_library().wages.areas)[1:])
def test_every_area_answers_what_is_paid_and_which_level_it_is(
    shipped: PayAnswers, area: str
) -> None:
    name = shipped_library().wages.areas[area].short
    pay = shipped.ask(f"is 150k good for a software developer in {name}")
    level = shipped.ask(f"150k in {name} which level")
    for found in (pay, level):
        assert found is not None
        assert found.pay is not None
        assert [place.area for place in found.pay.places] == [area]
        assert name in found.answer.title


@pytest.mark.parametrize(
    "question",
    [
        "can i bring my spouse on h1b",
        "how does a wage level work",
        "which us cities pay ml engineers most",
        "ml engineer salary in london",
        "20 lakh in seattle",
        "senior ml engineer salary",
        "how much do i pay in taxes",
        "developer pay in finance",
        "data scientist pay in consulting",
        "how much is paid by insurance",
        "what is wage level 2",
        "does stock count toward the prevailing wage in seattle",
        "if same salary is level 2 in seattle but level 4 in austin can they put me in austin",
    ],
)
def test_other_questions_are_left_to_the_entries(shipped: PayAnswers, question: str) -> None:
    assert shipped.ask(question) is None


def test_an_offer_below_level_one_cannot_carry_the_petition(tmp_path: Path) -> None:
    said = text(small(tmp_path), "which level is 90k in seattle for a data scientist")
    assert "$90,000 in Seattle is below level I for data scientists" in said
    assert "$10,000 short of level I: this code and place cannot carry the petition" in said


def test_levels_come_with_distance_draw_and_what_decides(tmp_path: Path) -> None:
    said = text(small(tmp_path), "which level is 150k in seattle")
    assert "$150,000 in Seattle is level II of IV for software developers (July" in said
    assert "The same pay is level III of IV for data scientists" in said
    assert "$10,000 short of level III." in said
    assert "level IV is entered four times, III three times, II twice, I once" in said
    assert "The employer states code and level, and what is filed must be true." in said
    assert "county of the work site decides; with several work sites the lowest" in said


def test_a_code_without_a_row_is_named_and_nothing_is_borrowed(tmp_path: Path) -> None:
    said = text(small(tmp_path), "which level is 150k in sunnyvale")
    assert "Software developers (15-1252): no row for San Jose" in said
    assert "$150,000 in San Jose is level II of IV for data scientists (" in said
    assert "130,000" not in said.replace("$130,000 short", "")


def test_a_survey_without_a_row_says_so(tmp_path: Path) -> None:
    said = text(small(tmp_path), "data scientist pay in sunnyvale")
    assert "The survey of May 2025 has no row for data scientists in San Jose." in said
    assert "$" not in said.partition("\n")[2].partition("\n")[0]


def test_a_name_of_two_areas_answers_for_both(tmp_path: Path) -> None:
    found = small(tmp_path).ask("which level is 150k in the bay area")
    assert found is not None
    assert found.pay is not None
    assert [place.name for place in found.pay.places] == ["San Francisco", "San Jose"]


def test_an_unknown_place_falls_back_to_the_country_and_keeps_the_offer(tmp_path: Path) -> None:
    said = text(small(tmp_path), "is 150k good for an ml engineer in new orleans")
    assert "I have no figures for New Orleans, so these are for the whole country." in said
    assert "$150,000 is above the median for software developers in the United States" in said


def test_a_state_names_its_areas(tmp_path: Path) -> None:
    said = text(small(tmp_path), "ml engineer salary in california")
    assert (
        "No figure covers a whole state; in California there are San Francisco; San Jose." in said
    )


def test_levels_that_ended_say_so_first_with_the_official_address(tmp_path: Path) -> None:
    late = small(tmp_path, datetime(2027, 7, 2, 12, tzinfo=UTC))
    found = answer(late, "which level is 150k in seattle")
    assert found.summary.startswith(
        "These levels ended on 30 Jun 2027; look up the new ones at https://flag.dol.gov/wage-data."
    )
    assert found.amber


def test_a_company_is_answered_by_its_own_filings_only(tmp_path: Path) -> None:
    pay = small(tmp_path)
    assert "median $228,000" in text(pay, "nvidia salary")
    for question in ("hugging face salary", "what is the pay at initech"):
        said = text(pay, question)
        assert "so we cannot say what it pays" in said
        assert "$" not in said


def test_an_offer_is_held_against_the_filings_of_a_company(tmp_path: Path) -> None:
    assert "$200,000 is below this median." in text(
        small(tmp_path), "200k offer from nvidia pay ok"
    )


def test_an_offer_of_a_company_is_held_against_its_place_too(tmp_path: Path) -> None:
    said = text(small(tmp_path), "got a 200k offer from nvidia in seattle is it good")
    assert "NVIDIA filed for software developers: median $228,000" in said
    assert "$200,000 is above the median for software developers in Seattle" in said
    assert "$200,000 in Seattle is level IV of IV for software developers" in said


def test_the_level_of_an_offer_does_not_depend_on_the_company(tmp_path: Path) -> None:
    found = answer(small(tmp_path), "150k at nvidia in seattle which level")
    assert found.summary.startswith("$150,000 in Seattle is level II of IV for software developers")


def test_two_jobs_are_both_answered(shipped: PayAnswers) -> None:
    said = text(shipped, "data scientist vs software engineer pay in boston")
    assert "for software developers in Boston" in said
    assert "As data scientists in Boston" in said


def test_a_sum_without_its_thousands_is_asked_for(tmp_path: Path) -> None:
    said = text(small(tmp_path), "is an offer of 95 ok in seattle")
    assert "$95,000 a year? I read it so." in said


def test_of_two_offers_the_one_that_stands_higher_is_named(tmp_path: Path) -> None:
    found = answer(small(tmp_path), "120k in seattle or 190k in san francisco")
    assert found.summary.startswith(
        "$190,000 in San Francisco stands higher than $120,000 in Seattle beside the local pay"
    )
    assert any("$190,000 in San Francisco is level IV" in point for point in found.points)


def test_the_chart_is_of_the_first_place_and_marks_what_the_offer_reaches(tmp_path: Path) -> None:
    found = small(tmp_path).ask("which level is 150k in seattle")
    chart = figure_chart(found.pay) if found and found.pay else None
    assert chart is not None
    assert [bar.amount for bar in chart.bars] == [120000, 140000, 160000, 180000]
    assert [bar.is_marked for bar in chart.bars] == [False, True, False, False]
    assert list(chart.lines())[-1] == "Your offer: $150,000"


@pytest.mark.parametrize("name", ["es", "hi", "pt-BR", "zh-CN"])
def test_a_translation_names_jobs_and_months_in_its_language_and_the_official_name_once(
    shipped: PayAnswers, name: str
) -> None:
    library = shipped_library()
    with using_language(read_languages(LOCALE)[name]):
        for question in ("ml engineer salary in seattle", "150k in seattle which level"):
            said = text(shipped, question)
            assert not re.search(rf"{MONTHS}|FY2025|developers|engineers|scientists", said), said
            for code in library.wages.codes.values():
                assert said.count(code.name) == 1


def test_an_offer_is_never_below_a_range_of_one_figure() -> None:
    assert Offer(210_000, 246_250, 246_250, "base").position is Position.BESIDE


def test_a_base_without_tables_answers_nothing(tmp_path: Path) -> None:
    pay = PayAnswers(
        SnapshotHolder(Snapshot.build(load_library(small_base(tmp_path)))), lambda: NOW
    )
    assert pay.ask("ml engineer salary in seattle") is None


def test_places_are_suggested_by_any_of_their_names(shipped: PayAnswers) -> None:
    assert shipped.places("sea")[0] == "Seattle"
    assert shipped.places("menlo")[0] == "San Francisco"
    assert shipped.places("fremont") == ("San Francisco",)
    assert len(shipped.places("")) == 25


def test_an_answer_can_be_said_anew(shipped: PayAnswers) -> None:
    found = shipped.ask("openai pay")
    assert isinstance(found, Found)
    assert shipped.localize(found) == found
