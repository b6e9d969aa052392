"""Answer messages: in a direct message, or where somebody mentions the bot in a server.

An edited question is answered again in place, and a deleted one takes its answer with it.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

import discord
import structlog
from discord.ext import commands

from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.answers.delivery import Delivery
from bot.chat.answers.places import Below, PreviousReply
from bot.chat.members.addressed import is_addressed, is_direct, is_withheld, read_question
from bot.chat.members.given import GivenAnswers
from bot.chat.members.help import INTRODUCTION
from bot.chat.members.small_talk import ShortTalk
from bot.chat.sending.failures import guarded_message
from bot.chat.sending.languages import Languages
from bot.chat.sending.mentions import CommandMentions
from bot.chat.sending.outgoing import Content, NotSentError, deliver, post
from bot.chat.ui.incoming import Once, begin
from bot.locale.i18n import N_, set_language
from bot.locale.i18n import gettext as _
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import Place
from bot.services.conversation.preferences import Preferences
from bot.services.conversation.sayings import Smalltalk
from bot.services.conversation.smalltalk import smalltalk
from bot.services.ports.ledger import LedgerError

WITHHELD = N_(
    "Discord doesn't show me this message. Mention me, not my role, or use **Apps › Answer this**."
)
UNREADABLE = N_(
    "Discord doesn't show me the message that you reply to. Use **Apps › Answer this** on it, or "
    "mention me with the question."
)

_KINDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Messages that a person wrote; the others tell of joins, pins and the like."""

MOST_SEEN = 10_000
"""People remembered as greeted, in memory only: forgetting one costs a look at the history."""

_log = structlog.get_logger(__name__)


class Conversation(commands.Cog):
    """Answer what is written to the bot."""

    def __init__(
        self,
        *,
        delivery: Delivery,
        follow_ups: FollowUps,
        short_talk: ShortTalk,
        inbox_replies: InboxReplies,
        preferences: Preferences,
        languages: Languages,
        me: Callable[[], discord.ClientUser | None],
        mentions: CommandMentions,
    ) -> None:
        self._delivery = delivery
        self._follow_ups = follow_ups
        self._short_talk = short_talk
        self._inbox_replies = inbox_replies
        self._preferences = preferences
        self._languages = languages
        self._me = me
        self._mentions = mentions
        self._once = Once()
        self._given = GivenAnswers()
        self._seen: OrderedDict[int, None] = OrderedDict()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is meant for the bot."""
        if message.author.bot or message.type not in _KINDS:
            return
        if not is_addressed(message, self._me()) or await self._is_for_inbox(message):
            return
        if not self._once.is_first(message.id):
            _log.info("message.repeated")
            return
        begin()
        set_language(self._languages.of_message(message))
        await guarded_message(message, self._answer(message))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer an edited question again, in the place of its answer."""
        message = payload.message
        previous = self._given.find_edited(message)
        if previous is not None and is_addressed(message, self._me()):
            begin()
            set_language(self._languages.of_message(message))
            await guarded_message(message, self._answer(message, previous))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Delete the answer to a deleted question."""
        await self._withdraw(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Delete the answers to all deleted questions."""
        for number in payload.message_ids:
            await self._withdraw(number)

    async def _is_for_inbox(self, message: discord.Message) -> bool:
        """Return whether a moderator replies to a card of the inbox: that asks nothing."""
        try:
            return await self._inbox_replies.card_of(message) is not None
        except LedgerError as error:
            # Whoever takes such replies says that it cannot be done now.
            _log.warning("inbox_reply.unavailable", error=str(error))
            return True

    async def _withdraw(self, number: int) -> None:
        previous = self._given.pop(number)
        if previous is None:
            return
        try:
            await self._delivery.withdraw(previous.message)
        except NotSentError as error:
            _log.info("answer.not_withdrawn", code=error.code)

    async def _answer(
        self, message: discord.Message, previous: PreviousReply | None = None
    ) -> None:
        if await self._reply(message, previous) and previous is None:
            await self._introduce(message)

    async def _reply(self, message: discord.Message, previous: PreviousReply | None) -> bool:
        """Reply to a message, in the place of what stands; tell whether it asked something."""
        below = replace(
            Below.message(message),
            previous=previous,
            note=lambda answer, is_text: self._given.remember(message, answer, is_text=is_text),
        )
        question = None if is_withheld(message) else read_question(message, self._me())
        if question is None:
            sentence = _(WITHHELD) if is_withheld(message) else _(UNREADABLE)
            await below.send(Content(text=sentence))
        elif text := smalltalk(question) if question else Smalltalk.HELP:
            reply = await self._short_talk.reply(text, message.author.id, below.guild)
            if isinstance(reply, str):
                await below.without_reference().send(Content(text=reply))
            else:
                reader = below.only_reader
                plain = reader is not None and self._preferences.wants_plain(reader)
                await below.send(Content(reply, plain=plain))
        else:
            await self._answer_question(message, question, below)
            return True
        return False

    async def _answer_question(self, message: discord.Message, question: str, below: Below) -> None:
        places, public = _places(message), not is_direct(message)
        last = self._follow_ups.last.find(*places, public=public)
        outcome = await self._follow_ups.ask(question, last, guild=below.guild)
        await self._delivery.answer_message(below, outcome)

    async def _introduce(self, message: discord.Message) -> None:
        """Introduce the bot after the first answer in a direct message.

        Discord keeps the conversation, so nothing is kept here but who was seen since the start.
        """
        person = message.author.id
        if not is_direct(message) or person in self._seen:
            return
        self._seen[person] = None
        while len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)
        try:
            if not await deliver(lambda: _earlier(message)):
                text = self._mentions.link_commands(_(INTRODUCTION))
                await post(message.channel, Content(text=text))
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
