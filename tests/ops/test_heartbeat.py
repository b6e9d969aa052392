"""The heartbeat tells life from being stuck, and outlives the folder that it beats in."""

import asyncio
import errno
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.ops import heartbeat
from bot.ops.heartbeat import STALE_AFTER, alive, beat, examine
from bot.services.ports.clock import system_clock
from bot.services.ports.isolation import Isolation


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(heartbeat, "EVERY", 0)
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


async def beats(number: int) -> None:
    """Let the heart beat some times."""
    for _ in range(number):
        await asyncio.sleep(0)


def test_a_process_that_stopped_beating_is_not_alive(tmp_path: Path) -> None:
    assert not alive(tmp_path, 1000.0)
    (tmp_path / "alive").touch()
    os.utime(tmp_path / "alive", (1000.0, 1000.0))
    assert alive(tmp_path, 1000.0 + STALE_AFTER - 1)
    assert not alive(tmp_path, 1000.0 + STALE_AFTER)
    assert examine(tmp_path, 1090.0) == (False, "The last heartbeat was 90 seconds ago.")


async def test_a_data_folder_that_disappears_is_reported_once_and_beats_again_when_it_is_back(
    data: Path,
) -> None:
    with capture_logs() as log:
        beating = asyncio.create_task(beat(data, Isolation("heartbeat", system_clock)))
        await beats(3)
        assert (data / "alive").exists()
        shutil.rmtree(data)
        await beats(9)
        healthy, reason = examine(data, 0.0)
        assert not healthy
        assert "no such file or directory" in reason
        data.mkdir()
        await beats(3)
        assert (data / "alive").exists()
        assert not beating.done()
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
    assert [(one["event"], one["what"]) for one in log] == [
        ("background.failed", "heartbeat"),
        ("background.recovered", "heartbeat"),
    ]


async def test_a_full_disk_does_not_stop_the_heart(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "touch", full)
    with capture_logs() as log:
        beating = asyncio.create_task(beat(data, Isolation("heartbeat", system_clock)))
        await beats(9)
        assert not beating.done()
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
    assert ["No space left" in one["error"] for one in log] == [True]


async def test_the_health_check_says_why_and_imports_next_to_nothing(tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "importtime", "-m", "bot.ops.heartbeat", str(tmp_path)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, imports = await process.communicate()
    assert process.returncode == 1
    assert b"No heartbeat" in said
    assert b"structlog" not in imports
