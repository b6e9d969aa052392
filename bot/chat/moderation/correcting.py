"""Correct answers that stand in channels: slowly, silently, the newest first."""

import asyncio
from collections.abc import Collection
from typing import Any

import discord
import structlog
from discord import ui

from bot.chat.card import card, draw_answer
from bot.chat.replies import NO_PINGS
from bot.chat.text import day
from bot.kb.keys import Key
from bot.services.answers import Answers
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.ledger import LedgerUnavailable
from bot.services.records import Served

PAUSE = 2.0
"""Seconds between two edits: Discord allows five in five seconds in a channel, and members who
press something go first."""

MOST = 100
"""Answers that one correction reaches back to."""

GONE = frozenset({10003, 10008, 50001, 50013})
"""Unknown channel, unknown message, no access, no permission ("JSON Error Codes"): out of reach."""

_log = structlog.get_logger(__name__)


class Correcting:
    """Edit public answers after their entry was changed, beside everything else."""

    def __init__(self, desk: Desk, answers: Answers) -> None:
        """Take the desk, which knows where answers stand, and the answers as they are now."""
        self._desk = desk
        self._answers = answers
        self._running: set[asyncio.Task[None]] = set()
        self._one_by_one = asyncio.Lock()

    def begin(self, client: Any, guild: int, keys: Collection[Key]) -> None:
        """Begin to correct the answers of some entries in a server."""
        task = asyncio.create_task(self._correct(client, guild, keys))
        # The loop keeps no strong reference to a task; one that is collected never ends.
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _correct(self, client: Any, guild: int, keys: Collection[Key]) -> None:
        async with self._one_by_one:
            try:
                for key in keys:
                    for served in await self._desk.stores.served.of_entry(guild, key, limit=MOST):
                        await self._edit(client, served)
            except LedgerUnavailable as error:
                _log.warning("correction.unavailable", guild=guild, error=str(error))

    async def _edit(self, client: Any, served: Served) -> None:
        answer = self._answers.show(served.address, guild=served.guild)
        if answer is not None and answer.revision == served.revision:
            return
        now = today(self._desk.clock)
        if answer is None:
            view = card([ui.TextDisplay(f"This answer was taken down on {day(now)}.")])
        else:
            view = draw_answer(answer, corrected=now)
        channel = client.get_partial_messageable(served.channel, guild_id=served.guild)
        try:
            message = channel.get_partial_message(served.message)
            await message.edit(view=view, allowed_mentions=NO_PINGS)
        except discord.HTTPException as error:
            _log.info("correction.failed", code=error.code)
            if error.code in GONE:
                await self._desk.stores.served.forget(served.channel, served.message)
        else:
            self._remember(served, answer.revision if answer else "")
        await asyncio.sleep(PAUSE)

    def _remember(self, served: Served, revision: str) -> None:
        kept = Served(
            served.guild, served.channel, served.message, served.address, revision, served.at
        )
        self._desk.stores.served.remember(kept)
