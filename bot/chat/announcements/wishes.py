"""Tell those who waited for an answer that there is one, once; what fails is tried again later."""

import asyncio

import discord
import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.chat.cards.card import render_answer
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, NotSentError, OutOfReachError, tell
from bot.chat.sending.text import quoted
from bot.locale.i18n import current_language, using_language
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.listening.gaps import Gaps
from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import GrantedWish

MOST_AT_ONCE = 30
"""Direct messages of one look: a burst of them is what Discord takes for spam."""

_log = structlog.get_logger(__name__)


class Telling(commands.Cog):
    """Write to everybody whose question has an answer now."""

    def __init__(
        self, gaps: Gaps, answers: Answers, languages: Languages, client: discord.Client
    ) -> None:
        self._gaps = gaps
        self._answers = answers
        self._languages = languages
        self._client = client
        self._one_look = asyncio.Lock()
        self._running: set[asyncio.Task[None]] = set()

    async def cog_load(self) -> None:
        """Begin to look for whom to tell."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._each_minute.cancel()

    def begin(self) -> None:
        """Look now, beside what goes on."""
        task = asyncio.create_task(self.look())
        # The loop keeps no strong reference to a task; one that is collected never ends.
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def look(self) -> None:
        """Tell who is to be told by now, some at a time: the next minute goes on."""
        try:
            async with self._one_look:
                for granted in await self._gaps.to_tell(limit=MOST_AT_ONCE):
                    if await self._gaps.begin(granted):
                        await self._tell(granted)
        except LedgerError as error:
            _log.warning("told.unavailable", error=str(error))

    async def _tell(self, granted: GrantedWish) -> None:
        with using_language(self._languages.by_name(granted.wish.locale)):
            view = self._render(granted)
        try:
            if view is not None:
                nonce = f"wish-{granted.id}"
                await tell(self._client, granted.wish.user, Content(view), nonce)
        except OutOfReachError as error:
            _log.info("told.out_of_reach", code=error.code)
        except NotSentError as error:
            _log.warning("told.failed", code=error.code, tries=granted.tries + 1)
            return
        await self._gaps.end(granted)

    def _render(self, granted: GrantedWish) -> ui.LayoutView | None:
        """Render the answer in the language that is spoken; None if it is gone."""
        answer = self._answers.show(
            granted.address, guild=granted.guild, language=current_language().name
        )
        if answer is None:
            return None
        text = _("You asked: “{question}”. There is an answer now.")
        view, rendered = ui.LayoutView(timeout=None), render_answer(answer)
        view.add_item(ui.TextDisplay(text.format(question=quoted(granted.wish.text))))
        for item in rendered.children:
            view.add_item(item)
        view.stop()
        return view

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.look()

    @_each_minute.before_loop
    async def _connected(self) -> None:
        await self._client.wait_until_ready()
