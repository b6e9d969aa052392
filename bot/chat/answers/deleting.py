"""Delete a public answer, for the person who asked and for moderators."""

import discord
from discord import ui

from bot.chat.answers.delivery import Delivery
from bot.chat.cards.card import NOTHING, card
from bot.chat.sending.failures import confirm
from bot.chat.sending.outgoing import OutOfReachError, deliver
from bot.chat.sending.replies import Interaction, replace_own, send_text
from bot.chat.ui.actions import DELETE, Handler
from bot.chat.ui.moderators import NOT_HERE, Moderators, in_own_server
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _

NOT_YOURS = N_("Only who asked for this answer, and moderators, can delete it.")
ALREADY_GONE = N_("It is gone already, or I can't read this channel.")
DELETED = N_("The answer is deleted.")


class DeleteActions:
    """Delete a public answer when its asker or a moderator presses."""

    def __init__(self, delivery: Delivery, moderators: Moderators) -> None:
        self._delivery = delivery
        self._moderators = moderators

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Delete an answer; each press is checked against the message itself."""
        return (DELETE.handled_by(self._delete),)

    def deletable_message(self, interaction: Interaction) -> int | None:
        """Return the id of the pressed message if the person may be able to delete it.

        Of a reply Discord does not always say whose message it refers to: then it is offered.
        """
        pressed = interaction.message
        if pressed is None or pressed.flags.ephemeral or not in_own_server(interaction):
            return None
        is_known = pressed.reference is None or pressed.reference.resolved is not None
        may = not is_known or self._may(interaction, pressed)
        return pressed.id if may else None

    async def _delete(self, interaction: Interaction, number: int) -> None:
        if not in_own_server(interaction):
            await send_text(interaction, _(NOT_HERE))
            return
        place = interaction.client.get_partial_messageable(
            interaction.channel_id or 0, guild_id=interaction.guild_id
        )
        try:
            message = await deliver(lambda: place.fetch_message(number))
            mine = message.author == interaction.client.user
            if not mine or not self._may(interaction, message):
                await send_text(interaction, _(NOT_YOURS))
                return
            await self._delivery.withdraw(message)
        except OutOfReachError:
            await send_text(interaction, _(ALREADY_GONE))
            return
        view = card([ui.TextDisplay(_(DELETED))], NOTHING)
        await confirm(interaction, lambda: replace_own(interaction, view))

    def _may(self, interaction: Interaction, message: discord.Message) -> bool:
        asker = _asker(message)
        return asker == interaction.user.id or self._moderators.refusal(interaction) is None


def _asker(message: discord.Message) -> int | None:
    """Name who asked: by the command or press that it responds to, or the message it refers to."""
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    referred = message.reference.resolved if message.reference else None
    return referred.author.id if isinstance(referred, discord.Message) else None
