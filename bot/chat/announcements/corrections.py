"""Correct answers that stand in channels: slowly, silently, the newest first."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import discord
import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.chat.cards.card import card, render_answer
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import GONE_CODES, Content, NotSentError, edit, pictures
from bot.kb.model.keys import Address, Key
from bot.locale.i18n import current_language, day
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.answering.illustrations import Illustrations
from bot.services.background.isolation import Isolation
from bot.services.content.answer import Answer
from bot.services.listening.published_answers import PublishedAnswers
from bot.services.ports.clock import Clock, today
from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import PublishedAnswer
from bot.services.ports.retrying import next_try
from bot.services.servers.leases import Leases

PAUSE = 2.0
"""Seconds between two edits in a server: Discord allows five in five seconds in a channel, and
members who press something go first."""

MOST_AT_ONCE = 8
"""Edits under way at once, of all servers: Discord allows 50 requests a second."""

MOST_FAILED = 3
"""Edits that fail in a row of a server before the rest of it waits for better times."""

PAGE = 100
"""Answers that are looked up at a time; what comes meanwhile goes first."""

_log = structlog.get_logger(__name__)


class CorrectionCog(commands.Cog):
    """Edit public answers after their entry was changed, in the background.

    What is to be corrected is marked in the database, so nothing that interrupts it forgets it.
    Each server goes at its own pace: many answers in one keep no other waiting.
    """

    def __init__(
        self,
        *,
        published: PublishedAnswers,
        answers: Answers,
        illustrations: Illustrations,
        languages: Languages,
        leases: Leases,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._published = published
        self._answers = answers
        self._illustrations = illustrations
        self._languages = languages
        self._leases = leases
        self._clock = clock
        self._client = client
        self._isolation = Isolation("corrections", clock)
        self._running: dict[int, asyncio.Task[None]] = {}
        """The round of each server that has one."""
        self._to_mark: dict[int, set[Key]] = {}
        """Entries whose answers could not be marked yet."""
        self._put_off: dict[int, tuple[int, datetime]] = {}
        """Servers in which Discord took nothing: how often in a row, and when to try again."""
        self._resumed: int | None = None
        """For which leases it was looked what was interrupted."""
        self._few_at_once = asyncio.Semaphore(MOST_AT_ONCE)

    async def cog_load(self) -> None:
        """Begin to resume, each minute, what was interrupted."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop resuming."""
        self._each_minute.cancel()

    def begin(self, guild: int, keys: Collection[Key]) -> None:
        """Begin to correct the answers of some entries in a server."""
        self._to_mark.setdefault(guild, set()).update(keys)
        self._start(guild)

    async def resume(self) -> None:
        """Resume what was interrupted, here or in another process, and retry what is due."""
        gained = self._leases.gained
        try:
            if self._resumed != gained:
                for guild in await self._published.to_correct():
                    self._start(guild)
                self._resumed = gained
        except LedgerError as error:
            _log.warning("correction.unavailable", error=str(error))
        now = self._clock()
        due = [guild for guild, (_tries, when) in self._put_off.items() if when <= now]
        for guild in (*due, *self._to_mark):
            self._start(guild)

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.resume()

    @_each_minute.before_loop
    async def _wait_until_ready(self) -> None:
        await self._client.wait_until_ready()

    def _start(self, guild: int) -> None:
        """Begin a round in a server, unless one goes on: that one finds what was added."""
        if guild not in self._running:
            # Kept, since the loop keeps no strong reference to a task.
            self._running[guild] = asyncio.create_task(self._correct_all(guild))

    async def _correct_all(self, guild: int) -> None:
        try:
            failed = await self._correct(guild)
        except LedgerError as error:
            _log.warning("correction.unavailable", guild=guild, error=str(error))
            failed = True
        finally:
            del self._running[guild]
        tries, _when = self._put_off.pop(guild, (0, None))
        if failed:
            self._put_off[guild] = (tries + 1, next_try(self._clock(), tries))

    async def _correct(self, guild: int) -> bool:
        """Correct everything that is marked in a server; tell whether some of it failed for now.

        If that is for another process to do, it is only marked.
        """
        failed: set[int] = set()
        refused = 0
        while True:
            await self._mark(guild)
            if not self._leases.hold(guild):
                return False
            outdated = await self._published.list_marked(guild, limit=PAGE + len(failed))
            result = [published for published in outdated if published.message not in failed]
            if not result and guild not in self._to_mark:
                return bool(failed)
            for published in result:
                if not self._leases.hold(guild):
                    return False
                with self._languages.using_language_of_server(self._client.get_guild(guild)):
                    content = await self._content(published)
                if content is None:
                    failed.add(published.message)
                elif not await self._edit(published, *content):
                    failed.add(published.message)
                    refused += 1
                if refused >= MOST_FAILED:
                    return True

    async def _mark(self, guild: int) -> None:
        """Mark what is to be corrected, so that no restart forgets it."""
        keys = self._to_mark.pop(guild, None)
        if keys is None:
            return
        try:
            await self._published.mark(guild, keys)
        except LedgerError:
            self._to_mark.setdefault(guild, set()).update(keys)
            raise

    async def _content(self, published: PublishedAnswer) -> tuple[str, Content | None] | None:
        """Render what is to stand there and name its revision; no content if it stands already.

        None while the answer cannot be rendered: all its messages fail alike, and others go on.
        """
        subject = (published.guild, published.address)
        if not self._isolation.ready(subject):
            return None
        with self._isolation.attempt(subject, guild=published.guild):
            answer = self._answers.show(
                published.address, guild=published.guild, language=current_language().name
            )
            revision = answer.revision if answer else ""
            if revision == published.revision:
                return revision, None
            return revision, await self._render(published.guild, published.address, answer)
        return None

    async def _render(self, guild: int, address: Address, answer: Answer | None) -> Content:
        now = today(self._clock)
        if answer is None:
            text = _("This answer was taken down on {day}.").format(day=day(now))
            return Content(card([ui.TextDisplay(text)]))
        illustration = await self._illustrations.of(address, guild=guild)
        view = render_answer(answer, corrected=now, illustration=illustration)
        return Content(view, attachments=pictures(illustration))

    async def _edit(
        self, published: PublishedAnswer, revision: str, content: Content | None
    ) -> bool:
        """Edit one answer; False if Discord did not take it for now."""
        if content is None:
            await self._published.mark_corrected(published)
            return True
        channel = self._client.get_partial_messageable(published.channel, guild_id=published.guild)
        try:
            async with self._few_at_once:
                await edit(channel.get_partial_message(published.message), content)
        except NotSentError as error:
            _log.info("correction.failed", guild=published.guild, code=error.code)
            if error.is_passing:
                return False
            if error.code in GONE_CODES:
                await self._published.forget(published)
            else:
                # It is tried again after the next change.
                await self._published.mark_corrected(published)
        else:
            await self._published.mark_corrected(replace(published, revision=revision))
        await asyncio.sleep(PAUSE)
        return True
