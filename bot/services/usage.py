"""What happened in a server in the last weeks, in counts that no person is in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.kb.keys import Key
from bot.services.answer import title
from bot.services.clock import Clock, today
from bot.services.ledger import ChangeKind
from bot.services.records import Counter
from bot.services.snapshot import Keeper
from bot.services.stores import CounterStore

DAYS = 30
MOST_ENTRIES = 8
"""Answers that are named; a picture on a phone shows no more."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of a server."""

    since: date
    asked: int
    answered: int
    gaps: int
    helpful: int
    not_right: int
    entries: int
    own: int
    overdue: int
    top: Mapping[str, int]
    """The answers that were given most, by their titles."""

    @property
    def headline(self) -> str:
        """Say the most important counts in one line."""
        share = f"{self.answered / self.asked:.0%}" if self.asked else "none"
        rated = self.helpful + self.not_right
        liked = f"{self.helpful / rated:.0%}" if rated else "not rated"
        asked = f"{self.asked} question{'s' * (self.asked != 1)}"
        return f"{asked} in {DAYS} days, answered {share}, helpful {liked}"

    @property
    def panels(self) -> Mapping[str, Mapping[str, int]]:
        """The counts as charts."""
        questions = {"asked": self.asked, "answered": self.answered, "not answered": self.gaps}
        said = {"helpful": self.helpful, "not right": self.not_right}
        fresh = {"entries": self.entries, "of this server": self.own, "review due": self.overdue}
        return {
            "Questions": questions,
            "What members say": said,
            "Answers given most": self.top,
            "Freshness": fresh,
        }

    def __str__(self) -> str:
        """Write all counts as lines of text."""
        lines = [f"**{self.headline}**"]
        for heading, counts in self.panels.items():
            listed = ", ".join(f"{name} {count}" for name, count in counts.items())
            lines.append(f"{heading}: {listed or 'none yet'}")
        return "\n".join(lines)


Draw = Callable[[Usage], tuple[bytes, str]]
"""Draws usage as a PNG, and says in words what it shows."""


async def usage(counters: CounterStore, keeper: Keeper, clock: Clock, guild: int) -> Usage:
    """Add up what happened in a server; raise `LedgerUnavailable`."""
    day = today(clock)
    since = day - timedelta(days=DAYS)
    totals = await counters.totals(guild, since)
    hits = await counters.by_entry(guild, Counter.HIT, since)
    entries = keeper.view(guild).library.entries
    newest = keeper.changes(guild).newest
    own = [key for key, one in newest.items() if one.kind is ChangeKind.WRITE and key in entries]

    def named(key: Key) -> str:
        return title(entries[key]) if key in entries else str(key)

    return Usage(
        since=since,
        asked=totals.get(Counter.ANSWER, 0),
        answered=totals.get(Counter.HIT, 0),
        gaps=totals.get(Counter.GAP, 0),
        helpful=totals.get(Counter.HELPFUL, 0),
        not_right=totals.get(Counter.NOT_RIGHT, 0),
        entries=len(entries),
        own=len(own),
        overdue=sum(entry.next_review < day for entry in entries.values()),
        top={named(key): hits[key] for key in list(hits)[:MOST_ENTRIES]},
    )
