"""What moderators work with, handed out together."""

from dataclasses import dataclass
from typing import Self

from bot.services.clock import Clock, system_clock
from bot.services.editor import Editor
from bot.services.servers import Servers
from bot.services.snapshot import Keeper
from bot.services.stores import Stores


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores, what is read from them into memory, and the time."""

    stores: Stores
    servers: Servers
    editor: Editor
    keeper: Keeper
    clock: Clock

    @classmethod
    def over(cls, stores: Stores, keeper: Keeper, clock: Clock = system_clock) -> Self:
        """Make a desk over stores; `load` reads into memory what is kept."""
        editor = Editor(stores.ledger, stores.drafts, keeper, clock)
        return cls(stores, Servers(stores.guilds), editor, keeper, clock)

    async def load(self) -> None:
        """Read into memory what answers need; raise `LedgerUnavailable`."""
        await self.servers.load()
        self.keeper.apply(await self.stores.ledger.current())
