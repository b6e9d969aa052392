"""Examine an installation: each finding is fine, or says what is wrong and how to fix it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import load_library
from bot.ops.data import DataFolderError, prepare_data
from bot.services.ports.ledger import LedgerError

WAIT = aiohttp.ClientTimeout(total=2)
"""How long to wait for Discord before calling it unreachable: an operator who waits for the doctor
should have the whole finding within three seconds, network or not."""


API = "https://discord.com/api/v10"
"""Where Discord's interface is: what discord.py says, which takes half a second to import."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the doctor examined."""

    what: str
    fine: bool
    detail: str
    """What was found and, if it is not fine, how to fix it."""
    unreachable: bool = False


@dataclass(frozen=True, slots=True)
class Doctor:
    """Examine base, data folder, database, token and the way to Discord."""

    knowledge: Path
    data: Path
    token: str | None
    api: str
    """Where Discord's interface is."""
    check_storage: Callable[[Path], str]
    """Says what was seen of the database in a folder, or raises `LedgerError`."""
    check_meaning: Callable[[], tuple[bool, str]]
    """Tells whether the semantic part is sound, and what was seen of it."""

    async def examine(self) -> AsyncIterator[Finding]:
        """Yield a finding for each thing, in the order in which a start would meet it."""
        # All at once: nobody waits for one thing after the other.
        discord = asyncio.create_task(self._discord())
        looks = (self._base, self._data, self._database, self._meaning)
        for looking in [asyncio.create_task(asyncio.to_thread(look)) for look in looks]:
            yield await looking
        if self.token is None:
            text = (
                "DISCORD_TOKEN is not set: make a bot at discord.com/developers and copy its token"
            )
            yield Finding("token", False, text)
        yield await discord

    def _meaning(self) -> Finding:
        return Finding("meaning", *self.check_meaning())

    def _base(self) -> Finding:
        try:
            entries = len(load_library(self.knowledge).entries)
        except BrokenBaseError as error:
            text = f"{len(error.problems)} problems, the first is {error.problems[0]}"
            return Finding("knowledge", False, f"{text}; run 'almanac kb check'")
        return Finding("knowledge", True, f"{entries} entries in {self.knowledge}")

    def _data(self) -> Finding:
        try:
            prepare_data(self.data)
        except DataFolderError as error:
            return Finding("data", False, str(error))
        return Finding("data", True, f"{self.data} can be written")

    def _database(self) -> Finding:
        try:
            return Finding("database", True, self.check_storage(self.data))
        except LedgerError as error:
            return Finding("database", False, str(error))

    async def _discord(self) -> Finding:
        headers = {"Authorization": f"Bot {self.token}"} if self.token else {}
        path = "/users/@me" if self.token else "/gateway"
        try:
            async with (
                aiohttp.ClientSession(timeout=WAIT, trust_env=True) as session,
                session.get(self.api + path, headers=headers) as response,
            ):
                return _judge(response.status, self.token is not None)
        except (aiohttp.ClientError, TimeoutError) as error:
            text = f"cannot be reached ({type(error).__name__}): check network, proxy and firewall"
            return Finding("discord", False, text, unreachable=True)


def _judge(status: int, with_token: bool) -> Finding:
    if status == 401:
        text = "refuses the token: copy it again from the Bot page of discord.com/developers"
        return Finding("token", False, text)
    if status >= 400:
        text = f"answers with status {status}: see discordstatus.com, then try again"
        return Finding("discord", False, text, unreachable=True)
    return Finding("discord", True, "reachable, token accepted" if with_token else "reachable")
