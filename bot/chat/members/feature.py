"""Messages, paths, help, watches, and what is kept about a person."""

import discord

from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.answers.delivery import Delivery
from bot.chat.members.conversation import Conversation
from bot.chat.members.forum import ForumPosts
from bot.chat.members.help import Guide
from bot.chat.members.my import My
from bot.chat.members.path import Paths
from bot.chat.members.small_talk import ShortTalk
from bot.chat.members.watches import Watches
from bot.chat.sending.languages import Languages
from bot.chat.sending.mentions import CommandMentions
from bot.chat.ui.feature import Feature
from bot.chat.ui.moderators import Moderators
from bot.services.answering.answers import Answers
from bot.services.answering.guidance import Guidance
from bot.services.conversation.following import FollowUps
from bot.services.conversation.preferences import Preferences
from bot.services.listening.personal import PersonalRecords
from bot.services.listening.usage_counter import UsageCounter
from bot.services.listening.watching import Watching
from bot.services.ports.clock import Clock
from bot.services.servers.settings import Servers


def members_feature(
    *,
    answers: Answers,
    follow_ups: FollowUps,
    guidance: Guidance,
    personal: PersonalRecords,
    preferences: Preferences,
    watching: Watching,
    delivery: Delivery,
    short_talk: ShortTalk,
    inbox_replies: InboxReplies,
    servers: Servers,
    moderators: Moderators,
    usage_counter: UsageCounter,
    languages: Languages,
    clock: Clock,
    client: discord.Client,
    mentions: CommandMentions,
) -> Feature:
    """Make the room of members."""
    watches = Watches(watching, preferences, languages, client)
    my = My(personal, preferences, watches)
    paths = Paths(guidance)
    conversation = Conversation(
        delivery=delivery,
        follow_ups=follow_ups,
        short_talk=short_talk,
        inbox_replies=inbox_replies,
        preferences=preferences,
        languages=languages,
        me=lambda: client.user,
        mentions=mentions,
    )
    forum = ForumPosts(
        answers=answers,
        delivery=delivery,
        servers=servers,
        moderators=moderators,
        usage_counter=usage_counter,
        languages=languages,
        clock=clock,
        me=lambda: client.user,
    )
    return Feature(
        cogs=(paths, Guide(answers, mentions), conversation, forum, my, watches),
        actions=(*paths.actions, *forum.actions, *my.actions, *watches.actions),
    )
