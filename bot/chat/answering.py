"""Answer an interaction with an outcome: to whom, with which ways on, and counted."""

from bot.chat.cards import Cards
from bot.chat.curators import in_own_server
from bot.chat.options import Audience, Show
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.kb.keys import Kind
from bot.services.outcomes import Outcome
from bot.services.tally import Tally


class Answering:
    """Draw and send outcomes for every command that answers."""

    def __init__(self, cards: Cards, audience: Audience, tally: Tally) -> None:
        """Take who draws, who sees an answer, and who counts."""
        self._cards = cards
        self._audience = audience
        self._tally = tally

    async def send(
        self,
        interaction: Interaction,
        outcome: Outcome,
        show: Show | None = None,
        kind: Kind | None = None,
    ) -> None:
        """Answer; where there is none, offer entries of a kind, and the way to the moderators."""
        private = self._audience.is_private(interaction, show)
        share = private and not in_direct_message(interaction)
        guild = interaction.guild_id
        gap = in_own_server(interaction)
        card = await self._cards.of(outcome, share=share, kind=kind, gap=gap, guild=guild)
        self._tally.record(outcome, guild if gap else None, interaction.user.id)
        await reply(interaction, card.view, private=private, beside=card.beside)
