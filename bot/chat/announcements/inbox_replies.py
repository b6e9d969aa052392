"""Recognize a moderator's reply to a card in the inbox channel."""

import discord

from bot.chat.ui.moderators import Moderators
from bot.services.inbox.inbox_cards import InboxCards
from bot.services.ports.inbox_cards import InboxCard, ItemKind
from bot.services.servers.settings import Servers

_ANSWERED = frozenset({ItemKind.GAP, ItemKind.SUGGESTION, ItemKind.HANDOFF})
"""What a reply can answer; a report is settled by its buttons."""


class InboxReplies:
    """Find the card that a moderator replied to with Discord's Reply."""

    def __init__(self, cards: InboxCards, servers: Servers, moderators: Moderators) -> None:
        self._cards = cards
        self._servers = servers
        self._moderators = moderators

    async def card_of(self, message: discord.Message) -> InboxCard | None:
        """Find what a message replies to; None if it is anything else. Raise `LedgerError`."""
        if not self._may_be(message):
            return None
        reference = message.reference
        assert reference is not None, "looked at before"
        card = await self._cards.find(message.channel.id, reference.message_id or 0)
        return card if card and card.kind in _ANSWERED else None

    def _may_be(self, message: discord.Message) -> bool:
        guild, author = message.guild, message.author
        return (
            guild is not None
            and message.reference is not None
            and message.channel.id == self._servers.of(guild.id).inbox_channel
            and isinstance(author, discord.Member)
            and self._moderators.is_one(author, message.channel)
        )
