"""Notice that a folder changed, once what changes there has settled."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from bot.services.background.isolation import Isolation

TRY_AGAIN = 15.0
"""Seconds after which a folder that cannot be watched, since it is gone, is tried again."""


async def watch_folder(folder: Path, changed: Callable[[], None], isolation: Isolation) -> None:
    """Call `changed` for ever, some 50 ms after the last of changes that come together."""
    # Compiled, and of use only if a folder is watched.
    from watchfiles import awatch

    while True:
        with isolation.attempt("folder"):
            async for _ in awatch(folder):
                changed()
        await asyncio.sleep(TRY_AGAIN)
        changed()
