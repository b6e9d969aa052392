"""The base that ships keeps its own promises."""

from pathlib import Path

import pytest

from bot.kb.keys import Key
from bot.kb.library import Library, load_library
from bot.kb.markdown import parse_entry, print_entry
from bot.search.index import Decision
from bot.services.documents import documents
from bot.services.snapshot import Snapshot

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(KNOWLEDGE)


@pytest.fixture(scope="module")
def snapshot(library: Library) -> Snapshot:
    return Snapshot.build(library)


def test_every_phrasing_finds_its_own_entry_and_section(snapshot: Snapshot) -> None:
    astray = []
    for document in documents(snapshot.library):
        for phrasing in document.phrasings:
            ranking = snapshot.index.search(phrasing)
            found = [(hit.entry, hit.section) for hit in ranking.offered]
            if ranking.decision is not Decision.FOUND or found != [
                (document.entry, document.section)
            ]:
                astray.append((phrasing, found))
    assert astray == []


def test_no_entry_takes_a_question_that_it_must_not(snapshot: Snapshot) -> None:
    taken = []
    for key, entry in snapshot.library.entries.items():
        for refusal in entry.refusals:
            ranking = snapshot.index.search(refusal)
            if ranking.decision is Decision.FOUND and ranking.offered[0].entry == str(key):
                taken.append((str(key), refusal))
    assert taken == []


def test_the_example_for_editors_is_an_entry_that_can_be_read_and_printed() -> None:
    text = (KNOWLEDGE / "README.md").read_text("utf-8")
    example = text.split("```markdown\n", 1)[1].split("```\n", 1)[0]
    entry = parse_entry(example, Key.parse("visa:cap-gap"))
    assert parse_entry(print_entry(entry), entry.key) == entry
