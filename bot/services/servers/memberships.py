"""Keep what belongs to a server for 30 days after it removed the bot."""

from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import FaqLedger
from bot.services.ports.stores import GuildStore
from bot.services.servers.settings import Servers


class Memberships:
    """Note which servers have the bot; every method raises `LedgerError`."""

    def __init__(
        self,
        store: GuildStore,
        ledger: FaqLedger,
        servers: Servers,
        snapshots: SnapshotHolder,
        clock: Clock,
    ) -> None:
        self._store = store
        self._ledger = ledger
        self._servers = servers
        self._snapshots = snapshots
        self._clock = clock

    async def mark_left(self, guild: int) -> None:
        """Start the period after which a server's data is deleted."""
        await self._store.mark_left(guild, self._clock())

    async def mark_returned(self, guild: int) -> None:
        """Note that a server added the bot again: its data may have been deleted since."""
        await self._store.mark_returned(guild)
        await self._servers.load()
        self._snapshots.forget(guild)
        self._snapshots.apply(await self._ledger.current(guild))
