"""Show moderators what happened in their server, as text and as a picture."""

import asyncio
import io

import discord

from bot.chat.limits import ALT_TEXT, CONTENT
from bot.chat.moderation.changes import guild_of
from bot.chat.replies import NO_PINGS, Interaction, later
from bot.chat.text import cut
from bot.services.desk import Desk
from bot.services.usage import Draw, usage


class Counting:
    """Answer `/kb stats`."""

    def __init__(self, desk: Desk, draw: Draw | None) -> None:
        """Take the desk, and who draws; without one there are only words."""
        self._desk = desk
        self._draw = draw

    async def show(self, interaction: Interaction) -> None:
        """Show the counts."""
        await later(interaction)
        desk = self._desk
        found = await usage(desk.stores.counters, desk.keeper, desk.clock, guild_of(interaction))
        files = []
        if self._draw is not None:
            picture, alt = await asyncio.to_thread(self._draw, found)
            described = cut(alt, ALT_TEXT)
            files.append(discord.File(io.BytesIO(picture), "stats.png", description=described))
        await interaction.followup.send(
            cut(str(found), CONTENT), files=files, ephemeral=True, allowed_mentions=NO_PINGS
        )
