"""A Discord on loopback: REST and gateway over real sockets, as far as a bot that answers needs.

It keeps every request, so that tests can hold the bodies against Discord's own description.
"""

import asyncio
import json
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import WSMsgType, web

from tests.support.discord.discord_shapes import (
    APPLICATION,
    APPLICATION_OBJECT,
    BOT,
    CHANNEL,
    DM,
    MEMBER,
    Person,
    member_of,
)


@dataclass(frozen=True, slots=True)
class Request:
    """One REST request of the bot."""

    method: str
    path: str
    """Without the version: `/interactions/1/token/callback`."""
    body: Any
    files: tuple[str, ...] = ()
    """Names of the files that came with it."""


@dataclass(slots=True)
class Fault:
    """What happens to the next request of a kind: its connection is reset, or Discord is down."""

    method: str
    part: str
    """Stands in its path."""
    status: int = 0
    """0 resets the connection."""
    times: int = 1
    arrived: bool = False
    """Whether the request is done all the same."""


@dataclass
class DiscordApi:
    """The state of the pretended Discord, and what it sends and takes."""

    port: int = 0
    requests: list[Request] = field(default_factory=list)
    guilds: list[dict[str, Any]] = field(default_factory=list)
    """Servers that the bot is told of when it connects."""
    people: dict[str, Person] = field(default_factory=dict)
    """Those whose roles matter when the bot asks for a member; everybody else has none."""
    faults: list[Fault] = field(default_factory=list)
    commands: list[dict[str, Any]] = field(default_factory=list)
    beats_every: float = 41.25
    """Seconds between the heartbeats that a bot is told to send (Discord's own figure)."""
    acknowledges: bool = True
    """Whether heartbeats are acknowledged."""
    refuses: bool = False
    """Whether the gateway takes no connection."""
    identified: list[tuple[float, int]] = field(default_factory=list)
    """When each shard identified itself, in seconds of the loop's clock."""
    max_concurrency: int = 1
    """How many shards may identify themselves within five seconds."""
    keeps: bool = True
    """Whether requests are kept; thousands of them a minute are not."""
    made: list[tuple[str, Any]] = field(default_factory=list)
    """Every message that was posted, by its channel; one that is known by its nonce is not."""
    _awaited: dict[str, asyncio.Future[Request]] = field(default_factory=dict)
    """Callbacks that somebody waits for, by the number of the interaction."""
    _count: int = 1
    """How many shards there are, as whoever identified itself last said."""
    _sockets: dict[int, web.WebSocketResponse] = field(default_factory=dict)
    _nonces: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """Messages by their channel and nonce: Discord makes none of them twice."""
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _arrived: asyncio.Condition = field(default_factory=asyncio.Condition)
    _ids: "count[int]" = field(default_factory=lambda: count(600000000000000000))
    _sequence: "count[int]" = field(default_factory=lambda: count(1))

    async def refuse(self) -> None:
        """End the connection to the gateway, and take no other from now on."""
        self.refuses = True
        for socket in self._sockets.values():
            await socket.close(code=4000)

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

    async def call(self, method: str, part: str, since: int = 0) -> Request:
        """Wait for a request of a method whose path holds a part, after the first `since`."""
        async with self._arrived:
            while True:
                for request in self.requests[since:]:
                    if request.method == method and part in request.path:
                        return request
                await self._arrived.wait()

    async def follow_up(self, token: str, since: int = 0) -> Request:
        """Wait for the reply that a callback announced."""
        async with self._arrived:
            while True:
                for request in self.requests[since:]:
                    named = request.path.startswith("/webhooks/") and token in request.path
                    if named and request.method != "GET":
                        return request
                await self._arrived.wait()

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
        """Send an event over the gateway, to the shard of its server; without one, to shard 0."""
        guild = data["id"] if event == "GUILD_CREATE" else data.get("guild_id") or 0
        shard = self.shard_of(guild)
        assert shard in self._sockets, f"no bot has shard {shard}"
        await self._send_event(shard, event, data)

    def shard_of(self, guild: str | int) -> int:
        """Number the shard of a server."""
        return (int(guild) >> 22) % self._count

    async def _send_event(self, shard: int, event: str, data: dict[str, Any]) -> None:
        payload = {"op": 0, "t": event, "s": next(self._sequence), "d": data}
        await self._send(self._sockets[shard], payload)

    async def rest(self, request: web.Request) -> web.Response:
        """Take one REST request."""
        path = request.path.removeprefix("/api/v10")
        body, files = await _read(request)
        fault = self._fault(request.method, path)
        if fault and fault.status:
            return _json({"code": 0, "message": "out of order"}, status=fault.status)
        if fault and not fault.arrived:
            return _reset(request)
        response = self._respond(request.method, path, body)
        await self._note(Request(request.method, path, body, files))
        return _reset(request) if fault else response

    async def _note(self, request: Request) -> None:
        _, kind, number, *_ = [*request.path.split("/"), "", ""]
        if kind == "interactions" and (callback := self._awaited.get(number)):
            callback.set_result(request)
        if self.keeps:
            async with self._arrived:
                self.requests.append(request)
                self._arrived.notify_all()

    def _fault(self, method: str, path: str) -> Fault | None:
        for one in self.faults:
            if one.times and one.method == method and one.part in path:
                one.times -= 1
                return one
        return None

    def _respond(self, method: str, path: str, body: Any) -> web.Response:
        match method, path.split("/")[1:]:
            case "GET", ["users", "@me"]:
                return _json(BOT)
            case "GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]:
                return _json(APPLICATION_OBJECT)
            case "GET", ["gateway", "bot"]:
                return _json(self._gateway_bot())
            case "GET", ["applications", _, "commands"]:
                return _json(self.commands)
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
        return self._take(method, path, body)

    def _take(self, method: str, path: str, body: Any) -> web.Response:
        """Take what is sent, edited and deleted."""
        match method, path.split("/")[1:]:
            case "POST", ["interactions", number, *_]:
                return _json({"interaction": {"id": number, "type": 2}})
            case "POST", ["channels", channel, "messages"]:
                return _json(self._post(channel, body))
            case (("POST" | "PATCH" | "GET"), ["webhooks", *_]):
                return _json(self.message(CHANNEL, "", BOT))
            case "PATCH", ["channels", channel, "messages", number]:
                return _json(self.message(channel, "", BOT) | {"id": number})
            case (("DELETE" | "PUT"), _):
                return web.Response(status=204)
        return self._describe(method, path)

    def _post(self, channel: str, body: dict[str, Any]) -> dict[str, Any]:
        """Make a message, unless one with its nonce is there."""
        name = (channel, str(body.get("nonce")))
        if body.get("enforce_nonce") and name in self._nonces:
            return self._nonces[name]
        self.made.append((channel, body))
        self._nonces[name] = self.message(channel, "", BOT)
        return self._nonces[name]

    def _describe(self, method: str, path: str) -> web.Response:
        """Describe people and what is in a channel."""
        match method, path.split("/")[1:]:
            case "GET", ["channels", _, "messages"]:
                return _json([])
            case "POST", ["users", "@me", "channels"]:
                return _json({"id": DM, "type": 1, "recipients": [MEMBER]})
            case "GET", ["users", person]:
                return _json(MEMBER | {"id": person})
            case "GET", ["guilds", _, "members", person]:
                roles = list(self.people[person].roles) if person in self.people else []
                return _json(member_of(MEMBER | {"id": person}) | {"roles": roles})
        return _json({"code": 0, "message": "404: Not Found"}, status=404)

    def _gateway_bot(self) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 0}
        limit["max_concurrency"] = self.max_concurrency
        url = f"ws://127.0.0.1:{self.port}/gateway"
        return {"url": url, "shards": 1, "session_start_limit": limit}

    async def gateway(self, request: web.Request) -> web.WebSocketResponse:
        """Hold one connection of a shard."""
        if self.refuses:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        interval = round(self.beats_every * 1000)
        await self._send(socket, {"op": 10, "d": {"heartbeat_interval": interval}})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            received = json.loads(message.data)
            if received["op"] == 1 and self.acknowledges:
                await self._send(socket, {"op": 11})
            elif received["op"] == 2:
                await self._welcome(socket, *received["d"].get("shard", (0, 1)))
        return socket

    async def _welcome(self, socket: web.WebSocketResponse, shard: int, count: int) -> None:
        self._sockets[shard], self._count = socket, count
        self.identified.append((asyncio.get_running_loop().time(), shard))
        guilds = [one for one in self.guilds if self.shard_of(one["id"]) == shard]
        ready = {
            "v": 10,
            "user": BOT,
            "guilds": [{"id": one["id"], "unavailable": True} for one in guilds],
            "session_id": "s",
            "session_type": "normal",
            "resume_gateway_url": f"ws://127.0.0.1:{self.port}/gateway",
            "shard": [shard, count],
            "application": {"id": APPLICATION, "flags": 0},
        }
        await self._send_event(shard, "READY", ready)
        for one in guilds:
            await self._send_event(shard, "GUILD_CREATE", one)
        self._ready.set()

    async def _send(self, socket: web.WebSocketResponse, payload: dict[str, Any]) -> None:
        await socket.send_str(json.dumps({"s": None, "t": None, "d": None} | payload))


async def _read(request: web.Request) -> tuple[Any, tuple[str, ...]]:
    """Read a body, which stands beside the files if it has some."""
    if not request.content_type.startswith("multipart/"):
        return json.loads(await request.text() or "null"), ()
    parts = await request.post()
    files = [part.filename for part in parts.values() if isinstance(part, web.FileField)]
    return json.loads(str(parts["payload_json"])), tuple(files)


def _reset(request: web.Request) -> web.Response:
    """Break the connection as a router does that lost its memory."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _json(data: Any, status: int = 200) -> web.Response:
    # discord.py reads JSON only where the type is exactly this, without a character set.
    return web.Response(
        body=json.dumps(data).encode(), status=status, headers={"Content-Type": "application/json"}
    )
