"""Answer an interaction with an outcome: to whom, with which ways on, and counted."""

from bot.chat.card import draw
from bot.chat.curators import in_own_server
from bot.chat.options import Audience, Show
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.kb.keys import Kind
from bot.services.answer import Answer
from bot.services.answers import Answers
from bot.services.outcomes import Found, Outcome
from bot.services.serving import Serving
from bot.services.tally import Tally


class Answering:
    """Draw and send outcomes for every command that answers."""

    def __init__(
        self, answers: Answers, audience: Audience, tally: Tally, serving: Serving
    ) -> None:
        """Take what there is to browse, who sees an answer, who counts, and who remembers."""
        self._answers = answers
        self._serving = serving
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
        browse = self._answers.entries(kind, guild=guild)
        view = draw(outcome, share=share, browse=browse, gap=gap)
        self._tally.record(outcome, guild if gap else None, interaction.user.id)
        message = await reply(interaction, view, private=private)
        if isinstance(outcome, Found) and gap and not private:
            self.remember(interaction, outcome.answer, message)

    def remember(self, interaction: Interaction, answer: Answer, message: int | None) -> None:
        """Remember a public answer for its correction, where the bot can see the channel."""
        if in_own_server(interaction) and interaction.app_permissions.view_channel:
            guild, channel = interaction.guild_id, interaction.channel_id
            self._serving.remember(answer, guild, channel, message)
