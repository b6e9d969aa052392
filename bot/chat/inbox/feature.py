"""What waits for moderators, and who sends it."""

from dataclasses import dataclass
from datetime import timedelta

from bot.chat.announcements.feature import AnnouncementsRoom
from bot.chat.announcements.notices import Notices
from bot.chat.editing.feature import EditingRoom
from bot.chat.handoffs.replying import HandoffReplies
from bot.chat.inbox.announcing import AnnounceCog
from bot.chat.inbox.declining import DeclinedTellingCog, DeclineForm
from bot.chat.inbox.digests import Digests
from bot.chat.inbox.feedback import Feedback
from bot.chat.inbox.inbox import Inbox
from bot.chat.inbox.replying import ReplyAnswers
from bot.chat.inbox.suggestions import SuggestCog
from bot.chat.inbox.unanswered import UnansweredActions
from bot.chat.sending.rates import Rate
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.content.disputes import Disputes
from bot.services.conversation.preferences import Preferences
from bot.services.editing.editor import Editor
from bot.services.listening.wiring import ListeningServices

MOST_QUESTIONS, WITHIN = 5, timedelta(hours=1)
"""Questions that one person sends to the moderators."""


@dataclass(frozen=True, slots=True)
class InboxRoom:
    """The inbox, which the commands of moderators show, and the room's feature."""

    inbox: Inbox
    digests: Digests
    feature: Feature


def make_inbox(
    context: ChatContext,
    listening: ListeningServices,
    preferences: Preferences,
    disputes: Disputes,
    editor: Editor,
    announcements: AnnouncementsRoom,
    editing: EditingRoom,
    handoff_replies: HandoffReplies,
) -> InboxRoom:
    """Build the room of what waits."""
    notices = announcements.notices
    feedback = _feedback(context, listening, disputes, notices)
    telling, declining = _declining(context, listening, preferences, notices)
    inbox = _inbox(context, listening, editor, notices, editing, feedback, declining)
    rate = Rate(MOST_QUESTIONS, WITHIN, context.clock)
    unanswered = UnansweredActions(listening.gaps, notices, inbox.render, rate)
    suggesting = _suggesting(context, listening, notices, inbox)
    digests = _digests(context, listening, notices, editing)
    announcing = _announcing(context, listening, notices)
    replying = _replying(context, listening, announcements, editing, handoff_replies)
    parts = (feedback, inbox, unanswered, digests, replying, suggesting)
    feature = Feature(
        cogs=(suggesting, digests, announcing, replying, telling),
        forms=(feedback, feedback.outside, declining, inbox, suggesting, digests),
        actions=tuple(action for part in parts for action in part.actions),
    )
    return InboxRoom(inbox, digests, feature)


def _feedback(
    context: ChatContext, listening: ListeningServices, disputes: Disputes, notices: Notices
) -> Feedback:
    return Feedback(
        disputes=disputes,
        usage_counter=listening.usage_counter,
        answers=context.answers,
        moderators=context.moderators,
        notices=notices,
        languages=context.languages,
        clock=context.clock,
    )


def _declining(
    context: ChatContext, listening: ListeningServices, preferences: Preferences, notices: Notices
) -> tuple[DeclinedTellingCog, DeclineForm]:
    declined, languages = listening.declined, context.languages
    telling = DeclinedTellingCog(
        declined, preferences, languages, context.servers.leases, context.client
    )
    return telling, DeclineForm(declined, telling, context.moderators, notices, languages)


def _inbox(
    context: ChatContext,
    listening: ListeningServices,
    editor: Editor,
    notices: Notices,
    editing: EditingRoom,
    feedback: Feedback,
    declining: DeclineForm,
) -> Inbox:
    return Inbox(
        inbox=listening.inbox,
        gaps=listening.gaps,
        editor=editor,
        answers=context.answers,
        moderators=context.moderators,
        draft_keeper=context.draft_keeper,
        editing=editing,
        feedback=feedback,
        declining=declining,
        notices=notices,
        languages=context.languages,
    )


def _suggesting(
    context: ChatContext, listening: ListeningServices, notices: Notices, inbox: Inbox
) -> SuggestCog:
    return SuggestCog(
        waiting=listening.inbox,
        notices=notices,
        inbox=inbox,
        clock=context.clock,
        tree=context.client.tree,
    )


def _digests(
    context: ChatContext, listening: ListeningServices, notices: Notices, editing: EditingRoom
) -> Digests:
    return Digests(
        reviews=listening.reviews,
        inbox=listening.inbox,
        servers=context.servers.settings,
        moderators=context.moderators,
        past=editing.history,
        notices=notices,
        languages=context.languages,
        leases=context.servers.leases,
        clock=context.clock,
        client=context.client,
    )


def _announcing(
    context: ChatContext, listening: ListeningServices, notices: Notices
) -> AnnounceCog:
    return AnnounceCog(
        gaps=listening.gaps,
        servers=context.servers.settings,
        notices=notices,
        leases=context.servers.leases,
        clock=context.clock,
        client=context.client,
    )


def _replying(
    context: ChatContext,
    listening: ListeningServices,
    announcements: AnnouncementsRoom,
    editing: EditingRoom,
    handoff_replies: HandoffReplies,
) -> ReplyAnswers:
    return ReplyAnswers(
        replies=announcements.inbox_replies,
        cards=listening.inbox_cards,
        inbox=listening.inbox,
        handoffs=handoff_replies,
        editing=editing,
        draft_keeper=context.draft_keeper,
        moderators=context.moderators,
        languages=context.languages,
    )
