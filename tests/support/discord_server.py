"""A Discord on loopback: REST and gateway over real sockets, as far as a bot that answers needs.

It keeps every request, so that tests can hold the bodies against Discord's own description.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

APPLICATION = "100000000000000001"
MEMBER = {"id": "200000000000000002", "username": "ana", "discriminator": "0", "avatar": None}
BOT = {"id": APPLICATION, "username": "almanac", "discriminator": "0", "avatar": None, "bot": True}
GUILD, CHANNEL, DM = "300000000000000003", "400000000000000004", "500000000000000005"

_SITECUSTOMIZE = """\
import importlib.util, sys
BASE = "127.0.0.1:{port}"
class Redirect:
    # Once discord.py is imported, not before: the first moments of a process are tested too.
    def find_spec(self, name, path, target=None):
        if name not in ("discord.http", "discord.gateway"):
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        sys.meta_path.insert(0, self)
        run = spec.loader.exec_module
        def exec_module(module):
            run(module)
            if name == "discord.http":
                module.Route.BASE = f"http://{{BASE}}/api/v10"
            else:
                gateway = module.yarl.URL(f"ws://{{BASE}}/gateway")
                module.DiscordWebSocket.DEFAULT_GATEWAY = gateway
        spec.loader.exec_module = exec_module
        return spec
sys.meta_path.insert(0, Redirect())
"""


@dataclass(frozen=True, slots=True)
class Request:
    """One REST request of the bot."""

    method: str
    path: str
    """Without the version: `/interactions/1/token/callback`."""
    body: Any


def redirected(folder: Path, port: int, **environment: str) -> dict[str, str]:
    """Make the environment in which discord.py talks to loopback, from outside the product."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(_SITECUSTOMIZE.format(port=port), "utf-8")
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    return {**os.environ, "PYTHONPATH": path, "DISCORD_TOKEN": "loopback.test.token", **environment}


