"""Open a watched answer from a direct message, where a server's own is read only by its members."""

from typing import Any

import discord
from discord import ui

from bot.chat.answers.delivery import Delivery
from bot.chat.answers.open_answer import GONE
from bot.chat.cards.card import render_answer
from bot.chat.cards.pages import Page
from bot.chat.sending.outgoing import find_member
from bot.chat.sending.replies import (
    Interaction,
    in_direct_message,
    replace_own,
    reply,
    send_text,
)
from bot.chat.ui.actions import OPEN_LISTED, OPEN_WATCHED, TURN_WATCHED, Handler
from bot.chat.ui.controls import button
from bot.kb.model.keys import Address
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer
from bot.services.conversation.presenting import Presenter
from bot.services.listening.watching import AnswerWatches

NO_MEMBER = N_("You are not in that server, or I am no longer there.")

Place = tuple[int, Address]
"""The server whose answer it is, or `NO_GUILD`, and where it stands there."""


class WatchedAnswers:
    """Open what somebody watches, and turn its pages."""

    def __init__(
        self,
        watches: AnswerWatches,
        presenter: Presenter,
        delivery: Delivery,
        client: discord.Client,
    ) -> None:
        self._watches = watches
        self._presenter = presenter
        self._delivery = delivery
        self._client = client

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open an answer beside the card that names it, or another page of a server's own."""
        return (
            OPEN_WATCHED.handled_by(self._open),
            OPEN_LISTED.handled_by(self._open_listed),
            TURN_WATCHED.handled_by(self._turn),
        )

    async def _open_listed(
        self, interaction: Interaction, _state: None, places: tuple[Place, ...]
    ) -> None:
        await self._open(interaction, places[0])

    async def _open(self, interaction: Interaction, place: Place) -> None:
        if not self._watches.is_shared(*place):
            view = await self._render_own(interaction, place)
            if view is not None:
                await reply(interaction, view, private=not in_direct_message(interaction))
            return
        answer = self._presenter.answer(place[1], guild=interaction.guild_id)
        if answer is None:
            await send_text(interaction, _(GONE))
        else:
            await self._delivery.read(interaction, answer)

    async def _turn(self, interaction: Interaction, state: tuple[int, int, Address]) -> None:
        number, guild, address = state
        view = await self._render_own(interaction, (guild, address), number)
        if view is not None:
            await replace_own(interaction, view)

    async def _render_own(
        self, interaction: Interaction, place: Place, number: int = 1
    ) -> ui.LayoutView | None:
        """Render an answer of a server for a member; None, and a sentence, for anybody else."""
        guild, address = place
        answer = None
        if not await is_member(self._client, guild, interaction.user.id):
            await send_text(interaction, _(NO_MEMBER))
        elif (answer := self._presenter.answer(address, guild=guild)) is None:
            await send_text(interaction, _(GONE))
        return _render(answer, guild, number) if answer else None


def _render(answer: Answer, guild: int, number: int) -> ui.LayoutView:
    """Render an answer that no other button of a direct message could find again."""

    def ways(page: Page) -> list[ui.Item[Any]]:
        buttons: list[ui.Item[Any]] = []
        if page.number > 1:
            state = (page.number - 1, guild, answer.address)
            buttons.append(button(TURN_WATCHED, state, _("Back")))
        if page.number < page.count:
            state = (page.number + 1, guild, answer.address)
            buttons.append(button(TURN_WATCHED, state, _("More")))
        return buttons

    return render_answer(answer, number=number, ways=ways, related=False)


async def is_member(client: discord.Client, guild: int, person: int) -> bool:
    """Return whether somebody is in a server that has the bot."""
    server = client.get_guild(guild)
    return server is not None and await find_member(server, person) is not None
