"""Show changes before they are published, and have them approved."""

from dataclasses import dataclass

from bot.chat.announcements.notices import Notices
from bot.chat.proposals.approval import Approval
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.editing.wiring import EditingServices


@dataclass(frozen=True, slots=True)
class ProposalRoom:
    """The approval that editing asks for, and the room's feature."""

    approval: Approval
    feature: Feature


def make_proposals(
    context: ChatContext, services: EditingServices, notices: Notices
) -> ProposalRoom:
    """Build the room of proposals."""
    approval = Approval(
        servers=context.servers.settings,
        editor=services.editor,
        approvals=services.approvals,
        previews=services.previews,
        drafts=context.servers.drafts,
        moderators=context.moderators,
        draft_keeper=context.draft_keeper,
        notices=notices,
        languages=context.languages,
        clock=context.clock,
        client=context.client,
    )
    return ProposalRoom(approval, Feature(actions=approval.actions))
