"""Show moderators a preview of what they typed, and publish it when they confirm."""

from dataclasses import replace

from discord import ui

from bot.chat.cards.card import card
from bot.chat.editing.saving import NOTHING, SaveActions
from bot.chat.editing.views import render_clash
from bot.chat.proposals.approval import Approval
from bot.chat.proposals.changes import ALIAS, EDIT_FORM, Change, Changes, as_bullets, guild_of
from bot.chat.proposals.preview_cards import render_preview
from bot.chat.proposals.proposal_cards import why_not
from bot.chat.sending.failures import RefusedError, confirm, explain
from bot.chat.sending.replies import Interaction, acknowledge, defer, reply, send_text
from bot.chat.sending.replies import replace as replace_card
from bot.chat.ui.actions import ADD_INSTEAD, DISCARD, PUBLISH_OWN, SAVE_ANYWAY, Handler
from bot.chat.ui.drafts import NO_DRAFT, DraftKeeper, Submission
from bot.chat.ui.moderators import Moderators
from bot.kb.model.problems import BrokenBaseError
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import search
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.approvals import Approvals, NotWaitingError
from bot.services.editing.editor import ClashError, Edit, Editor
from bot.services.editing.entry_fields import fault
from bot.services.ports.ledger import LedgerError
from bot.services.ports.proposed import ProposedChange
from bot.services.previews.previews import Previews

PUBLISHED = N_("Published. Members see this from now on.")
DISCARDED = N_("Discarded. Nothing was changed.")


