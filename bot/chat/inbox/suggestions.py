"""Propose an answer: `/suggest`, and the menu of somebody's message."""

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.announcements.notices import Notices
from bot.chat.inbox.inbox import Inbox
from bot.chat.sending.failures import RefusedError, confirm
from bot.chat.sending.limits import FIELD_TEXT
from bot.chat.sending.outgoing import Content
from bot.chat.sending.plain_text import plain_view
from bot.chat.sending.rates import Rate
from bot.chat.sending.replies import Interaction, note_done, open_form, respond, send_text
from bot.chat.ui.actions import WITHDRAW, Handler
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import NOT_HERE, in_own_server
from bot.kb.checking.safety import tidy
from bot.kb.model.text import PHRASE_LIMIT
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.inbox.waiting import ModeratorInbox
from bot.services.masking.mask import mask, mask_numbers
from bot.services.ports.clock import Clock
from bot.services.ports.records import Suggestion

MOST, WITHIN = 3, timedelta(hours=1)
"""Suggestions of one person: an inbox that anybody can fill is read by nobody."""

THANKS = N_(
    "Thank you. Sent to the moderators of this server, without your name. If they publish it, /ask "
    "finds it; if they decline it, I'll send you one direct message, with their reason if they "
    "give one."
)
WITHDRAWN = N_("Withdrawn: the moderators do not see your suggestion anymore.")
TOO_LATE = N_("The moderators have dealt with this suggestion already.")
TOO_OFTEN = N_("You have made several suggestions in the last hour. Please try again later.")


class SuggestCog(commands.Cog):
    """Pass members' suggestions to the moderators."""

    name = "q"

    def __init__(
        self,
        *,
        waiting: ModeratorInbox,
        notices: Notices,
        inbox: Inbox,
        clock: Clock,
        tree: app_commands.CommandTree[Any],
    ) -> None:
        self._waiting = waiting
        self._notices = notices
        self._inbox = inbox
        self._clock = clock
        self._tree = tree
        self._rate = Rate(MOST, WITHIN, clock)
        self._menu = app_commands.ContextMenu(
            name="Suggest for the FAQ", callback=self.suggest_this
        )

    async def cog_load(self) -> None:
        """Offer the menu."""
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Withdraw the menu."""
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Take a suggestion back, for its author alone."""
        return (WITHDRAW.handled_by(self._withdraw),)

    @app_commands.command(description="Propose a question or an answer to the moderators.")
    async def suggest(self, interaction: Interaction) -> None:
        """Open an empty form."""
        await self._open(interaction, {})

    async def suggest_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form with somebody's message."""
        text = message.content
        short = len(text) <= PHRASE_LIMIT
        await self._open(interaction, {"question": text} if short else {"answer": text})

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Suggest for the FAQ")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for a question, and perhaps an answer."""
        return (
            Field("question", _("The question"), _("As people ask it"), most=PHRASE_LIMIT),
            Field(
                "answer",
                _("The answer, if you know it"),
                _(
                    "Moderators read it without your name; add a link, leave out names and case "
                    "numbers"
                ),
                long=True,
                required=False,
                most=FIELD_TEXT,
            ),
        )

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Accept a suggestion."""
        if not in_own_server(interaction):
            raise RefusedError(_(NOT_HERE))
        suggestion = Suggestion(
            guild=interaction.guild_id or 0,
            author=interaction.user.id,
            question=" ".join(mask(tidy(submission.fields["question"])).split()),
            answer=mask_numbers(tidy(submission.fields.get("answer", ""))).strip(),
            at=self._clock(),
            locale=interaction.locale.value,
        )
        with self._rate.counting_one(interaction.user.id) as allowed:
            if not allowed:
                raise RefusedError(_(TOO_OFTEN))
            stored = await self._waiting.suggest(suggestion, str(interaction.id))
        ways_on = plain_view(button(WITHDRAW, stored.id, _("Withdraw")))
        thanks = Content(ways_on, _(THANKS))
        await confirm(interaction, lambda: respond(interaction, thanks, private=True))
        await self._notices.post_item(stored, lambda: self._inbox.render(stored))

    async def _withdraw(self, interaction: Interaction, number: int) -> None:
        guild, person = interaction.guild_id or 0, interaction.user.id
        withdrawn = await self._waiting.withdraw(guild, number, person)
        note_done(interaction)
        await send_text(interaction, _(WITHDRAWN) if withdrawn else _(TOO_LATE))

    async def _open(self, interaction: Interaction, fields: dict[str, str]) -> None:
        if not in_own_server(interaction):
            await send_text(interaction, _(NOT_HERE))
            return
        await open_form(interaction, render_form(self, "", 0, fields))
