"""A folder is a whole library, or a list of everything that is wrong with it."""

from datetime import date
from pathlib import Path

import pytest

from bot.kb.checking.check import concerns
from bot.kb.model.keys import Key
from bot.kb.model.problems import Severity
from bot.kb.reading.library import load_library, read_folder
from tests.support.knowledge.base import FAQ_OWN, SOURCE, VISA_OWN, load_errors, page, write_page

TODAY = date(2026, 11, 24)
H1B = VISA_OWN.format(code="H-1B")
PHD = FAQ_OWN.format(question="Do I need a PhD?")

SHEET = """\
[[sources]]
title = "8 CFR 106.4"
url = "https://www.ecfr.gov/106.4"
checked = 2026-10-07
trust = "official"

[facts.premium-fee]
value = 2965
text = "$2,965"
source = "https://www.ecfr.gov/106.4"
as_of = 2026-10-02
"""


def write_sheet(folder: Path, text: str = SHEET, name: str = "fees") -> Path:
    path = folder / "facts" / f"{name}.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def warnings(folder: Path) -> list[str]:
    reading = read_folder(folder)
    found = sorted([*reading.problems, *concerns(reading, TODAY)])
    assert all(problem.severity is Severity.WARNING for problem in found), found
    return [str(problem).replace(f"{folder}/", "") for problem in found]


def test_the_folder_gives_the_kind_and_the_file_the_slug(tmp_path: Path) -> None:
    write_page(tmp_path, "visa:h-1b", page("H-1B visa", H1B))
    write_page(tmp_path, "faq:phd", page("PhD", PHD))
    library = load_library(tmp_path)
    assert list(map(str, library.entries)) == ["visa:h-1b", "faq:phd"]


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write_page(tmp_path, "visa:h-1b", page("H-1B visa", ""))
    write_page(tmp_path, "faq:phd", "no front matter")
    write_sheet(tmp_path, SHEET.replace("value = 2965", ""))
    found = load_errors(tmp_path)
    assert "facts/fees.toml:7: facts.premium-fee.value: is missing" in found
    assert "faq/phd.md:1: front matter: is missing: the first line must be '---'" in found
    assert "visas/h-1b.md:2: code: is missing" in found


@pytest.mark.parametrize(
    ("front", "own", "body", "said"),
    [
        ("lookalikes: [visa:h-1b1]\n", "", "", "4: lookalikes: there is no entry 'visa:h-1b1'"),
        ("related:\n- faq:none\n", "", "", "5: related: there is no entry 'faq:none'"),
        ("related: [visa:h-1b]\n", "", "", "4: related: an entry cannot name itself"),
        ("", "", "\n- Pay {{fee}}.\n", "{{fee}} quotes a fact that does not exist"),
        ("", "", "\n- Pay {{premium-fee}}.\n", "quote it as {{fact:premium-fee}}"),
        ("", "  sections: [cost]\n", "", "sources: there is no section 'cost' in the body"),
        ("", "  sections: [cost]\n", "\n## cost\n\nIt costs.\n", "no source supports the section"),
    ],
)
def test_every_name_must_lead_somewhere(
    tmp_path: Path, front: str, own: str, body: str, said: str
) -> None:
    write_sheet(tmp_path)
    text = page("H-1B visa", own + H1B, body, front=front)
    write_page(tmp_path, "visa:h-1b", text)
    found = load_errors(tmp_path)
    assert any(said in problem for problem in found), found


def test_a_fact_must_name_one_of_the_sources(tmp_path: Path) -> None:
    facts = "facts:\n  six:\n    value: 6\n    text: six\n    source: https://x.example\n"
    text = page("H-1B visa", facts + "    as_of: 2026-10-07\n" + H1B, "\n- It is {{six}}.\n")
    write_page(tmp_path, "visa:h-1b", text)
    assert load_errors(tmp_path) == ["visas/h-1b.md:15: facts: is not one of the entry's sources"]


def test_a_shared_fact_stands_in_one_sheet_only(tmp_path: Path) -> None:
    write_page(tmp_path, "visa:h-1b", page("H-1B visa", H1B))
    write_sheet(tmp_path)
    write_sheet(tmp_path, name="more")
    assert load_errors(tmp_path) == ["facts/more.toml:7: premium-fee: this fact stands twice"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("visas/H-1B.md", b"x", "visas/H-1B.md:1: file name: the slug 'H-1B' may hold"),
        ("visas/h-1b.md", b"\xff", "visas/h-1b.md:1: file: is not UTF-8 text (byte 0)"),
        ("facts/fees.toml", b"a = \n", "facts/fees.toml:1: file: cannot be read as TOML"),
        ("lexicon.toml", b'codes = "B-2"', "lexicon.toml:1: codes: input should be a valid tuple"),
    ],
)
def test_unreadable_files_are_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    write_page(tmp_path, "faq:phd", page("PhD", PHD))
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    (found,) = load_errors(tmp_path)
    assert found.startswith(said)


def test_a_folder_without_entries_is_refused(tmp_path: Path) -> None:
    assert "holds no entry" in load_errors(tmp_path)[0]
    assert "there is no such folder" in load_errors(tmp_path / "nowhere")[0]


def test_a_sound_base_has_no_problem(tmp_path: Path) -> None:
    write_sheet(tmp_path)
    write_page(tmp_path, "visa:h-1b", page("H-1B visa", H1B, "\n- Pay {{fact:premium-fee}}.\n"))
    assert warnings(tmp_path) == []


def test_editors_are_warned_of_what_they_should_look_at(tmp_path: Path) -> None:
    write_sheet(tmp_path, SHEET + "valid_until = 2026-11-01\n")
    body = "\n- It costs USD 460 and lasts 6 years.\n- Of 85,000 some wait 35 months.\n"
    text = page("H-1B visa", H1B, body, summary="Long. " * 50 + "end.")
    write_page(tmp_path, "visa:h-1b", text.replace("2026-11-01", "2026-01-01", 1))
    ended = "ended on 2026-11-01: its sentences are no longer shown"
    assert warnings(tmp_path) == [
        f"facts/fees.toml:7: warning: premium-fee: {ended}",
        "facts/fees.toml:7: warning: premium-fee: no text quotes this fact",
        "visas/h-1b.md:3: warning: summary: has 304 characters; 200 fit on a phone",
        "visas/h-1b.md:4: warning: reviewed: the review was due on 2026-04-01",
        "visas/h-1b.md:16: warning: points: '35 months' should be a fact, quoted as {{name}}",
        "visas/h-1b.md:16: warning: points: '6 years' should be a fact, quoted as {{name}}",
        "visas/h-1b.md:16: warning: points: '85,000' should be a fact, quoted as {{name}}",
        "visas/h-1b.md:16: warning: points: 'USD 460' should be a fact, quoted as {{name}}",
    ]


def test_sources_are_kept_with_the_sections_they_support(tmp_path: Path) -> None:
    sources = SOURCE + "  sections: [cost]\n" + SOURCE.replace("h-1b", "all")
    write_page(
        tmp_path, "visa:h-1b", page("H-1B", H1B, "\n## cost\n\nIt costs.\n", sources=sources)
    )
    entry = load_library(tmp_path).entries[Key.parse("visa:h-1b")]
    assert [source.url for source in entry.sources_for("cost")] == [
        "https://www.uscis.gov/h-1b",
        "https://www.uscis.gov/all",
    ]
    assert [source.url for source in entry.sources_for(None)] == ["https://www.uscis.gov/all"]
