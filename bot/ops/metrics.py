"""What Prometheus reads: numbers of the whole process, never of a server, person or question."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.ops.health import Condition
from bot.services.ports.monitoring import ShardState

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

PREFIX = "almanac_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """What is looked at when somebody reads the metrics; all of it from memory."""

    conditions: Callable[[], tuple[Condition, ...]]
    shards: Callable[[], tuple[ShardState, ...]]
    queues: Mapping[str, Callable[[], int]]
    """What waits, by its name."""
    revision: Callable[[], int]
    """Counts up with whatever may change an answer."""
    base: Callable[[], str]
    """The version of the base that answers are read from."""
    version: str
    """Of Almanac."""
    python: str
    entries: Callable[[], int]
    due: Callable[[], Mapping[str, int]]
    """Claims and entries to be looked at again, by kind."""
    last_backup: Callable[[], float | None]
    """When the last nightly copy was made, in seconds since the epoch."""


class Metrics:
    """Count and time; see `Monitor` for what each method is told."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._answers = Histogram(
            f"{PREFIX}answer_seconds",
            "From a question to the moment when Discord took the answer.",
            ("outcome", "way"),
            buckets=_ANSWERED,
            registry=registry,
        )
        self._gaps = Counter(
            f"{PREFIX}gaps", "Questions in servers without an answer.", registry=registry
        )
        self._edits = Counter(
            f"{PREFIX}edits", "Changes of servers, kept or not.", ("kind",), registry=registry
        )
        self._events = Counter(
            f"{PREFIX}gateway_events",
            "What came over the gateway, or happened to it.",
            ("event",),
            registry=registry,
        )
        self._store = Histogram(
            f"{PREFIX}store_seconds",
            "Transactions of the database, from the call to the commit.",
            ("operation", "result"),
            buckets=_STORED,
            registry=registry,
        )
        self._lag = Histogram(
            f"{PREFIX}loop_lag_seconds",
            "How late the event loop is.",
            buckets=_LAGGED,
            registry=registry,
        )
        self._lines = Counter(
            f"{PREFIX}log_lines", "Lines of the log.", ("level",), registry=registry
        )

    def answered(self, outcome: str, way: str, seconds: float) -> None:
        """Time an answer."""
        self._answers.labels(outcome, way).observe(seconds)

    def gap(self) -> None:
        """Count a gap."""
        self._gaps.inc()

    def edited(self, kind: str) -> None:
        """Count an edit."""
        self._edits.labels(kind).inc()

    def gateway_event(self, event: str) -> None:
        """Count an event."""
        self._events.labels(event).inc()

    def stored(self, operation: str, seconds: float, failed: bool) -> None:
        """Time a transaction."""
        self._store.labels(operation, "failed" if failed else "done").observe(seconds)

    def logged(self, level: str) -> None:
        """Count a line of the log."""
        self._lines.labels(level).inc()

    async def measure_lag(self) -> None:
        """Look for ever how much later than wanted the loop comes back."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(LAG_EVERY)
            self._lag.observe(max(0.0, time.perf_counter() - began - LAG_EVERY))

    def watch(self, gauges: Gauges) -> None:
        """Show these too, as they are whenever somebody reads."""
        self._registry.register(_GaugeCollector(gauges))

    def text(self) -> tuple[bytes, str]:
        """Write everything in Prometheus' text format; return it with its content type."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST


class LineCounter(logging.Handler):
    """Counts lines of the log by level, so that an alarm can ring on errors."""

    def __init__(self, count: Callable[[str], None]) -> None:
        super().__init__()
        self._count = count

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self._count(record.levelname.lower())


class _GaugeCollector(Collector):
    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[Metric]:
        """Name nothing in advance: the registry would read everything to learn the names."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Look at everything."""
        gauges = self._gauges
        yield _labeled(
            "ready",
            "Whether a condition of readiness holds (1) or not (0).",
            "condition",
            {one.name: float(one.fine) for one in gauges.conditions()},
        )
        shards = {str(one.number): one for one in gauges.shards()}
        yield _labeled(
            "gateway_connected",
            "Whether a shard is connected.",
            "shard",
            {number: float(one.connected) for number, one in shards.items()},
        )
        yield _labeled(
            "gateway_latency_seconds",
            "From the last heartbeat of a shard to its acknowledgement.",
            "shard",
            {key: one.latency for key, one in shards.items() if one.latency is not None},
        )
        yield _labeled(
            "waiting",
            "What waits in a queue.",
            "queue",
            {name: look() for name, look in gauges.queues.items()},
        )
        yield GaugeMetricFamily(
            f"{PREFIX}snapshot_revision",
            "Counts up with whatever may change an answer.",
            gauges.revision(),
        )
        yield GaugeMetricFamily(f"{PREFIX}entries", "Shared entries.", gauges.entries())
        yield _labeled("due", "What has to be looked at again by today.", "kind", gauges.due())
        backup = gauges.last_backup()
        if backup is not None:
            yield GaugeMetricFamily(
                f"{PREFIX}backup_timestamp_seconds", "When the last nightly copy was made.", backup
            )
        build = {"version": gauges.version, "python": gauges.python}
        yield InfoMetricFamily(f"{PREFIX}build", "What runs.", build)
        base = {"revision": gauges.base()}
        yield InfoMetricFamily(f"{PREFIX}base", "What answers are read from.", base)


def _labeled(name: str, about: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"{PREFIX}{name}", about, labels=(label,))
    for value, number in values.items():
        family.add_metric((value,), number)
    return family
