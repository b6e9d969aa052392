"""The database is upgraded and copied on demand; that of a running bot is only copied."""

from pathlib import Path

import pytest

from bot.storage.engine.lock import hold_lock
from bot.storage.opening import FILE, open_storage
from tests.cli.running import almanac
from tests.storage.making import batch, write


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("ALMANAC_DATA", str(folder))
    return folder


def test_tables_are_made_once_and_then_up_to_date(data: Path) -> None:
    assert "from version none to" in almanac("db", "upgrade").stdout
    assert (data / FILE).exists()
    assert "up to date" in almanac("db", "upgrade").stdout


def test_a_damaged_database_is_not_upgraded(data: Path) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"no database" * 999)
    result = almanac("db", "upgrade")
    assert result.exit_code == 5
    assert str(data / FILE) in result.stderr


def test_the_database_of_a_running_bot_is_left_alone(data: Path) -> None:
    data.mkdir()
    with hold_lock(data / FILE):
        assert almanac("db", "upgrade").exit_code == 6


async def test_a_copy_made_while_a_bot_writes_can_be_put_in_place(
    data: Path, tmp_path: Path
) -> None:
    data.mkdir()
    async with open_storage(data) as stores:
        made = await stores.ledger.append(batch(write("faq:tea"), request="1"))
        assert almanac("db", "backup", str(tmp_path / "copy.db")).exit_code == 0
        await stores.ledger.append(batch(write("faq:milk"), request="2"))
    for file in data.glob(f"{FILE}*"):
        file.unlink()
    (tmp_path / "copy.db").rename(data / FILE)
    async with open_storage(data) as stores:
        assert await stores.ledger.current() == made


def test_a_backup_never_writes_over_a_file(data: Path, tmp_path: Path) -> None:
    almanac("db", "upgrade")
    kept = tmp_path / "kept"
    kept.write_text("mine", "utf-8")
    result = almanac("db", "backup", str(kept))
    assert result.exit_code == 5
    assert kept.read_text("utf-8") == "mine"


def test_without_a_database_there_is_nothing_to_back_up(data: Path, tmp_path: Path) -> None:
    assert almanac("db", "backup", str(tmp_path / "copy.db")).exit_code == 5
    assert not (tmp_path / "copy.db").exists()
