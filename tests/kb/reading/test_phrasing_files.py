"""What strangers type stands in files beside the entries, and changes no answer."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kb.model.keys import Address, Key
from bot.kb.model.text import PHRASE_LIMIT
from bot.kb.reading.library import load_library, read_folder
from bot.kb.reading.phrasing_files import by_address, parse_phrasings
from bot.search.index import Decision
from bot.services.content.answer import revision
from bot.services.content.documents import documents
from bot.services.content.snapshot import Snapshot
from bot.services.editing.checking import check_base
from tests.support.knowledge.base import load_errors, small_base

H1B = Key.parse("visa:h-1b")
TODAY = date(2026, 11, 24)

PHRASINGS = """\
- my company says they do papers for me what is that

## duration

- after how many yrs i must leave
- 6 yr limit??
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return small_base(tmp_path)


def write(base: Path, text: str = PHRASINGS, name: str = "visas/h-1b.asks.md") -> None:
    (base / name).write_text(text, "utf-8")


def test_phrasings_beside_an_entry_are_asked_of_its_places(base: Path) -> None:
    before = load_library(base)
    write(base)
    library = load_library(base)
    assert list(library.entries) == list(before.entries)
    assert library.phrasings[Address(H1B, "duration")] == (
        "after how many yrs i must leave",
        "6 yr limit??",
    )
    ranking = Snapshot.build(library).index.search("After how many yrs I must leave?")
    assert ranking.decision is Decision.FOUND
    assert (ranking.offered[0].entry, ranking.offered[0].section) == ("visa:h-1b", "duration")


def test_an_answer_keeps_its_revision_if_only_its_phrasings_change(base: Path) -> None:
    before = load_library(base).entries[H1B]
    write(base)
    path = base / "visas" / "h-1b.md"
    text = path.read_text("utf-8")
    asked = before.section("duration").asks[0]  # type: ignore[union-attr]
    path.write_text(text.replace(asked, f"{asked} please"), "utf-8")
    after = load_library(base).entries[H1B]
    assert after != before
    assert revision(after) == revision(before)
    path.write_text(text.replace(before.summary, f"{before.summary} Truly."), "utf-8")
    assert revision(load_library(base).entries[H1B]) != revision(before)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("## durations\n\n- how long\n", "1: section: there is no section '## durations'"),
        ("## overview\n\n- what\n", "1: section: phrasings of the top stand above"),
        ("## cost\n- a\n\n## cost\n- b\n", "4: section: '## cost' stands here twice"),
        ("how long\n", "1: line: must be '- phrasing' or '## section'"),
        ("- how long\n-\n", "2: asks: '' has no word in it"),
        ("- ???\n", "1: asks: '???' has no word in it"),
        (f"- {'a' * (PHRASE_LIMIT + 1)}\n", f"1: asks: has {PHRASE_LIMIT + 1} characters"),
        ("- how  long\n", "1: asks: 'how  long' must be one line of text, without spaces"),
    ],
)
def test_a_fault_is_named_with_its_line(base: Path, text: str, problem: str) -> None:
    write(base, text)
    assert load_errors(base)[0].startswith(f"visas/h-1b.asks.md:{problem}")


def test_a_refusal_of_the_entry_is_no_phrasing_of_it(base: Path) -> None:
    write(base, "- What is H1B1?\n")
    (found,) = load_errors(base)
    assert found.startswith("visas/h-1b.asks.md:1: asks: 'What is H1B1?' is in the entry's 'not'")


def test_phrasings_of_no_entry_are_a_problem(base: Path) -> None:
    write(base, "- where\n", "faq/nowhere.asks.md")
    assert load_errors(base) == [
        "faq/nowhere.asks.md:1: file name: there is no entry 'nowhere.md' beside this file"
    ]


def test_a_server_names_its_phrasings_in_its_entries(base: Path, tmp_path: Path) -> None:
    over = tmp_path / "over"
    (over / "visas").mkdir(parents=True)
    entry = (base / "visas" / "h-1b.md").read_text("utf-8")
    (over / "visas" / "h-1b.md").write_text(entry, "utf-8")
    write(over)
    problems = read_folder(over, load_library(base)).problems
    assert [problem.message for problem in problems] == [
        "only the shared base has such files: list 'asks' in the entry itself"
    ]


def test_the_check_names_what_is_there_already_and_what_goes_elsewhere(base: Path) -> None:
    asked = load_library(base).entries[H1B].section("duration")
    assert asked is not None
    write(base, f"- {asked.asks[0]}\n\n## duration\n\n- {asked.asks[0].upper()}!\n")
    found = [
        str(problem).replace(f"{base}/", "")
        for problem in check_base(base, TODAY).problems
        if problem.path.endswith(".asks.md")
    ]
    assert any("h-1b.asks.md:1: asks:" in one and "is also asked of" in one for one in found)
    assert any("h-1b.asks.md:5: asks:" in one and "already" in one for one in found)


def test_a_slip_of_a_stranger_is_no_word_of_the_base(base: Path) -> None:
    write(base, "## duration\n\n- hw lnog may i staay in this countri\n")
    index = Snapshot.build(load_library(base)).index
    assert index.search("staay in h1b").corrections


_texts = st.from_regex(r"[a-z][a-z0-9 ?]{0,40}[a-z?]", fullmatch=True).map(
    lambda text: " ".join(text.split())
)
_sections = st.sampled_from([None, "duration", "cost"])


def printed(phrasings: dict[Address, tuple[str, ...]]) -> str:
    """Write the phrasings of one entry as a file."""
    top = [texts for address, texts in phrasings.items() if address.section is None]
    parts = ["".join(f"- {text}\n" for texts in top for text in texts)]
    parts += [
        f"## {address.section}\n\n" + "".join(f"- {text}\n" for text in texts)
        for address, texts in phrasings.items()
        if address.section is not None
    ]
    return "\n".join(part for part in parts if part)


@given(st.dictionaries(_sections, st.lists(_texts, min_size=1, unique=True), max_size=3))
def test_what_is_printed_is_read_back(asked: dict[str | None, list[str]]) -> None:
    places = {Address(H1B, name): tuple(texts) for name, texts in asked.items()}
    read = parse_phrasings(printed(places), H1B, "h-1b.asks.md")
    assert by_address([read]) == places


def test_documents_keep_what_strangers_type_apart(base: Path) -> None:
    write(base)
    duration = next(
        one
        for one in documents(load_library(base))
        if (one.entry, one.section) == ("visa:h-1b", "duration")
    )
    assert duration.typed == ("after how many yrs i must leave", "6 yr limit??")
    assert not set(duration.typed) & set(duration.phrasings)
