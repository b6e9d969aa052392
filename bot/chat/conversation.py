"""Answer messages: in a direct message, or where somebody mentions the bot in a server."""

import re
from collections.abc import Callable

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.chat.card import draw
from bot.chat.guide import draw_help
from bot.chat.replies import NO_PINGS, error_code, way_on
from bot.services.answers import Answers

_MENTION = re.compile(r"<@[!&]?\d+>")

_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages that a person wrote; the others tell of joins, pins and the like."""

_log = structlog.get_logger(__name__)


class Conversation(commands.Cog):
    """Answer what is written to the bot."""

    def __init__(self, answers: Answers, me: Callable[[], discord.ClientUser | None]) -> None:
        """Take the answers, and who the bot is, which only Discord knows."""
        self._answers = answers
        self._me = me

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if message.author.bot or message.type not in _KINDS or not self._is_for_me(message):
            return
        try:
            await self._send(message, await self._drawn(message))
        except discord.Forbidden:
            # The bot may read here but not write; there is nobody to tell.
            _log.info("message.not_allowed", channel=message.channel.id)
        except Exception:
            code = error_code()
            _log.exception("failed", what="message", code=code)
            sentence = f"That did not work, and it is not your fault. {way_on(code)}"
            await message.channel.send(sentence, allowed_mentions=NO_PINGS)

    def _is_for_me(self, message: discord.Message) -> bool:
        return message.guild is None or self._me() in message.mentions

    async def _drawn(self, message: discord.Message) -> ui.LayoutView:
        question = _MENTION.sub(" ", message.content).strip()
        if not question:
            return draw_help(self._answers)
        outcome = await self._answers.ask(question)
        return draw(outcome, browse=self._answers.entries())

    async def _send(self, message: discord.Message, view: ui.LayoutView) -> None:
        if message.guild is None:
            await message.channel.send(view=view, allowed_mentions=NO_PINGS)
        else:
            await message.reply(view=view, allowed_mentions=NO_PINGS, mention_author=False)