@dataclass
class DiscordServer:
    """The state of the pretended Discord; make one with `discord_server`."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    commands: list[dict[str, Any]] = field(default_factory=list)
    _socket: web.WebSocketResponse | None = None
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    _ids: "count[int]" = field(default_factory=lambda: count(600000000000000000))
    _sequence: "count[int]" = field(default_factory=lambda: count(1))

    async def until_ready(self) -> None:
        """Wait until the bot has identified itself and was told READY."""
        await self._ready.wait()

    async def request(self, ending: str, since: int = 0) -> Request:
        """Wait for a request whose path ends so, among those after the first `since`."""
        async with self._arrived:
            while True:
                for request in self.requests[since:]:
                    if request.path.endswith(ending):
                        return request
                await self._arrived.wait()

    async def interact(self, kind: int, data: dict[str, Any], **extra: Any) -> Request:
        """Press, type or choose as a member in a server; return the bot's callback."""
        number = str(next(self._ids))
        payload = {
            "id": number,
            "application_id": APPLICATION,
            "type": kind,
            "token": f"token{number}",
            "version": 1,
            "guild_id": GUILD,
            "guild": {"id": GUILD, "locale": "en-US", "features": []},
            "channel_id": CHANNEL,
            "channel": {
                "id": CHANNEL,
                "type": 0,
                "name": "general",
                "permissions": "0",
                "position": 0,
            },
            "member": {
                "user": MEMBER,
                "roles": [],
                "permissions": "3072",
                "flags": 0,
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
            },
            "locale": "en-US",
            "app_permissions": "3072",
            "entitlements": [],
            "authorizing_integration_owners": {"0": GUILD},
            "context": 0,
            "attachment_size_limit": 10485760,
            "data": data,
        }
        since = len(self.requests)
        await self.dispatch("INTERACTION_CREATE", payload | extra)
        return await self.request(f"/token{number}/callback", since)

    async def slash(self, name: str, /, **options: Any) -> Request:
        """Use a slash command."""
        return await self.interact(2, self._command(name, options))

    async def type(self, name: str, option: str, typed: str) -> Request:
        """Type into an option with autocomplete."""
        data = self._command(name, {option: typed})
        data["options"][-1]["focused"] = True
        return await self.interact(4, data)

    async def press(
        self, card: Request, custom_id: str, values: list[str] | None = None
    ) -> Request:
        """Press a control of a card, named by the start of its `custom_id`."""
        shown = card.body["data"]
        control = next(one for one in _controls(shown) if one["custom_id"].startswith(custom_id))
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
        member: dict[str, Any] = {
            "roles": [],
            "joined_at": None,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        asked = self.message(CHANNEL, f"<@{APPLICATION}> {content}")
        await self.dispatch(
            "MESSAGE_CREATE", asked | {"guild_id": GUILD, "member": member, "mentions": [BOT]}
        )
        return await self.request(f"/channels/{CHANNEL}/messages", since)

    def message(
        self, channel: str, content: str, author: dict[str, Any] = MEMBER
    ) -> dict[str, Any]:
        """Describe a message as Discord does."""
        return {
            "id": str(next(self._ids)),
            "channel_id": channel,
            "author": author,
            "content": content,
            "timestamp": "2026-11-24T12:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "flags": 0,
            "components": [],
        }

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        """Send an event over the gateway."""
        assert self._socket is not None, "no bot is connected"
        await self._send(self._socket, {"op": 0, "t": event, "s": next(self._sequence), "d": data})

    def _command(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
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

    async def _rest(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix("/api/v10")
        body = json.loads(await request.text() or "null")
        response = self._respond(request.method, path, body)
        async with self._arrived:
            self.requests.append(Request(request.method, path, body))
            self._arrived.notify_all()
        return response

    def _respond(self, method: str, path: str, body: Any) -> web.Response:
        match method, path.split("/")[1:]:
            case "GET", ["users", "@me"]:
                return _json(BOT)
            case "GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]:
                return _json(_APPLICATION)
            case "GET", ["gateway", "bot"]:
                return _json(self._gateway_bot())
            case "PUT", ["applications", _, "commands"]:
                self.commands = [
                    {
                        "id": str(next(self._ids)),
                        "application_id": APPLICATION,
                        "version": "1",
                        "type": 1,
                        "description": "",
                        **command,
                    }
                    for command in body
                ]
                return _json(self.commands)
            case "POST", ["interactions", number, *_]:
                return _json({"interaction": {"id": number, "type": 2}})
            case "POST", ["webhooks", *_]:
                return _json(self.message(CHANNEL, "", BOT))
            case "POST", ["channels", channel, "messages"]:
                return _json(self.message(channel, "", BOT))
        return _json({"code": 0, "message": "404: Not Found"}, status=404)

    def _gateway_bot(self) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = f"ws://127.0.0.1:{self.port}/gateway"
        return {"url": url, "shards": 1, "session_start_limit": limit}

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self._send(socket, {"op": 10, "d": {"heartbeat_interval": 41250}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            received = json.loads(message.data)
            if received["op"] == 1:
                await self._send(socket, {"op": 11})
            elif received["op"] == 2:
                await self._welcome(socket)
        return socket

    async def _welcome(self, socket: web.WebSocketResponse) -> None:
        self._socket = socket
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [],
            "session_id": "s",
            "session_type": "normal",
            "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway",
            "shard": [0, 1],
            "application": {"id": APPLICATION, "flags": 0},
        }
        await self.dispatch("READY", ready)
        self._ready.set()

    async def _send(self, socket: web.WebSocketResponse, payload: dict[str, Any]) -> None:
        await socket.send_str(json.dumps({"s": None, "t": None, "d": None} | payload))


_APPLICATION = {
    "id": APPLICATION,
    "name": "Almanac",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": MEMBER,
    "summary": "",
}


def _json(data: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON only where the type is exactly this, without a character set.
    return web.Response(
        body=json.dumps(data).encode(), status=status, headers={"Content-Type": "application/json"}
    )


def _controls(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "custom_id" in part:
        yield part
    for inner in part.get("components", ()):
        yield from _controls(inner)


@asynccontextmanager
async def discord_server() -> AsyncIterator[DiscordServer]:
    """Serve a pretended Discord on a free port of loopback."""
    server = DiscordServer()
    app = web.Application()
    app.router.add_get("/gateway", server._gateway)
    app.router.add_get("/gateway/", server._gateway)
    app.router.add_route("*", "/api/v10/{path:.*}", server._rest)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()
