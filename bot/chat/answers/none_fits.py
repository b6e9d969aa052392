"""Show the ways on if no choice of a card is what was asked: topics, and the moderators."""

from bot.chat.answers.delivery import Delivery
from bot.chat.cards.quotation import read_quoted_question
from bot.chat.sending.replies import Interaction
from bot.chat.ui.actions import NONE_FITS, Handler
from bot.services.content.outcomes import Unknown


class NoneFits:
    """Reply, to the person who presses only, that there is no answer to their question."""

    def __init__(self, delivery: Delivery) -> None:
        self._delivery = delivery

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Reject all choices of a card; open to everybody."""
        return (NONE_FITS.handled_by(self._none_fits),)

    async def _none_fits(self, interaction: Interaction, _state: None) -> None:
        await self._delivery.give_up(
            interaction, Unknown(read_quoted_question(interaction.message) or "")
        )
