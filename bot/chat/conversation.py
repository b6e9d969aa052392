"""Answer messages: in a direct message, or where somebody mentions the bot in a server."""

import re
from collections import OrderedDict
from collections.abc import Callable
from functools import partial

import discord
import structlog
from discord.ext import commands

from bot.chat.cards import Card, Cards
from bot.chat.guide import INTRODUCTION
from bot.chat.languages import Languages
from bot.chat.references import Reference
from bot.chat.replies import NO_PINGS, NOT_NOW, apology, error_code, files
from bot.chat.short_talk import ShortTalk
from bot.locale.speech import gettext as _
from bot.locale.speech import speak
from bot.services.answers import Answers
from bot.services.following import FollowUps, Place
from bot.services.ledger import LedgerUnavailable
from bot.services.outcomes import Found
from bot.services.sayings import Smalltalk
from bot.services.serving import Serving
from bot.services.smalltalk import smalltalk
from bot.services.tally import Tally

_MENTION = re.compile(r"<@[!&]?\d+>")

_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages that a person wrote; the others tell of joins, pins and the like."""

MOST_SEEN = 10_000
"""People remembered as greeted, in memory only: forgetting one costs a look at the history."""

_log = structlog.get_logger(__name__)


class Conversation(commands.Cog):
    """Answer what is written to the bot."""

    def __init__(
        self,
        answers: Answers,
        cards: Cards,
        tally: Tally,
        serving: Serving,
        follow_ups: FollowUps,
        short_talk: ShortTalk,
        languages: Languages,
        me: Callable[[], discord.ClientUser | None],
    ) -> None:
        """Take the answers, who does what with them, the languages to speak, and who I am."""
        self._answers = answers
        self._cards = cards
        self._tally = tally
        self._serving = serving
        self._follow_ups = follow_ups
        self._short_talk = short_talk
        self._languages = languages
        self._me = me
        self._seen: OrderedDict[int, None] = OrderedDict()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if message.author.bot or message.type not in _KINDS or not self._is_for_me(message):
            return
        speak(self._languages.of_message(message))
        try:
            await self._answer(message)
        except discord.Forbidden:
            # The bot may read here but not write; there is nobody to tell.
            _log.info("message.not_allowed", channel=message.channel.id)
        except LedgerUnavailable as error:
            _log.warning("unavailable", what="message", error=str(error))
            await message.channel.send(_(NOT_NOW), allowed_mentions=NO_PINGS)
        except Exception:
            code = error_code()
            _log.exception("failed", what="message", code=code)
            await message.channel.send(apology(code), allowed_mentions=NO_PINGS)

    def _is_for_me(self, message: discord.Message) -> bool:
        return _is_direct(message) or self._me() in message.mentions

    async def _answer(self, message: discord.Message) -> None:
        guild = message.guild.id if message.guild else None
        question = _MENTION.sub(" ", message.content).strip()
        said = smalltalk(question) if question else Smalltalk.HELP
        if said:
            reply = await self._short_talk.reply(said, message.author.id, guild)
            if isinstance(reply, str):
                await message.channel.send(reply, allowed_mentions=NO_PINGS)
            else:
                await self._send(message, Card(reply))
        else:
            places, public = _places(message), not _is_direct(message)
            last = self._follow_ups.last.find(*places, public=public)
            outcome = await self._follow_ups.ask(question, last, guild=guild)
            self._tally.record(outcome, guild, message.author.id)
            reader = message.author.id if _is_direct(message) else None
            card = await self._cards.of(outcome, gap=guild is not None, guild=guild, reader=reader)
            self._tally.record_comparison(card.comparison, guild, message.author.id)
            sent = await self._send(message, card)
            if isinstance(outcome, Found):
                here = (sent.channel.id, sent.id)
                answered = outcome.answer.address
                self._follow_ups.last.remember(answered, places[-1], here, public=public)
                self._serving.remember(outcome.answer, guild, sent.channel.id, sent.id)
            await self._introduce(message)

    async def _introduce(self, message: discord.Message) -> None:
        """Say who answers, after the first answer in a direct message.

        Discord keeps the conversation, so nothing is kept here but who was seen since the start.
        """
        person = message.author.id
        if not _is_direct(message) or person in self._seen:
            return
        self._seen[person] = None
        while len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)
        try:
            earlier = [one async for one in message.channel.history(limit=1, before=message)]
            if not earlier:
                await message.channel.send(_(INTRODUCTION), allowed_mentions=NO_PINGS)
        except discord.HTTPException as error:
            # The answer is there, which is what counts.
            _log.info("introduction.failed", status=error.status)

    async def _send(self, message: discord.Message, card: Card) -> discord.Message:
        sending = partial(
            message.channel.send,
            **({"content": card.text} if card.text else {}),
            view=card.view,
            files=files(card.beside),
            allowed_mentions=NO_PINGS,
        )
        if _is_direct(message):
            return await sending()
        return await sending(reference=Reference.from_message(message, fail_if_not_exists=False))


def _places(message: discord.Message) -> tuple[Place, ...]:
    """Name where an answer may have been given that a message goes on from: the nearest first."""
    channel, replied = message.channel.id, message.reference
    own = (channel, message.author.id)
    return ((channel, replied.message_id), own) if replied and replied.message_id else (own,)


def _is_direct(message: discord.Message) -> bool:
    # Not `guild is None`: a server that discord.py does not know yet has no guild either.
    return isinstance(message.channel, discord.DMChannel)
