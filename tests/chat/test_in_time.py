"""Whatever takes long, Discord is told within three seconds that a reply comes."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.chat.sending import replies
from bot.chat.sending.failures import reporting_errors
from bot.chat.sending.replies import send_text


class Response:
    """What came of an interaction, in order."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def is_done(self) -> bool:
        return bool(self.seen)

    async def defer(self, **_: Any) -> None:
        self.seen.append("later")

    async def send_message(self, content: str, **_: Any) -> Any:
        self.seen.append(content)
        return SimpleNamespace(message_id=1)

    async def send(self, content: str, **_: Any) -> Any:
        self.seen.append(f"then: {content}")
        return SimpleNamespace(id=1)


@pytest.fixture
def interaction() -> Any:
    response = Response()
    return SimpleNamespace(response=response, followup=response, extras={})


async def test_slow_work_is_announced_before_discord_gives_up(
    interaction: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "DEFER_AFTER", 0)
    announced = asyncio.Event()
    interaction.response.defer = lambda **_: announce()

    async def announce() -> None:
        interaction.response.seen.append("later")
        announced.set()

    async def work() -> None:
        await announced.wait()
        await send_text(interaction, "Thank you.")

    async with asyncio.timeout(5):
        await reporting_errors(interaction, work(), "form")
    assert interaction.response.seen == ["later", "then: Thank you."]


async def test_quick_work_is_answered_at_once(interaction: Any) -> None:
    await reporting_errors(interaction, send_text(interaction, "Thank you."), "form")
    assert interaction.response.seen == ["Thank you."]
