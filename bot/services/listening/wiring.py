"""What people ask for and say, what waits for moderators, and what is counted."""

from dataclasses import dataclass

from bot.services.answering.answers import Answers
from bot.services.content.disputes import Disputes
from bot.services.content.snapshot import SnapshotHolder
from bot.services.conversation.wiring import ConversationServices
from bot.services.inbox.handoffs import Handoffs
from bot.services.inbox.inbox_cards import InboxCards
from bot.services.inbox.suggestions import DeclinedSuggestions
from bot.services.inbox.waiting import ModeratorInbox
from bot.services.listening.gaps import Gaps
from bot.services.listening.personal import PersonalRecords
from bot.services.listening.published_answers import PublishedAnswers
from bot.services.listening.resolution import Resolution
from bot.services.listening.reviewing import Reviews
from bot.services.listening.usage import UsageCounter, UsageReports
from bot.services.listening.watching import AnswerWatches
from bot.services.ports.clock import Clock
from bot.services.ports.monitoring import Monitor
from bot.services.ports.stores import Stores
from bot.services.servers.leases import Leases


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningServices:
    """The services of this room and of the inbox, for the wiring alone."""

    gaps: Gaps
    handoffs: Handoffs
    declined: DeclinedSuggestions
    watches: AnswerWatches
    personal: PersonalRecords
    published: PublishedAnswers
    inbox: ModeratorInbox
    inbox_cards: InboxCards
    resolution: Resolution
    reviews: Reviews
    usage: UsageReports
    usage_counter: UsageCounter


def wire_listening(
    stores: Stores,
    snapshots: SnapshotHolder,
    clock: Clock,
    *,
    monitor: Monitor,
    disputes: Disputes,
    answers: Answers,
    conversation: ConversationServices,
    leases: Leases,
) -> ListeningServices:
    """Wire the services of both rooms."""
    gaps = Gaps(stores.gaps, snapshots, clock)
    return ListeningServices(
        gaps=gaps,
        handoffs=Handoffs(stores.handoffs, clock),
        declined=DeclinedSuggestions(stores.suggestions, clock),
        watches=AnswerWatches(stores.watches, answers, snapshots, leases, clock),
        personal=PersonalRecords(
            stores.people, conversation.preferences, conversation.last_answers, gaps
        ),
        published=PublishedAnswers(stores.published_answers, clock),
        inbox=ModeratorInbox(stores.reports, stores.gaps, stores.suggestions, stores.handoffs),
        inbox_cards=InboxCards(stores.inbox_cards),
        resolution=Resolution(stores, snapshots, disputes, gaps),
        reviews=Reviews(stores.counters, stores.reports, snapshots, clock),
        usage=UsageReports(stores.counters, snapshots, clock),
        usage_counter=UsageCounter(stores.counters, gaps, clock, monitor),
    )
