"""Answer an interaction with an outcome: to whom, with which ways on, and counted."""

from bot.chat.cards import Cards
from bot.chat.curators import in_own_server
from bot.chat.options import Audience, Show
from bot.chat.references import link_to
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.kb.keys import Address, Kind
from bot.services.answer import Answer
from bot.services.following import LastAnswers
from bot.services.outcomes import Found, Outcome
from bot.services.serving import Serving
from bot.services.tally import Tally


class Answering:
    """Draw and send outcomes for every command that answers."""

    def __init__(
        self,
        cards: Cards,
        audience: Audience,
        tally: Tally,
        serving: Serving,
        last: LastAnswers,
    ) -> None:
        """Take who draws, who sees an answer, who counts, and who remembers for which use."""
        self._cards = cards
        self._last = last
        self._serving = serving
        self._audience = audience
        self._tally = tally

    async def send(
        self,
        interaction: Interaction,
        outcome: Outcome,
        show: Show | None = None,
        kind: Kind | None = None,
        onto: int | None = None,
        counted: bool = True,
    ) -> None:
        """Answer; where there is none, offer entries of a kind, and the way to the moderators.

        `onto` is a message that the answer may be put below. What is opened from a choice was
        counted when the choice was given.
        """
        private = self._audience.is_private(interaction, show)
        share = private and not in_direct_message(interaction)
        guild = interaction.guild_id
        gap = in_own_server(interaction)
        reader = interaction.user.id if private or in_direct_message(interaction) else None
        languages = interaction.client.languages
        with languages.speaking_to_readers(interaction, private=private):
            card = await self._cards.of(
                outcome, share=share, kind=kind, gap=gap, guild=guild, reader=reader, onto=onto
            )
        if counted:
            counting = guild if gap else None
            self._tally.record(outcome, counting, interaction.user.id)
            self._tally.record_comparison(card.comparison, counting, interaction.user.id)
        message = await reply(
            interaction, card.view, private=private, beside=card.beside, text=card.text
        )
        if isinstance(outcome, Found):
            self.opened(interaction, outcome.answer.address, public=not private)
            if gap and not private:
                self.remember(interaction, outcome.answer, message)

    def opened(self, interaction: Interaction, address: Address, *, public: bool = False) -> None:
        """Remember for a while what a person was answered here, for what they ask next."""
        if interaction.channel_id is not None:
            self._last.remember(
                address, (interaction.channel_id, interaction.user.id), public=public
            )

    def repeated(self, interaction: Interaction, answer: Answer) -> str | None:
        """Return the address of the newest answer of a channel, where it is the very same."""
        message = self._serving.repeated(answer, interaction.channel_id)
        if message is None:
            return None
        return link_to(interaction.guild_id, interaction.channel_id, message)

    def remember(self, interaction: Interaction, answer: Answer, message: int | None) -> None:
        """Remember a public answer for its correction, where the bot can see the channel."""
        if in_own_server(interaction) and interaction.app_permissions.view_channel:
            guild, channel = interaction.guild_id, interaction.channel_id
            self._serving.remember(answer, guild, channel, message)
            if channel and message:
                self._last.remember(answer.address, (channel, message), public=True)
