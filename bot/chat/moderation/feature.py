"""What moderators type: `/kb` and the board."""

from bot.chat.editing.feature import EditingRoom
from bot.chat.inbox.feature import InboxRoom
from bot.chat.moderation.board import Boards
from bot.chat.moderation.kb import Kb
from bot.chat.moderation.stats import StatsReply
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor


def moderation_feature(
    context: ChatContext,
    snapshots: SnapshotHolder,
    editor: Editor,
    stats: StatsReply,
    editing: EditingRoom,
    inbox: InboxRoom,
) -> Feature:
    """Build the room of moderators."""
    boards = Boards(
        boards=context.servers.boards,
        snapshots=snapshots,
        answers=context.answers,
        languages=context.languages,
        leases=context.servers.leases,
        clock=context.clock,
        client=context.client,
    )
    kb = Kb(
        editor=editor,
        snapshots=snapshots,
        answers=context.answers,
        moderators=context.moderators,
        editing=editing,
        inbox=inbox,
        stats=stats,
        boards=boards,
        languages=context.languages,
        tree=context.client.tree,
    )
    return Feature(cogs=(kb, boards))
