"""Note which servers remove the bot, and which bring it back in time."""

import discord
import structlog
from discord.ext import commands

from bot.services.ports.ledger import LedgerError
from bot.services.servers.memberships import Memberships

_log = structlog.get_logger(__name__)


class Membership(commands.Cog):
    """Note when a server removes the bot, and when it comes back."""

    def __init__(self, memberships: Memberships) -> None:
        self._memberships = memberships

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Begin the 30 days after which a server's data is deleted."""
        try:
            await self._memberships.mark_left(guild.id)
        except LedgerError as error:
            _log.warning("server.left_not_noted", guild=guild.id, error=str(error))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep the data of a server that came back in time, and show what there still is."""
        try:
            await self._memberships.mark_returned(guild.id)
        except LedgerError as error:
            _log.warning("server.return_not_noted", guild=guild.id, error=str(error))
