"""Ask anything: `/ask`, and the menu of somebody's message."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.answers.public_reply import PublicReplyMode, public_reply_mode
from bot.chat.sending.failures import suggestions
from bot.chat.sending.limits import QUESTION
from bot.chat.sending.replies import Interaction, in_direct_message, reply, send_text
from bot.chat.ui.options import Show, as_choices
from bot.services.answering.answers import Answers
from bot.services.conversation.sayings import Smalltalk
from bot.services.conversation.smalltalk import smalltalk

ShortReply = Callable[[Smalltalk, int, int | None], Awaitable[str | ui.LayoutView]]
"""Replies to what asks nothing: what was said, by whom, in which server."""


class AskCog(commands.Cog):
    """Answer a question in free text."""

    def __init__(
        self,
        answers: Answers,
        delivery: Delivery,
        short_reply: ShortReply,
        tree: app_commands.CommandTree[Any],
    ) -> None:
        self._short_reply = short_reply
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
        """Answer a question; who greets is greeted."""
        if small_talk := smalltalk(question):
            await self._reply_to_small_talk(interaction, small_talk)
            return
        outcome = await self._answers.ask(question, guild=interaction.guild_id)
        await self._delivery.answer(interaction, outcome, show)

    async def _reply_to_small_talk(self, interaction: Interaction, small_talk: Smalltalk) -> None:
        result = await self._short_reply(small_talk, interaction.user.id, interaction.guild_id)
        if isinstance(result, str):
            await send_text(interaction, result)
        else:
            await reply(interaction, result, private=not in_direct_message(interaction))

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
