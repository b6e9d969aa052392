"""Correct answers that stand in channels: slowly, silently, the newest first."""

import asyncio
from collections.abc import Collection
from dataclasses import replace

import discord
import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.chat.card import card, draw_answer
from bot.chat.languages import Languages
from bot.chat.ui.sending import GONE_CODES, Content, NotSentError, edit, pictures
from bot.kb.keys import Address, Key
from bot.locale.speech import day, spoken
from bot.locale.speech import gettext as _
from bot.services.answers import Answers
from bot.services.clock import Clock, today
from bot.services.illustrations import Illustrations
from bot.services.isolation import Isolation
from bot.services.records import NO_GUILD, Served
from bot.services.serving import Serving

PAUSE = 2.0
"""Seconds between two edits: Discord allows five in five seconds in a channel, and members who
press something go first."""

PAGE = 100
"""Answers that are looked up at a time; what comes meanwhile goes first."""

_log = structlog.get_logger(__name__)


class Correcting(commands.Cog):
    """Edit public answers after their entry was changed, beside everything else."""

    def __init__(
        self,
        *,
        serving: Serving,
        answers: Answers,
        illustrations: Illustrations,
        languages: Languages,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._serving = serving
        self._answers = answers
        self._illustrations = illustrations
        self._languages = languages
        self._clock = clock
        self._client = client
        self._running: set[asyncio.Task[None]] = set()
        self._one_by_one = asyncio.Lock()
        self._isolation = Isolation("corrections", clock)

    async def cog_load(self) -> None:
        """Begin to try again what failed."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop trying."""
        self._each_minute.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Go on with what a restart interrupted."""
        await self._correct(NO_GUILD, ())

    def begin(self, guild: int, keys: Collection[Key]) -> None:
        """Begin to correct the answers of some entries in a server."""
        task = asyncio.create_task(self._correct(guild, keys))
        # The loop keeps no strong reference to a task; one that is collected never ends.
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def retry(self) -> None:
        """Correct what failed before, once its pause is over."""
        if self._isolation.retry_due():
            await self._correct(NO_GUILD, ())

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.retry()

    @_each_minute.before_loop
    async def _connected(self) -> None:
        await self._client.wait_until_ready()

    async def _correct(self, guild: int, keys: Collection[Key]) -> None:
        """Mark what is to be corrected, so that no restart forgets it, and correct all of it."""
        with self._isolation.attempt("round"):
            if keys:
                await self._serving.mark(guild, keys)
            async with self._one_by_one:
                while found := await self._next():
                    for one in found:
                        await self._try(one)

    async def _try(self, served: Served) -> None:
        subject = _answer_of(served)
        if not self._isolation.ready(subject):
            return
        attempt = self._isolation.attempt(subject, guild=served.guild)
        server = self._client.get_guild(served.guild)
        with attempt, self._languages.speaking_to_server(server):
            await self._edit(served)

    async def _next(self) -> tuple[Served, ...]:
        """List marked messages, the newest first, without those whose answer just failed."""
        limit = PAGE
        while True:
            marked = await self._serving.marked(limit=limit)
            found = tuple(one for one in marked if self._isolation.ready(_answer_of(one)))
            if found or len(marked) < limit:
                return found
            # All of them wait for their next attempt: behind them may stand others.
            limit *= 2

    async def _edit(self, served: Served) -> None:
        language = spoken().name
        answer = self._answers.show(served.address, guild=served.guild, language=language)
        revision = answer.revision if answer else ""
        if revision == served.revision:
            await self._serving.corrected(served)
            return
        now = today(self._clock)
        beside = None
        if answer is None:
            said = _("This answer was taken down on {day}.").format(day=day(now))
            view = card([ui.TextDisplay(said)])
        else:
            beside = await self._illustrations.of(served.address, guild=served.guild)
            view = draw_answer(answer, corrected=now, beside=beside)
        channel = self._client.get_partial_messageable(served.channel, guild_id=served.guild)
        try:
            message = channel.get_partial_message(served.message)
            await edit(message, Content(view, attachments=pictures(beside)))
        except NotSentError as error:
            if error.is_passing:
                raise
            _log.info("correction.failed", code=error.code)
            if error.code in GONE_CODES:
                await self._serving.forget(served)
            else:
                # It is tried again after the next change.
                await self._serving.corrected(served)
        else:
            await self._serving.corrected(replace(served, revision=revision))
        await asyncio.sleep(PAUSE)


def _answer_of(served: Served) -> tuple[int, Address]:
    """Name what is tried together: all messages of an answer fail alike."""
    return served.guild, served.address
