"""Operators take a server's answers out of the database, and bring them in."""

from pathlib import Path

import pytest

from bot.storage.engine.lock import hold_lock
from bot.storage.opening import FILE
from tests.cli.running import almanac
from tests.support.knowledge.base import FAQ_OWN, page, small_base, write_page


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(small_base(tmp_path / "base")))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = FAQ_OWN.format(question="May I bring tea?")
    write_page(tmp_path / "mine", "faq:tea", page("Tea", own, front="asks: [is tea ok]\n"))
    return tmp_path / "mine"


def test_what_is_imported_is_exported_and_passes_the_check(folder: Path, tmp_path: Path) -> None:
    done = almanac("kb", "import", str(folder), "--guild", "7", typed="y\n")
    assert done.exit_code == 0, done.output
    assert "1 new, 0 changed, 0 retired, 0 the same" in done.stdout
    assert "+summary: The Tea is one of them." in done.stdout
    out, packed = tmp_path / "out", tmp_path / "out.zip"
    for to in (out, packed):
        assert (
            "1 answers of server 7"
            in almanac("kb", "export", "--guild", "7", "--to", str(to)).stdout
        )
    assert (out / "faq" / "tea.md").exists()
    checked = almanac("kb", "check", str(out))
    assert checked.exit_code == 0, checked.output
    again = almanac("kb", "import", str(packed), "--guild", "7", "--yes")
    assert "0 new, 0 changed, 0 retired, 1 the same" in again.stdout
    assert "Imported" not in again.stdout


def test_questions_that_are_taken_already_are_named_and_become_phrasings(tmp_path: Path) -> None:
    text = tmp_path / "page.md"
    text.write_text("## do i need a phd\n\nNo, says our server.\n", "utf-8")
    done = almanac("kb", "import", str(text), "--guild", "7", typed="n\n")
    assert done.exit_code == 0, done.output
    assert "'do i need a phd' is taken by 'Do I need a PhD?' already." in done.stdout
    assert "--phrasings" in done.stdout
    assert "1 new, 0 changed" in done.stdout
    merged = almanac("kb", "import", str(text), "--guild", "7", "--phrasings", "--yes")
    assert merged.exit_code == 0, merged.output
    assert "0 new, 1 changed" in merged.stdout
    assert "+- do i need a phd" in merged.stdout


def test_nothing_is_changed_without_a_yes(folder: Path, tmp_path: Path) -> None:
    almanac("kb", "import", str(folder), "--guild", "7", typed="n\n")
    out = almanac("kb", "export", "--guild", "7", "--to", str(tmp_path / "out"))
    assert "0 answers of server 7" in out.stdout


def test_a_server_imports_for_itself_alone(folder: Path, tmp_path: Path) -> None:
    almanac("kb", "import", str(folder), "--guild", "7", "--yes")
    out = almanac("kb", "export", "--guild", "8", "--to", str(tmp_path / "out"))
    assert "0 answers of server 8" in out.stdout


def test_what_cannot_be_taken_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "faq" / "tea.md").write_text("no front matter", "utf-8")
    broken = almanac("kb", "import", str(folder), "--guild", "7", "--yes")
    assert broken.exit_code == 1
    assert "faq/tea.md:1: front matter: is missing" in broken.stderr
    assert "Nothing was changed." in broken.stderr
    nowhere = almanac("kb", "import", str(tmp_path / "nowhere.zip"), "--guild", "7")
    assert nowhere.exit_code == 1
    assert "cannot be read" in nowhere.stderr


def test_an_export_reads_beside_a_running_bot(folder: Path, tmp_path: Path) -> None:
    almanac("kb", "import", str(folder), "--guild", "7", "--yes")
    with hold_lock(tmp_path / "data" / FILE):
        out = almanac("kb", "export", "--guild", "7", "--to", str(tmp_path / "out"))
        assert "1 answers of server 7" in out.stdout
        assert almanac("kb", "import", str(folder), "--guild", "7", "--yes").exit_code == 6


def test_an_export_makes_no_database_and_reads_no_other_version(tmp_path: Path) -> None:
    out = almanac("kb", "export", "--guild", "7", "--to", str(tmp_path / "out"))
    assert "0 answers of server 7" in out.stdout
    assert not (tmp_path / "data").exists()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE).touch()
    other = almanac("kb", "export", "--guild", "7", "--to", str(tmp_path / "out"))
    assert other.exit_code == 5
    assert "almanac db upgrade" in other.output
