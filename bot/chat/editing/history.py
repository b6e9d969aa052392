"""Retire, restore and verify entries, and look back: all but changes of their text."""

from bot.chat.editing.saving import NOTHING, TOO_LATE, ChangeContext
from bot.chat.editing.views import render_history, render_saved
from bot.chat.proposals.changes import guild_of
from bot.chat.proposals.status_changes import RESTORE, RETIRE, Step
from bot.chat.sending.failures import confirm
from bot.chat.sending.replies import Interaction, defer, reply, send_text
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import BRING_BACK, HISTORY, Handler
from bot.kb.model.keys import Address, Key
from bot.kb.reading.markdown import print_entry
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.editing.editor import ClashError, NothingToChangeError
from bot.services.editing.entry_fields import mark_verified
from bot.services.ports.clock import today

VERIFIED = N_("Verified today. Members see this from now on.")
RESTORED = N_("Restored. Members see this from now on.")
BROUGHT_BACK = N_("Brought back. Members see this from now on.")
OWN_COPY = N_("This server keeps its own copy from now on; /kb restore returns to the shared one.")
VERIFIED_ALREADY = N_("There is nothing to change: **{title}** was verified today already.")
RETIRED_ALREADY = N_("**{title}** is retired already. /kb restore brings it back.")
NOT_RETIRED = N_(
    "There is nothing to change: **{title}** is not retired, and no copy of a shared answer. "
    "/kb history brings an earlier version back."
)
RETIRED = N_("**{title}** is retired: members of this server no longer see it.")


class HistoryActions:
    """Retire, restore and verify entries, and bring back former versions."""

    def __init__(self, context: ChangeContext) -> None:
        self._context = context

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Look further back, and bring a version back; for moderators only."""
        return self._context.moderators.only(
            HISTORY.handled_by(self._older), BRING_BACK.handled_by(self._bring_back)
        )

    async def retire(self, interaction: Interaction, key: Key, reason: str) -> None:
        """Retire an entry in this server."""
        await self._apply(interaction, RETIRE, key, reason)

    async def restore(self, interaction: Interaction, key: Key, reason: str) -> None:
        """Show a retired entry again, or the shared one in the place of this server's copy."""
        await self._apply(interaction, RESTORE, key, reason)

    async def verify(self, interaction: Interaction, key: Key, note: str) -> None:
        """Note that an entry was checked today."""
        await defer(interaction)
        guild, day = guild_of(interaction), today(self._context.clock)
        entry = self._context.editor.visible(guild, key)
        checked = mark_verified(entry, day) if entry else None
        if entry is None or checked is None or checked == entry:
            await self._say_why_not(interaction, VERIFIED_ALREADY if entry else NOTHING, key)
            return
        parent, copied = (
            self._context.editor.parent(guild, key),
            self._context.editor.has_own_copy(guild, key),
        )
        with self._context.languages.using_language_of_all(interaction):
            edit = self._context.saving.edit(interaction, note or _("verified"))
        try:
            saved = await self._context.editor.write(edit, key, print_entry(checked), parent)
        except ClashError as error:
            await send_text(interaction, _why_not(error))
            return
        begins_copy = not copied and self._context.editor.has_own_copy(guild, key)
        text = f"{_(VERIFIED)}\n-# {_(OWN_COPY)}" if begins_copy else _(VERIFIED)
        await self._context.saving.show(interaction, text, Address(key), saved, corrected=False)

    async def history(self, interaction: Interaction, key: Key, start: int = 0) -> None:
        """Show what happened to an entry."""
        await defer(interaction)
        guild = guild_of(interaction)
        versions = await self._context.editor.history(guild, key)
        library = self._context.snapshots.view(guild).library
        title = self._context.editor.title_of(guild, key)
        view = render_history(key, title, versions, start, library)
        await reply(interaction, view, private=True)

    async def _older(self, interaction: Interaction, state: tuple[Key, int]) -> None:
        await self.history(interaction, *state)

    async def _bring_back(
        self, interaction: Interaction, key: Key, revisions: tuple[int, ...]
    ) -> None:
        revision = str(revisions[0])
        with self._context.languages.using_language_of_all(interaction):
            reason = _("back to v{number}").format(number=revision)
        await self._apply(interaction, revision, key, reason)

    async def _apply(self, interaction: Interaction, what: str, key: Key, reason: str) -> None:
        """Apply a status change, or post it for approval first."""
        await defer(interaction)
        guild = guild_of(interaction)
        step = Step(what, key, self._context.editor.parent(guild, key), reason)
        name = self._context.editor.title_of(guild, key)
        if refusal := self._refusal(guild, step):
            await self._say_why_not(interaction, refusal, key)
            return
        if self._context.approval.is_required(interaction):
            await self._context.approval.ask_step(interaction, step, name)
            return
        try:
            saved = await step.apply(
                self._context.editor, self._context.saving.edit(interaction, reason)
            )
        except (NothingToChangeError, ClashError) as error:
            await send_text(interaction, _why_not(error))
            return
        if what != RETIRE:
            text = _(RESTORED) if what == RESTORE else _(BROUGHT_BACK)
            await self._context.saving.show(interaction, text, Address(key), saved)
            return
        sentence = _(RETIRED).format(title=quoted(name))
        view = render_saved(sentence, saved.batch, None)
        await confirm(interaction, lambda: reply(interaction, view, private=True))
        await self._context.notices.settle(guild, saved)

    def _refusal(self, guild: int, step: Step) -> str:
        """Explain why there is nothing to retire or to restore; empty if there is."""
        if step.what == RETIRE and step.key in self._context.editor.retired(guild):
            return RETIRED_ALREADY
        if step.what == RESTORE and not self._context.editor.is_restorable(guild, step.key):
            return NOT_RETIRED
        return ""

    async def _say_why_not(self, interaction: Interaction, sentence: str, key: Key) -> None:
        title = quoted(self._context.editor.title_of(guild_of(interaction), key))
        await send_text(interaction, _(sentence).format(title=title))


def _why_not(error: Exception) -> str:
    return _(TOO_LATE if isinstance(error, ClashError) else NOTHING)
