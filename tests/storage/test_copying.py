"""A copy that is put back is what was copied; whatever is wrong with it, nothing is changed."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.services.ports.ledger import FaqChange, LedgerError
from bot.storage.copying import BACKUPS, back_up, back_up_nightly, last_backup, restore
from bot.storage.engine.errors import DatabaseInUseError, NewerDatabaseError
from bot.storage.engine.lock import hold_lock
from bot.storage.opening import FILE, open_storage
from tests.storage.making import batch, write

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


async def saved(data: Path, *names: str) -> tuple[FaqChange, ...]:
    """Keep an entry for each name, and return all that is kept."""
    async with open_storage(data) as stores:
        for name in names:
            await stores.ledger.append(batch(write(f"faq:{name}"), request=name))
        return await stores.ledger.current()


@pytest.mark.parametrize("verify", [True, False])
async def test_what_was_copied_is_there_again(data: Path, tmp_path: Path, verify: bool) -> None:
    copied = await saved(data, "tea", "milk")
    back_up(data, tmp_path / "copy.db")
    later = await saved(data, "sugar")
    former = restore(data, tmp_path / "copy.db", NOON, verify=verify)
    assert await saved(data) == copied
    assert former is not None
    restore(data, former, NOON.replace(hour=13))
    assert await saved(data) == later


async def test_changes_that_stand_in_the_log_alone_are_kept_with_the_former_one(
    data: Path, tmp_path: Path
) -> None:
    copied = await saved(data, "tea")
    back_up(data, tmp_path / "copy.db")
    async with open_storage(data) as stores:
        await stores.ledger.append(batch(write("faq:milk"), request="milk"))
        # As a killed process leaves it: the change stands in the log beside the file.
        (tmp_path / FILE).write_bytes((data / FILE).read_bytes())
        (tmp_path / f"{FILE}-wal").write_bytes((data / f"{FILE}-wal").read_bytes())
        both = await stores.ledger.current()
    for path in (FILE, f"{FILE}-wal"):
        (tmp_path / path).rename(data / path)
    former = restore(data, tmp_path / "copy.db", NOON)
    assert await saved(data) == copied
    assert former is not None
    restore(data, former, NOON.replace(hour=13), verify=True)
    assert await saved(data) == both


async def test_a_copy_is_put_where_nothing_was(data: Path, tmp_path: Path) -> None:
    copied = await saved(data, "tea")
    back_up(data, tmp_path / "copy.db")
    other = tmp_path / "other"
    other.mkdir()
    assert restore(other, tmp_path / "copy.db", NOON, verify=True) is None
    assert await saved(other) == copied


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as it:
        it.execute("UPDATE alembic_version SET version_num = '9999'")
        it.commit()


def _other(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as it:
        it.execute("CREATE TABLE tea (id INTEGER)")


def _torn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 4096 * 5] = b"\x07" * 4096 * 4
    path.write_bytes(data)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [_newer, _other, _torn, _empty, _gone])
async def test_a_copy_that_cannot_be_used_changes_nothing(
    data: Path, tmp_path: Path, spoil: object
) -> None:
    assert callable(spoil)
    copied = await saved(data, "tea")
    copy = tmp_path / "copy.db"
    back_up(data, copy)
    spoil(copy)
    before = {path.name for path in data.iterdir()}
    with pytest.raises((LedgerError, NewerDatabaseError)) as refused:
        restore(data, copy, NOON, verify=True)
    assert str(copy) in str(refused.value)
    assert {path.name for path in data.iterdir()} == before
    assert await saved(data) == copied


async def test_nothing_is_restored_while_a_bot_runs(data: Path, tmp_path: Path) -> None:
    await saved(data, "tea")
    back_up(data, tmp_path / "copy.db")
    with hold_lock(data / FILE), pytest.raises(DatabaseInUseError):
        restore(data, tmp_path / "copy.db", NOON)


async def test_a_copy_of_each_night_is_kept_and_the_oldest_go(data: Path) -> None:
    assert last_backup(data) is None
    await saved(data, "tea")
    for day in range(1, 6):
        back_up_nightly(data, date(2026, 11, day), most_kept=3)
        back_up_nightly(data, date(2026, 11, day), most_kept=3)
    kept = sorted(path.name for path in (data / BACKUPS).iterdir())
    assert kept == [f"almanac-2026-11-0{day}.db" for day in (3, 4, 5)]
    assert last_backup(data) is not None
    restore(data, data / BACKUPS / kept[0], NOON, verify=True)
    assert len(await saved(data)) == 1


async def test_no_copy_is_made_where_none_is_wanted(data: Path) -> None:
    await saved(data, "tea")
    assert back_up_nightly(data, date(2026, 11, 1), most_kept=0) is None
    assert not (data / BACKUPS).exists()


async def test_a_copy_that_was_interrupted_is_made_anew(data: Path) -> None:
    await saved(data, "tea")
    (data / BACKUPS).mkdir()
    (data / BACKUPS / "almanac-2026-11-01.partial").write_bytes(b"half")
    made = back_up_nightly(data, date(2026, 11, 1), most_kept=1)
    assert made is not None
    restore(data, made, NOON, verify=True)
