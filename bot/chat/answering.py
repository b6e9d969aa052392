"""Answer an interaction with an outcome: to whom, with which ways on, and counted."""

from bot.chat.card import draw
from bot.chat.curators import in_own_server
from bot.chat.options import Audience, Show
from bot.chat.replies import Interaction, in_direct_message, reply
from bot.kb.keys import Kind
from bot.services.answers import Answers
from bot.services.outcomes import Outcome
from bot.services.tally import Tally


class Answering:
    """Draw and send outcomes for every command that answers."""

    def __init__(self, answers: Answers, audience: Audience, tally: Tally) -> None:
        """Take what there is to browse, who sees an answer, and who counts."""
        self._answers = answers
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
        await reply(interaction, view, private=private)
