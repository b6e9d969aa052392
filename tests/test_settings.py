"""Settings come from the command line, the environment and `.env`, in this order."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from bot.cli import app
from bot.services.ports.shards import Shards
from bot.settings import BadSettingsError, Settings, origins, read_settings, variable
from tests.support.knowledge.base import small_base


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(variable(field), raising=False)
    return tmp_path


def test_the_nearer_place_wins(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (alone / ".env").write_text("ALMANAC_DATA=file\nALMANAC_LOG_LEVEL=error\nALMANAC_WATCH=on\n")
    monkeypatch.setenv("ALMANAC_LOG_LEVEL", "warning")
    monkeypatch.setenv("ALMANAC_DATA", "environment")
    given = {"data": Path("line")}
    settings = read_settings(given)
    assert (settings.data, settings.log_level, settings.watch) == (Path("line"), "warning", True)
    found = {one.variable: (one.value, one.source) for one in origins(settings, given)}
    assert found["ALMANAC_DATA"] == ("line", "command line")
    assert found["ALMANAC_LOG_LEVEL"] == ("warning", "environment")
    assert found["ALMANAC_WATCH"] == ("on", ".env")
    assert found["ALMANAC_BACKUPS"] == ("7", "default")


def test_a_token_is_read_from_its_file_and_never_shown(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (alone / "token").write_text("Bot secret.token\n", "utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(alone / "token"))
    settings = read_settings()
    assert settings.token is not None
    assert settings.token.get_secret_value() == "secret.token"
    found = list(origins(settings))
    assert "secret" not in str(found)
    assert found[0].source == "DISCORD_TOKEN_FILE"
    monkeypatch.setenv("DISCORD_TOKEN", "nearer.token")
    nearer = read_settings().token
    assert nearer is not None
    assert nearer.get_secret_value() == "nearer.token"


def test_the_address_of_a_server_is_where_edits_are_and_its_password_is_never_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read_settings().place == Path("data")
    address = "postgresql+asyncpg://almanac:secret@db/almanac"
    monkeypatch.setenv("ALMANAC_DATABASE", address)
    settings = read_settings()
    assert isinstance(settings.place, SecretStr)
    assert settings.place.get_secret_value() == address
    assert "secret" not in str(list(origins(settings)))
    monkeypatch.setenv("ALMANAC_DATABASE", "secret of mine")
    with pytest.raises(BadSettingsError) as refused:
        read_settings()
    assert "secret" not in str(refused.value)


def test_shards_are_a_part_only_where_processes_share_a_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert read_settings().shards is None
    monkeypatch.setenv("ALMANAC_SHARDS", "0-1/2")
    assert read_settings().shards == Shards(0, 1, 2)
    monkeypatch.setenv("ALMANAC_SHARDS", "3/16")
    monkeypatch.setenv("ALMANAC_DATABASE", "postgresql+asyncpg://almanac@db/almanac")
    settings = read_settings()
    assert settings.shards == Shards(3, 3, 16)
    shown = {one.variable: one.value for one in origins(settings)}
    assert shown["ALMANAC_SHARDS"] == "3/16"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DISCORD_TOKEN_FILE", "none", "no such file"),
        ("ALMANAC_HTTP", "8080", "a host and a port"),
        ("ALMANAC_WATCH", "perhaps", "ALMANAC_WATCH cannot be used"),
        ("ALMANAC_BACKUPS", "-1", "greater than or equal to 0"),
        ("ALMANAC_SHARDS", "4", "such as 0-3/16"),
        ("ALMANAC_SHARDS", "0-4/4", "of 4 shards the last is 3"),
        ("ALMANAC_SHARDS", "3-2/4", "must go upwards"),
        ("ALMANAC_SHARDS", "0/0", "at least one shard"),
        ("ALMANAC_SHARDS", "0-3/16", "share a PostgreSQL database"),
        ("ALMANAC_DATABASE", "mysql://almanac@db/almanac", "must be an address such as postgresql"),
    ],
)
def test_what_cannot_be_used_is_named(
    name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettingsError, match=says):
        read_settings()


def test_a_token_file_with_two_words_is_refused_without_being_shown(
    alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (alone / "token").write_text("two secrets", "utf-8")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(alone / "token"))
    with pytest.raises(BadSettingsError) as refused:
        read_settings()
    assert "secrets" not in str(refused.value)


def test_a_file_of_settings_that_is_no_text_is_named(alone: Path) -> None:
    (alone / ".env").write_bytes(b"\xff\xfe")
    with pytest.raises(BadSettingsError, match=r"\.env cannot be read"):
        read_settings()


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_command(
    before: bool, alone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMANAC_KNOWLEDGE", str(small_base(alone / "knowledge")))
    monkeypatch.setenv("ALMANAC_MODEL", "off")
    options = ["--data", str(alone / "elsewhere"), "--log-level", "error"]
    words = [*options, "doctor"] if before else ["doctor", *options]
    said = CliRunner().invoke(app, words).stdout
    assert f"ALMANAC_DATA: {alone / 'elsewhere'} (command line)" in said
    assert "ALMANAC_LOG_LEVEL: error (command line)" in said
    assert f"{alone / 'elsewhere'} can be written" in said
