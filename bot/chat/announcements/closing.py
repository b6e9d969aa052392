"""Take the buttons off cards in inbox channels whose matter was settled elsewhere."""

from typing import Any

import discord
import structlog
from discord import ui

from bot.chat.announcements.telling import TellingCog
from bot.chat.cards.card import NOTHING, card
from bot.chat.cards.ways_on import open_button
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, NotSentError, edit
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import INBOX
from bot.chat.ui.controls import button
from bot.kb.model.keys import Address
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.answer import Link
from bot.services.content.outcomes import Found
from bot.services.inbox.inbox_cards import InboxCards
from bot.services.ports.inbox_cards import InboxCard, ItemKind
from bot.services.servers.leases import Leases

_log = structlog.get_logger(__name__)


class CardClosingCog(TellingCog[InboxCard]):
    """Mark each card as settled, whoever settled it and wherever."""

    def __init__(
        self,
        cards: InboxCards,
        answers: Answers,
        languages: Languages,
        leases: Leases,
        client: discord.Client,
    ) -> None:
        self._cards = cards
        self._answers = answers
        self._languages = languages
        super().__init__(cards, leases, client, "inbox_card")

    async def _tell(self, one: InboxCard) -> None:
        found = await self._found(one) if one.kind is ItemKind.GAP else None
        with self._languages.using_language_of_server(self._client.get_guild(one.guild)):
            view = self._render(one, found)
        place = self._client.get_partial_messageable(one.channel, guild_id=one.guild)
        try:
            await edit(place.get_partial_message(one.message), Content(view))
        except NotSentError as error:
            _log.info("inbox_card.stays", code=error.code)
            if error.is_passing:
                return
        await self._cards.forget(one.channel, one.message)

    async def _found(self, one: InboxCard) -> Link | None:
        """Find what answers the question of a card now."""
        outcome = await self._answers.ask(one.about, guild=one.guild)
        if not isinstance(outcome, Found):
            return None
        return Link(outcome.answer.address, outcome.answer.title)

    def _render(self, one: InboxCard, found: Link | None) -> ui.LayoutView:
        """Return what was settled; what a person wrote is not said again: it may be forgotten."""
        row: list[ui.Item[Any]] = [button(INBOX, 0, _("Inbox"))]
        if found is not None:
            row.insert(0, open_button(Link(found.address, _("Open the answer"))))
        return card([ui.TextDisplay(self._settled(one, found)), ui.ActionRow(*row)], NOTHING)

    def _settled(self, one: InboxCard, found: Link | None) -> str:
        match one.kind:
            case ItemKind.GAP if found is not None:
                text = _("“{question}” has an answer now: **{title}**.")
                return text.format(question=quoted(one.about), title=quoted(found.title))
            case ItemKind.GAP:
                text = _("“{question}” has been dealt with.")
                return text.format(question=quoted(one.about))
            case ItemKind.REPORT:
                answer = self._answers.show(Address.parse(one.about), guild=one.guild)
                text = _("What was said against **{title}** is settled.")
                return text.format(title=quoted(answer.title if answer else one.about))
            case ItemKind.SUGGESTION:
                return _("This suggestion has been dealt with, or its author took it back.")
            case ItemKind.HANDOFF:
                return _("This question has been dealt with, or who asked took it back.")
