"""What is due is listed with where to look, what is read most first."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.checking.due import Due, find_due
from bot.kb.model.keys import Key
from bot.kb.reading.library import Library, load_library
from tests.support.volatile import volatile_base

NOBODY: dict[Key, int] = {}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    base = volatile_base(tmp_path)
    path = base / "visas" / "h-1b.md"
    text = path.read_text("utf-8").replace("review_every: 90", "review_every: 400")
    path.write_text(
        text.replace(
            "as_of: 2026-10-07\n  old", "as_of: 2026-10-07\n    recheck_by: 2026-12-01\n  old"
        ),
        "utf-8",
    )
    return load_library(base)


def claims(found: tuple[Due, ...]) -> list[str]:
    return [one.name for one in found if one.kind == "claim"]


def test_a_claim_is_listed_with_its_page_and_the_answers_that_quote_it(library: Library) -> None:
    (one,) = [one for one in find_due(library, date(2026, 12, 16), NOBODY) if "grace" in one.name]
    assert (one.name, one.text, one.section) == ("fact:grace-days", "60 days", "8 CFR 214.1(l)(2)")
    assert (one.by, one.last_true) == (date(2026, 12, 15), date(2026, 10, 20))
    assert one.source == "https://www.ecfr.gov/214.1"
    assert list(map(str, one.answers)) == ["faq:stay"]


def test_the_day_itself_is_not_before_it(library: Library) -> None:
    assert claims(find_due(library, date(2026, 12, 15), NOBODY)) == ["visa:h-1b#longest"]


def test_what_people_read_most_comes_first(library: Library) -> None:
    day = date(2027, 9, 2)
    quoted_alike = claims(find_due(library, day, NOBODY))
    assert quoted_alike[:2] == ["visa:h-1b#longest", "fact:grace-days"], "the earliest first"
    found = find_due(library, day, {Key.parse("faq:order"): 9, Key.parse("faq:stay"): 2})
    assert claims(found) == [
        "fact:order-end",
        "fact:grace-days",
        "fact:grace-proposal",
        "visa:h-1b#longest",
    ]
    assert [one.times_served for one in found if one.name == "fact:order-end"] == [9]


def test_entries_and_paths_are_due_with_their_review(library: Library) -> None:
    found = find_due(library, date(2027, 1, 31), NOBODY)
    names = {one.name for one in found if one.kind == "entry"}
    assert "visa:h-4" in names
    assert "visa:h-1b" not in names
    assert [one.name for one in found if one.kind == "path"] == ["visas"]
    (family,) = [one for one in found if one.name == "visa:h-4"]
    assert list(map(str, family.answers)) == ["visa:h-4", "visa:h-4/family"]
    assert not find_due(library, date(2026, 11, 24), NOBODY)
