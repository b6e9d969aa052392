"""The pretended Discord, and what people do on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from tests.support.discord.discord_api import DiscordApi, Fault, Request
from tests.support.discord.discord_shapes import (
    ANA,
    APPLICATION,
    BOT,
    CHANNEL,
    DM,
    GUILD,
    MEMBER,
    Person,
    controls,
)
from tests.support.discord.redirecting import redirected

__all__ = [
    "ANA",
    "APPLICATION",
    "BOT",
    "CHANNEL",
    "DM",
    "GUILD",
    "MEMBER",
    "DiscordServer",
    "Fault",
    "Person",
    "Request",
    "discord_server",
    "redirected",
]


class DiscordServer(DiscordApi):
    """Members, moderators and the bot's own messages; make one with `discord_server`."""

    async def interact(
        self, kind: int, data: dict[str, Any], *, by: Person = ANA, **extra: Any
    ) -> Request:
        """Press, type or choose as somebody in a server; return the bot's callback."""
        number, since = await self.send(kind, data, by=by, **extra)
        return await self.request(f"/token{number}/callback", since)

    async def send(
        self, kind: int, data: dict[str, Any], *, by: Person = ANA, **extra: Any
    ) -> tuple[str, int]:
        """Send an interaction; return its number, and how many requests there were before."""
        number, since = str(next(self._ids)), len(self.requests)
        await self._interact(number, kind, data, by, extra)
        return number, since

    async def _interact(
        self, number: str, kind: int, data: dict[str, Any], by: Person, extra: dict[str, Any]
    ) -> None:
        payload = {
            "id": number,
            "application_id": APPLICATION,
            "type": kind,
            "token": f"token{number}",
            "version": 1,
            "guild_id": by.guild,
            "guild": {"id": by.guild, "locale": "en-US", "features": []},
            "channel_id": CHANNEL,
            "channel": {
                "id": CHANNEL,
                "type": 0,
                "name": "general",
                "permissions": "0",
                "position": 0,
            },
            "member": {
                "user": by.user,
                "roles": list(by.roles),
                "permissions": str(by.permissions),
                "flags": 0,
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
            },
            "locale": "en-US",
            "app_permissions": "3072",
            "entitlements": [],
            "authorizing_integration_owners": {"0": by.guild},
            "context": 0,
            "attachment_size_limit": 10485760,
            "data": data,
        }
        await self.dispatch("INTERACTION_CREATE", payload | extra)

    async def exchange(
        self, kind: int, data: dict[str, Any], *, by: Person = ANA, **extra: Any
    ) -> Request:
        """Send an interaction and return its callback, also of one among thousands."""
        callback: asyncio.Future[Request] = asyncio.get_running_loop().create_future()
        number = str(next(self._ids))
        self._awaited[number] = callback
        try:
            await self._interact(number, kind, data, by, extra)
            return await callback
        finally:
            self._awaited.pop(number, None)

    async def slash(self, name: str, /, **options: Any) -> Request:
        """Use a slash command."""
        return await self.interact(2, self.command_data(name, options))

    async def type(self, name: str, option: str, typed: str) -> Request:
        """Type into an option with autocomplete."""
        data = self.command_data(name, {option: typed})
        data["options"][-1]["focused"] = True
        return await self.interact(4, data)

    async def press(
        self, card: Request, custom_id: str, values: list[str] | None = None
    ) -> Request:
        """Press a control of a card, named by the start of its `custom_id`."""
        shown = card.body["data"]
        control = next(one for one in controls(shown) if one["custom_id"].startswith(custom_id))
        data = {"custom_id": control["custom_id"], "component_type": control["type"]}
        message = self.message(CHANNEL, "", BOT) | {
            "components": shown["components"],
            "flags": shown["flags"],
        }
        return await self.interact(
            3, data | ({"values": values} if values else {}), message=message
        )

    async def direct_message(self, content: str) -> Request:
        """Write to the bot in a DM; return the message that it sends back."""
        since = len(self.requests)
        await self.dispatch("MESSAGE_CREATE", self.message(DM, content) | {"channel_type": 1})
        return await self.request(f"/channels/{DM}/messages", since)

    async def mention(self, content: str) -> Request:
        """Mention the bot in a server; return the message that it sends back."""
        since = len(self.requests)
        await self.dispatch("MESSAGE_CREATE", self.said(f"<@{APPLICATION}> {content}"))
        return await self.request(f"/channels/{CHANNEL}/messages", since)

    def said(self, content: str) -> dict[str, Any]:
        """Describe a message in a server, which mentions the bot if its words do."""
        member: dict[str, Any] = {
            "roles": [],
            "joined_at": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        mentions = [BOT] if f"<@{APPLICATION}>" in content else []
        parts = {"guild_id": GUILD, "member": member, "mentions": mentions}
        return self.message(CHANNEL, content) | parts

    def command_data(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        """Describe the use of a command without subcommands, as Discord does."""
        command = next(command for command in self.commands if command["name"] == name)
        kinds = {option["name"]: option["type"] for option in command.get("options", ())}
        return {
            "id": command["id"],
            "name": name,
            "type": 1,
            "options": [
                {"name": key, "type": kinds[key], "value": value} for key, value in options.items()
            ],
        }


@asynccontextmanager
async def discord_server() -> AsyncIterator[DiscordServer]:
    """Serve a pretended Discord on a free port of loopback."""
    server = DiscordServer()
    app = web.Application()
    app.router.add_get("/gateway", server.gateway)
    app.router.add_get("/gateway/", server.gateway)
    app.router.add_route("*", "/api/v10/{path:.*}", server.rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()
