"""`/my`: what is kept about a person, shown to that person and deleted on request."""

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.chat.cards.card import card
from bot.chat.members.watches import Watches
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.replies import (
    Interaction,
    note_done,
    replace,
    replace_own,
    reply,
    respond,
    send_text,
)
from bot.chat.ui.actions import FORGET_ME, KEEP_ME, Handler
from bot.chat.ui.controls import button
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.conversation.preferences import Preferences
from bot.services.listening.personal import PersonalRecords, as_json, as_sentences

NOTHING = N_("Nothing is kept about you.")
ASK = N_("Delete everything about you?")
DELETED = (
    N_("Answers you watch or wait for, and your language there"),
    N_("Suggestions, reports and questions you sent to moderators"),
    N_("Drafts, and your wish for plain text"),
)
"""What is deleted, a line each."""
STAYS = N_("In all servers. Answers that you changed as a moderator stay, without your name.")
FINAL = N_("This cannot be undone.")
PLAIN = N_(
    "From now on everything that only you see is plain text: no cards and no pictures, and each "
    "step is a new message. What everybody sees stays a card. /my plain again brings your cards "
    "back."
)
CARDS = N_("Your answers are cards again.")
FORGETTING = N_("The file holds all of it. /my forget deletes it.")
KEPT = N_("Nothing was deleted.")
FORGOTTEN = N_("Done: nothing is kept about you anymore.")


class My(commands.GroupCog, group_name="my", group_description="What is kept about you."):
    """Show a person what is kept about them, and forget it."""

    def __init__(
        self, personal: PersonalRecords, preferences: Preferences, watches: Watches
    ) -> None:
        super().__init__()
        self._personal = personal
        self._preferences = preferences
        self._watches = watches

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Forget whoever presses, and nobody else; or leave all as it is."""
        return (FORGET_ME.handled_by(self._forget), KEEP_ME.handled_by(self._keep))

    @app_commands.command(description="See everything that is kept about you.")
    async def data(self, interaction: Interaction) -> None:
        """Show what is kept, and hand it over as a file."""
        result = await self._personal.export(interaction.user.id)
        sentences = as_sentences(result)
        if not sentences:
            await reply(interaction, card([ui.TextDisplay(_(NOTHING))]), private=True)
            return
        listed = (f"- {sentence}" for sentence in sentences)
        text = "\n".join((_("Kept about you:"), *listed, "", _(FORGETTING)))
        file = Attachment(as_json(result).encode(), "my-data.json")
        await respond(interaction, Content(text=text, attachments=(file,)), private=True)

    @app_commands.command(description="See which answers you watch, and stop any of them.")
    async def watches(self, interaction: Interaction) -> None:
        """List what the person watches."""
        await self._watches.show(interaction)

    @app_commands.command(description="Get your answers as plain text, or as cards again.")
    async def plain(self, interaction: Interaction) -> None:
        """Change between plain text and cards."""
        preferences, person = self._preferences, interaction.user.id
        wanted = not preferences.wants_plain(person)
        await preferences.set_plain(person, wanted)
        note_done(interaction)
        await send_text(interaction, _(PLAIN) if wanted else _(CARDS))

    @app_commands.command(description="Delete everything that is kept about you.")
    async def forget(self, interaction: Interaction) -> None:
        """Ask once before anything is deleted."""
        await reply(interaction, render_forget(), private=True)

    async def _forget(self, interaction: Interaction, _state: None) -> None:
        await self._personal.forget(interaction.user.id)
        note_done(interaction)
        await replace(interaction, card([ui.TextDisplay(_(FORGOTTEN))]))

    async def _keep(self, interaction: Interaction, _state: None) -> None:
        await replace_own(interaction, card([ui.TextDisplay(_(KEPT))]))


def render_forget() -> ui.LayoutView:
    """Ask before anything is deleted; the button forgets whoever presses it, and nobody else."""
    lines = (f"### {_(ASK)}", *(f"- {_(line)}" for line in DELETED))
    forget = button(FORGET_ME, None, _("Delete everything"), discord.ButtonStyle.danger)
    cancel = button(KEEP_ME, None, _("Cancel"))
    # Apart: what stands directly below a list would belong to its last line.
    texts = ("\n".join(lines), f"{_(STAYS)}\n**{_(FINAL)}**")
    return card([*map(ui.TextDisplay, texts), ui.ActionRow(forget, cancel)])
