"""`almanac kb check` names every problem, and fails where it should."""

import json
from pathlib import Path

import pytest

from tests.cli.running import almanac


@pytest.mark.parametrize("broken", ["summary: {{nope}}", "title: 'open", "reviewed: 2026-02-30"])
def test_a_broken_entry_is_named_by_the_check_and_ends_a_start_with_three(
    base: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    page = base / "visas" / "h-1b.md"
    field = broken.partition(":")[0]
    lines = page.read_text("utf-8").splitlines()
    text = "\n".join(broken if one.startswith(f"{field}:") else one for one in lines)
    page.write_text(text, "utf-8")
    checked = almanac("kb", "check")
    assert checked.exit_code == 1
    assert f"{page}:" in checked.stdout
    assert "1 errors" in checked.stdout
    monkeypatch.setenv("DISCORD_TOKEN", "token")
    assert almanac("run").exit_code == 3


def test_check_names_every_problem_and_fails(base: Path) -> None:
    assert almanac("kb", "check").exit_code == 0
    page = base / "visas" / "l-1.md"
    page.write_text("nothing", "utf-8")
    result = almanac("kb", "check", str(base))
    assert result.exit_code == 1
    assert f"{page}:1: front matter: is missing" in result.stdout


def test_check_ends_with_a_table_and_a_count(base: Path) -> None:
    said = almanac("kb", "check", str(base)).stdout
    assert "golden questions" in said
    assert "answers under a warning: " in said
    assert ": 0 errors" in said


def test_a_warning_fails_a_strict_check_only(base: Path) -> None:
    page = base / "visas" / "h-1b.md"
    page.write_text(page.read_text("utf-8").replace("2026-11-01", "2020-01-01"), "utf-8")
    assert almanac("kb", "check").exit_code == 0
    assert almanac("kb", "check", "--strict").exit_code == 1


def test_a_check_is_written_as_json(base: Path) -> None:
    page = base / "visas" / "l-1.md"
    page.write_text("nothing", "utf-8")
    result = almanac("kb", "check", "--json")
    data = json.loads(result.stdout)
    assert result.exit_code == 1
    assert data["errors"] == data["checks"]["schema and links"]["errors"] >= 1
    problem = next(one for one in data["problems"] if one["path"] == str(page))
    assert (problem["line"], problem["severity"], problem["field"]) == (1, "error", "front matter")
