"""What is copied to a server is what was there, row by row, and ids go on behind it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli import app
from bot.services.ports.ledger import LedgerError
from bot.services.ports.stores import Stores
from bot.storage import moving
from bot.storage.engine.errors import DatabaseInUseError
from bot.storage.engine.lock import hold_lock
from bot.storage.moving import MoveError, move
from bot.storage.opening import FILE, open_storage
from tests.storage.making import ANA, BEN, HERE, NOON, THERE, batch, hide, write
from tests.storage.stores.test_forgetting import fill
from tests.support.knowledge.base import small_base
from tests.support.postgres import new_database, rows


@pytest.fixture
async def data(tmp_path: Path) -> Path:
    """A folder with a trace of two people in every store."""
    folder = tmp_path / "data"
    folder.mkdir()
    async with open_storage(folder) as stores:
        await fill(stores, HERE, ANA)
        await fill(stores, THERE, BEN)
        text = "Tea – ☕\r\n'quoted' \\ {{fact}}"
        await stores.ledger.append(batch(write("faq:milk", text), request="2"))
        await stores.ledger.append(batch(write("faq:gone"), request="3", guild=9))
        await stores.guilds.forget(9)
        await stores.guilds.mark_left(THERE, NOON)
    return folder


async def everything(stores: Stores) -> tuple[object, ...]:
    """Read whatever can be asked for."""
    return (
        await stores.ledger.current(),
        [await stores.people.export(person) for person in (ANA, BEN)],
        await stores.guilds.settings(),
        await stores.boards.list_all(),
        await stores.reports.open(),
        await stores.gaps.open(HERE, ready=False, limit=9),
    )


async def test_everything_is_there_and_ids_go_on(data: Path, server: SecretStr) -> None:
    copied = await move(data, server)
    async with open_storage(data) as before, open_storage(server) as after:
        assert await everything(after) == await everything(before)
        highest = max(one.revision for one in await before.ledger.current())
        (made,) = await after.ledger.append(batch(write("faq:new"), request="4"))
        assert made.revision == highest + 2, "the number of a forgotten change is used again"
        assert await after.sweep(NOON + timedelta(days=99)) == (THERE,)
    assert copied.rows > copied.tables > 10
    assert len(copied.digest) == 64


async def test_the_same_rows_have_the_same_digest_wherever_they_are(
    data: Path, server: SecretStr, postgres_template: SecretStr
) -> None:
    first = await move(data, server)
    async with new_database(postgres_template) as other:
        assert await move(data, other) == first
    async with open_storage(data) as stores:
        (tea, *_) = await stores.ledger.current(HERE)
        await stores.ledger.append(batch(hide(str(tea.key), tea.revision), request="5"))
    async with new_database() as third:
        assert (await move(data, third)).digest != first.digest


async def test_a_row_that_came_out_different_leaves_nothing(
    data: Path, server: SecretStr, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed, calls = moving._hash, iter(range(10**6))
    monkeypatch.setattr(moving, "_hash", lambda row: hashed(row) + (next(calls) == 3))
    with pytest.raises(MoveError, match="nothing was kept"):
        await move(data, server)
    assert await rows(server, "SELECT * FROM faq_change") == []


async def test_the_former_one_is_not_in_use_and_the_new_one_is_empty(
    data: Path, server: SecretStr
) -> None:
    with hold_lock(data / FILE), pytest.raises(DatabaseInUseError):
        await move(data, server)
    async with open_storage(server) as stores:
        await stores.ledger.append(batch(write("faq:tea"), request="1"))
    with pytest.raises(MoveError, match="is not empty"):
        await move(data, server)


async def test_what_a_server_takes_not_is_said_and_nothing_kept(
    data: Path, server: SecretStr
) -> None:
    with closing(sqlite3.connect(data / FILE)) as connection:
        connection.execute("UPDATE guild_settings SET time_zone = ?", ("x" * 65,))
        connection.commit()
    with pytest.raises(LedgerError, match="too long"):
        await move(data, server)
    assert await rows(server, "SELECT * FROM faq_change") == []


def almanac(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["db", *words])
    return result.exit_code, result.output


def test_the_command_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path))
    code, said = almanac("copy")
    assert (code, "ALMANAC_DATABASE is not set" in said) == (2, True)
    monkeypatch.setenv("ALMANAC_DATABASE", "postgresql://ana:hidden@127.0.0.1:9/almanac")
    for words in (["copy"], ["backup", "x.db"], ["restore", "x.db"], ["upgrade"]):
        code, said = almanac(*words)
        assert code in (2, 5, 69)
        assert "hidden" not in said
        if words[0] in ("backup", "restore"):
            assert "pg_" in said
    assert code == 69


def test_the_doctor_looks_at_the_server(
    tmp_path: Path, postgres_template: SecretStr, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(small_base(tmp_path / "knowledge")))
    monkeypatch.setenv("ALMANAC_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ALMANAC_MODEL", "off")
    monkeypatch.setenv("ALMANAC_DATABASE", postgres_template.get_secret_value())
    said = CliRunner().invoke(app, ["doctor"]).output
    assert "ok    database: postgresql+asyncpg://" in said
    assert "ALMANAC_DATABASE: (hidden) (environment)" in said
    monkeypatch.setenv("ALMANAC_DATABASE", "postgresql://ana:hidden@127.0.0.1:9/almanac")
    said = CliRunner().invoke(app, ["doctor"]).output
    assert "WRONG database: The database postgresql+asyncpg://ana:***@127.0.0.1:9" in said
    assert not (tmp_path / "data" / FILE).exists()
