"""Decline a suggestion with a reason, and tell its author once."""

import discord
from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.announcements.telling import PersonTellingCog, server_name
from bot.chat.cards.card import NOTHING, card
from bot.chat.proposals.changes import guild_of
from bot.chat.sending.failures import RefusedError, confirm, parse_state
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, tell
from bot.chat.sending.replies import Interaction, is_own_card, open_form, replace, reply, send_text
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import INBOX
from bot.chat.ui.codecs import NUMBER
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators
from bot.kb.checking.safety import faults, tidy
from bot.locale.i18n import N_, using_language
from bot.locale.i18n import gettext as _
from bot.services.conversation.preferences import Preferences
from bot.services.inbox.suggestions import DeclinedSuggestions
from bot.services.ports.records import Suggestion
from bot.services.servers.leases import Leases

DONE = N_("Somebody has dealt with this already.")
UNSAFE = N_("Your reason can't be sent yet: {fault}.")

REASON = 500
"""Characters of why a suggestion is declined; escaped they are at most twice as many."""


class DeclinedTellingCog(PersonTellingCog[Suggestion]):
    """Tell everybody whose suggestion was declined."""

    def __init__(
        self,
        declined: DeclinedSuggestions,
        preferences: Preferences,
        languages: Languages,
        leases: Leases,
        client: discord.Client,
    ) -> None:
        self._preferences = preferences
        self._languages = languages
        super().__init__(declined, leases, client, "suggestion")

    async def _send(self, suggestion: Suggestion) -> None:
        with using_language(self._languages.by_name(suggestion.locale)):
            name = server_name(self._client.get_guild(suggestion.guild))
            plain = self._preferences.wants_plain(suggestion.author)
            content = Content(render_declined(suggestion, name), plain=plain)
        await tell(self._client, suggestion.author, content, f"suggestion-{suggestion.id}")


class DeclineForm:
    """Ask moderators why, and take a suggestion out."""

    name = "no"

    def __init__(
        self,
        declined: DeclinedSuggestions,
        telling: DeclinedTellingCog,
        moderators: Moderators,
        notices: Notices,
        languages: Languages,
    ) -> None:
        self._declined = declined
        self._telling = telling
        self._moderators = moderators
        self._notices = notices
        self._languages = languages

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("Not for us")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for the reason."""
        hint = _("Its author is told once, by direct message, without your name")
        return (Field("reason", _("Why?"), hint, long=True, required=False, most=REASON),)

    async def open(self, interaction: Interaction, number: int) -> None:
        """Open the form for a suggestion, or say that it was dealt with."""
        if await self._declined.find(guild_of(interaction), number) is None:
            await send_text(interaction, _(DONE))
        else:
            await open_form(interaction, render_form(self, NUMBER.write(number), 0, {}))

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Decline a suggestion."""
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        guild, number = guild_of(interaction), parse_state(NUMBER.read, submission.about)
        reason = " ".join(tidy(submission.fields.get("reason", "")).split())
        if fault := next(faults(reason, places=False), None):
            raise RefusedError(_(UNSAFE).format(fault=fault))
        found = await self._declined.find(guild, number)
        if found is None or not await self._declined.decline(guild, number, reason):
            raise RefusedError(_(DONE))
        self._telling.tell_soon()
        await confirm(interaction, lambda: self._show(interaction, found, reason))

    async def _show(self, interaction: Interaction, found: Suggestion, reason: str) -> None:
        private = is_own_card(interaction) or interaction.message is None
        with self._languages.using_language_of_readers(interaction, private=private):
            view = render_closed(interaction.user.mention, found.question, reason)
        if interaction.message is None:
            # The form was opened again with a draft: there is no card to replace.
            await reply(interaction, view, private=True)
        else:
            await replace(interaction, view)
        await self._notices.note_replaced(interaction.message)


def render_closed(who: str, question: str, reason: str = "") -> ui.LayoutView:
    """Show moderators what was declined; `who` is a mention."""
    text = _("{who}: not for us – “{question}”")
    if reason:
        text = _("{who}: not for us – “{question}”. {reason}")
    said = text.format(who=who, question=quoted(question), reason=quoted(reason, REASON))
    return card([ui.TextDisplay(said), ui.ActionRow(button(INBOX, 0, _("Inbox")))])


def render_declined(suggestion: Suggestion, server: str) -> ui.LayoutView:
    """Render what the author of a suggestion is told."""
    text = _("You suggested: “{question}”. The moderators of {server} declined it.")
    if suggestion.declined:
        text = _("You suggested: “{question}”. The moderators of {server} declined it:")
    lines = [text.format(question=quoted(suggestion.question), server=quoted(server))]
    if suggestion.declined:
        lines.append(f"> {quoted(suggestion.declined, REASON)}")
    return card([ui.TextDisplay("\n".join(lines))], NOTHING)
