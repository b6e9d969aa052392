"""Write, save, approve and undo answers, and correct those that stand in channels."""

from dataclasses import dataclass

import discord

from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.announcements.notices import Notices
from bot.chat.announcements.wishes import WishTelling
from bot.chat.editing.approval import Approval
from bot.chat.editing.changes import Changes
from bot.chat.editing.forms import EditActions, EntryForm, PhrasingForm
from bot.chat.editing.history import HistoryActions
from bot.chat.editing.proposing import ProposalActions
from bot.chat.editing.saving import SaveActions
from bot.chat.sending.languages import Languages
from bot.chat.ui.drafts import DraftKeeper
from bot.chat.ui.feature import Feature
from bot.chat.ui.moderators import Moderators
from bot.services.answering.answers import Answers
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.approvals import Approvals
from bot.services.editing.editor import Editor
from bot.services.editing.impact import ImpactChecks
from bot.services.editing.previewing import Previews
from bot.services.ports.clock import Clock
from bot.services.servers.drafts import Drafts
from bot.services.servers.names import ServerNames
from bot.services.servers.settings import Servers


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingRoom:
    """What the rooms outside of this one use of it, and what it offers by itself."""

    saving: SaveActions
    proposing: ProposalActions
    approval: Approval
    phrasing_form: PhrasingForm
    editing: EditActions
    past: HistoryActions
    feature: Feature


def make_editing(
    *,
    snapshots: SnapshotHolder,
    editor: Editor,
    impacts: ImpactChecks,
    approvals: Approvals,
    names: ServerNames,
    drafts: Drafts,
    servers: Servers,
    answers: Answers,
    moderators: Moderators,
    draft_keeper: DraftKeeper,
    correcting: CorrectionCog,
    telling: WishTelling,
    notices: Notices,
    languages: Languages,
    clock: Clock,
    client: discord.Client,
) -> EditingRoom:
    """Make the room of editing."""
    changes = Changes(snapshots, editor, languages, clock)
    previews = Previews(snapshots, impacts, names, clock)
    approval = Approval(
        servers=servers,
        editor=editor,
        approvals=approvals,
        previews=previews,
        drafts=drafts,
        moderators=moderators,
        draft_keeper=draft_keeper,
        notices=notices,
        languages=languages,
        clock=clock,
        client=client,
    )
    saving = SaveActions(
        snapshots=snapshots,
        editor=editor,
        answers=answers,
        moderators=moderators,
        notices=notices,
        languages=languages,
    )
    proposing = ProposalActions(
        snapshots=snapshots,
        editor=editor,
        previews=previews,
        approvals=approvals,
        changes=changes,
        moderators=moderators,
        draft_keeper=draft_keeper,
        approval=approval,
        saving=saving,
    )
    past = HistoryActions(
        snapshots=snapshots,
        editor=editor,
        moderators=moderators,
        saving=saving,
        approval=approval,
        notices=notices,
        languages=languages,
        clock=clock,
    )
    entry_form = EntryForm(snapshots, proposing)
    phrasing_form = PhrasingForm(snapshots, editor, proposing, draft_keeper)
    editing = EditActions(snapshots, editor, drafts, moderators, entry_form)
    feature = Feature(
        cogs=(correcting, telling),
        forms=(entry_form, phrasing_form),
        actions=(
            *saving.actions,
            *proposing.actions,
            *approval.actions,
            *editing.actions,
            *past.actions,
        ),
    )
    return EditingRoom(
        saving=saving,
        proposing=proposing,
        approval=approval,
        phrasing_form=phrasing_form,
        editing=editing,
        past=past,
        feature=feature,
    )
