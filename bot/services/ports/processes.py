"""What several processes of one bot tell each other, through the database that they share."""

import asyncio
from collections.abc import Mapping
from typing import Protocol


class ProcessStore(Protocol):
    """Where processes hear of each other; every method may raise `LedgerError`."""

    async def changed(self) -> None:
        """Wait until another process may have changed something; for ever where none can."""
        ...

    async def versions(self) -> Mapping[str, int]:
        """Count the changes of `settings`, `reports` and `preferences`."""
        ...


class Alone:
    """The only process that can reach what is kept."""

    async def changed(self) -> None:
        """Wait for ever."""
        await asyncio.Event().wait()

    async def versions(self) -> Mapping[str, int]:
        """Count nothing."""
        return {}
