"""Reply to what asks nothing: a greeting, thanks, a call for help or for a person, a stop."""

from discord import ui

from bot.chat.handoffs.cards import render_offer
from bot.chat.members.help import render_help, short_reply
from bot.chat.members.my import render_forget
from bot.chat.sending.mentions import CommandMentions
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.conversation.sayings import Smalltalk
from bot.services.inbox.handoffs import Handoffs
from bot.services.inbox.suggestions import DeclinedSuggestions
from bot.services.listening.gaps import Gaps
from bot.services.listening.watching import AnswerWatches
from bot.services.servers.settings import Servers

ELSEWHERE = N_("/my forget asks once and then forgets you; only you see it.")
STOPPED = N_("Stopped: I won't write to you unless you write to me.")


class ShortTalk:
    """Reply in a few words, and do what is asked for."""

    def __init__(
        self,
        answers: Answers,
        watches: AnswerWatches,
        gaps: Gaps,
        handoffs: Handoffs,
        declined: DeclinedSuggestions,
        servers: Servers,
        mentions: CommandMentions,
    ) -> None:
        self._answers = answers
        self._mentions = mentions
        self._watches = watches
        self._gaps = gaps
        self._handoffs = handoffs
        self._declined = declined
        self._servers = servers

    async def reply(
        self, small_talk: Smalltalk, person: int, guild: int | None
    ) -> str | ui.LayoutView:
        """Reply to a person; raise `LedgerError` if a stop cannot be kept."""
        if small_talk is Smalltalk.HELP:
            return render_help(self._answers, self._mentions, guild)
        if small_talk is Smalltalk.FORGET:
            return render_forget() if guild is None else _(ELSEWHERE)
        if small_talk is Smalltalk.PERSON:
            reachable = self._servers.takes_questions(guild)
            return render_offer(self._servers.of(guild), reachable=reachable)
        if small_talk is Smalltalk.STOP and await self._stop(person):
            return _(STOPPED)
        return self._mentions.link_commands(short_reply(small_talk, self._answers))

    async def _stop(self, person: int) -> int:
        """End everything that makes the bot write first; return how many things ended."""
        ended = await self._watches.stop_all(person) + await self._gaps.leave(person)
        ended += await self._handoffs.withdraw(person)
        return ended + await self._declined.hush(person)
