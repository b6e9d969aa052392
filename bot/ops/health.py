"""Whether the process is ready: what it needs as of this moment, and what is wrong with it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.services.background.isolation import Isolation
from bot.services.ports.ledger import LedgerError
from bot.services.ports.monitoring import ShardState

ACKNOWLEDGED_WITHIN = 10.0
"""Seconds that Discord may take to acknowledge a heartbeat; it takes some 0.1. A connection that
does not is dead, but open until discord.py gives it up, which takes a minute and more."""

STORE_EVERY = 5.0
"""Seconds between two attempts to write into the store."""

STORE_STALE = 3 * STORE_EVERY
"""Seconds after which an attempt that has not come back counts as failed."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that answering and editing need."""

    name: str
    fine: bool
    detail: str
    """What was seen; if it is not fine, what is wrong."""


Probe = Callable[[], Condition]
"""Checks one thing in memory: it takes no time, and cannot fail."""


@dataclass(frozen=True, slots=True)
class Health:
    """Everything that must hold for the process to be ready."""

    probes: Sequence[Probe]

    def conditions(self) -> tuple[Condition, ...]:
        """Return the present state of every condition."""
        return tuple(probe() for probe in self.probes)


def is_ready(conditions: Iterable[Condition]) -> bool:
    """Return whether nothing is wrong."""
    return all(condition.fine for condition in conditions)


def gateway_condition(shards: Sequence[ShardState]) -> Condition:
    """Judge the connections to Discord: all of them up, and alive."""
    if not shards:
        return Condition("gateway", False, "not connected to Discord yet, or no longer")
    down = [str(shard.number) for shard in shards if not shard.connected]
    if down:
        return Condition("gateway", False, f"not connected: shard {', '.join(down)}")
    silent = [shard for shard in shards if shard.overdue > ACKNOWLEDGED_WITHIN]
    if silent:
        longest = max(shard.overdue for shard in silent)
        numbers = ", ".join(str(shard.number) for shard in silent)
        text = f"no reply to a heartbeat for {longest:.0f} s: shard {numbers}"
        return Condition("gateway", False, text)
    return Condition("gateway", True, f"{len(shards)} connected")


class StoreCheck:
    """Write into the store again and again, so that a failure shows before somebody saves."""

    def __init__(
        self,
        write: Callable[[], Awaitable[None]],
        isolation: Isolation,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """`write` raises `LedgerError`, and keeps nothing; `now` is in seconds."""
        self._write = write
        self._isolation = isolation
        self._now = now
        self._wrong: str | None = "not tried yet"
        self._done = now()

    async def run(self) -> None:
        """Try for ever; the log says once that it fails, and once that it works again."""
        while True:
            with self._isolation.attempt("store"):
                await self.attempt()
            await asyncio.sleep(STORE_EVERY)

    async def attempt(self) -> None:
        """Try once; raise what the store raises."""
        try:
            await self._write()
        except LedgerError as error:
            self._wrong = str(error)
            raise
        else:
            self._wrong = None
        finally:
            self._done = self._now()

    def condition(self) -> Condition:
        """Return how the last attempt went."""
        age = self._now() - self._done
        if self._wrong is not None:
            return Condition("store", False, f"cannot be written: {self._wrong}")
        if age > STORE_STALE:
            return Condition("store", False, f"an attempt to write has taken {age:.0f} s so far")
        return Condition("store", True, "can be written")
