"""Count what is asked and answered in a server, by day and without any person."""

from bot.kb.model.keys import Key
from bot.services.answering.compare import Comparison
from bot.services.content.outcomes import Found, Outcome, WhichOne
from bot.services.conversation.smalltalk import smalltalk
from bot.services.listening.gaps import Gaps
from bot.services.ports.clock import Clock, today
from bot.services.ports.monitoring import UNMONITORED, Monitor
from bot.services.ports.records import Counter
from bot.services.ports.stores import CounterStore


class UsageCounter:
    """Count outcomes; nothing of it waits, and nothing fails."""

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
