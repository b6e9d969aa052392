"""The figures of a base are counted as an editor would."""

from datetime import date
from pathlib import Path

from bot.kb.checking.stats import statistics
from bot.kb.model.facts import Status, Trust
from bot.kb.model.keys import Kind
from bot.kb.reading.library import load_library
from tests.support.knowledge.base import FAQ_OWN, SOURCE, VISA_OWN, page, write_page

TODAY = date(2026, 11, 24)
FACT = """\
facts:
  longest:
    value: 6
    text: six years
    source: https://www.uscis.gov/h-1b
    as_of: 2026-10-07
"""


def base(folder: Path) -> Path:
    """Write two entries with one source in common; reviews are due in January and in March."""
    visa = page("H-1B visa", VISA_OWN.format(code="H-1B"), "\n- At most {{longest}}.\n", front=FACT)
    write_page(folder, "visa:h-1b", visa)
    other = SOURCE.replace("https://www.uscis.gov/h-1b", "https://www.bls.gov/").replace(
        "official-relayed", "background"
    )
    own = FAQ_OWN.format(question="Do I need a PhD?")
    text = page("PhD", own, sources=SOURCE + other).replace("2026-11-01", "2026-12-10")
    write_page(folder, "faq:phd", text)
    return folder


def test_entries_facts_and_sources_are_counted(tmp_path: Path) -> None:
    found = statistics(load_library(base(tmp_path)), TODAY)
    assert found.entries == {Kind.VISA: 1, Kind.ROLE: 0, Kind.SALARY: 0, Kind.FAQ: 1}
    assert found.facts[Status.IN_FORCE] == 1
    assert found.sources[Kind.FAQ][Trust.BACKGROUND] == 1
    assert found.by_trust[Trust.RELAYED] == 2
    assert sum(found.by_trust.values()) == 3


def test_months_follow_one_another_over_the_turn_of_the_year(tmp_path: Path) -> None:
    found = statistics(load_library(base(tmp_path)), TODAY)
    assert found.due == {"2026-11": 0, "2026-12": 0, "2027-01": 1, "2027-02": 0, "2027-03": 1}
    assert found.overdue == 0


def test_what_is_overdue_is_due_now(tmp_path: Path) -> None:
    found = statistics(load_library(base(tmp_path)), date(2027, 2, 24))
    assert found.due == {"2027-02": 1, "2027-03": 1}
    assert found.overdue == 1


def test_age_is_the_middle_of_all(tmp_path: Path) -> None:
    found = statistics(load_library(base(tmp_path)), date(2026, 12, 11))
    assert found.median_age == round((40 + 1) / 2)
