"""Ask anything: `/ask`, and the menu of somebody's message."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.answers.public_reply import PublicReplyMode, public_reply_mode
from bot.chat.sending.failures import suggestions
from bot.chat.sending.limits import QUESTION
from bot.chat.sending.replies import Interaction
from bot.chat.ui.options import Show, as_choices
from bot.services.answering.answers import Answers


class Asking(commands.Cog):
    """Answer a question in free text."""

    def __init__(
        self, answers: Answers, delivery: Delivery, tree: app_commands.CommandTree[Any]
    ) -> None:
        self._answers = answers
        self._delivery = delivery
        self._tree = tree
        self._menu = app_commands.ContextMenu(name="Answer this", callback=self.answer_this)

    async def cog_load(self) -> None:
        """Offer the menu."""
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Withdraw the menu."""
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(description="Ask about visas, jobs, pay and life as an ML engineer.")
    @app_commands.describe(
        question="Your question, in your own words", show="Who sees the answer: only you, if empty"
    )
    async def ask(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION],
        show: Show | None = None,
    ) -> None:
        """Answer a question."""
        outcome = await self._answers.ask(question, guild=interaction.guild_id)
        await self._delivery.answer(interaction, outcome, show)

    @ask.autocomplete("question")
    async def complete_question(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest answers for what is typed so far."""
        guild = interaction.guild_id
        return suggestions(
            typed, lambda text: as_choices(self._answers.complete(text, guild=guild))
        )

    async def answer_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer somebody's message, for the person who asks; they may pass the answer on."""
        outcome = await self._answers.ask(message.content, guild=interaction.guild_id)
        reply_target = (
            message.id if public_reply_mode(interaction) is not PublicReplyMode.PRIVATE else None
        )
        await self._delivery.answer(interaction, outcome, "only me", reply_target=reply_target)
