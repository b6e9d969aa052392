"""Once a week, tell moderators in their inbox what to look at; one press verifies."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.chat.actions import Action, ActionButton, ActionSelect, Press, options
from bot.chat.card import card
from bot.chat.curators import Curators
from bot.chat.forms import Field, draw_form
from bot.chat.handing_back import Refused, Submission
from bot.chat.limits import SELECT_OPTIONS
from bot.chat.moderation.editing import REASON_LENGTH
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.past import Past
from bot.chat.replies import Interaction
from bot.chat.text import quoted
from bot.kb.keys import Key
from bot.locale.speech import day
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.ledger import LedgerUnavailable
from bot.services.records import Counter
from bot.services.reviewing import Due, Ending, Review, review
from bot.services.usage import DAYS

MONDAY, HOUR = 0, 9
"""When a week begins for moderators, in their own time zone."""

MOST_NAMED, NAME = 8, 60
"""Entries that a digest names of each kind, and characters of a title; the rest are counted."""

LOOK_BACK = 100
"""Messages of the inbox that are searched for this week's digest after a restart."""

_log = structlog.get_logger(__name__)


class Digests(commands.Cog):
    """Post the digest, and verify what is chosen from it."""

    name = "v"

    def __init__(
        self, desk: Desk, curators: Curators, past: Past, notices: Notices, client: Any
    ) -> None:
        """Take the desk, who may verify, who writes it down, who posts, and the client."""
        self._desk = desk
        self._curators = curators
        self._past = past
        self._notices = notices
        self._client = client
        self._posted: dict[int, str] = {}
        """The week of the newest digest of each server."""

    @property
    def actions(self) -> dict[str, Action]:
        """What the select below a digest does, for curators only."""
        return self._curators.only({"verify": self._chosen})

    async def cog_load(self) -> None:
        """Begin to look at the clock."""
        self._hourly.start()

    async def cog_unload(self) -> None:
        """Stop looking at it."""
        self._hourly.cancel()

    def title(self, _: str, __: int | None) -> str:
        """Name the form."""
        return "Checked today"

    def fields(self, _: str) -> tuple[Field, ...]:
        """Ask what was looked at."""
        hint = "Kept in the history"
        return (Field("note", "What did you look at?", hint, required=False, most=REASON_LENGTH),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Verify an entry."""
        if refusal := self._curators.refusal(interaction):
            raise Refused(refusal)
        note = submission.fields.get("note", "").strip()
        await self._past.verify(interaction, Key.parse(submission.about), note)

    async def post_due(self) -> None:
        """Post the digest of every server whose week has begun."""
        for guild in list(self._client.guilds):
            settings = self._desk.servers.of(guild.id)
            now = self._desk.clock().astimezone(ZoneInfo(settings.time_zone))
            week = f"{now:%G-W%V}"
            begun = now.weekday() == MONDAY and now.hour >= HOUR
            inbox = settings.inbox_channel
            if not inbox or not begun or self._posted.get(guild.id) == week:
                continue
            with self._client.languages.speaking_to_server(guild):
                posted = await self._post(guild.id, inbox, now)
            if posted:
                self._posted[guild.id] = week

    async def _post(self, guild: int, inbox: int, now: datetime) -> bool:
        """Post a digest; False where it is to be tried again in an hour."""
        heading = f"Week {now:%V} of {now:%G}"
        try:
            if await self._stands(inbox, heading):
                return True
            view = await self._drawn(guild, heading)
        except (LedgerUnavailable, discord.HTTPException) as error:
            _log.warning("digest.failed", guild=guild, error=str(error))
            return False
        return view is None or await self._notices.post(self._client, guild, lambda: view)

    async def _stands(self, inbox: int, heading: str) -> bool:
        """Tell whether this week's digest was posted before the process began."""
        channel = self._client.get_channel(inbox)
        if not isinstance(channel, discord.abc.Messageable):
            return True
        async for message in channel.history(limit=LOOK_BACK):
            mine = message.author.id == self._client.user.id
            if mine and heading in str([one.to_dict() for one in message.components]):
                return True
        return False

    async def _drawn(self, guild: int, heading: str) -> ui.LayoutView | None:
        """Draw the digest; None where there is nothing to look at."""
        stores, now = self._desk.stores, today(self._desk.clock)
        served = await stores.counters.by_entry(guild, Counter.HIT, now - timedelta(days=DAYS))
        found = review(self._desk.keeper.view(guild), served, now)
        waiting = (
            len(await stores.reports.open(guild)),
            len(await stores.gaps.open(guild, ready=True, limit=SELECT_OPTIONS)),
            len(await stores.suggestions.open(guild, limit=SELECT_OPTIONS)),
        )
        if not found and not any(waiting):
            return None
        return draw_digest(heading, found, waiting)

    async def _chosen(self, interaction: Interaction, press: Press) -> None:
        key = Key.parse(press.values[0])
        await interaction.response.send_modal(draw_form(self, str(key), 0, {}))

    @tasks.loop(hours=1)
    async def _hourly(self) -> None:
        await self.post_due()

    @_hourly.before_loop
    async def _connected(self) -> None:
        await self._client.wait_until_ready()


def draw_digest(heading: str, found: Review, waiting: tuple[int, int, int]) -> ui.LayoutView:
    """Draw what to look at, with a select that verifies, and the way to the inbox."""
    lines = [f"### {heading}"]
    if any(waiting):
        reports, gaps, suggestions = waiting
        lines.append(f"Waiting: {reports} doubted, {gaps} not answered, {suggestions} suggested.")
    if found.overdue:
        lines.append("**Review overdue**, the most read first")
        lines += _named([_due(one) for one in found.overdue])
    if found.due:
        lines.append("**Review due soon**")
        lines += _named([_due(one) for one in found.due])
    if found.ending:
        lines.append("**Facts that end within 30 days**")
        lines += _named([_fact(one) for one in found.ending])
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(lines))]
    listed = [(str(one.key), one.title) for one in (*found.overdue, *found.due)]
    if listed:
        items.append(ui.ActionRow(ActionSelect("verify", "", options("Checked today …", listed))))
    if any(waiting):
        items.append(ui.ActionRow(ActionButton("inbox", 0, "Inbox")))
    return card(items)


def _named(lines: Sequence[str]) -> list[str]:
    named = [f"- {line}" for line in lines[:MOST_NAMED]]
    more = len(lines) - MOST_NAMED
    return [*named, f"- … and {more} more"] if more > 0 else named


def _due(one: Due) -> str:
    read = f", read {one.served} times" if one.served else ""
    return f"{quoted(one.title, NAME)} – {day(one.day)}{read}"


def _fact(one: Ending) -> str:
    return f"“{quoted(one.text, NAME)}” in {quoted(one.title, NAME)} – until {day(one.day)}"
