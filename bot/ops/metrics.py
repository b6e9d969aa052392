"""What Prometheus reads: numbers of the whole process, never of a server, person or question."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from bot.ops.gauges import PREFIX, GaugeCollector, Gauges

LABELS = frozenset(
    {"outcome", "way", "kind", "event", "operation", "result", "shard", "condition", "queue", "le"}
    | {"level", "version", "revision", "python"}
)
"""Every label that there is; a test holds the served text to it."""

_ANSWERED = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0)
"""Discord gives an interaction up after three seconds."""

_STORED = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)
_LAGGED = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)

LAG_EVERY = 0.5
"""Seconds between two looks at how late the loop is."""


class Metrics:
    """Count and time; see `Monitor` for what each method is told."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        about = "From a question to the moment when Discord took the answer."
        self._answers = self._histogram("answer_seconds", about, ("outcome", "way"), _ANSWERED)
        about = "Transactions of the database, from the call to the commit."
        self._store = self._histogram("store_seconds", about, ("operation", "result"), _STORED)
        self._lag = self._histogram("loop_lag_seconds", "How late the event loop is.", (), _LAGGED)
        self._gaps = self._counter("gaps", "Questions in servers without an answer.")
        self._edits = self._counter("edits", "Changes of servers, kept or not.", "kind")
        about = "What came over the gateway, or happened to it."
        self._events = self._counter("gateway_events", about, "event")
        self._lines = self._counter("log_lines", "Lines of the log.", "level")

    def _histogram(
        self, name: str, about: str, labels: Sequence[str], buckets: Sequence[float]
    ) -> Histogram:
        registry = self._registry
        return Histogram(f"{PREFIX}{name}", about, labels, buckets=buckets, registry=registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"{PREFIX}{name}", about, labels, registry=self._registry)

    def record_answer(self, outcome: str, way: str, seconds: float) -> None:
        """Time an answer."""
        self._answers.labels(outcome, way).observe(seconds)

    def record_gap(self) -> None:
        """Count a gap."""
        self._gaps.inc()

    def record_edit(self, kind: str) -> None:
        """Count an edit."""
        self._edits.labels(kind).inc()

    def record_gateway_event(self, event: str) -> None:
        """Count an event."""
        self._events.labels(event).inc()

    def record_statement(self, operation: str, seconds: float, failed: bool) -> None:
        """Time a transaction."""
        self._store.labels(operation, "failed" if failed else "done").observe(seconds)

    def record_line(self, level: str) -> None:
        """Count a line of the log."""
        self._lines.labels(level).inc()

    async def measure_lag(self) -> None:
        """Measure, until canceled, how much later than wanted the event loop wakes up."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(LAG_EVERY)
            self._lag.observe(max(0.0, time.perf_counter() - began - LAG_EVERY))

    def watch(self, gauges: Gauges) -> None:
        """Add gauges, whose values are looked up whenever somebody reads."""
        self._registry.register(GaugeCollector(gauges))

    def text(self) -> tuple[bytes, str]:
        """Write everything in Prometheus' text format; return it with its content type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST


class LineCounter(logging.Handler):
    """Count lines of the log by level, so that an alarm can ring on errors."""

    def __init__(self, count: Callable[[str], None]) -> None:
        super().__init__()
        self._count = count

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self._count(record.levelname.lower())
