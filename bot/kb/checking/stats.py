"""Count what the base holds, what it rests on, and when it must be looked at again."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from bot.kb.model.facts import Source, Status, Trust
from bot.kb.model.keys import Kind
from bot.kb.reading.library import Library

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a base on one day."""

    entries: Mapping[Kind, int]
    facts: Mapping[Status, int]
    """Facts of entries and shared ones, by what they are."""
    sources: Mapping[Kind, Mapping[Trust, int]]
    """Addresses that entries of a kind cite, each counted once for a kind, by how far they go."""
    median_age: int
    """Days since the review of the entry in the middle; 0 for an empty base."""
    overdue: int
    """Entries whose review was due before this day."""
    due: Mapping[str, int]
    """Reviews due by month, such as `2027-01`, from this month on without a gap."""

    @property
    def by_trust(self) -> dict[Trust, int]:
        """Sum the sources of all kinds, best known first."""
        return {trust: sum(kind[trust] for kind in self.sources.values()) for trust in Trust}


def statistics(library: Library, today: date) -> Statistics:
    """Count a base; overdue reviews count in this month too."""
    entries = library.entries.values()
    facts = [fact for entry in entries for fact in entry.facts] + list(library.facts.values())
    ages = [(today - entry.reviewed).days for entry in entries]
    return Statistics(
        entries={kind: len(library.of_kind(kind)) for kind in Kind},
        facts=_count_by((fact.status for fact in facts), Status),
        sources={
            kind: _by_trust(source for entry in library.of_kind(kind) for source in entry.sources)
            for kind in Kind
        },
        median_age=round(median(ages)) if ages else 0,
        overdue=sum(entry.next_review < today for entry in entries),
        due=_by_month((max(entry.next_review, today) for entry in entries), today),
    )


def _by_trust(sources: Iterable[Source]) -> dict[Trust, int]:
    """Count addresses; one that is cited with several words counts by the first."""
    first: dict[str, Trust] = {}
    for source in sources:
        first.setdefault(source.url, source.trust)
    return _count_by(first.values(), Trust)


def _count_by(values: Iterable[_T], every: Iterable[_T]) -> dict[_T, int]:
    counts = Counter(values)
    return {one: counts[one] for one in every}


def _by_month(days: Iterable[date], today: date) -> dict[str, int]:
    counts = Counter(day.year * 12 + day.month - 1 for day in days)
    first = today.year * 12 + today.month - 1
    last = max(counts, default=first)
    months = range(first, last + 1)
    return {f"{number // 12}-{number % 12 + 1:02}": counts[number] for number in months}