class PublishActions:
    """Take a text from its form through a preview to the ledger, or to a second moderator."""

    def __init__(
        self,
        *,
        snapshots: SnapshotHolder,
        editor: Editor,
        previews: Previews,
        approvals: Approvals,
        changes: Changes,
        moderators: Moderators,
        draft_keeper: DraftKeeper,
        approval: Approval,
        saving: SaveActions,
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._previews = previews
        self._approvals = approvals
        self._changes = changes
        self._moderators = moderators
        self._draft_keeper = draft_keeper
        self._approval = approval
        self._saving = saving

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Publish what a preview shows, or discard it; for moderators only."""
        return self._moderators.only(
            PUBLISH_OWN.handled_by(self._publish),
            DISCARD.handled_by(self._discard),
            SAVE_ANYWAY.handled_by(self._preview_draft),
            ADD_INSTEAD.handled_by(self._add_as_phrasing),
        )

    async def propose(self, interaction: Interaction, submission: Submission) -> None:
        """Show what was typed as members would see it; nothing is published.

        Raise `RefusedError` or `LedgerError`.
        """
        change = await self._read(interaction, submission)
        guild = guild_of(interaction)
        if change.entry == self._editor.visible(guild, change.address.key):
            await send_text(interaction, _(NOTHING))
            return
        needs_approval = self._approval.is_required(interaction)
        if needs_approval:
            self._approval.inbox(interaction)
        await defer(interaction)
        seen = await self._previews.of(guild, change.address, change.entry)
        await self._draft_keeper.keep(interaction, change.submission)
        proposal = await self._approval.keep(
            interaction, change.submission, change.address, text=change.text, reason=change.reason
        )
        view = render_preview(seen, proposal, needs_approval=needs_approval)
        await reply(interaction, view, private=True)

    async def _publish(self, interaction: Interaction, state: tuple[int, str]) -> None:
        await acknowledge(interaction)
        change = await self._find_own(interaction, state)
        if change is None or change.body is None:
            return
        if self._approval.is_required(interaction):
            await self._approval.ask(interaction, change)
            return
        # Published twice at once, it is written once.
        edit = Edit(change.guild, change.author, f"proposal-{change.id}", change.reason)
        key = change.address.key
        try:
            saved = await self._editor.write(edit, key, change.body, change.parent)
        except ClashError as conflict:
            await self._show_clash(interaction, change, conflict)
            return
        except BrokenBaseError as error:
            # The base changed since: a fact that it quotes may be gone.
            raise RefusedError(as_bullets(_list_faults(error))) from error
        except LedgerError as error:
            await self._return_text(interaction, change, error)
            return
        await self._approval.note_published(change)
        corrected = not change.about.startswith(f"{ALIAS}|")
        await self._saving.show(
            interaction, _(PUBLISHED), change.address, saved, corrected=corrected, in_place=True
        )

    async def _return_text(
        self, interaction: Interaction, change: ProposedChange, error: LedgerError
    ) -> None:
        """Return what was typed, or the whole entry if that cannot be read now."""
        try:
            submission = await self._draft_keeper.draft(interaction, change.about)
        except LedgerError:
            submission = None
        if submission is not None:
            sentence = explain(error, "publish")
            await self._draft_keeper.return_text(interaction, submission, sentence)
            return
        whole = Submission(
            EDIT_FORM, str(change.address), change.parent, {"answer": change.body or ""}
        )
        await self._draft_keeper.refuse(interaction, whole, error)

    async def _discard(self, interaction: Interaction, state: tuple[int, str]) -> None:
        await acknowledge(interaction)
        change = await self._find_own(interaction, state)
        if change is None:
            return
        try:
            await self._approvals.discard(change)
        except NotWaitingError as error:
            await send_text(interaction, why_not(error))
            return
        await self._draft_keeper.drop(interaction, change.about, change.at)
        view = card([ui.TextDisplay(_(DISCARDED))])
        await confirm(interaction, lambda: replace_card(interaction, view))

    async def _find_own(
        self, interaction: Interaction, state: tuple[int, str]
    ) -> ProposedChange | None:
        """Find what the pressed preview shows; say so if it can no longer be published."""
        guild, person = guild_of(interaction), interaction.user.id
        try:
            return await self._approvals.find_private(guild, *state, person)
        except NotWaitingError as error:
            await send_text(interaction, why_not(error))
            return None

    async def _show_clash(
        self, interaction: Interaction, change: ProposedChange, conflict: ClashError
    ) -> None:
        clash = conflict.clashes[0]
        submission = await self._draft_keeper.draft(interaction, change.about)
        if submission is not None:
            # Opened again, the form stands on their change: saving means to write over it.
            parent = clash.change.revision if clash.change else 0
            await self._draft_keeper.keep(interaction, replace(submission, revision=parent))
        view = render_clash(change.about, change.address, clash)
        await reply(interaction, view, private=True)

    async def _preview_draft(self, interaction: Interaction, draft: str) -> None:
        """Preview what an old card warned of."""
        submission = await self._draft_keeper.draft(interaction, draft)
        if submission is None:
            await send_text(interaction, _(NO_DRAFT))
            return
        await self._draft_keeper.save_or_return(interaction, submission, self.propose)

    async def _add_as_phrasing(self, interaction: Interaction, draft: str) -> None:
        """Add the question of a new entry to the answer that is like it already."""
        submission = await self._draft_keeper.draft(interaction, draft)
        view = self._snapshots.view(guild_of(interaction))
        ranking = search(view, submission.fields.get("name", "")) if submission else None
        if submission is None or ranking is None or not ranking.offered:
            await send_text(interaction, _(NO_DRAFT))
            return
        hit = ranking.offered[0]
        address = view.links[hit.place].address
        parent = self._editor.parent(guild_of(interaction), address.key)
        fields = {"phrasing": submission.fields["name"]}
        phrased = Submission(ALIAS, str(address), parent, fields)
        await self._draft_keeper.save_or_return(interaction, phrased, self.propose)

    async def _read(self, interaction: Interaction, submission: Submission) -> Change:
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        guild = guild_of(interaction)
        change = self._changes.read(interaction, submission)
        try:
            text = await self._editor.check_entry(guild, change.entry, submission.revision)
        except BrokenBaseError as error:
            raise RefusedError(as_bullets(_list_faults(error))) from error
        return replace(change, text=text)


def _list_faults(error: BrokenBaseError) -> dict[str, None]:
    return dict.fromkeys(fault(problem.field, f"{problem.message}.") for problem in error.problems)
