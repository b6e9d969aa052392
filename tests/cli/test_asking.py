"""`almanac ask` answers one question or a batch, for people and for programs."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from tests.cli.running import almanac


@pytest.mark.usefixtures("base")
def test_an_answer_is_described_as_json() -> None:
    result = almanac("ask", "can my spouse work on O-3", "--json")
    data = json.loads(result.stdout)
    assert list(data) == [
        "text",
        "outcome",
        "entry",
        "section",
        "confidence",
        "title",
        "answer",
        "sources",
        "reviewed",
        "checked",
        "warnings",
        "also",
        "candidates",
    ]
    assert (data["outcome"], data["entry"], data["section"]) == ("found", "visa:o-3", "family")
    assert "cannot work" in data["answer"]
    assert data["sources"] == [
        {"title": "USCIS, H-1B Specialty Occupations", "url": "https://www.uscis.gov/h-1b"}
    ]
    assert (data["reviewed"], data["checked"]) == ("2026-11-01", "2026-10-07")
    assert data["warnings"] == []
    assert data["candidates"][0]["entry"] == "visa:o-3"
    assert 0 <= data["confidence"] <= 1


@pytest.mark.usefixtures("base")
def test_what_is_not_known_is_described_too() -> None:
    data = json.loads(almanac("ask", "how do i bake bread", "--json").stdout)
    assert (data["outcome"], data["entry"], data["answer"]) == ("unknown", None, None)


@pytest.mark.usefixtures("base")
def test_a_batch_is_answered_in_order(tmp_path: Path) -> None:
    questions = ["what is h1b1", "", "line\u2028inside", "how long does h1b last"]
    file = tmp_path / "questions.jsonl"
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in questions]
    file.write_text("\n".join(lines) + "\n\n", "utf-8")
    found = [
        json.loads(line)
        for line in almanac("ask", "--batch", str(file), "--json").stdout.split("\n")
        if line
    ]
    assert [data["text"] for data in found] == questions
    assert [data["entry"] for data in found] == ["visa:h-1b1", None, None, "visa:h-1b"]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    "line",
    ["not json", '{"question": "x"}', "[]", '{"text": 5}', r'{"text": "\ud800"}', "[" * 100_000],
)
def test_a_bad_line_of_a_batch_is_named_and_the_others_are_answered(line: str) -> None:
    typed = f'{{"text": "h1b"}}\n{line}\n{{"text": "o1"}}\n'
    result = almanac("ask", "--batch", "-", "--json", typed=typed)
    assert result.exit_code == 1
    assert [json.loads(one)["text"] for one in result.stdout.splitlines()] == ["h1b", "o1"]
    assert result.stderr.startswith("-:2: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("base")
def test_half_a_character_is_no_question() -> None:
    result = almanac("ask", "h1b \udcff")
    assert (result.exit_code, result.stderr) == (1, "The question is not text in UTF-8.\n")


@pytest.mark.usefixtures("base")
def test_an_answer_can_be_written_to_a_terminal_of_ascii() -> None:
    runner = CliRunner(charset="ascii")
    plain = runner.invoke(app, ["ask", "how long does h1b last"])
    assert (plain.exit_code, "limited to six years" in plain.stdout) == (0, True)
    described = runner.invoke(app, ["ask", "caf\u00e9 \U0001f44d", "--json"])
    assert json.loads(described.stdout)["text"] == "caf\u00e9 \U0001f44d"


@pytest.mark.usefixtures("base")
def test_a_piped_answer_names_the_addresses_of_its_sources_and_nothing_else_is_said() -> None:
    result = almanac("ask", "how", "long", "does", "h1b", "last")
    assert "limited to six years" in result.stdout
    source = "USCIS, H-1B Specialty Occupations · as of 2026-10-07 · <https://www.uscis.gov/h-1b>"
    assert f"- Source: {source}\n" in result.stdout
    assert "Reviewed 2026-11-01; next review 2027-01-30." in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("base")
def test_an_answer_is_explained_by_what_was_read_and_what_decided() -> None:
    said = almanac("ask", "how longg can somebody stay with h1b", "--explain").stdout
    assert "longg → long" in said
    assert "visa:h-1b/duration" in said
    assert "confidence 0." in said


@pytest.mark.usefixtures("base")
def test_an_explanation_is_data_too() -> None:
    result = almanac("ask", "what is h1b1", "--explain", "--json")
    why = json.loads(result.stdout)["explanation"]
    assert (why["decision"], why["reason"]) == ("found", "exact")
    assert why["candidates"][0]["entry"] == "visa:h-1b1"
    assert why["codes"] == ["h1b1"]


def test_a_broken_base_stops_an_answer_with_its_own_code(base: Path) -> None:
    (base / "visas" / "l-1.md").write_text("nothing", "utf-8")
    assert almanac("ask", "h1b").exit_code == 3


@pytest.mark.usefixtures("base")
def test_ask_wants_either_a_question_or_a_batch() -> None:
    assert almanac("ask").exit_code == 2
    assert almanac("ask", "h1b", "--batch", "x").exit_code == 2
