"""What stands before simcord's page: Almanac's name, and lines that are typed as on Discord.

Discord's own box makes a command of `/ask how long`, and a mention of `@Almanac`. That of simcord's
page does so only if they are picked from its list, and posts anything else as a plain message: so
such lines are rewritten on their way.
"""

import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout, web

HOST = "127.0.0.1"

_NAMES = {
    "<title>SimCord Preview</title>": "<title>Almanac playground</title>",
    "<strong>SimCord</strong><small>Preview</small>": (
        "<strong>Almanac</strong><small>Playground</small>"
    ),
    '<span class="brand-mark" aria-hidden="true">S</span>': (
        '<span class="brand-mark" aria-hidden="true">A</span>'
    ),
}
"""What simcord's page calls itself, and what this one does."""

_MENTION = re.compile(r"(?<!\S)@almanac\b", re.IGNORECASE)

_HOP = frozenset({"connection", "content-length", "date", "server", "transfer-encoding"})
"""Headers that belong to one connection."""


class PortTakenError(Exception):
    """The page's port cannot be used; the message says what to do."""


class Front:
    """Pass everything on between a browser and simcord's page."""

    def __init__(self, behind: str, bot_id: int) -> None:
        """`behind` is the address of simcord's page, with the secret that opens it."""
        parts = urlsplit(behind)
        self._behind = f"{parts.scheme}://{parts.netloc}"
        self._secret = parts.fragment
        self._mention = f"<@{bot_id}>"
        self._session: ClientSession
        self._own = ""

    @asynccontextmanager
    async def serve(self, port: int) -> AsyncIterator[str]:
        """Serve on a port of loopback, 0 for a free one, and yield the address.

        Raise `PortTakenError` if the port cannot be used.
        """
        app = web.Application(client_max_size=0)
        app.router.add_route("*", "/{path:.*}", self._forward)
        # A page that still waits for something is not waited for in the end.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        # An answer may take as long as it takes: simcord has limits of its own.
        async with ClientSession(timeout=ClientTimeout(total=None)) as self._session:
            try:
                await _listen(runner, port)
                self._own = f"http://{HOST}:{runner.addresses[0][1]}"
                yield f"{self._own}/#{self._secret}"
            finally:
                await runner.cleanup()

    async def _forward(self, request: web.Request) -> web.Response:
        if f"http://{request.host}" != self._own:
            # Another name for loopback is how a page elsewhere would reach in.
            raise web.HTTPForbidden
        headers = {name: value for name, value in request.headers.items() if name != "Host"}
        if headers.get("Origin") == self._own:
            headers["Origin"] = self._behind
        body = await request.read()
        if request.path == "/api/action" and request.content_type == "application/json":
            body = await self._translate_request(body, headers)
            headers["Content-Length"] = str(len(body))
        address = f"{self._behind}{request.rel_url}"
        async with self._session.request(
            request.method, address, headers=headers, data=body or None
        ) as response:
            return _response(response.status, response.headers, await response.read(), request)

    async def _translate_request(self, body: bytes, headers: Mapping[str, str]) -> bytes:
        """Turn a plain message into the command or mention that it looks like."""
        try:
            action = json.loads(body)
        except ValueError:
            return body
        content = action.get("content") if isinstance(action, dict) else None
        if not isinstance(content, str) or action.get("kind") != "send_message":
            return body
        if content.startswith("/"):
            action |= command_in(content, await self._commands(headers)) or {}
        else:
            action["content"] = _MENTION.sub(self._mention, content)
        return json.dumps(action).encode()

    async def _commands(self, headers: Mapping[str, str]) -> Sequence[Mapping[str, Any]]:
        own_headers = {name: value for name, value in headers.items() if name.startswith("X-")}
        async with self._session.get(
            f"{self._behind}/api/commands", headers=own_headers
        ) as response:
            entries = (await response.json()).get("entries", []) if response.status == 200 else []
        return tuple(entries)


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        message = f"Port {port} is taken: try 'almanac playground --port {port + 1}'."
        raise PortTakenError(message) from error


def command_in(line: str, commands: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Read a line as the box of Discord does: what stands after the name is its first options.

    `/ask how long`, `/compare h1b o1` and `/visa name: h1b part: cost` are commands; None if the
    line is no command, or lacks an option that it requires.
    """
    words = line.removeprefix("/").casefold()
    candidates = [
        one for one in commands if f"{words} ".startswith(f"{one['invocation'].casefold()} ")
    ]
    if not candidates:
        return None
    command = max(candidates, key=lambda one: len(one["invocation"]))
    options = _options(line[1 + len(command["invocation"]) :].strip(), command["options"])
    if any(one["required"] and one["name"] not in options for one in command["options"]):
        return None
    return {
        "kind": "run_command",
        "command_id": command["commandId"],
        "path": command["path"],
        "schema_fingerprint": command["schemaFingerprint"],
        "options": options,
    }


def _options(text: str, declared: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    names = "|".join(re.escape(one["name"]) for one in declared)
    free, *rest = re.split(rf"(?<!\S)({names}):\s*", text) if names else [text]
    options = dict(zip(rest[::2], rest[1::2], strict=True))
    left = [one["name"] for one in declared if one["name"] not in options]
    required = [one["name"] for one in declared if one["required"] and one["name"] in left]
    wanting = required or left[:1]
    if wanting:
        options |= dict(zip(wanting, free.split(None, len(wanting) - 1), strict=False))
    by_name = {one["name"]: one for one in declared}
    return {name: _value(value.strip(), by_name[name]) for name, value in options.items()}


def _value(text: str, option: Mapping[str, Any]) -> Any:
    """Read a value as the page sends it: choices may be called by what they show."""
    if str(option["type"]) == "boolean":
        return text.casefold() in ("true", "yes")
    for choice in option.get("choices") or ():
        if str(choice["name"]).casefold() == text.casefold():
            return str(choice["value"])
    return text


def _response(
    status: int, headers: Mapping[str, str], body: bytes, request: web.Request
) -> web.Response:
    if request.path == "/":
        page = body.decode()
        for theirs, ours in _NAMES.items():
            page = page.replace(theirs, ours)
        body = page.encode()
    passed_headers = {name: value for name, value in headers.items() if name.casefold() not in _HOP}
    return web.Response(status=status, headers=passed_headers, body=body)
