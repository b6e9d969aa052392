"""What a server's moderators should look at this week: reviews due, and facts that end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from heapq import nsmallest

from bot.kb.model.entries import Entry, title
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Key
from bot.kb.reading.links import texts
from bot.kb.reading.quotes import quotable_by_all, quotable_facts, quotes
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.listening.usage import DAYS
from bot.services.ports.clock import Clock, today
from bot.services.ports.records import Counter, Report
from bot.services.ports.stores import CounterStore, ReportStore

SOON = timedelta(days=14)
"""Reviews that are due until then are named: two digests ahead."""

ENDING = timedelta(days=30)
"""Facts that end until then are named: time to find out what follows."""


MOST_READ = 8
"""Answers that are named because they are read most, though nothing of them is due."""


@dataclass(frozen=True, slots=True)
class Due:
    """An entry whose review is due."""

    key: Key
    title: str
    day: date
    times_served: int
    """How often it was given as an answer lately."""


@dataclass(frozen=True, slots=True)
class ExpiringFact:
    """A fact that is shown for the last time soon, and an entry that quotes it."""

    key: Key
    title: str
    text: str
    day: date


@dataclass(frozen=True, slots=True)
class Review:
    """What moderators should look at."""

    overdue: tuple[Due, ...]
    """The most served first: they mislead most people."""
    due: tuple[Due, ...]
    """The next first."""
    ending: tuple[ExpiringFact, ...]
    read: tuple[Due, ...] = ()
    """The most read of all others, the next first: a slip in them misleads most people. If nobody
    read any lately, those whose review is next."""
    reported: tuple[Due, ...] = ()
    """What members reported, each with the day of its first report, the oldest first."""

    def __bool__(self) -> bool:
        """Return whether anything has to be looked at."""
        return bool(self.overdue or self.due or self.ending)


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Entries that were given as answers today though somebody should look at them first.

    The most read first.
    """

    overdue: tuple[Due, ...]
    disputed: tuple[Due, ...]
    """Each with the day since which it is said not to be right."""

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.overdue or self.disputed)

    @property
    def keys(self) -> frozenset[Key]:
        """Name the entries."""
        return frozenset(due.key for due in (*self.overdue, *self.disputed))

    def without(self, keys: frozenset[Key]) -> "InDoubt":
        """Return it without what is known already."""
        return InDoubt(
            tuple(due for due in self.overdue if due.key not in keys),
            tuple(due for due in self.disputed if due.key not in keys),
        )


class Reviews:
    """Find what the moderators of a server should look at."""

    def __init__(
        self,
        counters: CounterStore,
        reports: ReportStore,
        snapshots: SnapshotHolder,
        clock: Clock,
    ) -> None:
        self._counters = counters
        self._reports = reports
        self._snapshots = snapshots
        self._clock = clock

    async def served_in_doubt(self, guild: int) -> InDoubt:
        """List what was given today though it is overdue or disputed; raise `LedgerError`.

        A report of today is not among them: its own card reached the inbox.
        """
        day = today(self._clock)
        times_served = await self._counters.by_entry(guild, Counter.HIT, day)
        view = self._snapshots.view(guild)
        reports = [one for one in await self._reports.open(guild) if one.disputed]
        since = _first_days(report for report in reports if report.first.date() < day)
        overdue = [due for due in find_reviews(view, times_served, day).overdue if due.times_served]
        visible = view.library.entries
        disputed = [
            Due(key, title(visible[key]), first, times_served[key])
            for key, first in since.items()
            if key in times_served and key in visible
        ]
        return InDoubt(
            tuple(overdue), tuple(sorted(disputed, key=lambda due: (-due.times_served, due.key)))
        )

    async def of(self, guild: int) -> Review:
        """Find what is due now, the most read first, and what is reported; raise `LedgerError`."""
        day = today(self._clock)
        times_served = await self._counters.by_entry(guild, Counter.HIT, day - timedelta(days=DAYS))
        view = self._snapshots.view(guild)
        entries, since = view.library.entries, _first_days(await self._reports.open(guild))
        reported = [
            Due(key, title(entries[key]), first, times_served.get(key, 0))
            for key, first in since.items()
            if key in entries
        ]
        reported.sort(key=lambda one: (one.day, one.key))
        return replace(find_reviews(view, times_served, day), reported=tuple(reported))


def _first_days(reports: Iterable[Report]) -> dict[Key, date]:
    """Map each reported entry to the day of its first report."""
    result: dict[Key, date] = {}
    for report in reports:
        day = report.first.date()
        result[report.address.key] = min(day, result.get(report.address.key, day))
    return result


def find_reviews(view: Snapshot, times_served: Mapping[Key, int], today: date) -> Review:
    """List what to look at in what a server sees."""
    entries = view.library.entries
    reviews = [
        Due(key, title(entry), entry.next_review, times_served.get(key, 0))
        for key, entry in entries.items()
    ]
    due = [one for one in reviews if one.day <= today + SOON]
    later = [one for one in reviews if one.day > today + SOON]
    read = nsmallest(
        MOST_READ,
        [one for one in later if one.times_served] or later,
        key=lambda one: (-one.times_served, one.day, one.key),
    )
    by_all = quotable_by_all(view.library.facts)
    ending = [one for entry in entries.values() for one in _ending_facts(entry, by_all, today)]
    overdue = [one for one in due if one.day < today]
    coming = [one for one in due if one.day >= today]
    return Review(
        overdue=tuple(sorted(overdue, key=lambda one: (-one.times_served, one.day, one.key))),
        due=tuple(sorted(coming, key=lambda one: (one.day, one.key))),
        ending=tuple(sorted(ending, key=lambda one: (one.day, one.key))),
        read=tuple(sorted(read, key=lambda one: (one.day, one.key))),
    )


def _ending_facts(entry: Entry, by_all: dict[str, Fact], today: date) -> Iterator[ExpiringFact]:
    known = quotable_facts(entry, by_all)
    names = dict.fromkeys(name for _, text in texts(entry) for name in quotes(text))
    for name in names:
        fact = known[name]
        if fact.valid_until and today <= fact.valid_until <= today + ENDING:
            yield ExpiringFact(entry.key, title(entry), fact.text, fact.valid_until)
