"""The clock, a port, so that tests can choose the day."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]
"""Returns the present moment, with its time zone."""


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def today(clock: Clock) -> date:
    """Return the present day in UTC, by which reviews and facts are dated."""
    return clock().astimezone(UTC).date()
