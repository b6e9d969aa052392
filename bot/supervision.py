"""What operators see of a running bot: where health and metrics get what they show."""

import logging
import platform
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from bot.chat.gateway import Gateway
from bot.kb.checking.due import find_due
from bot.kb.reading.library import Library
from bot.ops.address import Address
from bot.ops.gauges import Gauges
from bot.ops.health import Condition, Health, StoreCheck, gateway_condition
from bot.ops.metrics import LineCounter, Metrics
from bot.ops.server import serve_health
from bot.semantic.stage import OFF, SemanticModel
from bot.services.background.isolation import Isolation
from bot.services.content.reloading import BaseStatus
from bot.services.ports.clock import Clock, today
from bot.settings import Settings
from bot.storage.copying import last_backup
from bot.wiring import Services


class Supervision:
    """Health and metrics of one run."""

    def __init__(
        self,
        settings: Settings,
        services: Services,
        metrics: Metrics,
        gateway: Gateway,
        stage: SemanticModel | None,
    ) -> None:
        self._settings = settings
        self._metrics = metrics
        isolation = Isolation("health", services.clock)
        self._store = StoreCheck(services.stores.try_writing, isolation)
        self._health = Health(
            (
                lambda: gateway_condition(gateway.shards()),
                lambda: base_condition(services.base),
                self._store.condition,
                lambda: meaning_condition(stage),
            )
        )
        metrics.watch(self._gauges(services, gateway))

    def _gauges(self, services: Services, gateway: Gateway) -> Gauges:
        snapshots, lane, base = services.snapshots, services.editing.lane, services.base
        return Gauges(
            conditions=self._health.conditions,
            shards=gateway.shards,
            queues={**services.stores.waiting, "impact checks": lambda: lane.waiting},
            revision=lambda: snapshots.changed,
            base=lambda: base.version,
            version=almanac_version(),
            python=platform.python_version(),
            entries=lambda: len(snapshots.snapshot.library.entries),
            due=DueCount(lambda: snapshots.snapshot.library, services.clock),
            last_backup=self._last_backup,
        )

    def _last_backup(self) -> float | None:
        """Find when the last nightly copy was made; a server is backed up by others."""
        return None if self._settings.database else last_backup(self._settings.data)

    def serve(self) -> AbstractAsyncContextManager[Address | None]:
        """Serve both until the end."""
        return serve_health(self._settings.http, self._health, self._metrics.text)

    def work(self) -> tuple[Coroutine[Any, Any, None], ...]:
        """Return what runs in the background for as long as the process does."""
        return self._store.run(), self._metrics.measure_lag()


class DueCount:
    """Counts what is due; computed anew only on another day or for another base."""

    def __init__(self, library: Callable[[], Library], clock: Clock) -> None:
        self._library = library
        self._clock = clock
        self._counted: tuple[Library, date, Mapping[str, int]] | None = None

    def __call__(self) -> Mapping[str, int]:
        """Count by kind."""
        library, day = self._library(), today(self._clock)
        if self._counted is None or self._counted[0] is not library or self._counted[1] != day:
            result = Counter(due.kind for due in find_due(library, day, {}))
            by_kind = {kind: result[kind] for kind in ("claim", "entry", "path")}
            self._counted = library, day, by_kind
        return self._counted[2]


@contextmanager
def counted_lines(metrics: Metrics) -> Iterator[None]:
    """Count lines of the log until the end."""
    counter, root = LineCounter(metrics.record_line), logging.getLogger()
    root.addHandler(counter)
    try:
        yield
    finally:
        root.removeHandler(counter)


def base_condition(status: BaseStatus) -> Condition:
    """Return whether answers are read from the folder's present state."""
    if status.problems:
        count, first = len(status.problems), status.problems[0]
        text = (
            f"broken, so version {status.version} still answers: {count} problems, such as {first}"
        )
        return Condition("base", False, text)
    return Condition("base", True, f"version {status.version}")


def meaning_condition(stage: SemanticModel | None) -> Condition:
    """Return whether questions are read as the settings say."""
    return Condition("meaning", *(stage.condition() if stage else OFF))


def almanac_version() -> str:
    """Return the version that is installed."""
    try:
        return version("almanac")
    except PackageNotFoundError:
        return "not installed"
