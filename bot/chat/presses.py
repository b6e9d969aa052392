"""What happens when a control is pressed: an answer is opened or shared."""

from typing import Any

import discord

from bot.chat.answering import Answering
from bot.chat.card import draw_answer, draw_topics
from bot.chat.replies import guarded, in_direct_message, replace, reply, say
from bot.kb.keys import Address
from bot.services.answers import Answers

Interaction = discord.Interaction[Any]

GONE = "This answer is no longer in the base. Choose another topic, or ask again with /ask."


class Presses:
    """Answer presses on controls, whoever presses and however old the card is."""

    def __init__(self, answers: Answers, answering: Answering) -> None:
        """Take the answers to open, and who remembers those that are shared."""
        self._answers = answers
        self._answering = answering

    async def open(self, interaction: Interaction, address: Address, page: int = 1) -> None:
        """Show an answer: in place of one's own card, privately under somebody else's."""
        await guarded(interaction, self._open(interaction, address, page), "open")

    async def share(self, interaction: Interaction, address: Address) -> None:
        """Show a private answer to everyone in the channel."""
        await guarded(interaction, self._share(interaction, address), "share")

    async def _open(self, interaction: Interaction, address: Address, page: int) -> None:
        answer = self._answers.show(address, guild=interaction.guild_id)
        own = in_direct_message(interaction) or _is_private(interaction)
        can_share = not in_direct_message(interaction)
        if answer is None:
            view = draw_topics(
                "Not here any more", GONE, self._answers.entries(guild=interaction.guild_id)
            )
        else:
            view = draw_answer(answer, share=can_share, number=page)
        if own:
            await replace(interaction, view)
        else:
            await reply(interaction, view, private=True)

    async def _share(self, interaction: Interaction, address: Address) -> None:
        answer = self._answers.show(address, guild=interaction.guild_id)
        if answer is None:
            await say(interaction, GONE)
        elif interaction.guild_id and not interaction.permissions.send_messages:
            await say(interaction, "You may not write in this channel, so it stays between us.")
        else:
            view = draw_answer(answer, shared_by=interaction.user.display_name)
            message = await reply(interaction, view, private=False)
            self._answering.remember(interaction, answer, message)


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
