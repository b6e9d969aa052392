"""Answer messages: in a direct message, or where somebody mentions the bot in a server."""

import re
from collections import OrderedDict
from collections.abc import Callable

import discord
import structlog
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.answers.places import Below
from bot.chat.members.help import INTRODUCTION
from bot.chat.members.small_talk import ShortTalk
from bot.chat.sending.failures import guarded_message
from bot.chat.sending.languages import Languages
from bot.chat.sending.once import Once
from bot.chat.sending.outgoing import Content, NotSentError, delivered, post
from bot.chat.sending.timing import begin
from bot.locale.i18n import gettext as _
from bot.locale.i18n import set_language
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import Place
from bot.services.conversation.sayings import Smalltalk
from bot.services.conversation.smalltalk import smalltalk

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
        delivery: Delivery,
        follow_ups: FollowUps,
        short_talk: ShortTalk,
        languages: Languages,
        me: Callable[[], discord.ClientUser | None],
    ) -> None:
        self._delivery = delivery
        self._follow_ups = follow_ups
        self._short_talk = short_talk
        self._languages = languages
        self._me = me
        self._once = Once()
        self._seen: OrderedDict[int, None] = OrderedDict()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if message.author.bot or message.type not in _KINDS or not self._is_for_me(message):
            return
        if not self._once.is_first(message.id):
            _log.info("message.repeated")
            return
        begin()
        set_language(self._languages.of_message(message))
        await guarded_message(message, self._answer(message))

    def _is_for_me(self, message: discord.Message) -> bool:
        return _is_direct(message) or self._me() in message.mentions

    async def _answer(self, message: discord.Message) -> None:
        guild = message.guild.id if message.guild else None
        question = _MENTION.sub(" ", message.content).strip()
        text = smalltalk(question) if question else Smalltalk.HELP
        if text:
            reply = await self._short_talk.reply(text, message.author.id, guild)
            if isinstance(reply, str):
                await post(message.channel, Content(text=reply))
            else:
                await Below.message(message).send(Content(reply))
        else:
            places, public = _places(message), not _is_direct(message)
            last = self._follow_ups.last.find(*places, public=public)
            outcome = await self._follow_ups.ask(question, last, guild=guild)
            await self._delivery.answer_message(message, outcome)
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
            if not await delivered(lambda: _earlier(message)):
                await post(message.channel, Content(text=_(INTRODUCTION)))
        except NotSentError as error:
            # The answer is there, which is what counts.
            _log.info("introduction.failed", code=error.code)


def _places(message: discord.Message) -> tuple[Place, ...]:
    """Name where an answer may have been given that a message goes on from: the nearest first."""
    channel, replied = message.channel.id, message.reference
    own = (channel, message.author.id)
    return ((channel, replied.message_id), own) if replied and replied.message_id else (own,)


async def _earlier(message: discord.Message) -> list[discord.Message]:
    return [one async for one in message.channel.history(limit=1, before=message)]


def _is_direct(message: discord.Message) -> bool:
    # Not `guild is None`: a server that discord.py does not know yet has no guild either.
    return isinstance(message.channel, discord.DMChannel)
