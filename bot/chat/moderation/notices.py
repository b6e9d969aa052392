"""Tell moderators in their inbox channel, and members in a direct message."""

import asyncio
from collections.abc import Callable, Iterable

import discord
import structlog
from discord import ui

from bot.chat.card import draw_answer
from bot.chat.languages import Languages
from bot.chat.moderation.correcting import Correcting
from bot.chat.text import quoted
from bot.chat.ui.sending import Content, NotSentError, OutOfReachError, post, tell
from bot.locale.speech import gettext as _
from bot.locale.speech import speaking, spoken
from bot.services.answers import Answers
from bot.services.editor import Saved
from bot.services.gaps import Answered
from bot.services.ledger import LedgerUnavailable
from bot.services.records import Wish
from bot.services.servers import Servers
from bot.services.settling import Settling

_log = structlog.get_logger(__name__)


class Notices:
    """Send what nobody waits for; whatever cannot be sent is logged and left."""

    def __init__(
        self,
        *,
        servers: Servers,
        settling: Settling,
        answers: Answers,
        correcting: Correcting,
        languages: Languages,
        client: discord.Client,
    ) -> None:
        self._servers = servers
        self._settling = settling
        self._answers = answers
        self._correcting = correcting
        self._languages = languages
        self._client = client
        self._running: set[asyncio.Task[None]] = set()

    async def post(self, guild: int, draw: Callable[[], ui.LayoutView]) -> bool:
        """Post a card in a server's inbox channel; False where that is not possible.

        It is drawn here, in the language of the server: whoever caused it may have another.
        """
        inbox = self._servers.of(guild).inbox_channel
        channel = self._client.get_channel(inbox) if inbox else None
        if not isinstance(channel, discord.abc.Messageable):
            return False
        try:
            with self._languages.speaking_to_server(self._client.get_guild(guild)):
                view = draw()
            await post(channel, Content(view))
        except NotSentError as error:
            _log.warning("inbox.not_sent", guild=guild, code=error.code)
            return False
        return True

    async def settle(self, guild: int, saved: Saved, *, corrected: bool = True) -> None:
        """Close what a change answers, tell those who asked to be told, and correct what stands.

        Where nothing was `corrected`, what stands in channels is left as it is.
        """
        try:
            answered = await self._settling.after(guild, {one.key for one in saved.changes})
        except LedgerUnavailable as error:
            # The change is safe; what it answers is closed after the next one.
            _log.warning("settling.unavailable", error=str(error))
            return
        finally:
            # Not before doubts are settled: what is corrected would keep their warning.
            if corrected:
                self._correcting.begin(guild, [one.key for one in saved.changes])
        self.tell(guild, answered)

    def tell(self, guild: int, answered: Iterable[Answered]) -> None:
        """Tell those who asked to be told, beside what goes on; they are forgotten already."""
        task = asyncio.create_task(self._tell(guild, tuple(answered)))
        # The loop keeps no strong reference to a task; one that is collected never ends.
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _tell(self, guild: int, answered: Iterable[Answered]) -> None:
        for one in answered:
            for wish in one.wishes:
                with speaking(self._languages.named(wish.locale)):
                    view = self._draw(one, wish, guild)
                if view:
                    await self._send(wish.user, view)

    def _draw(self, answered: Answered, wish: Wish, guild: int) -> ui.LayoutView | None:
        """Draw the answer in the language that is spoken, below what was asked."""
        answer = self._answers.show(answered.address, guild=guild, language=spoken().name)
        if answer is None:
            return None
        said = _("You asked: “{question}”. There is an answer now.")
        view, drawn = ui.LayoutView(timeout=None), draw_answer(answer)
        view.add_item(ui.TextDisplay(said.format(question=quoted(wish.text))))
        for item in drawn.children:
            view.add_item(item)
        view.stop()
        return view

    async def _send(self, person: int, view: ui.LayoutView) -> None:
        try:
            await tell(self._client, person, Content(view))
        except OutOfReachError as error:
            # Closed direct messages (50007), or a person that is gone: never tried again.
            _log.info("told.out_of_reach", code=error.code)
        except NotSentError as error:
            _log.warning("told.failed", code=error.code)
