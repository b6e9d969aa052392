"""Messages, paths, help, watches, and what is kept about a person."""

from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.answers.delivery import Delivery
from bot.chat.members.conversation import Conversation
from bot.chat.members.forum import ForumPosts
from bot.chat.members.help import Guide
from bot.chat.members.my import My
from bot.chat.members.path import Paths
from bot.chat.members.small_talk import ShortTalk
from bot.chat.members.watched import WatchedAnswers
from bot.chat.members.watches import Watches
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.answering.guidance import Guidance
from bot.services.conversation.wiring import ConversationServices
from bot.services.listening.usage import UsageCounter
from bot.services.listening.wiring import ListeningServices


def make_short_talk(context: ChatContext, listening: ListeningServices) -> ShortTalk:
    """Build the replies to small talk, for this room and for `/ask`."""
    return ShortTalk(
        context.answers,
        listening.watches,
        listening.gaps,
        listening.handoffs,
        listening.declined,
        context.servers.settings,
        context.mentions,
    )


def members_feature(
    context: ChatContext,
    guidance: Guidance,
    conversation: ConversationServices,
    listening: ListeningServices,
    delivery: Delivery,
    short_talk: ShortTalk,
    inbox_replies: InboxReplies,
) -> Feature:
    """Build the room of members."""
    preferences = conversation.preferences
    watches = Watches(
        listening.watches,
        preferences,
        context.languages,
        context.servers.leases,
        context.client,
    )
    watched = WatchedAnswers(listening.watches, conversation.presenter, delivery, context.client)
    my = My(listening.personal, preferences, watches)
    paths = Paths(guidance)
    listener = _conversation(context, conversation, delivery, short_talk, inbox_replies)
    forum = _forum(context, delivery, listening.usage_counter)
    return Feature(
        cogs=(paths, Guide(context.answers, context.mentions), listener, forum, my, watches),
        actions=(*paths.actions, *forum.actions, *my.actions, *watches.actions, *watched.actions),
    )


def _conversation(
    context: ChatContext,
    conversation: ConversationServices,
    delivery: Delivery,
    short_talk: ShortTalk,
    inbox_replies: InboxReplies,
) -> Conversation:
    return Conversation(
        delivery=delivery,
        follow_ups=conversation.follow_ups,
        short_talk=short_talk,
        inbox_replies=inbox_replies,
        preferences=conversation.preferences,
        languages=context.languages,
        me=lambda: context.client.user,
        mentions=context.mentions,
    )


def _forum(context: ChatContext, delivery: Delivery, usage_counter: UsageCounter) -> ForumPosts:
    return ForumPosts(
        answers=context.answers,
        delivery=delivery,
        servers=context.servers.settings,
        moderators=context.moderators,
        usage_counter=usage_counter,
        languages=context.languages,
        clock=context.clock,
        me=lambda: context.client.user,
    )
