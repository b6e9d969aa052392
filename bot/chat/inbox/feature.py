"""What waits for moderators, and who sends it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import discord
from discord import app_commands

from bot.chat.announcements.closing import Closing
from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.announcements.notices import Notices
from bot.chat.editing.feature import EditingRoom
from bot.chat.handoffs.replying import HandoffReplies
from bot.chat.inbox.announcing import AnnounceCog
from bot.chat.inbox.declining import DeclinedTelling, Declining
from bot.chat.inbox.digests import Digests
from bot.chat.inbox.feedback import Feedback
from bot.chat.inbox.inbox import Inbox
from bot.chat.inbox.replying import ReplyAnswers
from bot.chat.inbox.suggestions import SuggestCog
from bot.chat.inbox.unanswered import UnansweredActions
from bot.chat.sending.languages import Languages
from bot.chat.sending.rates import Rate
from bot.chat.ui.drafts import DraftKeeper
from bot.chat.ui.feature import Feature
from bot.chat.ui.moderators import Moderators
from bot.services.answering.answers import Answers
from bot.services.content.disputes import Disputes
from bot.services.editing.editor import Editor
from bot.services.listening.gaps import Gaps
from bot.services.listening.inbox_cards import InboxCards
from bot.services.listening.reviewing import Reviews
from bot.services.listening.suggestions import DeclinedSuggestions
from bot.services.listening.usage_counter import UsageCounter
from bot.services.listening.waiting import ModeratorInbox
from bot.services.ports.clock import Clock
from bot.services.servers.leases import Leases
from bot.services.servers.settings import Servers

MOST_QUESTIONS, WITHIN = 5, timedelta(hours=1)
"""Questions that one person sends to the moderators."""


@dataclass(frozen=True, slots=True)
class InboxRoom:
    """The inbox, which the commands of moderators show, and what the room offers by itself."""

    inbox: Inbox
    digests: Digests
    feature: Feature


def make_inbox(
    *,
    waiting: ModeratorInbox,
    declined: DeclinedSuggestions,
    gaps: Gaps,
    disputes: Disputes,
    reviews: Reviews,
    editor: Editor,
    servers: Servers,
    usage_counter: UsageCounter,
    answers: Answers,
    moderators: Moderators,
    draft_keeper: DraftKeeper,
    editing: EditingRoom,
    notices: Notices,
    closing: Closing,
    cards: InboxCards,
    inbox_replies: InboxReplies,
    handoff_replies: HandoffReplies,
    languages: Languages,
    leases: Leases,
    clock: Clock,
    client: discord.Client,
    tree: app_commands.CommandTree[Any],
) -> InboxRoom:
    """Make the room of what waits."""
    feedback = Feedback(
        disputes=disputes,
        usage_counter=usage_counter,
        answers=answers,
        moderators=moderators,
        notices=notices,
        languages=languages,
        clock=clock,
    )
    declined_telling = DeclinedTelling(declined, languages, leases, client)
    declining = Declining(declined, declined_telling, moderators, notices, languages)
    inbox = Inbox(
        inbox=waiting,
        gaps=gaps,
        editor=editor,
        answers=answers,
        moderators=moderators,
        draft_keeper=draft_keeper,
        proposing=editing.proposing,
        editing=editing.editing,
        past=editing.past,
        feedback=feedback,
        declining=declining,
        notices=notices,
        languages=languages,
    )
    rate = Rate(MOST_QUESTIONS, WITHIN, clock)
    unanswered = UnansweredActions(gaps, notices, inbox.render, rate)
    suggesting = SuggestCog(waiting=waiting, notices=notices, inbox=inbox, clock=clock, tree=tree)
    digests = Digests(
        reviews=reviews,
        inbox=waiting,
        servers=servers,
        moderators=moderators,
        past=editing.past,
        notices=notices,
        languages=languages,
        leases=leases,
        clock=clock,
        client=client,
    )
    announcing = AnnounceCog(
        gaps=gaps, servers=servers, notices=notices, leases=leases, clock=clock, client=client
    )
    replying = ReplyAnswers(
        replies=inbox_replies,
        cards=cards,
        inbox=waiting,
        handoffs=handoff_replies,
        proposing=editing.proposing,
        editing=editing.editing,
        draft_keeper=draft_keeper,
        moderators=moderators,
        languages=languages,
    )
    feature = Feature(
        cogs=(suggesting, digests, announcing, closing, replying, declined_telling),
        forms=(feedback, feedback.outside, declining, inbox, suggesting, digests),
        actions=(
            *feedback.actions,
            *inbox.actions,
            *unanswered.actions,
            *digests.actions,
            *replying.actions,
        ),
    )
    return InboxRoom(inbox, digests, feature)
