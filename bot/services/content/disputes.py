"""Which answers people say are not right, in memory, since every card must know."""

from collections.abc import Iterable

from bot.kb.model.keys import Address
from bot.services.ports.records import NO_GUILD, Complaint, Report
from bot.services.ports.stores import ReportStore


class Disputes:
    """The disputed answers of each server, whose cards must warn."""

    def __init__(self, store: ReportStore) -> None:
        """Until `load` nothing is disputed."""
        self._store = store
        self._disputed: set[tuple[int, Address]] = set()

    async def load(self) -> None:
        """Read what is not settled, in the place of what was known; raise `LedgerError`."""
        reports = await self._store.open()
        self._disputed = set()
        self.add(reports)

    def add(self, reports: Iterable[Report]) -> None:
        """Add reports: disputed ones put a warning on the card."""
        self._disputed |= {(report.guild, report.address) for report in reports if report.disputed}

    async def complain(self, complaint: Complaint) -> tuple[Report, bool]:
        """Add a complaint; return the report, and whether it is believed only now."""
        report = await self._store.add(complaint)
        known = self.of(complaint.guild, complaint.address)
        self.add([report])
        return report, report.disputed and not known

    def of(self, guild: int | None, address: Address) -> bool:
        """Return whether the card of an answer must warn."""
        return (guild or NO_GUILD, address) in self._disputed

    async def settle(self, guild: int, address: Address) -> bool:
        """Settle a report and remove its warning; False if somebody else was quicker."""
        settled = await self._store.settle(guild, address)
        self._disputed.discard((guild, address))
        return settled
