"""Save what moderators propose: look at what it takes, write it, show it, take it back."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.chat.announcements.notices import Notices
from bot.chat.editing.approval import Approval
from bot.chat.editing.changes import ALIAS, Change, Changes, as_list, guild_of
from bot.chat.editing.views import render_clash, render_saved, render_warning
from bot.chat.sending.failures import RefusedError, confirm
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, defer, reply, send_text
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import ADD_INSTEAD, SAVE_ANYWAY, UNDO, Handler
from bot.chat.ui.drafts import NO_DRAFT, DraftKeeper, Submission
from bot.chat.ui.moderators import Moderators
from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address, Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import print_entry
from bot.locale.i18n import N_, ngettext
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers, search
from bot.services.content.answer import title
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import ClashError, Edit, Editor, NothingToChangeError, Saved
from bot.services.editing.entry_fields import fault
from bot.services.editing.impact import ImpactChecks
from bot.services.ports.ledger import ChangeKind, FaqChange, Proposal

MOST_SAID = 5
"""Answers that an undo names: an import may hold two thousand, and a card 4,000 characters."""

NOTHING = N_("There is nothing to change: it is so already.")
UNCHECKED = N_("There was no time to check which questions this takes from other answers.")
TOO_LATE = N_("Somebody changed it since, so it was left alone. /kb history shows what happened.")


class Saving:
    """Take changes from forms and presses to the ledger, and answer with what members see."""

    def __init__(
        self,
        *,
        snapshots: SnapshotHolder,
        editor: Editor,
        impacts: ImpactChecks,
        changes: Changes,
        answers: Answers,
        moderators: Moderators,
        draft_keeper: DraftKeeper,
        approval: Approval,
        notices: Notices,
        languages: Languages,
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._impacts = impacts
        self._changes = changes
        self._answers = answers
        self._moderators = moderators
        self._draft_keeper = draft_keeper
        self._approval = approval
        self._notices = notices
        self._languages = languages

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Save what was warned of, or take back what was saved; for moderators only."""
        return self._moderators.only(
            SAVE_ANYWAY.handled_by(self._anyway),
            ADD_INSTEAD.handled_by(self._instead),
            UNDO.handled_by(self._undo),
        )

    async def propose(self, interaction: Interaction, submission: Submission) -> None:
        """Save what was typed, unless it takes questions of other answers: then ask first.

        Raise `RefusedError` or `LedgerError`.
        """
        change = await self._read(interaction, submission)
        if change.entry == self._editor.visible(guild_of(interaction), change.address.key):
            await send_text(interaction, _(NOTHING))
            return
        await defer(interaction)
        result = await self._impacts.of(guild_of(interaction), change.entry)
        if not result:
            await self.save(interaction, change, checked=result is not None)
            return
        await self._draft_keeper.keep(interaction, change.submission)
        view = render_warning(change.submission.draft, result, new=change.new)
        await reply(interaction, view, private=True)

    async def save(self, interaction: Interaction, change: Change, *, checked: bool = True) -> None:
        """Write a change, or ask for approval; raise `RefusedError`, `LedgerError`.

        The reply says so if what it takes was not `checked`.
        """
        if self._approval.is_required(interaction):
            await self._approval.ask(interaction, change)
            return
        draft = self._draft_keeper.as_draft(interaction, change.submission)
        edit = replace(self.edit(interaction, change.reason), draft=draft)
        key, parent = change.address.key, change.submission.revision
        try:
            saved = await self._editor.write(edit, key, change.text, parent)
        except ClashError as conflict:
            await self._clash(interaction, change, conflict)
            return
        text = _("Saved. Members see this from now on.")
        if not checked:
            text = f"{text}\n-# {_(UNCHECKED)}"
        corrected = change.submission.form != ALIAS
        await self.show(interaction, text, change.address, saved, corrected=corrected)

    async def show(
        self,
        interaction: Interaction,
        sentence: str,
        address: Address,
        saved: Saved,
        *,
        corrected: bool = True,
    ) -> None:
        """Answer with what was saved, as members see it, and see to what follows from it."""
        guild = guild_of(interaction)

        async def show() -> None:
            answer = self._answers.show(address, guild=guild)
            # What is saved settles disputes; only the reply does not wait for that.
            settled = replace(answer, disputed=False) if answer else None
            await reply(interaction, render_saved(sentence, saved.batch, settled), private=True)

        await confirm(interaction, show)
        await self._notices.settle(guild, saved, corrected=corrected)

    def edit(self, interaction: Interaction, reason: str) -> Edit:
        """Say who changes something; the same interaction is never done twice."""
        return Edit(
            guild=guild_of(interaction),
            actor=interaction.user.id,
            request=str(interaction.id),
            reason=reason,
        )

    async def _clash(self, interaction: Interaction, change: Change, conflict: ClashError) -> None:
        clash = conflict.clashes[0]
        # Opened again, the form stands on their change: saving then means to write over it.
        parent = clash.change.revision if clash.change else 0
        submission = replace(change.submission, revision=parent)
        await self._draft_keeper.keep(interaction, submission)
        await reply(
            interaction, render_clash(submission.draft, change.address, clash), private=True
        )

    async def _anyway(self, interaction: Interaction, draft: str) -> None:
        submission = await self._draft_keeper.draft(interaction, draft)
        if submission is None:
            await send_text(interaction, _(NO_DRAFT))
            return

        async def take(interaction: Interaction, submission: Submission) -> None:
            change = await self._read(interaction, submission)
            await defer(interaction)
            await self.save(interaction, change)

        await self._draft_keeper.save_or_return(interaction, submission, take)

    async def _instead(self, interaction: Interaction, draft: str) -> None:
        """Add the question of a new entry to the answer that is like it already."""
        submission = await self._draft_keeper.draft(interaction, draft)
        view = self._snapshots.view(guild_of(interaction))
        ranking = search(view, submission.fields.get("name", "")) if submission else None
        if submission is None or ranking is None or not ranking.offered:
            await send_text(interaction, _(NO_DRAFT))
            return
        hit = ranking.offered[0]
        address = view.links[hit.entry, hit.section].address
        parent = self._editor.parent(guild_of(interaction), address.key)
        fields = {"phrasing": submission.fields["name"]}
        phrased = Submission(ALIAS, str(address), parent, fields)
        await self._draft_keeper.save_or_return(interaction, phrased, self.propose)

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
        except ClashError:
            await send_text(interaction, _(TOO_LATE))
        else:

            async def show() -> None:
                now = self._said(guild_of(interaction), saved.changes, before)
                text = _("Taken back: {answers}.").format(answers=now)
                await reply(interaction, render_saved(text, saved.batch, None), private=True)

            await confirm(interaction, show)
            await self._notices.settle(guild_of(interaction), saved)

    def _said(self, guild: int, changes: Sequence[FaqChange], before: Mapping[Key, Entry]) -> str:
        """Say how things are after an undo; of an import only how many."""
        if len(changes) > MOST_SAID:
            many = ngettext(
                "{n} answer is as it was before",
                "{n} answers are as they were before",
                len(changes),
            )
            return many.format(n=len(changes))
        text = []
        for one in changes:
            shown = self._editor.visible(guild, one.key)
            entry = shown or before.get(one.key)
            name = quoted(title(entry) if entry else str(one.key))
            how = _(_STATES[one.kind]) if shown else _("**{title}** is not shown any more")
            text.append(how.format(title=name))
        return ", ".join(text)

    async def _read(self, interaction: Interaction, submission: Submission) -> Change:
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        guild = guild_of(interaction)
        change = self._changes.read(interaction, submission)
        try:
            text = await asyncio.to_thread(print_entry, change.entry)
            proposal = Proposal(change.address.key, submission.revision, ChangeKind.WRITE, text)
            await self._editor.check(guild, [proposal])
        except BrokenBaseError as error:
            faults = dict.fromkeys(fault(one.field, f"{one.message}.") for one in error.problems)
            raise RefusedError(as_list(faults)) from error
        return replace(change, text=text)


_STATES: Mapping[ChangeKind, str] = {
    ChangeKind.WRITE: N_("**{title}** is as it was before"),
    ChangeKind.HIDE: N_("**{title}** is retired again"),
    ChangeKind.CLEAR: N_("**{title}** is as all servers see it"),
}
