"""Send moderators' replies to the people who asked: once each, retried if it fails."""

import discord
import structlog
from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.announcements.telling import PersonTellingCog, server_name
from bot.chat.cards.card import NOTHING, card
from bot.chat.handoffs.cards import render_reply
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, OutOfReachError, post, tell
from bot.chat.sending.text import quoted
from bot.locale.i18n import gettext as _
from bot.locale.i18n import using_language
from bot.services.conversation.preferences import Preferences
from bot.services.inbox.handoffs import Handoffs
from bot.services.ports.handoffs import Handoff
from bot.services.servers.leases import Leases

_log = structlog.get_logger(__name__)


class HandoffTellingCog(PersonTellingCog[Handoff]):
    """Send each reply to the person who asked."""

    def __init__(
        self,
        handoffs: Handoffs,
        preferences: Preferences,
        notices: Notices,
        languages: Languages,
        leases: Leases,
        client: discord.Client,
    ) -> None:
        self._preferences = preferences
        self._notices = notices
        self._languages = languages
        super().__init__(handoffs, leases, client, "handoff")

    async def _send(self, handoff: Handoff) -> None:
        if not await self._post_in_channel(handoff):
            await self._send_directly(handoff)

    async def _give_up(self, one: Handoff) -> None:
        await self._notices.post(one.guild, lambda: _render_unreachable(one))
        await super()._give_up(one)

    async def _post_in_channel(self, handoff: Handoff) -> bool:
        """Post the reply where its asker wants it; False if they do not, or it is out of reach."""
        if handoff.channel is None:
            return False
        place = self._client.get_partial_messageable(handoff.channel, guild_id=handoff.guild)
        server = self._client.get_guild(handoff.guild)
        with self._languages.using_language_of_server(server):
            content = Content(render_reply(handoff, server_name(server)), ping=handoff.asker)
        try:
            await post(place, content, nonce=_nonce(handoff))
        except OutOfReachError as error:
            _log.info("handoff.channel_out_of_reach", code=error.code)
            return False
        return True

    async def _send_directly(self, handoff: Handoff) -> None:
        with using_language(self._languages.by_name(handoff.locale)):
            view = render_reply(handoff, server_name(self._client.get_guild(handoff.guild)))
            content = Content(view, plain=self._preferences.wants_plain(handoff.asker))
            await tell(self._client, handoff.asker, content, _nonce(handoff))


def _nonce(handoff: Handoff) -> str:
    return f"handoff-{handoff.id}"


def _render_unreachable(handoff: Handoff) -> ui.LayoutView:
    text = _("I could not reach who asked “{question}”: they take no direct messages from me.")
    return card([ui.TextDisplay(text.format(question=quoted(handoff.question)))], NOTHING)
