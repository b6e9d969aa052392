"""Tell moderators in their inbox channel, and see to what follows from a change."""

from collections.abc import Callable
from typing import Any

import discord
import structlog
from discord import ui

from bot.chat.moderation.correcting import Correcting
from bot.chat.moderation.telling import Telling
from bot.chat.replies import NO_PINGS
from bot.services.desk import Desk
from bot.services.editor import Saved
from bot.services.ledger import LedgerUnavailable

_log = structlog.get_logger(__name__)


class Notices:
    """Send what nobody waits for; whatever cannot be sent is logged and left."""

    def __init__(self, desk: Desk, correcting: Correcting, telling: Telling) -> None:
        """Keep the desk, which knows the inbox, who corrects what stands, and who tells people."""
        self._correcting = correcting
        self._telling = telling
        self._desk = desk

    async def post(self, client: Any, guild: int, draw: Callable[[], ui.LayoutView]) -> bool:
        """Post a card in a server's inbox channel; False where that is not possible.

        It is drawn here, in the language of the server: whoever caused it may have another.
        """
        inbox = self._desk.servers.of(guild).inbox_channel
        channel = client.get_channel(inbox) if inbox else None
        if not isinstance(channel, discord.abc.Messageable):
            return False
        try:
            with client.languages.speaking_to_server(client.get_guild(guild)):
                view = draw()
            await channel.send(view=view, allowed_mentions=NO_PINGS)
        except discord.HTTPException as error:
            _log.warning("inbox.not_sent", guild=guild, code=error.code)
            return False
        return True

    async def settle(
        self, _client: Any, guild: int, saved: Saved, *, corrected: bool = True
    ) -> None:
        """Close what a change answers, tell those who asked to be told, and correct what stands.

        Where nothing was `corrected`, what stands in channels is left as it is.
        """
        try:
            answered = await self._desk.settling.after(guild, {one.key for one in saved.changes})
        except LedgerUnavailable as error:
            # The change is safe; what it answers is closed after the next one.
            _log.warning("settling.unavailable", error=str(error))
            return
        finally:
            # Not before doubts are settled: what is corrected would keep their warning.
            if corrected:
                self._correcting.begin(guild, [one.key for one in saved.changes])
        if answered:
            self._telling.begin()
