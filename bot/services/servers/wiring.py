"""What is known of each server, and which of them are this process's to look after."""

from dataclasses import dataclass

from bot.services.content.snapshot import SnapshotHolder
from bot.services.ports.clock import Clock
from bot.services.ports.shards import Shards
from bot.services.ports.stores import Stores
from bot.services.servers.boards import PinnedBoards
from bot.services.servers.drafts import Drafts
from bot.services.servers.identifying import IdentifyTurns
from bot.services.servers.leases import Leases
from bot.services.servers.memberships import Memberships
from bot.services.servers.names import ServerNames
from bot.services.servers.settings import Servers


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerServices:
    """The services of this room, for the wiring alone."""

    settings: Servers
    names: ServerNames
    memberships: Memberships
    drafts: Drafts
    boards: PinnedBoards
    leases: Leases
    turns: IdentifyTurns | None
    """None if no other process can have shards of the same bot."""


def wire_servers(
    stores: Stores, snapshots: SnapshotHolder, clock: Clock, shards: Shards
) -> ServerServices:
    """Wire the services of this room."""
    settings = Servers(stores.guilds)
    return ServerServices(
        settings=settings,
        names=ServerNames(),
        memberships=Memberships(stores.guilds, stores.ledger, settings, snapshots, clock),
        drafts=Drafts(stores.drafts, stores.people, clock),
        boards=PinnedBoards(stores.boards),
        leases=Leases(stores.processes, shards),
        turns=IdentifyTurns(stores.processes) if stores.processes else None,
    )
