"""Notify moderators in their inbox channel, and follow up on each change."""

import hashlib
from collections.abc import Callable

import discord
import structlog
from discord import ui

from bot.chat.announcements.closing import CardClosingCog
from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.announcements.wishes import WishTellingCog
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, NotSentError, post
from bot.services.editing.editor import SavedChanges
from bot.services.inbox.inbox_cards import InboxCards
from bot.services.inbox.waiting import Item
from bot.services.listening.resolution import Resolution
from bot.services.ports.ledger import LedgerError
from bot.services.servers.settings import Servers

_log = structlog.get_logger(__name__)


class Notices:
    """Send moderators what nobody waits for; what cannot be sent is logged and dropped."""

    def __init__(
        self,
        *,
        servers: Servers,
        cards: InboxCards,
        closing: CardClosingCog,
        resolution: Resolution,
        correcting: CorrectionCog,
        telling: WishTellingCog,
        languages: Languages,
        client: discord.Client,
    ) -> None:
        self._servers = servers
        self._cards = cards
        self._closing = closing
        self._resolution = resolution
        self._correcting = correcting
        self._telling = telling
        self._languages = languages
        self._client = client

    async def post(self, guild: int, render: Callable[[], ui.LayoutView], called: str = "") -> bool:
        """Post a card in a server's inbox channel; False if that is not possible.

        It is rendered here, in the language of the server: whoever caused it may have another. Of
        cards that are `called` the same, Discord takes one within some minutes.
        """
        return await self._posted(guild, render, called) is not None

    async def post_item(
        self,
        item: Item,
        render: Callable[[], ui.LayoutView],
        called: str = "",
        server: discord.Guild | None = None,
    ) -> bool:
        """Post something that waits, as `post` does; the card loses its buttons with it.

        A `server` is given if another process sees it.
        """
        message = await self._posted(item.guild, render, called, server)
        if message is not None:
            try:
                await self._cards.posted(message.channel.id, message.id, item)
            except LedgerError as error:
                # Its buttons say the same once they are pressed.
                _log.warning("inbox_card.not_noted", error=str(error))
        return message is not None

    async def note_replaced(self, message: discord.Message | None) -> None:
        """Note that another card took the place of one whose matter was settled on it.

        Other cards of what is settled lose their buttons.
        """
        self._closing.tell_soon()
        if message is not None and not message.flags.ephemeral:
            try:
                await self._cards.forget(message.channel.id, message.id)
            except LedgerError as error:
                _log.warning("inbox_card.not_forgotten", error=str(error))

    async def _posted(
        self,
        guild: int,
        render: Callable[[], ui.LayoutView],
        called: str,
        server: discord.Guild | None = None,
    ) -> discord.Message | None:
        inbox = self._servers.of(guild).inbox_channel
        channel: object = self._client.get_channel(inbox) if inbox else None
        if inbox and channel is None and server is not None:
            channel = self._client.get_partial_messageable(inbox, guild_id=guild)
        server = server or self._client.get_guild(guild)
        if not isinstance(channel, discord.abc.Messageable):
            return None
        try:
            with self._languages.using_language_of_server(server):
                view = render()
            nonce = _nonce(guild, called) if called else None
            return await post(channel, Content(view), nonce=nonce)
        except NotSentError as error:
            _log.warning("inbox.not_sent", guild=guild, code=error.code)
            return None

    async def settle(self, guild: int, saved: SavedChanges, *, corrected: bool = True) -> None:
        """Close what a change answers, tell those who asked to be told, and correct what stands.

        If nothing was `corrected`, what stands in channels is left as it is.
        """
        try:
            answered = await self._resolution.resolve(guild, {one.key for one in saved.changes})
        except LedgerError as error:
            # The change is safe; what it answers is closed after the next one.
            _log.warning("resolution.unavailable", error=str(error))
            return
        finally:
            self._closing.tell_soon()
            # Not before disputes are settled: what is corrected would keep their warning.
            if corrected:
                self._correcting.begin(guild, [one.key for one in saved.changes])
        if answered:
            self._telling.tell_soon()


def _nonce(guild: int, called: str) -> str:
    """Name a card among all that the bot ever posts, in the 25 characters that Discord takes."""
    return hashlib.sha256(f"{guild}|{called}".encode()).hexdigest()[:24]
