"""Notify moderators and members, and correct what stands in channels already."""

from dataclasses import dataclass

from bot.chat.announcements.closing import CardClosingCog
from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.announcements.notices import Notices
from bot.chat.announcements.wishes import WishTellingCog
from bot.chat.ui.feature import ChatContext, Feature
from bot.services.answering.illustrations import Illustrations
from bot.services.conversation.preferences import Preferences
from bot.services.listening.wiring import ListeningServices


@dataclass(frozen=True, slots=True)
class AnnouncementsRoom:
    """What the rooms outside of this one use of it, and its feature."""

    notices: Notices
    inbox_replies: InboxReplies
    feature: Feature


def make_announcements(
    context: ChatContext,
    listening: ListeningServices,
    illustrations: Illustrations,
    preferences: Preferences,
) -> AnnouncementsRoom:
    """Build the room of announcements."""
    answers, languages, client = context.answers, context.languages, context.client
    leases, settings = context.servers.leases, context.servers.settings
    correcting = CorrectionCog(
        published=listening.published,
        answers=answers,
        illustrations=illustrations,
        languages=languages,
        leases=leases,
        clock=context.clock,
        client=client,
    )
    telling = WishTellingCog(listening.gaps, answers, preferences, languages, leases, client)
    closing = CardClosingCog(listening.inbox_cards, answers, languages, leases, client)
    notices = Notices(
        servers=settings,
        cards=listening.inbox_cards,
        closing=closing,
        resolution=listening.resolution,
        correcting=correcting,
        telling=telling,
        languages=languages,
        client=client,
    )
    inbox_replies = InboxReplies(listening.inbox_cards, settings, context.moderators)
    return AnnouncementsRoom(notices, inbox_replies, Feature(cogs=(correcting, telling, closing)))
