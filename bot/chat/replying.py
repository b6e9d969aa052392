"""Pass an answer on to somebody: below their message where that is possible, else with its link."""

from enum import Enum

import discord

from bot.chat.answering import Answering
from bot.chat.card import shared
from bot.chat.cards import Cards
from bot.chat.curators import in_own_server
from bot.chat.presses import GONE
from bot.chat.references import Reference, link_to
from bot.chat.replies import (
    Interaction,
    in_direct_message,
    later,
    reply,
    say,
)
from bot.chat.ui.actions import OPEN_FOR, REPLY_TO, Handler
from bot.chat.ui.sending import Content, OutOfReachError, pictures, post
from bot.kb.keys import Address
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.services.answer import Answer
from bot.services.outcomes import Found

NOT_PUBLIC = N_("Here it stays between us: you or I may not write to this channel.")
TAKEN = N_("That cannot be posted here. The answer above is for you alone.")


class Way(Enum):
    """How everybody gets to see an answer to somebody's message."""

    BELOW = "below"
    """As a message of the bot that refers to theirs."""
    WITH_LINK = "with link"
    """As the public response to a press, which may not refer to a message, but link to it."""
    PRIVATE = "private"
    """Not at all."""


def way(interaction: Interaction) -> Way:
    """Decide by who is there and who may do what; Discord tells of both with every interaction."""
    if in_direct_message(interaction):
        return Way.PRIVATE
    if interaction.guild_id is None:
        return Way.WITH_LINK
    person, me = interaction.permissions, interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    write = "send_messages_in_threads" if in_thread else "send_messages"
    if not getattr(person, write):
        return Way.PRIVATE
    if not in_own_server(interaction):
        # Where external apps are barred, Discord shows what they answer to nobody else.
        return Way.WITH_LINK if person.use_external_apps else Way.PRIVATE
    if me.view_channel and getattr(me, write) and me.read_message_history:
        return Way.BELOW
    return Way.WITH_LINK


class Replying:
    """Answer presses below an answer that somebody picked for another person's message."""

    def __init__(self, cards: Cards, answering: Answering) -> None:
        self._cards = cards
        self._answering = answering

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open a choice privately, and reply with it; for everybody."""
        return (OPEN_FOR.handled_by(self._open), REPLY_TO.handled_by(self._reply))

    async def _open(self, interaction: Interaction, state: tuple[int, Address]) -> None:
        onto, address = state
        answer = self._cards.show(address, guild=interaction.guild_id)
        if answer is None:
            await say(interaction, _(GONE))
            return
        found = Found(answer.title, answer, 1.0)
        offered = onto if way(interaction) is not Way.PRIVATE else None
        await self._answering.send(interaction, found, "only me", onto=offered, counted=False)

    async def _reply(self, interaction: Interaction, state: tuple[int, Address]) -> None:
        onto, address = state
        answer = self._cards.show(address, guild=interaction.guild_id)
        how = way(interaction)
        if answer is None:
            await say(interaction, _(GONE))
        elif how is Way.PRIVATE:
            await say(interaction, _(NOT_PUBLIC))
        elif how is Way.BELOW:
            await later(interaction)
            await self._below(interaction, onto, answer)
        else:
            await self._with_link(interaction, onto, answer)

    async def _below(self, interaction: Interaction, onto: int, answer: Answer) -> None:
        """Post the answer as a reply, or point to the newest one where it is the same."""
        guild, channel = interaction.guild_id, interaction.channel_id or 0
        place = interaction.client.get_partial_messageable(channel, guild_id=guild)
        message = Reference(message_id=onto, channel_id=channel, fail_if_not_exists=False)
        earlier = self._answering.repeated(interaction, answer)
        try:
            if earlier:
                said = _pointer(interaction, earlier)
                sent = await post(place, Content(text=said), message)
            else:
                card = await self._cards.shared(interaction, answer)
                sent = await post(
                    place, Content(card.view, attachments=pictures(card.beside)), message
                )
                self._answering.remember(interaction, answer, sent.id)
        except OutOfReachError:
            await say(interaction, _(TAKEN))
        else:
            await say(
                interaction, _("Posted: {link}").format(link=link_to(guild, channel, sent.id))
            )

    async def _with_link(self, interaction: Interaction, onto: int, answer: Answer) -> None:
        """Respond for everybody to see: each press has 15 minutes and responses of its own."""
        link = link_to(interaction.guild_id, interaction.channel_id, onto)
        card = await self._cards.shared(interaction, answer, link)
        await reply(interaction, card.view, private=False, beside=card.beside)


def _pointer(interaction: Interaction, earlier: str) -> str:
    """Point everybody to where the answer stands."""
    with interaction.client.languages.speaking_to_all(interaction):
        said = _("The answer stands above: {link}").format(link=earlier)
        return f"{said}\n-# {shared(interaction.user.display_name)}"
