"""Show what moderators saved as members see it, and take it back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_changes

from bot.chat.announcements.notices import Notices
from bot.chat.editing.views import render_saved
from bot.chat.proposals.approval import Approval
from bot.chat.proposals.changes import guild_of
from bot.chat.sending.failures import confirm
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, defer, replace, reply, send_text
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import UNDO, Handler
from bot.chat.ui.moderators import Moderators
from bot.kb.model.entries import Entry, title
from bot.kb.model.keys import Address, Key
from bot.locale.i18n import N_, in_sequence, ngettext
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.answer import Answer
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import ClashError, Edit, Editor, NothingToChangeError, SavedChanges
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import ChangeKind, FaqChange

MOST_SAID = 5
"""Answers that an undo names: an import may hold two thousand, and a card 4,000 characters."""

NOTHING = N_("There is nothing to change: it already says that.")
UNCHECKED = N_("Its sources stay hidden until somebody checks them and uses /kb verify.")
TAKEN_BACK = N_("This is taken back already.")
TOO_LATE = N_("Somebody changed it since, so it was left alone. /kb history shows what happened.")


class SaveActions:
    """Answer with what members see of what was saved, and undo it."""

    def __init__(
        self,
        *,
        snapshots: SnapshotHolder,
        editor: Editor,
        answers: Answers,
        moderators: Moderators,
        notices: Notices,
        languages: Languages,
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._answers = answers
        self._moderators = moderators
        self._notices = notices
        self._languages = languages

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Undo what was saved; for moderators only."""
        return self._moderators.only(UNDO.handled_by(self._undo))

    async def show(
        self,
        interaction: Interaction,
        sentence: str,
        address: Address,
        saved: SavedChanges,
        *,
        corrected: bool = True,
        in_place: bool = False,
    ) -> None:
        """Answer with what was saved, as members see it, and see to what follows from it.

        `in_place` shows it where the press was, so that nobody publishes a preview twice.
        """
        guild = guild_of(interaction)

        async def show() -> None:
            answer = self._answers.show(address, guild=guild)
            # What is saved settles disputes; only the reply does not wait for that.
            settled = with_changes(answer, disputed=False) if answer else None
            text = in_sequence((sentence, *self._unchecked_note(guild, address.key, answer)))
            view = render_saved(text, saved.batch, settled)
            if in_place:
                await replace(interaction, view)
            else:
                await reply(interaction, view, private=True)

        await confirm(interaction, show)
        await self._notices.settle(guild, saved, corrected=corrected)

    def _unchecked_note(self, guild: int, key: Key, answer: Answer | None) -> Iterator[str]:
        """Yield what brings the sources back, if the card shows none though the entry has some."""
        entry = self._editor.visible(guild, key)
        if entry and entry.sources and answer and not answer.sources:
            yield _(UNCHECKED)

    def edit(self, interaction: Interaction, reason: str) -> Edit:
        """Return who changes something and why; one interaction is never applied twice."""
        return Edit(
            guild=guild_of(interaction),
            actor=interaction.user.id,
            request=str(interaction.id),
            reason=reason,
        )

    async def _undo(self, interaction: Interaction, batch: str) -> None:
        await defer(interaction)
        before = self._snapshots.view(guild_of(interaction)).library.entries
        with self._languages.using_language_of_all(interaction):
            # Translators: Why an answer was changed, in its history.
            edit = self.edit(interaction, _("undo"))
        try:
            saved = await self._editor.undo(edit, batch)
        except NothingToChangeError:
            await send_text(interaction, _(NOTHING))
        except ClashError as error:
            same = all(clash.theirs == clash.yours for clash in error.clashes)
            await send_text(interaction, _(TAKEN_BACK if same else TOO_LATE))
        else:

            async def show() -> None:
                now = self._describe_undo(guild_of(interaction), saved.changes, before)
                text = _("Taken back: {answers}.").format(answers=now)
                await reply(interaction, render_saved(text, saved.batch, None), private=True)

            await confirm(interaction, show)
            await self._notices.settle(guild_of(interaction), saved)

    def _describe_undo(
        self, guild: int, changes: Sequence[FaqChange], before: Mapping[Key, Entry]
    ) -> str:
        """Describe how things are after an undo; of an import only how many."""
        if len(changes) > MOST_SAID:
            many = ngettext(
                "{n} answer is as it was before",
                "{n} answers are as they were before",
                len(changes),
            )
            return many.format(n=len(changes))
        text = []
        for change in changes:
            visible = self._editor.visible(guild, change.key)
            entry = visible or before.get(change.key)
            name = quoted(title(entry) if entry else str(change.key))
            how = _(_STATES[change.kind]) if visible else _("**{title}** is no longer shown")
            text.append(how.format(title=name))
        return ", ".join(text)


_STATES: Mapping[ChangeKind, str] = {
    ChangeKind.WRITE: N_("**{title}** is as it was before"),
    ChangeKind.HIDE: N_("**{title}** is retired again"),
    ChangeKind.CLEAR: N_("**{title}** is as all servers see it"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeContext:
    """What changes go through that have no form of their own: of status, and imports."""

    snapshots: SnapshotHolder
    editor: Editor
    moderators: Moderators
    saving: SaveActions
    approval: Approval
    notices: Notices
    languages: Languages
    clock: Clock
