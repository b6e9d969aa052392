"""The real process of a bot before a pretended Discord, and how people talk to it."""

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import SecretStr

from tests.sockets.interactions import (
    BUTTON,
    COMMAND,
    FORM,
    LATER,
    LATER_IN_PLACE,
    PRESS,
    SUBMIT,
    Reply,
    form_data,
    message_of,
    press_data,
    showing,
)
from tests.sockets.people import PEOPLE, SERVERS
from tests.support import postgres
from tests.support.discord.discord_server import CHANNEL, DiscordServer, Request
from tests.support.discord.discord_shapes import ANA, BOT, Person
from tests.support.discord.redirecting import redirected
from tests.support.held_back import held_back
from tests.support.knowledge.base import small_base

PATIENCE = 180.0
"""Seconds until a test gives up on the bot, so that a slow machine is no failure."""


class RunningBot:
    """A process that is started, talked to, stopped, and started again over the same data."""

    def __init__(
        self,
        folder: Path,
        server: DiscordServer,
        *,
        patience: float = PATIENCE,
        database: SecretStr | None = None,
        **environment: str,
    ) -> None:
        """What the process finds in its environment may be added to.

        With a `database` of a server it keeps nothing but its stamp in the data folder.
        """
        self.database = database
        if database is not None:
            environment["ALMANAC_DATABASE"] = database.get_secret_value()
        self.folder = folder
        self.server = server
        self.data = folder / "data"
        self.numbers = count(1)
        """Makes every text another one."""
        self.slowest = 0.0
        """Seconds until the slowest acknowledgement; Discord waits for three."""
        self.acknowledged: list[str] = []
        """Texts that were said to be saved."""
        self.custom_ids: dict[str, int] = {}
        """Every control and form that was shown, with the kind of its interaction."""
        self._patience = patience
        self._log: list[str] = []
        self._reading: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None
        server.guilds, server.people = SERVERS, PEOPLE
        self.environment = redirected(
            folder / "site",
            server.port,
            ALMANAC_DATA=str(self.data),
            ALMANAC_KNOWLEDGE=str(small_base(folder / "knowledge")),
            **({"ALMANAC_HTTP": "127.0.0.1:0"} | environment),
        )

    @property
    def process(self) -> asyncio.subprocess.Process:
        """The process; there must be one."""
        assert self._process is not None
        return self._process

    @property
    def log(self) -> str:
        """What was logged so far."""
        return "".join(self._log)

    async def begin(self) -> None:
        """Start the process, as the container does: no signal is lost while Python starts."""
        command = (sys.executable, "-m", "bot", "run")
        self._log.clear()
        with held_back():
            self._process = await asyncio.create_subprocess_exec(
                *command,
                env=self.environment,
                # A developer's own `.env` stands in the checkout.
                cwd=self.folder,
                stderr=asyncio.subprocess.PIPE,
            )
        self._reading = asyncio.create_task(self._read())

    async def start(self) -> None:
        """Start the process and wait until its commands are there."""
        await self.begin()
        await self.logged("commands.synced", "commands.unchanged", "commands.of_another")

    async def logged(self, *events: str, since: int = 0) -> None:
        """Wait until one of some events was logged, from a character of the log on."""
        async with asyncio.timeout(self._patience):
            while not any(event in self.log[since:] for event in events):
                assert self.process.returncode is None, f"it ended by itself:\n{self.log}"
                await asyncio.sleep(0.02)

    async def get(self, path: str) -> tuple[int, str]:
        """Get a page of health or metrics; return its status and its body."""
        await self.logged("http.serving")
        (address,) = re.findall(r'"address": "([^"]+)", "event": "http.serving"', self.log)
        async with aiohttp.ClientSession() as session, session.get(f"http://{address}{path}") as it:
            return it.status, await it.text()

    async def until_ready(self, ready: bool, because: str = "") -> dict[str, Any]:
        """Wait until `/readyz` says so, and names something; return what it says."""
        said: dict[str, Any] = {}
        try:
            async with asyncio.timeout(self._patience):
                while True:
                    status, body = await self.get("/readyz")
                    said = json.loads(body)
                    assert said["ready"] is (status == 200)
                    if said["ready"] is ready and because in body:
                        return said
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise AssertionError(f"{said}\n{self.log[-4000:]}") from None

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, and return the exit code."""
        if self.process.returncode is None:
            self.process.send_signal(number)
        async with asyncio.timeout(self._patience):
            code = await self.process.wait()
        if self._reading is not None:
            await self._reading
        return code

    async def kill(self) -> None:
        """End the process at once, if there is one."""
        if self._process is not None and self._process.returncode is None:
            await self.stop(signal.SIGKILL)

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self._log.append(line.decode())

    async def command(self, name: str, /, *, by: Person = ANA, **options: Any) -> Reply:
        """Use a command, such as `kb edit`."""
        return await self.talk(COMMAND, self.command_data(name, options), by=by)

    def command_data(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        """Describe the use of a command as Discord does."""
        first, _, second = name.partition(" ")
        command = next(one for one in self.server.commands if one["name"] == first)
        leaf = command
        if second:
            leaf = next(one for one in command["options"] if one["name"] == second)
        kinds = {one["name"]: one["type"] for one in leaf.get("options", ())}
        given: list[dict[str, Any]] = [
            {"name": key, "type": kinds[key], "value": value} for key, value in options.items()
        ]
        if second:
            given = [{"name": second, "type": 1, "options": given}]
        return {"id": command["id"], "name": first, "type": 1, "options": given}

    async def press(
        self, reply: Reply, called: str, *values: str, by: Person | None = None
    ) -> Reply:
        """Press a button or choose from a select that a reply shows."""
        control = reply.control(called)
        shown = message_of(reply.shown[-1].body)
        return await self.press_id(
            control["custom_id"], control["type"], *values, by=by or reply.by, shown=shown
        )

    async def press_id(
        self,
        custom_id: str,
        kind: int = BUTTON,
        *values: str,
        by: Person,
        shown: dict[str, Any] | None = None,
    ) -> Reply:
        """Press whatever has a `custom_id`, below a message."""
        data = press_data(custom_id, kind, values)
        shown = shown or showing(custom_id, kind, values)
        return await self.talk(PRESS, data, by=by, message=self.below(shown))

    async def submit(self, reply: Reply, /, *, by: Person | None = None, **changes: str) -> Reply:
        """Submit the form that a reply opened, with what stands in it unless it is changed."""
        assert reply.callback.body["type"] == FORM, reply.text
        data = form_data(reply, changes)
        return await self.talk(SUBMIT, data, by=by or reply.by, message=self.below(None))

    async def talk(self, kind: int, data: dict[str, Any], *, by: Person, **extra: Any) -> Reply:
        """Send an interaction, and wait for all that is shown."""
        try:
            async with asyncio.timeout(self._patience):
                callback, shown = await self._answered(kind, data, by, extra)
        except TimeoutError:
            raise AssertionError(f"no reply to {data}:\n{self.log[-4000:]}") from None
        reply = Reply(by, callback, (shown,))
        self._remember(reply)
        return reply

    async def _answered(
        self, kind: int, data: dict[str, Any], by: Person, extra: dict[str, Any]
    ) -> tuple[Request, Request]:
        began = time.monotonic()
        number, since = await self.server.send(kind, data, by=by, **extra)
        callback = await self.server.request(f"/token{number}/callback", since)
        self.slowest = max(self.slowest, time.monotonic() - began)
        if callback.body["type"] not in (LATER, LATER_IN_PLACE):
            return callback, callback
        return callback, await self.server.follow_up(f"token{number}", since)

    def below(self, shown: dict[str, Any] | None) -> dict[str, Any]:
        """Describe the message that a control stands below."""
        parts = shown or {}
        return self.server.message(CHANNEL, parts.get("content") or "", BOT) | {
            "components": parts.get("components", []),
            "flags": parts.get("flags", 0),
        }

    def _remember(self, reply: Reply) -> None:
        for one in reply.controls:
            self.custom_ids[one["custom_id"]] = one["type"]
        if reply.callback.body["type"] == FORM:
            self.custom_ids[reply.callback.body["data"]["custom_id"]] = 0

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Read a table of the database, beside the bot."""
        if self.database is not None:
            read = postgres.rows(self.database, f"SELECT * FROM {table}")
            with ThreadPoolExecutor(1) as beside:
                return sorted(beside.submit(asyncio.run, read).result(), key=str)
        path = f"{(self.data / 'almanac.db').resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(path, uri=True)) as connection:
            found = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
            return [tuple(row) for row in found]

    def is_alive(self) -> bool:
        """Tell whether the process still runs."""
        try:
            os.kill(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return self.process.returncode is None
