"""Messages, paths, help, watches, and what is kept about a person."""

import discord

from bot.chat.answers.delivery import Delivery
from bot.chat.conversation import Conversation
from bot.chat.guide import Guide
from bot.chat.languages import Languages
from bot.chat.path import Paths
from bot.chat.privacy import My
from bot.chat.short_talk import ShortTalk
from bot.chat.ui.feature import Feature
from bot.chat.watches import Watches
from bot.services.answers import Answers
from bot.services.following import FollowUps
from bot.services.gaps import Gaps
from bot.services.guidance import Guidance
from bot.services.personal import PersonalRecords
from bot.services.preferences import Preferences
from bot.services.watching import Watching


def members_feature(
    *,
    answers: Answers,
    follow_ups: FollowUps,
    gaps: Gaps,
    guidance: Guidance,
    personal: PersonalRecords,
    preferences: Preferences,
    watching: Watching,
    delivery: Delivery,
    languages: Languages,
    client: discord.Client,
) -> Feature:
    """Make the room of members."""
    watches = Watches(watching, languages, client)
    my = My(personal, preferences, watches)
    paths = Paths(guidance)
    short_talk = ShortTalk(answers, watching, gaps)
    conversation = Conversation(delivery, follow_ups, short_talk, languages, lambda: client.user)
    return Feature(
        cogs=(paths, Guide(answers), conversation, my, watches),
        actions=(*paths.actions, *my.actions, *watches.actions),
    )
