"""Remember which message of the bot answers whose message, to keep the two together."""

from collections import OrderedDict
from dataclasses import dataclass

import discord

from bot.chat.answers.places import PreviousReply

MOST_REMEMBERED = 10_000
"""Answers to messages, in memory only, without who asked: some 4 MB."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer to a message, and a hash of what was asked: an edit may change anything else."""

    reply: PreviousReply
    question_hash: int


class GivenAnswers:
    """Answers to messages since the process began, and where each of them is."""

    def __init__(self) -> None:
        self._answers: OrderedDict[int, GivenAnswer] = OrderedDict()

    def remember(self, message: discord.Message, answer: int, *, is_text: bool) -> None:
        """Remember the answer to a message."""
        if isinstance(message.channel, discord.GroupChannel):
            # A bot is in none.
            return
        previous = PreviousReply(message.channel.get_partial_message(answer), is_text)
        self._answers[message.id] = GivenAnswer(previous, hash(message.content))
        self._answers.move_to_end(message.id)
        if len(self._answers) > MOST_REMEMBERED:
            self._answers.popitem(last=False)

    def find_edited(self, message: discord.Message) -> PreviousReply | None:
        """Find the answer to a message whose words were edited; None if there is nothing to do."""
        answer = self._answers.get(message.id)
        # Discord reports more than edits: that it found a page behind a link, or that it is pinned.
        if (
            answer is None
            or message.edited_at is None
            or answer.question_hash == hash(message.content)
        ):
            return None
        return answer.reply

    def pop(self, message: int) -> PreviousReply | None:
        """Find the answer to a message that is gone, and forget it."""
        answer = self._answers.pop(message, None)
        return answer.reply if answer else None
