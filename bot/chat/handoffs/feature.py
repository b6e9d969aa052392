"""Bring questions to a person, and the replies back."""

from dataclasses import dataclass

from bot.chat.announcements.notices import Notices
from bot.chat.handoffs.asking import HandoffForm
from bot.chat.handoffs.replying import HandoffReplies
from bot.chat.handoffs.telling import HandoffTellingCog
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.conversation.preferences import Preferences
from bot.services.inbox.handoffs import Handoffs
from bot.services.ports.shards import Shards


@dataclass(frozen=True, slots=True)
class HandoffRoom:
    """The replies of moderators, which the inbox takes too, and the room's feature."""

    replies: HandoffReplies
    feature: Feature


def make_handoffs(
    context: ChatContext,
    handoffs: Handoffs,
    preferences: Preferences,
    shards: Shards,
    notices: Notices,
) -> HandoffRoom:
    """Build the room of questions to a person."""
    languages, client = context.languages, context.client
    telling = HandoffTellingCog(
        handoffs, preferences, notices, languages, context.servers.leases, client
    )
    asking = HandoffForm(
        handoffs=handoffs,
        answers=context.answers,
        servers=context.servers.settings,
        notices=notices,
        shards=shards,
        clock=context.clock,
        client=client,
    )
    replies = HandoffReplies(handoffs, context.moderators, telling, notices, languages)
    feature = Feature(
        cogs=(telling,),
        forms=(asking, replies),
        actions=(*asking.actions, *replies.actions),
    )
    return HandoffRoom(replies, feature)
