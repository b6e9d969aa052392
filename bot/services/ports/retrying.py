"""Choose when to retry what Discord did not accept."""

from datetime import datetime, timedelta

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=6)
"""The first pause is as long as Discord knows a message by its nonce at least ("Create Message": a
few minutes), so that one that arrived after all does not arrive twice."""

MOST_DUE = 1000
"""What is read for one look; more than is told at once, since much of it may be for other
processes."""

_DOUBLINGS = 10
"""More of them would make no longer pause."""


def next_try(now: datetime, tries: int) -> datetime:
    """Choose when to try again after so many tries in vain: twice the pause each time."""
    pause: timedelta = FIRST * 2 ** min(tries, _DOUBLINGS)
    return now + min(pause, LONGEST)
