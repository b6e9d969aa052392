"""Count what happens in a server by day, without any person, and report the last weeks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.kb.model.entries import title
from bot.kb.model.keys import Key
from bot.locale.i18n import gettext as _
from bot.locale.i18n import listed, ngettext, titled
from bot.locale.numbers import percent
from bot.services.answering.compare import Comparison
from bot.services.content.answer import count_answers
from bot.services.content.outcomes import Found, Outcome, WhichOne
from bot.services.content.snapshot import SnapshotHolder
from bot.services.conversation.smalltalk import smalltalk
from bot.services.listening.gaps import Gaps
from bot.services.ports.clock import Clock, today
from bot.services.ports.ledger import ChangeKind
from bot.services.ports.monitoring import UNMONITORED, Monitor
from bot.services.ports.records import Counter
from bot.services.ports.stores import CounterStore

DAYS = 30
MOST_ENTRIES = 8
"""Answers that are named; a picture on a phone shows no more."""


class UsageCounter:
    """Count outcomes; no call waits or fails."""

    def __init__(
        self, counters: CounterStore, gaps: Gaps, clock: Clock, monitor: Monitor = UNMONITORED
    ) -> None:
        self._counters = counters
        self._gaps = gaps
        self._clock = clock
        self._monitor = monitor

    def record(self, outcome: Outcome, guild: int | None, person: int) -> None:
        """Count an outcome in a server, unless nothing was asked; in a direct message never."""
        if guild is None or smalltalk(outcome.question):
            return
        self.count(guild, Counter.ANSWER)
        if isinstance(outcome, Found):
            self.count(guild, Counter.HIT, outcome.answer.address.key)
            self._gaps.record_found(outcome.answer.address, guild, person)
        elif not isinstance(outcome, WhichOne):
            self.count(guild, Counter.GAP)
            self._monitor.record_gap()
            self._gaps.record(outcome, guild, person)

    def record_comparison(
        self, comparison: Comparison | None, guild: int | None, person: int
    ) -> None:
        """Count in a server what a comparison looked for in vain, if there was one."""
        if comparison is not None and guild is not None:
            self._gaps.record_missing(comparison, guild, person)

    def count(self, guild: int, counter: Counter, key: Key | None = None) -> None:
        """Count one thing of today, of an entry if it is about one."""
        self._counters.count(guild, today(self._clock), counter, key)


@dataclass(frozen=True, slots=True)
class Usage:
    """Counts of a server; what they are called is said in the language that is spoken then."""

    since: date
    asked: int
    answered: int
    gaps: int
    helpful: int
    not_right: int
    answers: int
    """Entries and their sections, as everywhere; of this server too."""
    own: int
    overdue: int
    """Reviews: one is of an entry with its sections."""
    top: Mapping[str, int]
    """The answers that were given most, by their titles."""

    @property
    def headline(self) -> str:
        """State the most important counts in one line."""
        questions = ngettext(
            "{n} question in {days} days", "{n} questions in {days} days", self.asked
        )
        counts = [questions.format(n=self.asked, days=DAYS)]
        if self.asked:
            counts.append(_("{share} answered").format(share=percent(self.answered / self.asked)))
        if rated := self.helpful + self.not_right:
            counts.append(_("{share} found helpful").format(share=percent(self.helpful / rated)))
        else:
            counts.append(_("no ratings yet"))
        return listed(counts)

    @property
    def panels(self) -> Mapping[str, Mapping[str, int]]:
        """The counts as charts, each of things that can be compared."""
        # Translators: the count follows each word in small letters, such as "answered 4".
        answered, offered, missed = _("answered"), _("offered choices"), _("not answered")
        choices = max(self.asked - self.answered - self.gaps, 0)
        questions = {answered: self.answered, offered: choices, missed: self.gaps}
        return {_("Questions"): questions, _("Answers given most"): self.top}

    @property
    def wholes(self) -> frozenset[str]:
        """The headings of charts whose bars add up to all that was counted."""
        return frozenset({_("Questions")})

    def text(self, *, beside_charts: bool = False) -> str:
        """Write all counts as lines of text; beside its charts only those that they do not show."""
        helpful, not_right = _("helpful"), _("not right")
        answers, own, overdue = _("answers"), _("written by this server"), _("reviews due")
        text = {
            **({} if beside_charts else self.panels),
            _("What members say"): {helpful: self.helpful, not_right: self.not_right},
            _("Freshness"): {answers: self.answers, own: self.own, overdue: self.overdue},
        }
        none = _("none yet")
        lines = [f"**{self.headline}**"]
        for heading, counts in text.items():
            shares = " · ".join(titled(name, str(count)) for name, count in counts.items())
            lines.append(f"- {heading} – {shares or none}")
        return "\n".join(lines)


Draw = Callable[[Usage], tuple[bytes, str]]
"""Draws usage as a PNG, and says in words what it shows."""


class UsageReports:
    """Add up what happened in servers."""

    def __init__(self, counters: CounterStore, snapshots: SnapshotHolder, clock: Clock) -> None:
        self._counters = counters
        self._snapshots = snapshots
        self._clock = clock

    async def of(self, guild: int) -> Usage:
        """Add up what happened in a server; raise `LedgerError`."""
        return await summarize_usage(self._counters, self._snapshots, self._clock, guild)


async def summarize_usage(
    counters: CounterStore, snapshots: SnapshotHolder, clock: Clock, guild: int
) -> Usage:
    """Add up what happened in a server; raise `LedgerError`."""
    day = today(clock)
    since = day - timedelta(days=DAYS)
    totals = await counters.totals(guild, since)
    hits = await counters.by_entry(guild, Counter.HIT, since)
    entries = snapshots.view(guild).library.entries
    newest = snapshots.changes(guild).newest
    own = [key for key, one in newest.items() if one.kind is ChangeKind.WRITE and key in entries]

    def entry_title(key: Key) -> str:
        return title(entries[key]) if key in entries else str(key)

    return Usage(
        since=since,
        asked=totals.get(Counter.ANSWER, 0),
        answered=totals.get(Counter.HIT, 0),
        gaps=totals.get(Counter.GAP, 0),
        helpful=totals.get(Counter.HELPFUL, 0),
        not_right=totals.get(Counter.NOT_RIGHT, 0),
        answers=count_answers(entries.values()),
        own=count_answers(entries[key] for key in own),
        overdue=sum(entry.next_review < day for entry in entries.values()),
        top={entry_title(key): hits[key] for key in list(hits)[:MOST_ENTRIES]},
    )
