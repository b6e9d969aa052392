"""Write, save and undo answers."""

from dataclasses import dataclass

from bot.chat.announcements.notices import Notices
from bot.chat.editing.exchange import ExchangeActions
from bot.chat.editing.forms import EditActions, EntryForm, PhrasingForm
from bot.chat.editing.history import HistoryActions
from bot.chat.editing.publishing import PublishActions
from bot.chat.editing.saving import ChangeContext, SaveActions
from bot.chat.proposals.approval import Approval
from bot.chat.proposals.changes import Changes
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.wiring import EditingServices


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingRoom:
    """What the rooms outside of this one use of it, and its feature."""

    edits: EditActions
    phrasing_form: PhrasingForm
    publishing: PublishActions
    history: HistoryActions
    exchange: ExchangeActions
    feature: Feature


def make_editing(
    context: ChatContext,
    snapshots: SnapshotHolder,
    services: EditingServices,
    notices: Notices,
    approval: Approval,
) -> EditingRoom:
    """Build the room of editing, from saving outwards."""
    editor, moderators = services.editor, context.moderators
    saving = _saving(context, snapshots, services, notices)
    publishing = _publishing(context, snapshots, services, approval, saving)
    changes = ChangeContext(
        snapshots=snapshots,
        editor=editor,
        moderators=moderators,
        saving=saving,
        approval=approval,
        notices=notices,
        languages=context.languages,
        clock=context.clock,
    )
    history, exchange = HistoryActions(changes), ExchangeActions(changes)
    entry_form = EntryForm(snapshots, publishing)
    phrasing_form = PhrasingForm(snapshots, editor, publishing, context.draft_keeper)
    edits = EditActions(snapshots, editor, context.servers.drafts, moderators, entry_form)
    parts = (saving, publishing, edits, history, exchange)
    actions = tuple(action for part in parts for action in part.actions)
    return EditingRoom(
        edits=edits,
        phrasing_form=phrasing_form,
        publishing=publishing,
        history=history,
        exchange=exchange,
        feature=Feature(forms=(entry_form, phrasing_form), actions=actions),
    )


def _saving(
    context: ChatContext, snapshots: SnapshotHolder, services: EditingServices, notices: Notices
) -> SaveActions:
    return SaveActions(
        snapshots=snapshots,
        editor=services.editor,
        answers=context.answers,
        moderators=context.moderators,
        notices=notices,
        languages=context.languages,
    )


def _publishing(
    context: ChatContext,
    snapshots: SnapshotHolder,
    services: EditingServices,
    approval: Approval,
    saving: SaveActions,
) -> PublishActions:
    return PublishActions(
        snapshots=snapshots,
        editor=services.editor,
        previews=services.previews,
        approvals=services.approvals,
        changes=Changes(snapshots, services.editor, context.languages, context.clock),
        moderators=context.moderators,
        draft_keeper=context.draft_keeper,
        approval=approval,
        saving=saving,
    )
