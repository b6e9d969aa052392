"""Once a week, tell moderators in their inbox what to look at; one press verifies."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import ui
from discord.ext import commands, tasks

from bot.chat.announcements.notices import Notices
from bot.chat.cards.card import AMBER, card
from bot.chat.editing.changes import guild_of
from bot.chat.editing.forms import REASON_LENGTH
from bot.chat.editing.history import Past
from bot.chat.sending.failures import RefusedError, understood
from bot.chat.sending.languages import Languages
from bot.chat.sending.limits import CARD_TEXT
from bot.chat.sending.replies import Interaction, defer, open_form, reply
from bot.chat.sending.text import cut, quoted
from bot.chat.ui.actions import INBOX, VERIFY, VERIFY_NOW, Handler
from bot.chat.ui.controls import Option, button, select
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators
from bot.kb.model.keys import Key
from bot.locale.i18n import day, ngettext
from bot.locale.i18n import gettext as _
from bot.services.listening.reviewing import ENDING, Due, Ending, Review, Reviews
from bot.services.listening.waiting import ModeratorInbox
from bot.services.ports.clock import Clock
from bot.services.ports.isolation import Isolation
from bot.services.servers.settings import Servers

MONDAY, HOUR = 0, 9
"""When a week begins for moderators, in their own time zone."""

MOST_NAMED, NAME = 8, 60
"""Entries that a digest names of each kind, and characters of a title; the rest are counted."""

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
        past: Past,
        notices: Notices,
        languages: Languages,
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
        self._clock = clock
        self._client = client
        self._isolation = Isolation("digests", clock)
        self._posted: dict[int, str] = {}
        """The week of the newest digest of each server."""
        self._told: dict[int, tuple[str, frozenset[Key]]] = {}
        """The day of the newest card of overdue answers of each server, and what it named."""

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Verify what is chosen below a digest or a review, for moderators only."""
        return self._moderators.only(
            VERIFY.handled_by(self._chosen), VERIFY_NOW.handled_by(self._verified)
        )

    async def show(self, interaction: Interaction) -> None:
        """Show what is due, overdue and most read, with a select that verifies at once."""
        await defer(interaction)
        found = await self._reviews.of(guild_of(interaction))
        await reply(interaction, render_review(found), private=True)

    async def cog_load(self) -> None:
        """Begin to look at the clock."""
        self._hourly.start()

    async def cog_unload(self) -> None:
        """Stop looking at it."""
        self._hourly.cancel()

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Checked today")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask what was looked at."""
        label, hint = _("What did you look at?"), _("Kept in the history")
        return (Field("note", label, hint, required=False, most=REASON_LENGTH),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Verify an entry."""
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        note = submission.fields.get("note", "").strip()
        await self._past.verify(interaction, understood(Key.parse, submission.about), note)

    async def post_due(self) -> None:
        """Post the digest of every server whose week has begun."""
        for guild in list(self._client.guilds):
            # There may be thousands, and on Monday each of them is rendered: questions go between.
            await asyncio.sleep(0)
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
        if await self._stands(inbox, _week(now)):
            return True
        view = await self._render(guild, now)
        return view is None or await self._notices.post(guild, lambda: view)

    async def _stands(self, inbox: int, mark: int) -> bool:
        """Tell whether a card with this mark was posted before the process began."""
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

    async def _chosen(self, interaction: Interaction, _state: None, keys: tuple[Key, ...]) -> None:
        await open_form(interaction, render_form(self, str(keys[0]), 0, {}))

    async def _verified(
        self, interaction: Interaction, _state: None, keys: tuple[Key, ...]
    ) -> None:
        await self._past.verify(interaction, keys[0], "")

    async def post_overdue(self) -> None:
        """Tell each server the same day which overdue answers its members were given."""
        for guild in list(self._client.guilds):
            await asyncio.sleep(0)
            with self._isolation.attempt(guild.id, guild=guild.id):
                await self._post_overdue(guild)

    async def _post_overdue(self, guild: discord.Guild) -> None:
        inbox, now = self._servers.of(guild.id).inbox_channel, self._clock()
        day, told = self._told.get(guild.id, ("", frozenset()))
        if day != f"{now:%Y%m%d}":
            told = frozenset()
        found = await self._reviews.served_overdue(guild.id) if inbox else ()
        new = tuple(one for one in found if one.key not in told)
        if not inbox or not new or (not told and await self._stands(inbox, _day(now))):
            return
        if await self._notices.post(guild.id, lambda: render_overdue(now, new)):
            keys = told | {one.key for one in new}
            self._told[guild.id] = f"{now:%Y%m%d}", keys

    @tasks.loop(hours=1)
    async def _hourly(self) -> None:
        await self.post_due()
        await self.post_overdue()

    @_hourly.before_loop
    async def _connected(self) -> None:
        await self._client.wait_until_ready()


def render_digest(
    now: datetime, found: Review, waiting: tuple[int, int, int, int]
) -> ui.LayoutView:
    """Render what to look at, with a select that verifies, and the way to the inbox."""
    heading = _("Week {week} of {year}").format(week=f"{now:%V}", year=f"{now:%G}")
    lines = [f"### {heading}"]
    if any(waiting):
        # Translators: what waits for moderators; each number may be 0 or 1.
        sentence = _("Waiting: {reports} disputed, {gaps} not answered, {suggestions} suggested.")
        reports, gaps, suggestions, n = waiting
        lines.append(sentence.format(reports=reports, gaps=gaps, suggestions=suggestions))
        if n:
            text = ngettext("{n} person waits for a reply.", "{n} people wait for a reply.", n)
            lines.append(text.format(n=n))
    if found.overdue:
        lines.append(_("**Review overdue**, the most read first"))
        lines += _named([_due(one) for one in found.overdue])
    if found.due:
        lines.append(_("**Review due soon**"))
        lines += _named([_due(one) for one in found.due])
    if found.ending:
        lines.append(_("**Facts that end within {days} days**").format(days=ENDING.days))
        lines += _named([_fact(one) for one in found.ending])
    text = cut("\n".join(lines), CARD_TEXT)
    items: list[ui.Item[Any]] = [ui.TextDisplay(text, id=_week(now))]
    listed = [Option(one.key, one.title) for one in (*found.overdue, *found.due)]
    if listed:
        items.append(ui.ActionRow(select(VERIFY, None, _("Checked today …"), listed)))
    if any(waiting):
        items.append(ui.ActionRow(button(INBOX, 0, _("Inbox"))))
    return card(items)


def render_review(found: Review) -> ui.LayoutView:
    """Render what is overdue, due and most read, with a select that verifies at once."""
    heading = _("Reviews")
    lines = [f"### {heading}"]
    for title, listed in (
        (_("**Review overdue**, the most read first"), found.overdue),
        (_("**Review due soon**"), found.due),
        (_("**Most read**, with the day of the next check"), found.read),
    ):
        if listed:
            lines += [title, *_named([_due(one) for one in listed])]
    every = (*found.overdue, *found.due, *found.read)
    if not every:
        lines.append(_("Nothing is due, and no answer was read lately."))
    items: list[ui.Item[Any]] = [ui.TextDisplay(cut("\n".join(lines), CARD_TEXT))]
    if every:
        options = [Option(one.key, one.title) for one in every]
        items.append(ui.ActionRow(select(VERIFY_NOW, None, _("Verify today …"), options)))
    return card(items)


def render_overdue(now: datetime, found: Sequence[Due]) -> ui.LayoutView:
    """Render which overdue answers members were given today."""
    heading = _("Given today though its review is overdue")
    lines = [f"### {heading}", *_named([_due(one) for one in found])]
    options = [Option(one.key, one.title) for one in found]
    return card(
        [
            ui.TextDisplay(cut("\n".join(lines), CARD_TEXT), id=_day(now)),
            ui.ActionRow(select(VERIFY_NOW, None, _("Verify today …"), options)),
        ],
        AMBER,
    )


def _day(now: datetime) -> int:
    """Number a day, for the text of its card to carry."""
    return int(f"{now:%Y%m%d}")


def _week(now: datetime) -> int:
    """Number a week, for the text of its digest to carry: its heading is said in any language."""
    return int(f"{now:%G%V}")


def _marks(message: discord.Message) -> set[int | None]:
    """List the ids of the texts on a card; Discord numbers from 1 what was sent without one."""
    cards = (one for one in message.components if isinstance(one, discord.Container))
    parts = (part for one in cards for part in one.children)
    return {part.id for part in parts if isinstance(part, discord.TextDisplay)}


def _named(lines: Sequence[str]) -> list[str]:
    named = [f"- {line}" for line in lines[:MOST_NAMED]]
    n = len(lines) - MOST_NAMED
    if n > 0:
        more = ngettext("… and {n} more", "… and {n} more", n).format(n=n)
        named.append(f"- {more}")
    return named


def _due(one: Due) -> str:
    title, until, n = quoted(one.title, NAME), day(one.day), one.served
    if not n:
        return f"{title} – {until}"
    text = ngettext("{title} – {day}, read {n} time", "{title} – {day}, read {n} times", n)
    return text.format(title=title, day=until, n=n)


def _fact(one: Ending) -> str:
    text = _("“{fact}” in {title} – until {day}")
    fact, title = quoted(one.text, NAME), quoted(one.title, NAME)
    return text.format(fact=fact, title=title, day=day(one.day))
