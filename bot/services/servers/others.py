"""Show what is in the ledger and did not come through this process."""

from collections import defaultdict
from collections.abc import Awaitable, Callable

from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.ledger import FaqChange, FaqLedger


class OthersChanges:
    """Reads the ledger on from what is shown.

    Beside those of other processes it finds a change of this one that was kept although the
    database broke off before it said so.
    """

    def __init__(
        self, ledger: FaqLedger, snapshots: SnapshotHolder, changed: Callable[[], Awaitable[None]]
    ) -> None:
        """`changed` waits until the ledger may hold more than what is shown."""
        self._ledger = ledger
        self._snapshots = snapshots
        self._changed = changed
        self._read = snapshots.newest()

    async def follow(self) -> int:
        """Wait until there may be some, show them, and return how many; raise `LedgerError`."""
        await self._changed()
        changes = await self._ledger.since(self._read)
        unknown: defaultdict[int, list[FaqChange]] = defaultdict(list)
        for one in changes:
            if not self._is_shown(one):
                unknown[one.guild].append(one)
        for guild, theirs in unknown.items():
            await self._snapshots.show(guild, theirs)
        if changes:
            self._read = changes[-1].revision
        return sum(map(len, unknown.values()))

    def _is_shown(self, change: FaqChange) -> bool:
        return self._snapshots.changes(change.guild).parent(change.key) >= change.revision
