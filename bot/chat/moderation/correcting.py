"""Correct answers that stand in channels: slowly, silently, the newest first."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.chat.card import card, draw_answer
from bot.chat.delivering import NotSentError, delivered
from bot.chat.replies import NO_PINGS, files
from bot.kb.keys import Address, Key
from bot.locale.speech import day, spoken
from bot.locale.speech import gettext as _
from bot.services.answers import Answers
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.illustrations import Illustrations
from bot.services.isolation import Isolation
from bot.services.ledger import LedgerUnavailable
from bot.services.records import Served
from bot.services.retrying import next_try

PAUSE = 2.0
"""Seconds between two edits in a server: Discord allows five in five seconds in a channel, and
members who press something go first."""

MOST_AT_ONCE = 8
"""Edits under way at once, of all servers: Discord allows 50 requests a second."""

MOST_FAILED = 3
"""Edits that fail in a row of a server before the rest of it waits for better times."""

PAGE = 100
"""Answers that are looked up at a time; what comes meanwhile goes first."""

GONE = frozenset({10003, 10008, 50001, 50013})
"""Unknown channel, unknown message, no access, no permission ("JSON Error Codes"): out of reach."""

_log = structlog.get_logger(__name__)


class Correcting(commands.Cog):
    """Edit public answers after their entry was changed, beside everything else.

    What is to be corrected is marked in the database, so nothing that interrupts it forgets it.
    Each server goes at its own pace: many answers in one keep no other waiting.
    """

    def __init__(
        self, desk: Desk, answers: Answers, illustrations: Illustrations, client: Any
    ) -> None:
        """Take the desk, which knows where answers stand, and answers and pictures as of now."""
        self._desk = desk
        self._answers = answers
        self._illustrations = illustrations
        self._client = client
        self._running: dict[int, asyncio.Task[None]] = {}
        """The round of each server that has one."""
        self._to_mark: dict[int, set[Key]] = {}
        """Entries whose answers could not be marked yet."""
        self._put_off: dict[int, tuple[int, datetime]] = {}
        """Servers where Discord took nothing: how often in a row, and when to try again."""
        self._resumed = False
        self._few_at_once = asyncio.Semaphore(MOST_AT_ONCE)
        self._isolation = Isolation("corrections", desk.clock)

    async def cog_load(self) -> None:
        """Begin to go on with what was interrupted."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop that."""
        self._each_minute.cancel()

    def begin(self, guild: int, keys: Collection[Key]) -> None:
        """Begin to correct the answers of some entries in a server."""
        self._to_mark.setdefault(guild, set()).update(keys)
        self._start(guild)

    async def resume(self) -> None:
        """Go on with what a restart interrupted, and with what is to be tried again by now."""
        try:
            if not self._resumed:
                for guild in await self._desk.stores.served.to_correct():
                    self._start(guild)
                self._resumed = True
        except LedgerUnavailable as error:
            _log.warning("correction.unavailable", error=str(error))
        now = self._desk.clock()
        due = [guild for guild, (_tries, when) in self._put_off.items() if when <= now]
        for guild in (*due, *self._to_mark):
            self._start(guild)

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.resume()

    @_each_minute.before_loop
    async def _ready(self) -> None:
        await self._client.wait_until_ready()

    def _start(self, guild: int) -> None:
        """Begin a round in a server, unless one goes on: that one finds what was added."""
        if guild not in self._running:
            # Kept, since the loop keeps no strong reference to a task.
            self._running[guild] = asyncio.create_task(self._round(guild))

    async def _round(self, guild: int) -> None:
        try:
            failed = await self._correct(guild)
        except LedgerUnavailable as error:
            _log.warning("correction.unavailable", guild=guild, error=str(error))
            failed = True
        finally:
            del self._running[guild]
        tries, _when = self._put_off.pop(guild, (0, None))
        if failed:
            self._put_off[guild] = (tries + 1, next_try(self._desk.clock(), tries))

    async def _correct(self, guild: int) -> bool:
        """Correct everything that is marked in a server; tell whether some of it failed for now."""
        passed_over: set[int] = set()
        failures = 0
        while True:
            await self._mark(guild)
            # Behind what is passed over there may be others.
            limit = PAGE + len(passed_over)
            marked = await self._desk.stores.served.marked(guild, limit=limit)
            found = [one for one in marked if one.message not in passed_over]
            if not found and guild not in self._to_mark:
                return bool(passed_over)
            for one in found:
                if not self._isolation.ready(_answer_of(one)):
                    passed_over.add(one.message)
                elif not await self._try(one):
                    passed_over.add(one.message)
                    failures += 1
                if failures >= MOST_FAILED:
                    return True

    async def _try(self, served: Served) -> bool:
        """Correct one answer; False if it failed, so that others of its server have their turn."""
        attempt = self._isolation.attempt(_answer_of(served), guild=served.guild)
        server = self._client.get_guild(served.guild)
        with attempt, self._client.languages.speaking_to_server(server):
            return await self._edit(served)
        return False

    async def _mark(self, guild: int) -> None:
        """Mark what is to be corrected, so that no restart forgets it."""
        keys = self._to_mark.pop(guild, None)
        if keys is None:
            return
        try:
            await self._desk.stores.served.mark(guild, keys)
        except LedgerUnavailable:
            self._to_mark.setdefault(guild, set()).update(keys)
            raise

    async def _edit(self, served: Served) -> bool:
        """Edit one answer; False where Discord did not take it for now."""
        language = spoken().name
        answer = self._answers.show(served.address, guild=served.guild, language=language)
        revision = answer.revision if answer else ""
        if revision == served.revision:
            await self._desk.stores.served.corrected(served)
            return True
        now = today(self._desk.clock)
        beside = None
        if answer is None:
            said = _("This answer was taken down on {day}.").format(day=day(now))
            view = card([ui.TextDisplay(said)])
        else:
            beside = await self._illustrations.of(served.address, guild=served.guild)
            view = draw_answer(answer, corrected=now, beside=beside)
        channel = self._client.get_partial_messageable(served.channel, guild_id=served.guild)
        message = channel.get_partial_message(served.message)
        try:
            async with self._few_at_once:
                await delivered(
                    lambda: message.edit(
                        view=view, attachments=files(beside), allowed_mentions=NO_PINGS
                    )
                )
        except NotSentError as error:
            _log.info("correction.failed", guild=served.guild, code=error.code)
            if not error.code:
                # Without a code it was no refusal: Discord, or the way to it, is in trouble.
                return False
            if error.code in GONE:
                await self._desk.stores.served.forget(served.channel, served.message)
            else:
                # It is tried again after the next change.
                await self._desk.stores.served.corrected(served)
        else:
            await self._desk.stores.served.corrected(replace(served, revision=revision))
        await asyncio.sleep(PAUSE)
        return True


def _answer_of(served: Served) -> tuple[int, Address]:
    """Name what is tried together: all messages of an answer fail alike."""
    return served.guild, served.address
