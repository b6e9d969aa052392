"""Where the services meet: each is made from those above it, and handed what it needs."""

from dataclasses import dataclass

from bot.pictures.gallery import Gallery
from bot.services.answering.answers import Answers, Meaning
from bot.services.answering.comparisons import Comparisons
from bot.services.answering.guidance import Guidance
from bot.services.answering.illustrations import Illustrations
from bot.services.answering.salaries import Salaries
from bot.services.content.doubts import Doubts
from bot.services.content.reloading import BaseStatus
from bot.services.content.snapshot import Keeper
from bot.services.conversation.following import FollowUps, LastAnswers
from bot.services.conversation.preferences import Preferences
from bot.services.conversation.presenting import Presenter
from bot.services.editing.approvals import Approvals
from bot.services.editing.editor import Editor
from bot.services.editing.impact import ImpactChecks
from bot.services.editing.lane import Lane
from bot.services.listening.gaps import Gaps
from bot.services.listening.personal import PersonalRecords
from bot.services.listening.reviewing import Reviews
from bot.services.listening.serving import Serving
from bot.services.listening.settling import Settling
from bot.services.listening.tally import Tally
from bot.services.listening.usage import UsageReports
from bot.services.listening.waiting import ModeratorInbox
from bot.services.listening.watching import Watching
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.monitoring import UNMONITORED, Monitor
from bot.services.ports.stores import Stores
from bot.services.servers.boards import PinnedBoards
from bot.services.servers.drafts import Drafts
from bot.services.servers.memberships import Memberships
from bot.services.servers.settings import Servers
from bot.services.wages.answering import PayAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every service, for the wiring alone: a part is handed those that it needs, never all."""

    stores: Stores
    clock: Clock
    monitor: Monitor
    keeper: Keeper
    base: BaseStatus
    servers: Servers
    preferences: Preferences
    doubts: Doubts
    gaps: Gaps
    tally: Tally
    serving: Serving
    settling: Settling
    editor: Editor
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

    async def load(self) -> None:
        """Read into memory what answers need; raise `LedgerError`."""
        await self.servers.load()
        await self.preferences.load()
        await self.doubts.load()
        self.keeper.apply(await self.stores.ledger.current())


def wire(
    keeper: Keeper,
    stores: Stores,
    clock: Clock = system_clock,
    meaning: Meaning | None = None,
    monitor: Monitor = UNMONITORED,
) -> Services:
    """Wire the services over what is known and what is kept; `Services.load` reads the latter."""
    lane = Lane()
    servers, preferences = Servers(stores.guilds), Preferences(stores.preferences)
    doubts, gaps = Doubts(stores.reports), Gaps(stores.gaps, keeper, clock)
    pay = PayAnswers(keeper, clock)
    answers = Answers(keeper, clock, meaning, doubts, pay)
    salaries = Salaries(keeper, clock, answers, pay)
    illustrations = Illustrations(keeper, clock, Gallery())
    comparisons = Comparisons(keeper, clock, answers)
    last = LastAnswers(clock)
    return Services(
        stores=stores,
        clock=clock,
        monitor=monitor,
        keeper=keeper,
        base=BaseStatus(),
        servers=servers,
        preferences=preferences,
        doubts=doubts,
        gaps=gaps,
        tally=Tally(stores.counters, gaps, clock, monitor),
        serving=Serving(stores.served, clock),
        settling=Settling(stores, keeper, doubts, gaps),
        editor=Editor(stores.ledger, stores.drafts, keeper, clock, monitor),
        lane=lane,
        impacts=ImpactChecks(keeper, lane),
        approvals=Approvals(stores.proposals, clock),
        drafts=Drafts(stores.drafts, stores.people, clock),
        boards=PinnedBoards(stores.boards),
        inbox=ModeratorInbox(stores.reports, stores.gaps, stores.suggestions),
        memberships=Memberships(stores.guilds, stores.ledger, servers, keeper, clock),
        usage=UsageReports(stores.counters, keeper, clock),
        reviews=Reviews(stores.counters, keeper, clock),
        answers=answers,
        salaries=salaries,
        illustrations=illustrations,
        comparisons=comparisons,
        guidance=Guidance(keeper, clock),
        presenter=Presenter(answers, illustrations, comparisons, preferences),
        last=last,
        follow_ups=FollowUps(answers, salaries, keeper, last),
        watching=Watching(stores.watches, answers, keeper, clock),
        personal=PersonalRecords(stores.people, preferences, last),
    )
