"""Pick up what other processes changed: in the ledger, and in what is held in memory."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping

from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.ledger import FaqChange, FaqLedger
from bot.services.ports.processes import ProcessStore
from bot.services.ports.shards import ALL, Shards


class OthersChanges:
    """Read the ledger from the newest change that is shown.

    Beside those of other processes it finds a change of this one that was kept although the
    database broke off before it said so.
    """

    def __init__(self, ledger: FaqLedger, snapshots: SnapshotHolder, shards: Shards = ALL) -> None:
        """What servers on other `shards` change is left to who answers there."""
        self._shards = shards
        self._ledger = ledger
        self._snapshots = snapshots
        self._read = snapshots.newest()

    async def show(self) -> int:
        """Show what there is, and return how many changes that are; raise `LedgerError`."""
        changes = await self._ledger.since(self._read)
        unknown: defaultdict[int, list[FaqChange]] = defaultdict(list)
        for change in changes:
            if self._shards.have(change.guild) and not self._is_shown(change):
                unknown[change.guild].append(change)
        for guild, theirs in unknown.items():
            await self._snapshots.show(guild, theirs)
        if changes:
            self._read = changes[-1].revision
        return sum(map(len, unknown.values()))

    def _is_shown(self, change: FaqChange) -> bool:
        return self._snapshots.changes(change.guild).parent(change.key) >= change.revision


class OthersChoices:
    """Reload what is held in memory once a process changed it.

    All of it is read: 10,000 servers take some 50 ms, and admins seldom change anything.
    """

    def __init__(
        self, processes: ProcessStore, loads: Mapping[str, Callable[[], Awaitable[None]]]
    ) -> None:
        """`loads` names what is held in memory, each with what reads it again."""
        self._processes = processes
        self._loads = loads
        self._read: dict[str, int] = {}

    async def show(self) -> None:
        """Read what was changed since the last time; raise `LedgerError`."""
        # Counted before it is read: what is changed meanwhile is read once more.
        now = await self._processes.versions()
        for name, load in self._loads.items():
            number = now.get(name, 0)
            if self._read.get(name, 0) != number:
                await load()
                self._read[name] = number
