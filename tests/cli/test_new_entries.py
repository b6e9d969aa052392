"""`almanac kb new` begins an entry or a translation: the check fails until it is filled in."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.running import almanac


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("visa", {"summary", "points", "sections", "asks", "sources.url"}),
        ("role", {"summary", "points", "sections", "asks", "sources.title"}),
        ("salary", {"summary", "points", "low", "high", "asks"}),
        ("faq", {"summary", "points", "question", "topics", "asks"}),
    ],
)
def test_a_new_entry_fails_the_check_until_everything_in_it_is_filled_in(
    base: Path, kind: str, fields: set[str]
) -> None:
    assert almanac("kb", "new", kind, "kaggle-1").exit_code == 0
    (path,) = base.rglob("kaggle-1.md")
    # One idea of three is written: the others still ask for it.
    written = path.read_text("utf-8").replace("- One idea in one short sentence.", "- Mine.")
    path.write_text(written, "utf-8")
    checked = almanac("kb", "check", "--json")
    assert checked.exit_code == 1
    found = [one for one in json.loads(checked.stdout)["problems"] if one["path"] == str(path)]
    unwritten = {one["field"] for one in found if "what 'kb new' wrote" in one["message"]}
    assert fields <= {re.sub(r"\[\d+\]", "", field) for field in unwritten}


def test_a_new_entry_is_never_written_over(base: Path) -> None:
    assert almanac("kb", "new", "faq", "kaggle").exit_code == 0
    assert "kaggle.md:3: summary: still says" in almanac("kb", "check").stdout
    path = base / "faq" / "kaggle.md"
    path.write_text("mine", "utf-8")
    assert almanac("kb", "new", "faq", "kaggle").exit_code == 1
    assert path.read_text("utf-8") == "mine"


def test_a_new_translation_begins_with_the_text_of_its_original(base: Path) -> None:
    assert almanac("kb", "new", "visa", "h-1b", "--language", "pt-BR").exit_code == 0
    checked = almanac("kb", "check")
    assert checked.exit_code == 1
    assert "summary: still says what the original says, in English" in checked.stdout
    path = base / "visas" / "h-1b.pt-BR.md"
    assert "limited to {{longest}}." in path.read_text("utf-8")
    assert almanac("kb", "new", "visa", "h-1b", "--language", "pt-BR").exit_code == 1


@pytest.mark.parametrize(
    ("slug", "language", "said"),
    [("h-1b", "tlh", "'tlh' is not a language of answers: es,"), ("x-9", "es", "no entry")],
)
@pytest.mark.usefixtures("base")
def test_a_translation_needs_a_language_and_an_entry(slug: str, language: str, said: str) -> None:
    result = almanac("kb", "new", "visa", slug, "--language", language)
    assert result.exit_code == 1
    assert said in result.stderr


@pytest.mark.usefixtures("base")
def test_a_bad_name_for_a_new_entry_is_said() -> None:
    result = almanac("kb", "new", "visa", "H 1B")
    assert result.exit_code == 1
    assert "small letters" in result.stderr
