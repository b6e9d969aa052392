"""What moderators work with, handed out together."""

from dataclasses import dataclass
from typing import Self

from bot.services.approvals import Approvals
from bot.services.clock import Clock, system_clock
from bot.services.doubts import Doubts
from bot.services.editor import Editor
from bot.services.gaps import Gaps
from bot.services.impact import ImpactChecks
from bot.services.lane import Lane
from bot.services.preferences import Preferences
from bot.services.servers import Servers
from bot.services.serving import Serving
from bot.services.settling import Settling
from bot.services.snapshot import Keeper
from bot.services.stores import Stores
from bot.services.tally import Tally


@dataclass(frozen=True, slots=True)
class Desk:
    """The stores, what is read from them into memory, and the time."""

    stores: Stores
    servers: Servers
    preferences: Preferences
    doubts: Doubts
    gaps: Gaps
    tally: Tally
    serving: Serving
    settling: Settling
    editor: Editor
    impacts: ImpactChecks
    approvals: Approvals
    keeper: Keeper
    clock: Clock

    @classmethod
    def over(cls, stores: Stores, keeper: Keeper, clock: Clock = system_clock) -> Self:
        """Make a desk over stores; `load` reads into memory what is kept."""
        editor = Editor(stores.ledger, stores.drafts, keeper, clock)
        doubts, gaps = Doubts(stores.reports), Gaps(stores.gaps, keeper, clock)
        return cls(
            stores=stores,
            servers=Servers(stores.guilds),
            preferences=Preferences(stores.preferences),
            doubts=doubts,
            gaps=gaps,
            tally=Tally(stores.counters, gaps, clock),
            serving=Serving(stores.served, clock),
            settling=Settling(stores, keeper, doubts, gaps),
            editor=editor,
            impacts=ImpactChecks(keeper, Lane()),
            approvals=Approvals(stores.proposals, clock),
            keeper=keeper,
            clock=clock,
        )

    async def load(self) -> None:
        """Read into memory what answers need; raise `LedgerUnavailable`."""
        await self.servers.load()
        await self.preferences.load()
        await self.doubts.load()
        self.keeper.apply(await self.stores.ledger.current())

    async def returned(self, guild: int) -> None:
        """Take a server in again: its data may have been deleted since it removed the bot.

        Raise `LedgerUnavailable`.
        """
        await self.stores.guilds.returned(guild)
        await self.servers.load()
        self.keeper.forget(guild)
        self.keeper.apply(await self.stores.ledger.current(guild))
