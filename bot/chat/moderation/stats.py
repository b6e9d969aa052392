"""Show moderators what happened in their server, as text and as a picture."""

import asyncio

from discord import ui

from bot.chat.proposals.changes import guild_of
from bot.chat.sending.limits import ALT_TEXT, CONTENT
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.plain_text import plain_view
from bot.chat.sending.replies import Interaction, defer, respond, wants_plain
from bot.chat.sending.text import cut
from bot.chat.ui.actions import INBOX
from bot.chat.ui.controls import button
from bot.locale.i18n import gettext as _
from bot.locale.numbers import numeral
from bot.services.inbox.waiting import ModeratorInbox
from bot.services.listening.usage import Draw, UsageReports


class StatsReply:
    """Answer `/kb stats`."""

    def __init__(self, usage: UsageReports, inbox: ModeratorInbox, draw: Draw | None) -> None:
        self._usage = usage
        self._inbox = inbox
        self._draw = draw

    async def show(self, interaction: Interaction) -> None:
        """Show the counts."""
        await defer(interaction)
        guild = guild_of(interaction)
        result = await self._usage.of(guild)
        waiting = sum(await self._inbox.counts(guild))
        files: list[Attachment] = []
        if self._draw is not None and result.top and not wants_plain(interaction):
            picture, alt = await asyncio.to_thread(self._draw, result)
            files.append(Attachment(picture, "stats.png", cut(alt, ALT_TEXT)))
        text = cut(result.text(beside_charts=bool(files)), CONTENT)
        content = Content(_ways_on(waiting), text, files)
        await respond(interaction, content, private=True)


def _ways_on(waiting: int) -> ui.View | None:
    """Lead to what waits for moderators, if anything does."""
    if not waiting:
        return None
    return plain_view(button(INBOX, 0, _("Open inbox ({n})").format(n=numeral(waiting))))
