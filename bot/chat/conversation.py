"""Answer messages: in a direct message, or where somebody mentions the bot in a server."""

import re
from collections.abc import Callable
from typing import Any

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.chat.card import draw
from bot.chat.guide import draw_help
from bot.chat.replies import NO_PINGS, error_code, way_on
from bot.services.answers import Answers
from bot.services.outcomes import Found
from bot.services.serving import Serving
from bot.services.tally import Tally

_MENTION = re.compile(r"<@[!&]?\d+>")

_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages that a person wrote; the others tell of joins, pins and the like."""

_log = structlog.get_logger(__name__)


class _Reference(discord.MessageReference):
    """What a reply refers to, with its ids as strings.

    discord.py sends numbers, and Discord's description of its interface knows ids as strings.
    """

    def to_message_reference_dict(self) -> Any:
        found = super().to_message_reference_dict()
        return {name: str(part) if name.endswith("_id") else part for name, part in found.items()}


class Conversation(commands.Cog):
    """Answer what is written to the bot."""

    def __init__(
        self,
        answers: Answers,
        tally: Tally,
        serving: Serving,
        me: Callable[[], discord.ClientUser | None],
    ) -> None:
        """Take the answers, who counts and remembers, and who the bot is: only Discord knows."""
        self._answers = answers
        self._tally = tally
        self._serving = serving
        self._me = me

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if message.author.bot or message.type not in _KINDS or not self._is_for_me(message):
            return
        try:
            await self._answer(message)
        except discord.Forbidden:
            # The bot may read here but not write; there is nobody to tell.
            _log.info("message.not_allowed", channel=message.channel.id)
        except Exception:
            code = error_code()
            _log.exception("failed", what="message", code=code)
            sentence = f"That did not work, and it is not your fault. {way_on(code)}"
            await message.channel.send(sentence, allowed_mentions=NO_PINGS)

    def _is_for_me(self, message: discord.Message) -> bool:
        return _is_direct(message) or self._me() in message.mentions

    async def _answer(self, message: discord.Message) -> None:
        guild = message.guild.id if message.guild else None
        question = _MENTION.sub(" ", message.content).strip()
        if not question:
            await self._send(message, draw_help(self._answers, guild))
            return
        outcome = await self._answers.ask(question, guild=guild)
        self._tally.record(outcome, guild, message.author.id)
        gap = guild is not None
        view = draw(outcome, browse=self._answers.entries(guild=guild), gap=gap)
        sent = await self._send(message, view)
        if isinstance(outcome, Found):
            self._serving.remember(outcome.answer, guild, sent.channel.id, sent.id)

    async def _send(self, message: discord.Message, view: ui.LayoutView) -> discord.Message:
        if _is_direct(message):
            return await message.channel.send(view=view, allowed_mentions=NO_PINGS)
        reference = _Reference.from_message(message, fail_if_not_exists=False)
        return await message.channel.send(view=view, reference=reference, allowed_mentions=NO_PINGS)


def _is_direct(message: discord.Message) -> bool:
    # Not `guild is None`: a server that discord.py does not know yet has no guild either.
    return isinstance(message.channel, discord.DMChannel)
