"""Open what stands behind ⋯ below an answer, for whoever presses alone."""

from bot.chat.answers.deleting import DeleteActions
from bot.chat.answers.open_answer import GONE
from bot.chat.cards.menu import render_menu, render_pay_menu
from bot.chat.sending.replies import (
    Interaction,
    in_direct_message,
    is_own_card,
    reply,
    send_text,
)
from bot.chat.ui.actions import MENU, PAY_MENU, Handler
from bot.chat.ui.moderators import in_own_server
from bot.kb.model.keys import Address
from bot.locale.i18n import gettext as _
from bot.services.answering.salaries import Salaries
from bot.services.conversation.presenting import Presenter
from bot.services.pay.query import PayQuery
from bot.services.servers.settings import Servers
from bot.services.wages.charts import figure_chart


class Menus:
    """Show sources, days and further actions of an answer."""

    def __init__(
        self,
        presenter: Presenter,
        salaries: Salaries,
        deleting: DeleteActions,
        servers: Servers,
    ) -> None:
        self._presenter = presenter
        self._salaries = salaries
        self._deleting = deleting
        self._servers = servers

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open the menu of an entry's answer, or of one from the wage tables; for everybody."""
        return (MENU.handled_by(self._open), PAY_MENU.handled_by(self._open_pay))

    async def _open(self, interaction: Interaction, state: tuple[Address, int | None]) -> None:
        (address, offer), guild = state, interaction.guild_id
        answer = self._presenter.answer(address, guild=guild)
        if answer is None:
            await send_text(interaction, _(GONE))
            return
        picture = bool(self._presenter.words(address, offer, guild=guild))
        view = render_menu(
            answer,
            share=_can_share(interaction),
            picture=picture,
            offer=offer,
            person=self._takes_questions(interaction),
            public=self._deleting.deletable_message(interaction),
        )
        await reply(interaction, view, private=not in_direct_message(interaction))

    async def _open_pay(self, interaction: Interaction, query: PayQuery) -> None:
        result = self._salaries.answer_again(query, guild=interaction.guild_id)
        if result is None or result.pay is None:
            await send_text(interaction, _(GONE))
            return
        picture = figure_chart(result.pay) is not None
        view = render_pay_menu(
            result,
            share=_can_share(interaction),
            picture=picture,
            person=self._takes_questions(interaction),
            public=self._deleting.deletable_message(interaction),
        )
        await reply(interaction, view, private=not in_direct_message(interaction))

    def _takes_questions(self, interaction: Interaction) -> bool:
        guild = interaction.guild_id if in_own_server(interaction) else None
        return self._servers.takes_questions(guild)


def _can_share(interaction: Interaction) -> bool:
    """Return whether others are there who do not see the pressed card yet."""
    return is_own_card(interaction) and not in_direct_message(interaction)
