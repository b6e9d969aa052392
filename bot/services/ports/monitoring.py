"""What an operator may know of how the bot does: numbers, never a person, server or question."""

from dataclasses import dataclass
from typing import Protocol


class Monitor(Protocol):
    """Count and time what happens; no call waits or fails.

    Every label is a word of our own code or of Discord's protocol, so there are few of each.
    """

    def record_answer(self, outcome: str, way: str, seconds: float) -> None:
        """Record an answer: its outcome, how it was asked for, and the seconds it took."""
        ...

    def record_gap(self) -> None:
        """Count a question that found no answer, and was kept for a server's moderators."""
        ...

    def record_edit(self, kind: str) -> None:
        """Record a server's change: saved, `refused`, `conflict` or `failed`."""
        ...

    def record_gateway_event(self, event: str) -> None:
        """Count something that came over the gateway, or happened to it."""
        ...


class NoMonitor:
    """Record nothing."""

    def record_answer(self, outcome: str, way: str, seconds: float) -> None:
        """Count nothing."""

    def record_gap(self) -> None:
        """Count nothing."""

    def record_edit(self, kind: str) -> None:
        """Count nothing."""

    def record_gateway_event(self, event: str) -> None:
        """Count nothing."""


UNMONITORED: Monitor = NoMonitor()


@dataclass(frozen=True, slots=True)
class ShardState:
    """One connection to Discord's gateway, as of a moment."""

    number: int
    connected: bool
    latency: float | None
    """Seconds from the last heartbeat to its acknowledgement; None if there was none yet."""
    overdue: float
    """Seconds for which the acknowledgement of a heartbeat has been due; 0 if none is."""
