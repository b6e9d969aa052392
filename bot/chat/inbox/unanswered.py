"""What members can do if there is no answer: send the question on, and wait to be told."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.cards.quotation import read_quoted_question
from bot.chat.sending.failures import RefusedError, confirm
from bot.chat.sending.rates import Rate
from bot.chat.sending.replies import Interaction, send_text
from bot.chat.ui.actions import SEND, TELL, Handler
from bot.chat.ui.moderators import NOT_HERE, in_own_server
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.listening.gaps import Gaps
from bot.services.ports.records import Gap

SENT = N_(
    "Sent to the moderators, without your name. They cannot reply to you: to hear of an answer, "
    "press **Tell me when there is an answer**, too."
)
WAITING = N_(
    "I'll tell you once, by direct message, when there is an answer, and then forget that you "
    "asked. /my forget cancels that."
)
NO_QUESTION = N_("I cannot read the question on this card anymore. Ask it again and press then.")
TOO_OFTEN = N_("You have sent several questions in the last hour. Please try again later.")

T = TypeVar("T")


class UnansweredActions:
    """Send an unanswered question to the moderators if its asker wants that."""

    def __init__(
        self, gaps: Gaps, notices: Notices, render: Callable[[Gap], ui.LayoutView], rate: Rate
    ) -> None:
        self._gaps = gaps
        self._notices = notices
        self._render = render
        self._rate = rate

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Send the question on, or wait; for everybody in a server that has the bot."""
        return (SEND.handled_by(self._send), TELL.handled_by(self._tell))

    async def _send(self, interaction: Interaction, _state: None) -> None:
        gap: Gap = await self._keep(interaction, self._gaps.send)
        await confirm(interaction, lambda: send_text(interaction, _(SENT)))
        if not gap.shown and await self._notices.post_item(gap, lambda: self._render(gap)):
            await self._gaps.show(gap.guild, gap.id)

    async def _tell(self, interaction: Interaction, _state: None) -> None:
        locale = interaction.locale.value
        await self._keep(
            interaction, lambda text, guild, person: self._gaps.wait(text, guild, person, locale)
        )
        await confirm(interaction, lambda: send_text(interaction, _(WAITING)))

    async def _keep(
        self, interaction: Interaction, keep: Callable[[str, int, int], Awaitable[T]]
    ) -> T:
        """Keep the question on the card, as one of so many in an hour; raise `RefusedError`."""
        guild, person = interaction.guild_id or 0, interaction.user.id
        question = _read_question(interaction)
        with self._rate.counting_one(person) as allowed:
            if not allowed:
                raise RefusedError(_(TOO_OFTEN))
            return await keep(question, guild, person)


def _read_question(interaction: Interaction) -> str:
    """Read the question on the card; raise `RefusedError` if that is not possible."""
    if not in_own_server(interaction):
        raise RefusedError(_(NOT_HERE))
    question = read_quoted_question(interaction.message)
    if question is None:
        raise RefusedError(_(NO_QUESTION))
    return question
