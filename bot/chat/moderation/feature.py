"""What moderators type: `/kb`, the board, statistics, export and import."""

from typing import Any

import discord
from discord import app_commands

from bot.chat.curators import Curators
from bot.chat.editing.feature import EditingRoom
from bot.chat.languages import Languages
from bot.chat.moderation.board import Boards
from bot.chat.moderation.counting import Counting
from bot.chat.moderation.exchanging import Exchanging
from bot.chat.moderation.inbox import Inbox
from bot.chat.moderation.kb import Kb
from bot.chat.moderation.notices import Notices
from bot.chat.ui.feature import Feature
from bot.services.answers import Answers
from bot.services.boards import PinnedBoards
from bot.services.clock import Clock
from bot.services.editor import Editor
from bot.services.snapshot import Keeper
from bot.services.usage import Draw, UsageReports


def moderation_feature(
    *,
    keeper: Keeper,
    editor: Editor,
    boards: PinnedBoards,
    usage: UsageReports,
    draw: Draw | None,
    answers: Answers,
    curators: Curators,
    editing: EditingRoom,
    inbox: Inbox,
    notices: Notices,
    languages: Languages,
    clock: Clock,
    client: discord.Client,
    tree: app_commands.CommandTree[Any],
) -> Feature:
    """Make the room of moderators."""
    exchanging = Exchanging(
        keeper=keeper,
        editor=editor,
        curators=curators,
        saving=editing.saving,
        second_look=editing.second_look,
        notices=notices,
        languages=languages,
    )
    board = Boards(
        boards=boards,
        keeper=keeper,
        answers=answers,
        languages=languages,
        clock=clock,
        client=client,
    )
    kb = Kb(
        editor=editor,
        keeper=keeper,
        answers=answers,
        curators=curators,
        editing=editing.editing,
        phrasing=editing.phrasing_form,
        past=editing.past,
        inbox=inbox,
        exchanging=exchanging,
        counting=Counting(usage, draw),
        boards=board,
        languages=languages,
        tree=tree,
    )
    return Feature(cogs=(kb, board), actions=exchanging.actions)
