"""Show moderators what happened in their server, as text and as a picture."""

import asyncio

from bot.chat.editing.changes import guild_of
from bot.chat.sending.limits import ALT_TEXT, CONTENT
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.replies import Interaction, defer, respond, wants_plain
from bot.chat.sending.text import cut
from bot.services.listening.usage import Draw, UsageReports


class StatsReply:
    """Answer `/kb stats`."""

    def __init__(self, usage: UsageReports, draw: Draw | None) -> None:
        self._usage = usage
        self._draw = draw

    async def show(self, interaction: Interaction) -> None:
        """Show the counts."""
        await defer(interaction)
        result = await self._usage.of(guild_of(interaction))
        files: list[Attachment] = []
        if self._draw is not None and result.top and not wants_plain(interaction):
            picture, alt = await asyncio.to_thread(self._draw, result)
            files.append(Attachment(picture, "stats.png", cut(alt, ALT_TEXT)))
        text = cut(result.text(beside_charts=bool(files)), CONTENT)
        content = Content(text=text, attachments=files)
        await respond(interaction, content, private=True)
