"""Show that the process is alive: touch a file, and tell whether it was touched lately."""

import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path

EVERY = 15.0
"""Seconds between two beats."""

STALE_AFTER = 4 * EVERY
"""Seconds without a beat after which the process counts as stuck: three beats were missed."""

_NAME = "alive"


async def beat(data: Path) -> None:
    """Touch the file for ever; a loop that is stuck stops touching it."""
    while True:
        # A folder that is gone or full must not end a bot that can answer: health says so.
        with suppress(OSError):
            (data / _NAME).touch()
        await asyncio.sleep(EVERY)


def alive(data: Path, now: float) -> bool:
    """Tell whether the last beat is recent; `now` in seconds since the epoch."""
    try:
        return now - (data / _NAME).stat().st_mtime < STALE_AFTER
    except OSError:
        return False


def main() -> int:
    """Answer the container's health check: 0 alive, 1 not."""
    return 0 if alive(Path(sys.argv[1]), time.time()) else 1


if __name__ == "__main__":
    sys.exit(main())
