"""Each subject that strangers raised has places in the base, and the page for users has them."""

import csv
import re
from pathlib import Path

import pytest

from bot.kb.model.keys import Address, Kind
from tests.support.knowledge.shipped import shipped_library, shipped_snapshot

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "coverage.md").read_text("utf-8")

with (TESTS / "topics.csv").open(encoding="utf-8", newline="") as lines:
    TOPICS = tuple(csv.DictReader(lines))

SUBJECTS = 50
"""Subjects that strangers raised and the base once lacked, counted on 30 November 2026."""


def places(topic: dict[str, str]) -> list[str]:
    return [place for place in topic["places"].split("|") if place]


def entry_file(place: str) -> str:
    """Name the file of an address, as a page in `docs/` links it."""
    key = Address.parse(place).key
    return f"../knowledge/{key.kind.folder}/{key.slug}.md"


def test_every_subject_is_listed_once() -> None:
    assert [topic["topic"] for topic in TOPICS] == [f"T{n:02}" for n in range(1, SUBJECTS + 1)]


def test_every_subject_has_places_or_a_reason() -> None:
    assert [one["topic"] for one in TOPICS if bool(places(one)) == bool(one["reason"])] == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["topic"])
def test_every_place_of_a_subject_is_there(topic: dict[str, str]) -> None:
    known = {str(link.address) for link in shipped_snapshot().links.values()}
    assert [place for place in places(topic) if place not in known] == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic["topic"])
def test_the_page_for_users_leads_to_every_subject(topic: dict[str, str]) -> None:
    assert entry_file(places(topic)[0]) in PAGE


def test_the_page_for_users_leads_to_every_visa_and_role_that_has_sections() -> None:
    entries = [entry for entry in shipped_library().entries.values() if entry.sections]
    listed = [str(one.key) for one in entries if one.key.kind in {Kind.VISA, Kind.ROLE}]
    families = {"visa:eb-1", "visa:l-1a", "visa:l-1b"}
    assert [key for key in listed if key not in families and entry_file(key) not in PAGE] == []


def test_no_link_of_the_page_is_written_twice() -> None:
    links = re.findall(r"\]\((\S+?)\)", PAGE)
    assert sorted({link for link in links if links.count(link) > 1}) == []
