"""What is looked at whenever somebody reads the metrics: the state of the process as it is then."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.ops.health import Condition
from bot.services.ports.monitoring import ShardState

PREFIX = "almanac_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauges:
    """Where gauges get their values: read on demand, and all of them from memory."""

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


class GaugeCollector(Collector):
    """Shows gauges to a registry."""

    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def describe(self) -> Iterable[Metric]:
        """Name nothing in advance: the registry would read everything to learn the names."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Yield the present value of every gauge."""
        yield from self._health()
        yield from self._work()
        yield from self._content()

    def _health(self) -> Iterator[Metric]:
        conditions = {one.name: float(one.fine) for one in self._gauges.conditions()}
        yield _family("ready", "Whether a condition of readiness holds.", "condition", conditions)
        shards = {str(one.number): one for one in self._gauges.shards()}
        connected = {number: float(one.connected) for number, one in shards.items()}
        yield _family("gateway_connected", "Whether a shard is connected.", "shard", connected)
        latencies = {
            number: one.latency for number, one in shards.items() if one.latency is not None
        }
        about = "From the last heartbeat of a shard to its acknowledgement."
        yield _family("gateway_latency_seconds", about, "shard", latencies)

    def _work(self) -> Iterator[Metric]:
        waiting = {name: look() for name, look in self._gauges.queues.items()}
        yield _family("waiting", "What waits in a queue.", "queue", waiting)
        backup = self._gauges.last_backup()
        if backup is not None:
            about = "When the last nightly copy was made."
            yield GaugeMetricFamily(f"{PREFIX}backup_timestamp_seconds", about, backup)
        build = {"version": self._gauges.version, "python": self._gauges.python}
        yield InfoMetricFamily(f"{PREFIX}build", "What runs.", build)

    def _content(self) -> Iterator[Metric]:
        about = "Counts up with whatever may change an answer."
        yield GaugeMetricFamily(f"{PREFIX}snapshot_revision", about, self._gauges.revision())
        yield GaugeMetricFamily(f"{PREFIX}entries", "Shared entries.", self._gauges.entries())
        about = "What has to be looked at again by today."
        yield _family("due", about, "kind", self._gauges.due())
        base = {"revision": self._gauges.base()}
        yield InfoMetricFamily(f"{PREFIX}base", "What answers are read from.", base)


def _family(name: str, about: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"{PREFIX}{name}", about, labels=(label,))
    for value, number in values.items():
        family.add_metric((value,), number)
    return family
