"""Show that the process is alive: touch a file, and tell whether it was touched lately."""

import asyncio
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # A health check is a process of its own, every 30 seconds: it imports next to nothing.
    from bot.services.ports.isolation import Isolation

EVERY = 15.0
"""Seconds between two beats."""

STALE_AFTER = 4 * EVERY
"""Seconds without a beat after which the process counts as stuck: three beats were missed."""

_NAME = "alive"


async def beat(data: Path, isolation: "Isolation") -> None:
    """Touch the file forever; a loop that is stuck stops touching it.

    A folder that is gone is not made again: it may be a volume that comes back with the data. Until
    then the health check fails, and answers go on from memory.
    """
    while True:
        with isolation.attempt("beat"):
            (data / _NAME).touch()
        await asyncio.sleep(EVERY)


def examine(data: Path, now: float) -> tuple[bool, str]:
    """Tell whether the last beat is recent, in words too; `now` in seconds since the epoch."""
    try:
        age = now - (data / _NAME).stat().st_mtime
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return False, f"No heartbeat: {data / _NAME} cannot be read ({reason})."
    if age >= STALE_AFTER:
        return False, f"The last heartbeat was {age:.0f} seconds ago."
    return True, "Alive."


def alive(data: Path, now: float) -> bool:
    """Tell whether the last beat is recent; `now` in seconds since the epoch."""
    return examine(data, now)[0]


def main() -> int:
    """Answer the container's health check: 0 alive, 1 not, and say why."""
    healthy, reason = examine(Path(sys.argv[1]), time.time())
    sys.stdout.write(f"{reason}\n")
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
