"""Reply to what asks nothing: a greeting, thanks, a call for help, a stop."""

from discord import ui

from bot.chat.members.help import render_help, short_reply
from bot.chat.members.my import render_forget
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.conversation.sayings import Smalltalk
from bot.services.listening.gaps import Gaps
from bot.services.listening.watching import Watching

ELSEWHERE = N_("/my forget asks once and then forgets you; only you see it.")
STOPPED = N_("Stopped: I write to you about nothing any more unless you write to me.")


class ShortTalk:
    """Reply shortly, and do what is asked for."""

    def __init__(self, answers: Answers, watching: Watching, gaps: Gaps) -> None:
        self._answers = answers
        self._watching = watching
        self._gaps = gaps

    async def reply(self, said: Smalltalk, person: int, guild: int | None) -> str | ui.LayoutView:
        """Reply to a person; raise `LedgerError` if a stop cannot be kept."""
        if said is Smalltalk.HELP:
            return render_help(self._answers, guild)
        if said is Smalltalk.FORGET:
            return render_forget() if guild is None else _(ELSEWHERE)
        if said is Smalltalk.STOP and await self._stop(person):
            return _(STOPPED)
        return short_reply(said, self._answers)

    async def _stop(self, person: int) -> int:
        """End everything that makes the bot write first, and count it."""
        return await self._watching.stop_all(person) + await self._gaps.leave(person)
