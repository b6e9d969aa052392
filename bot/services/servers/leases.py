"""Which process does the work that nobody asks for: of a server, the one that holds its lease."""

import math
import secrets
import time
from collections.abc import Callable

from bot.services.ports.processes import ProcessStore
from bot.services.ports.records import NO_GUILD
from bot.services.ports.shards import ALL, Shards

LEASE = 20.0
"""Seconds for which a lease is held; of a process that died another one has it soon after."""

RENEW_EVERY = 5.0
"""Seconds between two times at which leases are renewed, or taken over."""

NO_SHARD = -1
"""Stands for what belongs to no server: the commands, and watches of shared answers. Whichever
process comes first has its lease, so that it is done although any other one is down."""


class Leases:
    """The leases of this process, one for each of its shards.

    There is one so that what is posted, told and corrected is done once although two processes have
    the same shard for a moment: the former and the next in a restart, or one that hangs and its
    successor.
    """

    def __init__(
        self,
        processes: ProcessStore | None = None,
        shards: Shards = ALL,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Without `processes` everything is of this one; `now` is in seconds."""
        self._processes = processes
        self._shards = shards
        self._now = now
        self._holder = secrets.token_hex(8)
        self._held: frozenset[int] = frozenset()
        self._until = -math.inf
        self.gained = 0
        """Counts up when there is more to do than before, of whatever server."""

    def hold(self, guild: int) -> bool:
        """Return whether the work of a server, or of `NO_GUILD`, is for this process to do."""
        if self._processes is None:
            return True
        shard = NO_SHARD if guild == NO_GUILD else self._shards.of(guild)
        return shard in self._held and self._now() < self._until

    async def renew(self) -> None:
        """Extend what is held, and acquire what nobody else holds; raise `LedgerError`."""
        if self._processes is None:
            return
        # Measured from before it was asked for: it ends here before it ends in the database.
        began = self._now()
        before = self._held if began < self._until else frozenset()
        wanted = (NO_SHARD, *self._shards.numbers)
        held = await self._processes.take(self._holder, wanted, self._shards.count, LEASE)
        self._held, self._until = held, began + LEASE
        self.gained += bool(held - before)

    async def release(self) -> None:
        """Give up all leases; raise `LedgerError`."""
        self._held = frozenset()
        if self._processes is not None:
            await self._processes.release(self._holder)
