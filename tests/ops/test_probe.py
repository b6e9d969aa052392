"""The container's health check says what is wrong, and is light enough to run all day."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pytest

from bot.ops.address import Address, read_address
from bot.ops.health import Condition, Health
from bot.ops.server import serve_health


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("127.0.0.1:8080", Address("127.0.0.1", 8080)),
        ("0.0.0.0:9", Address("0.0.0.0", 9)),
        ("[::1]:8080", Address("::1", 8080)),
        ("localhost:0", Address("localhost", 0)),
        ("off", None),
        (" OFF ", None),
    ],
)
def test_an_address_is_a_host_and_a_port_or_off(text: str, read: Address | None) -> None:
    assert read_address(text) == read
    assert read is None or read_address(str(read)) == read


@pytest.mark.parametrize("text", ["8080", "", ":80", "a:b", "127.0.0.1:65536", "::1:80", "a b:1"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"such as 127\.0\.0\.1:8080, or off"):
        read_address(text)


def test_an_address_of_all_interfaces_is_reached_from_nearby() -> None:
    assert Address("0.0.0.0", 8080).nearby == Address("127.0.0.1", 8080)
    assert Address("::", 8080).nearby == Address("::1", 8080)


async def probed(setting: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "importtime", "-m", "bot.ops.probe"),
        env={"ALMANAC_HTTP": setting},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, imports = await process.communicate()
    return process.returncode, said.decode(), imports.decode()


@pytest.fixture
async def sick() -> AsyncIterator[tuple[list[Condition], str]]:
    conditions = [Condition("store", False, "cannot be written: disk full")]
    health = Health((lambda: conditions[0],))
    async with serve_health(
        Address("127.0.0.1", 0), health, lambda: (b"", "text/plain")
    ) as address:
        yield conditions, str(address)


async def test_it_is_healthy_only_while_the_process_is_ready(
    sick: tuple[list[Condition], str],
) -> None:
    conditions, address = sick
    code, said, imports = await probed(address)
    assert code == 1
    assert "disk full" in said
    assert not [name for name in ("asyncio", "aiohttp", "structlog", "pydantic") if name in imports]
    conditions[0] = Condition("store", True, "can be written")
    assert (await probed(address))[0] == 0


@pytest.mark.parametrize(
    ("setting", "says"),
    [("127.0.0.1:9", "does not reply"), ("off", "is off"), ("nonsense", "cannot be used")],
)
async def test_it_says_why_nobody_can_tell(setting: str, says: str) -> None:
    code, said, _ = await probed(setting)
    assert code == 1
    assert says in said
    assert said.count("\n") == 1
