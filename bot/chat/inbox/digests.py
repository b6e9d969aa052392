"""Once a week, tell moderators in their inbox what to look at; one press verifies."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

import discord
from discord import ui
from discord.ext import commands, tasks

from bot.chat.announcements.notices import Notices
from bot.chat.editing.forms import REASON_LENGTH
from bot.chat.editing.history import HistoryActions
from bot.chat.inbox.review_cards import (
    mark_of_day,
    mark_of_week,
    render_digest,
    render_doubtful,
    render_review,
)
from bot.chat.proposals.changes import guild_of
from bot.chat.sending.failures import RefusedError, parse_state
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, defer, open_form, reply
from bot.chat.ui.actions import VERIFY, VERIFY_NOW, Handler
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators
from bot.kb.model.keys import Key
from bot.locale.i18n import gettext as _
from bot.services.background.isolation import Isolation
from bot.services.inbox.waiting import ModeratorInbox
from bot.services.listening.reviewing import Reviews
from bot.services.ports.clock import Clock
from bot.services.servers.leases import Leases
from bot.services.servers.settings import Servers

MONDAY, HOUR = 0, 9
"""When a week begins for moderators, in their own time zone."""

LOOK_BACK = 100
"""Messages of the inbox that are searched for this week's digest after a restart."""


class Digests(commands.Cog):
    """Post the digest, and verify what is chosen from it."""

    name = "v"

    def __init__(
        self,
        *,
        reviews: Reviews,
        inbox: ModeratorInbox,
        servers: Servers,
        moderators: Moderators,
        past: HistoryActions,
        notices: Notices,
        languages: Languages,
        leases: Leases,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._reviews = reviews
        self._inbox = inbox
        self._servers = servers
        self._moderators = moderators
        self._past = past
        self._notices = notices
        self._languages = languages
        self._leases = leases
        self._clock = clock
        self._client = client
        self._isolation = Isolation("digests", clock)
        self._posted: dict[int, str] = {}
        """The week of the newest digest of each server."""
        self._told: dict[int, tuple[str, frozenset[Key]]] = {}
        """The day of the newest card of doubtful answers of each server, and what it named."""

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Verify what is chosen below a digest or a review, for moderators only."""
        return self._moderators.only(
            VERIFY.handled_by(self._choose_entry), VERIFY_NOW.handled_by(self._verify_entry)
        )

    async def show(self, interaction: Interaction) -> None:
        """Show what is due, overdue and most read, with a select that verifies at once."""
        await defer(interaction)
        review = await self._reviews.of(guild_of(interaction))
        await reply(interaction, render_review(review), private=True)

    async def cog_load(self) -> None:
        """Begin to look at the clock."""
        self._hourly.start()

    async def cog_unload(self) -> None:
        """Stop looking at it."""
        self._hourly.cancel()

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Verify today")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask what was looked at."""
        label, hint = _("What did you look at?"), _("Kept in the history")
        return (Field("note", label, hint, required=False, most=REASON_LENGTH),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Verify an entry."""
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        note = submission.fields.get("note", "").strip()
        await self._past.verify(interaction, parse_state(Key.parse, submission.about), note)

    async def post_due(self) -> None:
        """Post the digest of every server whose week has begun."""
        for guild in list(self._client.guilds):
            # There may be thousands, and on Monday each of them is rendered: questions go between.
            await asyncio.sleep(0)
            if self._leases.hold(guild.id):
                with self._isolation.attempt(guild.id, guild=guild.id):
                    await self._post_if_due(guild)

    async def _post_if_due(self, guild: discord.Guild) -> None:
        settings = self._servers.of(guild.id)
        now = self._clock().astimezone(ZoneInfo(settings.time_zone))
        week = f"{now:%G-W%V}"
        begun = now.weekday() == MONDAY and now.hour >= HOUR
        inbox = settings.inbox_channel
        if not inbox or not begun or self._posted.get(guild.id) == week:
            return
        with self._languages.using_language_of_server(guild):
            posted = await self._post(guild.id, inbox, now)
        if posted:
            self._posted[guild.id] = week

    async def _post(self, guild: int, inbox: int, now: datetime) -> bool:
        """Post a digest; False if it is to be tried again in an hour."""
        if await self._is_posted(inbox, mark_of_week(now)):
            return True
        view = await self._render(guild, now)
        if view is None:
            return True
        return await self._notices.post(guild, lambda: view, f"week {mark_of_week(now)}")

    async def _is_posted(self, inbox: int, mark: int) -> bool:
        """Return whether a card with this mark was posted before the process began."""
        channel = self._client.get_channel(inbox)
        if not isinstance(channel, discord.abc.Messageable):
            return True
        async for message in channel.history(limit=LOOK_BACK):
            mine = message.author == self._client.user
            if mine and mark in _marks(message):
                return True
        return False

    async def _render(self, guild: int, now: datetime) -> ui.LayoutView | None:
        """Render the digest; None if there is nothing to look at."""
        result, waiting = await self._reviews.of(guild), await self._inbox.counts(guild)
        return render_digest(now, result, waiting) if result or any(waiting) else None

    async def _choose_entry(
        self, interaction: Interaction, _state: None, keys: tuple[Key, ...]
    ) -> None:
        await open_form(interaction, render_form(self, str(keys[0]), 0, {}))

    async def _verify_entry(
        self, interaction: Interaction, _state: None, keys: tuple[Key, ...]
    ) -> None:
        await self._past.verify(interaction, keys[0], "")

    async def post_doubtful(self) -> None:
        """Tell each server the same day which answers in doubt its members were given."""
        for guild in list(self._client.guilds):
            await asyncio.sleep(0)
            if self._leases.hold(guild.id):
                with self._isolation.attempt(guild.id, guild=guild.id):
                    await self._post_doubtful(guild)

    async def _post_doubtful(self, guild: discord.Guild) -> None:
        inbox, now = self._servers.of(guild.id).inbox_channel, self._clock()
        day, told = self._told.get(guild.id, ("", frozenset()))
        if day != f"{now:%Y%m%d}":
            told = frozenset()
        found = (await self._reviews.served_in_doubt(guild.id)).without(told) if inbox else None
        if not inbox or not found or (not told and await self._is_posted(inbox, mark_of_day(now))):
            return
        keys = " ".join(sorted(map(str, found.keys)))
        called = f"doubtful {mark_of_day(now)} {keys}"
        if await self._notices.post(guild.id, lambda: render_doubtful(now, found), called):
            self._told[guild.id] = f"{now:%Y%m%d}", told | found.keys

    @tasks.loop(hours=1)
    async def _hourly(self) -> None:
        await self.post_due()
        await self.post_doubtful()

    @_hourly.before_loop
    async def _wait_until_ready(self) -> None:
        await self._client.wait_until_ready()


def _marks(message: discord.Message) -> set[int | None]:
    """List the ids of the texts on a card; Discord numbers from 1 what was sent without one."""
    cards = (one for one in message.components if isinstance(one, discord.Container))
    parts = (part for one in cards for part in one.children)
    return {part.id for part in parts if isinstance(part, discord.TextDisplay)}
