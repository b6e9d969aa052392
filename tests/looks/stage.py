"""Where scenes are played: a server with people, and what they can do there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
import simcord

from tests.support.cards import choose


@dataclass(slots=True)
class Failures:
    """Count what fails: a person would see a sentence that says so, in place of the scene."""

    count: int = 0

    def __call__(self, _logger: Any, name: str, event: Any) -> Any:
        """Look at a line of the log on its way."""
        self.count += name in {"error", "exception", "critical"}
        return event


@dataclass(frozen=True, slots=True)
class Stage:
    """A server with a channel, members, and somebody who looks after it."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    ana: simcord.MemberActor
    ben: simcord.MemberActor
    admin: simcord.MemberActor
    failures: Failures

    async def staff(self, command: str, /, **filled: Any) -> simcord.InteractionResult:
        """Use a command of those who look after the server."""
        return await self.admin.slash(self.channel, command, **filled)

    async def use(self, command: str, /, **filled: Any) -> simcord.InteractionResult:
        """Use a command."""
        return await self.ana.slash(self.channel, command, **filled)

    async def walk(self, command: str, /, *labels: str) -> simcord.InteractionResult:
        """Use a command, and press one button after the other on its card."""
        result = await self.use(command)
        for label in labels:
            assert result.response is not None
            await self.ana.click(result.response, label=label)
        return result

    async def choose(
        self, result: simcord.InteractionResult, label: str
    ) -> simcord.InteractionResult:
        """Press a button behind ⋯ below an answer."""
        assert result.response is not None
        return await choose(self.ana, result.response, label)

    async def press(
        self, result: simcord.InteractionResult, label: str
    ) -> simcord.InteractionResult:
        """Press a button that answers with a card of its own."""
        assert result.response is not None
        return await self.ana.click(result.response, label=label)


Scene = Callable[[Stage], Awaitable[simcord.InteractionResult | discord.Message]]
"""Ends in what came of an interaction, or in a message of the channel or of ana's own."""
