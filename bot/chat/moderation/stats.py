"""Show moderators what happened in their server, as text and as a picture."""

import asyncio

from bot.chat.editing.changes import guild_of
from bot.chat.sending.limits import ALT_TEXT, CONTENT
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.replies import Interaction, defer, respond
from bot.chat.sending.text import cut
from bot.services.listening.usage import Draw, UsageReports


class Counting:
    """Answer `/kb stats`."""

    def __init__(self, usage: UsageReports, draw: Draw | None) -> None:
        self._usage = usage
        self._draw = draw

    async def show(self, interaction: Interaction) -> None:
        """Show the counts."""
        await defer(interaction)
        result = await self._usage.of(guild_of(interaction))
        files, drawn = [], self._draw is not None and bool(result.top)
        if self._draw is not None and drawn:
            picture, alt = await asyncio.to_thread(self._draw, result)
            files.append(Attachment(picture, "stats.png", cut(alt, ALT_TEXT)))
        content = Content(text=cut(result.text(beside_charts=drawn), CONTENT), attachments=files)
        await respond(interaction, content, private=True)
