"""The real process over real sockets: it connects, registers its commands and answers."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.discord.contract import OPENAPI, Contract
from tests.support.discord.discord_server import DiscordServer, Request, discord_server, redirected
from tests.support.knowledge.base import small_base

MESSAGE, UPDATE, SUGGESTIONS = 4, 7, 8
"""Kinds of interaction callback (Discord, "Interaction Callback Type")."""

EPHEMERAL = 1 << 6


async def started(folder: Path, server: DiscordServer) -> asyncio.subprocess.Process:
    """Start `python -m bot run` over a small base, against a pretended Discord."""
    environment = redirected(
        folder / "site",
        server.port,
        ALMANAC_DATA=str(folder / "data"),
        ALMANAC_KNOWLEDGE=str(small_base(folder / "knowledge")),
    )
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.PIPE
    )


async def log_until(process: asyncio.subprocess.Process, event: str) -> None:
    """Read the log until an event stands in it."""
    assert process.stderr is not None
    seen = b""
    async for line in process.stderr:
        seen += line
        if event.encode() in line:
            return
    raise AssertionError(f"the log ended before {event}:\n{seen.decode()}")


@asynccontextmanager
async def running_bot(folder: Path, until: str) -> AsyncIterator[DiscordServer]:
    """Run the bot until an event was logged, and in the end stop it gently."""
    async with discord_server() as server, asyncio.timeout(60):
        process = await started(folder, server)
        try:
            await log_until(process, until)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            _, rest = await process.communicate()
        assert process.returncode == 0, rest.decode()


def texts(component: Any) -> str:
    """Join all text of a card."""
    if isinstance(component, list):
        return "\n".join(map(texts, component))
    inner = [component.get(name, []) for name in ("components", "accessory")]
    return "\n".join([component.get("content", ""), *(texts(part) for part in inner if part)])


async def test_a_bot_process_registers_and_answers_over_sockets(tmp_path: Path) -> None:
    async with running_bot(tmp_path, "commands.synced") as server:
        slash = await server.slash("ask", question="how long does h1b last")
        assert slash.body["type"] == MESSAGE
        assert slash.body["data"]["flags"] & EPHEMERAL
        assert "six years" in texts(slash.body["data"]["components"])

        typed = await server.type("ask", "question", "h1b dur")
        assert typed.body["type"] == SUGGESTIONS
        assert 0 < len(typed.body["data"]["choices"]) <= 25

        chosen = typed.body["data"]["choices"][0]["value"]
        again = await server.slash("ask", question=chosen)
        assert "six years" in texts(again.body["data"]["components"])

        pressed = await server.press(slash, "1|links|on", ["visa:h-1b/cost"])
        assert pressed.body["type"] == UPDATE
        assert "$2,965" in texts(pressed.body["data"]["components"])

        direct = await server.direct_message("can my spouse work on O-3")
        assert "cannot work" in texts(direct.body["components"])

        mention = await server.mention("what is h1b1")
        assert "H-1B1" in texts(mention.body["components"])
        assert mention.body["message_reference"]["fail_if_not_exists"] is False
        requests = list(server.requests)
    if OPENAPI.exists():
        contract = Contract()
        assert [line for request in requests for line in contract.refusals(request)] == []


async def test_discord_is_told_of_the_commands_in_every_language(tmp_path: Path) -> None:
    async with running_bot(tmp_path, "commands.synced") as server:
        ask = next(command for command in server.commands if command["name"] == "ask")
    assert ask["name_localizations"]["es-419"] == "preguntar"
    assert ask["options"][0]["name_localizations"]["zh-CN"] == "问题"


async def test_commands_are_registered_once_and_not_again_while_unchanged(tmp_path: Path) -> None:
    async with running_bot(tmp_path, "commands.synced") as first:
        pass
    async with running_bot(tmp_path, "commands.unchanged") as second:
        pass
    registered = [
        [one.method for one in server.requests if one.path.endswith("/commands")]
        for server in (first, second)
    ]
    assert registered == [["PUT"], []]


def test_the_contract_refuses_what_discord_would_refuse() -> None:
    if not OPENAPI.exists():
        pytest.skip("Discord's description is not beside this checkout")
    contract = Contract()
    wrong = Request("POST", "/channels/1/messages", {"content": 5})
    unknown = Request("GET", "/no/such/path", None)
    right = Request("POST", "/channels/1/messages", {"content": "hello"})
    assert contract.refusals(wrong)
    assert contract.refusals(unknown)
    assert contract.refusals(right) == []
