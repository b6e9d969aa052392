"""The doctor names each fault with its mend."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from discord.http import Route

from bot.ops.doctor import API, Doctor, Finding
from bot.storage.engine.damage import FILE, check_storage
from tests.support.knowledge.base import small_base


@pytest.fixture
async def api() -> AsyncIterator[str]:
    """A Discord that knows one token."""

    async def me(request: web.Request) -> web.Response:
        right = request.headers.get("Authorization") == "Bot right"
        return web.Response(status=200 if right else 401)

    async def gateway(request: web.Request) -> web.Response:
        return web.Response(status=503)

    app = web.Application()
    app.router.add_get("/users/@me", me)
    app.router.add_get("/gateway", gateway)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def sound() -> tuple[bool, str]:
    return True, "reads questions"


async def examined(doctor: Doctor) -> dict[str, Finding]:
    return {finding.what: finding async for finding in doctor.examine()}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return small_base(tmp_path / "knowledge")


def test_the_address_is_that_of_the_library() -> None:
    assert Route.BASE == API


async def test_a_sound_installation_is_fine(api: str, base: Path, tmp_path: Path) -> None:
    found = await examined(Doctor(base, tmp_path / "data", "right", api, check_storage, sound))
    assert all(finding.fine for finding in found.values()), found
    assert "12 entries" in found["knowledge"].detail


async def test_a_refused_token_is_told_from_an_unreachable_discord(
    api: str, base: Path, tmp_path: Path
) -> None:
    refused = await examined(Doctor(base, tmp_path / "data", "wrong", api, check_storage, sound))
    assert "copy it again" in refused["token"].detail
    assert not refused["token"].unreachable
    down = await examined(
        Doctor(base, tmp_path / "data", "right", "http://127.0.0.1:9", check_storage, sound)
    )
    assert down["discord"].unreachable
    ill = await examined(Doctor(base, tmp_path / "data", None, api, check_storage, sound))
    assert "status 503" in ill["discord"].detail
    assert "DISCORD_TOKEN is not set" in ill["token"].detail


async def test_a_broken_base_and_an_unwritable_folder_are_named(
    api: str, base: Path, tmp_path: Path
) -> None:
    (base / "visas" / "l-1.md").write_text("nothing", "utf-8")
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    found = await examined(Doctor(base, file / "data", "right", api, check_storage, sound))
    assert "almanac kb check" in found["knowledge"].detail
    assert "ALMANAC_DATA" in found["data"].detail


async def test_a_damaged_database_is_named_with_the_way_to_restore(
    api: str, base: Path, tmp_path: Path
) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database at all" * 99)
    found = await examined(Doctor(base, tmp_path, "right", api, check_storage, sound))
    assert not found["database"].fine
    assert "put a backup in its place" in found["database"].detail


async def test_a_semantic_part_that_cannot_work_is_named(
    api: str, base: Path, tmp_path: Path
) -> None:
    broken = (False, "words alone answer. It has no model.onnx.")
    doctor = Doctor(base, tmp_path / "data", "right", api, check_storage, lambda: broken)
    found = await examined(doctor)
    assert not found["meaning"].fine
    assert found["meaning"].detail.endswith("no model.onnx.")
