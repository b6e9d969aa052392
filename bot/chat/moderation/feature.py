"""What moderators type: `/kb`, the board, statistics, export and import."""

from typing import Any

import discord
from discord import app_commands

from bot.chat.announcements.notices import Notices
from bot.chat.editing.exchange import ExchangeActions
from bot.chat.editing.feature import EditingRoom
from bot.chat.inbox.digests import Digests
from bot.chat.inbox.inbox import Inbox
from bot.chat.moderation.board import Boards
from bot.chat.moderation.kb import Kb
from bot.chat.moderation.stats import StatsReply
from bot.chat.sending.languages import Languages
from bot.chat.ui.feature import Feature
from bot.chat.ui.moderators import Moderators
from bot.services.answering.answers import Answers
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.listening.usage import Draw, UsageReports
from bot.services.ports.clock import Clock
from bot.services.servers.boards import PinnedBoards
from bot.services.servers.leases import Leases


def moderation_feature(
    *,
    snapshots: SnapshotHolder,
    editor: Editor,
    boards: PinnedBoards,
    usage: UsageReports,
    draw: Draw | None,
    answers: Answers,
    moderators: Moderators,
    editing: EditingRoom,
    inbox: Inbox,
    digests: Digests,
    notices: Notices,
    languages: Languages,
    leases: Leases,
    clock: Clock,
    client: discord.Client,
    tree: app_commands.CommandTree[Any],
) -> Feature:
    """Make the room of moderators."""
    exchanging = ExchangeActions(
        snapshots=snapshots,
        editor=editor,
        moderators=moderators,
        saving=editing.saving,
        approval=editing.approval,
        notices=notices,
        languages=languages,
        clock=clock,
    )
    board = Boards(
        boards=boards,
        snapshots=snapshots,
        answers=answers,
        languages=languages,
        leases=leases,
        clock=clock,
        client=client,
    )
    kb = Kb(
        editor=editor,
        snapshots=snapshots,
        answers=answers,
        moderators=moderators,
        editing=editing.editing,
        phrasing=editing.phrasing_form,
        past=editing.past,
        inbox=inbox,
        digests=digests,
        exchanging=exchanging,
        counting=StatsReply(usage, draw),
        boards=board,
        languages=languages,
        tree=tree,
    )
    return Feature(cogs=(kb, board), actions=exchanging.actions)
