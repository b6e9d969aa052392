"""Where the services meet: each is made from those above it, and handed what it needs."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.pictures.gallery import Gallery
from bot.services.answering.answers import Answers, Meaning
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.guidance import Guidance
from bot.services.answering.illustrations import Illustrations
from bot.services.answering.salaries import Salaries
from bot.services.content.disputes import Disputes
from bot.services.content.reloading import BaseStatus
from bot.services.content.snapshot import SnapshotHolder
from bot.services.conversation.following import FollowUps
from bot.services.conversation.last_answers import LastAnswers
from bot.services.conversation.preferences import Preferences
from bot.services.conversation.presenting import Presenter
from bot.services.editing.approvals import Approvals
from bot.services.editing.editor import Editor
from bot.services.editing.impact import ImpactChecks
from bot.services.editing.lane import Lane
from bot.services.listening.gaps import Gaps
from bot.services.listening.handoffs import Handoffs
from bot.services.listening.inbox_cards import InboxCards
from bot.services.listening.personal import PersonalRecords
from bot.services.listening.published_answers import PublishedAnswers
from bot.services.listening.resolution import Resolution
from bot.services.listening.reviewing import Reviews
from bot.services.listening.suggestions import DeclinedSuggestions
from bot.services.listening.usage import UsageReports
from bot.services.listening.usage_counter import UsageCounter
from bot.services.listening.waiting import ModeratorInbox
from bot.services.listening.watching import Watching
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.monitoring import UNMONITORED, Monitor
from bot.services.ports.shards import ALL, Shards
from bot.services.ports.stores import Stores
from bot.services.servers.boards import PinnedBoards
from bot.services.servers.drafts import Drafts
from bot.services.servers.identifying import IdentifyTurns
from bot.services.servers.leases import Leases
from bot.services.servers.memberships import Memberships
from bot.services.servers.names import ServerNames
from bot.services.servers.settings import Servers
from bot.services.wages.answering import PayAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every service, for the wiring alone: a part is handed those that it needs, never all."""

    stores: Stores
    shards: Shards
    clock: Clock
    monitor: Monitor
    snapshots: SnapshotHolder
    base: BaseStatus
    servers: Servers
    names: ServerNames
    preferences: Preferences
    disputes: Disputes
    gaps: Gaps
    handoffs: Handoffs
    inbox_cards: InboxCards
    declined: DeclinedSuggestions
    usage_counter: UsageCounter
    published: PublishedAnswers
    resolution: Resolution
    editor: Editor
    leases: Leases
    turns: IdentifyTurns | None
    lane: Lane
    impacts: ImpactChecks
    approvals: Approvals
    drafts: Drafts
    boards: PinnedBoards
    inbox: ModeratorInbox
    memberships: Memberships
    usage: UsageReports
    reviews: Reviews
    answers: Answers
    salaries: Salaries
    illustrations: Illustrations
    comparisons: Comparisons
    guidance: Guidance
    presenter: Presenter
    last: LastAnswers
    follow_ups: FollowUps
    watching: Watching
    personal: PersonalRecords

    def in_memory(self) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """Describe how each thing is read that is held in memory beside the ledger."""
        return {
            "settings": self.servers.load,
            "preferences": self.preferences.load,
            "reports": self.disputes.load,
        }

    async def load(self) -> None:
        """Read into memory what answers need; raise `LedgerError`."""
        for load in self.in_memory().values():
            await load()
        self.snapshots.apply(await self.stores.ledger.current(shards=self.shards))


def wire(
    snapshots: SnapshotHolder,
    stores: Stores,
    clock: Clock = system_clock,
    meaning: Meaning | None = None,
    monitor: Monitor = UNMONITORED,
    shards: Shards = ALL,
) -> Services:
    """Wire the services over what is known and what is kept; `Services.load` reads the latter."""
    lane, leases = Lane(), Leases(stores.processes, shards)
    servers, preferences = Servers(stores.guilds), Preferences(stores.preferences)
    disputes, gaps = Disputes(stores.reports), Gaps(stores.gaps, snapshots, clock)
    pay = PayAnswers(snapshots, clock)
    names = ServerNames()
    answers = Answers(snapshots, clock, meaning, disputes, pay, names=names)
    salaries = Salaries(snapshots, clock, answers, pay)
    illustrations = Illustrations(snapshots, clock, Gallery())
    comparisons = Comparisons(snapshots, clock, answers)
    last = LastAnswers(clock)
    return Services(
        stores=stores,
        shards=shards,
        clock=clock,
        monitor=monitor,
        snapshots=snapshots,
        base=BaseStatus(),
        servers=servers,
        names=names,
        preferences=preferences,
        disputes=disputes,
        gaps=gaps,
        handoffs=Handoffs(stores.handoffs, clock),
        inbox_cards=InboxCards(stores.inbox_cards),
        declined=DeclinedSuggestions(stores.suggestions, clock),
        usage_counter=UsageCounter(stores.counters, gaps, clock, monitor),
        published=PublishedAnswers(stores.published_answers, clock),
        resolution=Resolution(stores, snapshots, disputes, gaps),
        editor=Editor(
            stores.ledger,
            stores.drafts,
            snapshots,
            clock,
            monitor,
            lane,
            lambda guild: servers.of(guild).allows_invites,
        ),
        leases=leases,
        turns=IdentifyTurns(stores.processes) if stores.processes else None,
        lane=lane,
        impacts=ImpactChecks(snapshots, lane),
        approvals=Approvals(stores.proposals, clock),
        drafts=Drafts(stores.drafts, stores.people, clock),
        boards=PinnedBoards(stores.boards),
        inbox=ModeratorInbox(stores.reports, stores.gaps, stores.suggestions, stores.handoffs),
        memberships=Memberships(stores.guilds, stores.ledger, servers, snapshots, clock),
        usage=UsageReports(stores.counters, snapshots, clock),
        reviews=Reviews(stores.counters, stores.reports, snapshots, clock),
        answers=answers,
        salaries=salaries,
        illustrations=illustrations,
        comparisons=comparisons,
        guidance=Guidance(snapshots, clock),
        presenter=Presenter(answers, illustrations, comparisons, preferences),
        last=last,
        follow_ups=FollowUps(answers, salaries, snapshots, last),
        watching=Watching(stores.watches, answers, snapshots, leases, clock),
        personal=PersonalRecords(stores.people, preferences, last, gaps),
    )
