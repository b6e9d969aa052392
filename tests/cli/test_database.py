"""The tables of the database are upgraded on demand, and never those of a running bot."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.storage.lock import locked
from bot.storage.opening import FILE


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("ALMANAC_DATA", str(folder))
    return folder


def upgrade() -> Result:
    return CliRunner().invoke(app, ["db", "upgrade"])


def test_tables_are_made_once_and_then_up_to_date(data: Path) -> None:
    assert "from version none to" in upgrade().stdout
    assert (data / FILE).exists()
    assert "up to date" in upgrade().stdout


def test_a_damaged_database_is_not_upgraded(data: Path) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"no database" * 999)
    result = upgrade()
    assert result.exit_code == 5
    assert str(data / FILE) in result.stderr


def test_the_database_of_a_running_bot_is_left_alone(data: Path) -> None:
    data.mkdir()
    with locked(data / FILE):
        assert upgrade().exit_code == 6
