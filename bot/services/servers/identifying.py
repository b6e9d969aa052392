"""Let shards identify themselves no faster than Discord allows, whichever process has them."""

import asyncio
import random

import structlog

from bot.services.ports.ledger import LedgerError
from bot.services.ports.processes import ProcessStore

WINDOW = 5.5
"""Seconds between two shards that Discord counts together: five ("Gateway", "Rate Limiting"), and
some for the way there."""

JITTER = 0.25
"""Seconds within which those that wait for one turn come back for it."""

_log = structlog.get_logger(__name__)


class IdentifyTurns:
    """Turns that the processes of one bot take; Discord ends sessions that come too soon."""

    def __init__(self, processes: ProcessStore) -> None:
        self._processes = processes

    async def wait(self, shard: int, at_once: int) -> None:
        """Wait until a shard may identify itself; so many may `at_once`, Discord says.

        Without the database it waits as long as shards of one process would for each other.
        """
        try:
            while True:
                pause = await self._processes.take_turn(shard % at_once, WINDOW)
                if not pause:
                    return
                await asyncio.sleep(pause + random.uniform(0, JITTER))
        except LedgerError as error:
            _log.warning("identify.alone", shard=shard, error=str(error))
            await asyncio.sleep(WINDOW)
