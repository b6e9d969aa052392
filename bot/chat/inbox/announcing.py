"""Show questions that came often in the inbox channel, soon after they did, a few an hour."""

import asyncio
from datetime import timedelta
from functools import partial

import discord
from discord.ext import commands, tasks

from bot.chat.announcements.notices import Notices
from bot.chat.inbox.inbox import render_gap
from bot.chat.sending.rates import Rate
from bot.services.background.isolation import Isolation
from bot.services.listening.gaps import Gaps
from bot.services.ports.clock import Clock
from bot.services.servers.leases import Leases
from bot.services.servers.settings import Servers

MOST, WITHIN = 3, timedelta(hours=1)
"""Questions that are posted in one inbox: what comes beyond waits for `/kb inbox` or the hour."""

LOOKED_AT = 200
"""Open questions of a server that are looked through for new ones, the most wanted first."""


class AnnounceCog(commands.Cog):
    """Post what was asked often enough, so that moderators need not look for it."""

    def __init__(
        self,
        gaps: Gaps,
        servers: Servers,
        notices: Notices,
        leases: Leases,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._gaps = gaps
        self._servers = servers
        self._notices = notices
        self._leases = leases
        self._client = client
        self._rate = Rate(MOST, WITHIN, clock)
        self._isolation = Isolation("announcements", clock)

    async def cog_load(self) -> None:
        """Begin to look for new questions."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._each_minute.cancel()

    async def post_new(self) -> None:
        """Post what is new wherever something was asked in vain since the last look."""
        for guild in self._gaps.pop_changed():
            await asyncio.sleep(0)
            if not self._leases.hold(guild):
                self._gaps.mark_changed(guild)
            elif self._isolation.ready(guild):
                with self._isolation.attempt(guild, guild=guild):
                    await self._post_new(guild)
            if self._isolation.is_failing(guild):
                self._gaps.mark_changed(guild)

    async def _post_new(self, guild: int) -> None:
        if not self._servers.of(guild).inbox_channel:
            return
        for gap in await self._gaps.unseen(guild, limit=LOOKED_AT):
            if not self._rate.allows(guild):
                self._gaps.mark_changed(guild)
                return
            render = partial(
                render_gap, gap, self._gaps.nearest(gap.text, guild), self._gaps.found_after(gap)
            )
            if not await self._notices.post_item(gap, render, f"gap {gap.id}"):
                self._rate.give_back(guild)
                return
            await self._gaps.show(guild, gap.id)

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.post_new()

    @_each_minute.before_loop
    async def _wait_until_ready(self) -> None:
        await self._client.wait_until_ready()
