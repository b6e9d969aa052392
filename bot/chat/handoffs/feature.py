"""Bring questions to a person, and the replies back."""

from dataclasses import dataclass

import discord

from bot.chat.announcements.notices import Notices
from bot.chat.handoffs.asking import AskingPerson
from bot.chat.handoffs.replying import HandoffReplies
from bot.chat.handoffs.telling import HandoffTelling
from bot.chat.sending.languages import Languages
from bot.chat.ui.feature import Feature
from bot.chat.ui.moderators import Moderators
from bot.services.answering.answers import Answers
from bot.services.conversation.preferences import Preferences
from bot.services.listening.handoffs import Handoffs
from bot.services.ports.clock import Clock
from bot.services.ports.shards import Shards
from bot.services.servers.leases import Leases
from bot.services.servers.settings import Servers


@dataclass(frozen=True, slots=True)
class HandoffRoom:
    """The replies of moderators, which the inbox takes too, and what the room offers by itself."""

    replies: HandoffReplies
    feature: Feature


def make_handoffs(
    *,
    handoffs: Handoffs,
    preferences: Preferences,
    answers: Answers,
    servers: Servers,
    moderators: Moderators,
    notices: Notices,
    languages: Languages,
    leases: Leases,
    shards: Shards,
    clock: Clock,
    client: discord.Client,
) -> HandoffRoom:
    """Make the room of questions to a person."""
    telling = HandoffTelling(handoffs, preferences, notices, languages, leases, client)
    asking = AskingPerson(
        handoffs=handoffs,
        answers=answers,
        servers=servers,
        notices=notices,
        shards=shards,
        clock=clock,
        client=client,
    )
    replies = HandoffReplies(handoffs, moderators, telling, notices, languages)
    feature = Feature(
        cogs=(telling,),
        forms=(asking, replies),
        actions=(*asking.actions, *replies.actions),
    )
    return HandoffRoom(replies, feature)
