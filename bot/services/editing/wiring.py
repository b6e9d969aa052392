"""What moderators change: previews, approvals, and the changes themselves."""

from dataclasses import dataclass

from bot.services.answering.meaning import Sensing
from bot.services.background.lane import Lane
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.approvals import Approvals
from bot.services.editing.editor import Editor
from bot.services.ports.clock import Clock
from bot.services.ports.monitoring import Monitor
from bot.services.ports.stores import Stores
from bot.services.previews.impact import ImpactChecks
from bot.services.previews.previews import Previews
from bot.services.servers.wiring import ServerServices


@dataclass(frozen=True, slots=True, kw_only=True)
class EditingServices:
    """The services of this room and of the previews, for the wiring alone."""

    editor: Editor
    previews: Previews
    approvals: Approvals
    impacts: ImpactChecks
    lane: Lane


def wire_editing(
    stores: Stores,
    snapshots: SnapshotHolder,
    clock: Clock,
    *,
    monitor: Monitor,
    servers: ServerServices,
    sensing: Sensing,
) -> EditingServices:
    """Wire the services of both rooms; all checks take turns in one lane."""
    lane = Lane(idle=sensing.idle)
    impacts = ImpactChecks(snapshots, lane)
    return EditingServices(
        editor=Editor(
            stores.ledger,
            stores.drafts,
            snapshots,
            clock,
            monitor,
            lane,
            lambda guild: servers.settings.of(guild).allows_invites,
        ),
        previews=Previews(snapshots, impacts, servers.names, clock),
        approvals=Approvals(stores.proposals, clock),
        impacts=impacts,
        lane=lane,
    )
