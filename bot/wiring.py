"""Where the services meet: each room is wired over those below it, by plain constructor calls."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.pictures.gallery import Gallery
from bot.services.answering.meaning import Meaning
from bot.services.answering.wiring import AnsweringServices, wire_answering
from bot.services.content.disputes import Disputes
from bot.services.content.reloading import BaseStatus
from bot.services.content.snapshot import SnapshotHolder
from bot.services.conversation.wiring import ConversationServices, wire_conversation
from bot.services.editing.wiring import EditingServices, wire_editing
from bot.services.listening.wiring import ListeningServices, wire_listening
from bot.services.ports.clock import Clock, system_clock
from bot.services.ports.monitoring import UNMONITORED, Monitor
from bot.services.ports.shards import ALL, Shards
from bot.services.ports.stores import Stores
from bot.services.servers.wiring import ServerServices, wire_servers


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Every service by its room, for the wiring alone: a part is handed those that it needs."""

    stores: Stores
    shards: Shards
    clock: Clock
    monitor: Monitor
    snapshots: SnapshotHolder
    base: BaseStatus
    disputes: Disputes
    servers: ServerServices
    answering: AnsweringServices
    conversation: ConversationServices
    listening: ListeningServices
    editing: EditingServices

    def in_memory(self) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """Describe how each thing is read that is held in memory beside the ledger."""
        return {
            "settings": self.servers.settings.load,
            "preferences": self.conversation.preferences.load,
            "reports": self.disputes.load,
        }

    async def load(self) -> None:
        """Read into memory what answers need; raise `LedgerError`."""
        for load in self.in_memory().values():
            await load()
        self.snapshots.apply(await self.stores.ledger.current(shards=self.shards))


def wire(
    snapshots: SnapshotHolder,
    stores: Stores,
    clock: Clock = system_clock,
    meaning: Meaning | None = None,
    monitor: Monitor = UNMONITORED,
    shards: Shards = ALL,
) -> Services:
    """Wire the services over what is known and what is kept; `Services.load` reads the latter."""
    disputes, servers = Disputes(stores.reports), wire_servers(stores, snapshots, clock, shards)
    answering = wire_answering(
        snapshots,
        clock,
        meaning=meaning,
        disputes=disputes,
        names=servers.names,
        painter=Gallery(),
    )
    conversation = wire_conversation(stores, snapshots, clock, answering)
    listening = wire_listening(
        stores,
        snapshots,
        clock,
        monitor=monitor,
        disputes=disputes,
        answers=answering.answers,
        conversation=conversation,
        leases=servers.leases,
    )
    return Services(
        stores=stores,
        shards=shards,
        clock=clock,
        monitor=monitor,
        snapshots=snapshots,
        base=BaseStatus(),
        disputes=disputes,
        servers=servers,
        answering=answering,
        conversation=conversation,
        listening=listening,
        editing=wire_editing(
            stores,
            snapshots,
            clock,
            monitor=monitor,
            servers=servers,
            sensing=answering.answers.sensing,
        ),
    )
