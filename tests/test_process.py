"""The life of the process: it starts loudly, waits patiently, and stops gently."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.storage.opening import open_storage
from tests.support.discord.discord_server import redirected
from tests.support.knowledge.base import small_base


def closed_port() -> int:
    """Find a port of loopback where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


async def start(environment: Mapping[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=dict(environment),
        # A developer's own `.env` stands in the checkout.
        cwd=Path(environment["ALMANAC_KNOWLEDGE"]).parent,
        stderr=asyncio.subprocess.PIPE,
    )


async def ended(environment: Mapping[str, str]) -> tuple[int | None, str]:
    """Run it to its end; return exit code and what it said."""
    process = await start(environment)
    async with asyncio.timeout(30):
        _, said = await process.communicate()
    return process.returncode, said.decode()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return redirected(
        tmp_path / "site",
        closed_port(),
        ALMANAC_DATA=str(tmp_path / "data"),
        ALMANAC_KNOWLEDGE=str(small_base(tmp_path / "knowledge")),
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_an_unreachable_discord_is_tried_again_until_a_signal_stops_it_gently(
    environment: dict[str, str], number: signal.Signals
) -> None:
    process = await start(environment)
    assert process.stderr is not None
    retries = 0
    async with asyncio.timeout(30):
        while retries < 2:
            line = await process.stderr.readline()
            assert line, "it ended by itself"
            retries += b"discord.retry" in line
        process.send_signal(number)
        _, said = await process.communicate()
    assert process.returncode == 0
    assert b"stopped" in said
    assert b"Traceback" not in said


async def test_without_a_token_it_says_how_to_get_one_and_names_the_playground(
    environment: dict[str, str],
) -> None:
    code, said = await ended(environment | {"DISCORD_TOKEN": ""})
    assert code == 2
    assert said.count("\n") == 1
    assert "discord.com/developers" in said
    assert "almanac playground" in said


async def test_a_bad_setting_is_named(environment: dict[str, str]) -> None:
    code, said = await ended(environment | {"ALMANAC_LOG_LEVEL": "loud"})
    assert code == 2
    assert "ALMANAC_LOG_LEVEL cannot be used" in said
    assert "Traceback" not in said


async def test_a_token_with_a_space_is_refused_without_being_shown(
    environment: dict[str, str],
) -> None:
    code, said = await ended(environment | {"DISCORD_TOKEN": "secret one"})
    assert code == 2
    assert "secret" not in said


async def test_a_broken_base_is_told_line_by_line(
    environment: dict[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "knowledge" / "visas" / "h-1b.md"
    page.write_text(page.read_text("utf-8").replace("title: H-1B visa\n", ""), "utf-8")
    code, said = await ended(environment)
    assert code == 3
    assert f"{page}:2: title: is missing" in said
    assert "Traceback" not in said


async def test_a_data_folder_that_cannot_be_written_is_named(
    environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    code, said = await ended(environment | {"ALMANAC_DATA": str(file / "data")})
    assert code == 4
    assert str(file / "data") in said
    assert "ALMANAC_DATA" in said


async def test_a_damaged_database_is_named_with_the_way_to_restore(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "almanac.db").write_bytes(b"no database" * 999)
    code, said = await ended(environment)
    assert code == 5
    assert said.count("\n") == 1
    assert "put a backup in its place" in said


async def test_a_second_process_on_the_same_database_is_refused_in_one_sentence(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    async with open_storage(tmp_path / "data"):
        code, said = await ended(environment)
    assert code == 6
    assert said.count("\n") == 1
    assert "Another Almanac uses" in said


async def test_help_needs_neither_settings_nor_discord() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "bot",
        "ask",
        "--help",
        env={**os.environ, "ALMANAC_LOG_LEVEL": "loud"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, imports = await process.communicate()
    assert process.returncode == 0
    assert b"--batch" in said
    assert b"discord" not in imports
