"""Reply to what asks nothing: a greeting, thanks, a call for help, a stop."""

from discord import ui

from bot.chat.guide import draw_help, short_reply
from bot.services.answers import Answers
from bot.services.smalltalk import Smalltalk
from bot.services.watching import Watching

STOPPED = "Stopped: I write to you about nothing any more unless you write to me."


class ShortTalk:
    """Reply shortly, and do what is asked for."""

    def __init__(self, answers: Answers, watching: Watching) -> None:
        """Take the answers to offer, and what may be stopped."""
        self._answers = answers
        self._watching = watching

    async def reply(self, said: Smalltalk, person: int, guild: int | None) -> str | ui.LayoutView:
        """Reply to a person; raise `LedgerUnavailable` where a stop cannot be kept."""
        if said is Smalltalk.HELP:
            return draw_help(self._answers, guild)
        if said is Smalltalk.STOP and await self._watching.stop_all(person):
            return STOPPED
        return short_reply(said, self._answers)
