"""The connections to Discord as an operator sees them, whichever client has them now."""

import time

import discord

from bot.chat.client import AlmanacBot
from bot.services.ports.monitoring import Monitor, ShardState


class Gateway:
    """Follow one client after another, and count what comes over their connections."""

    def __init__(self, monitor: Monitor) -> None:
        self._monitor = monitor
        self._bot: AlmanacBot | None = None

    def follow(self, bot: AlmanacBot) -> AlmanacBot:
        """Observe this client from now on, and return it."""
        self._bot = bot
        bot.add_listener(self._on_event, "on_socket_event_type")
        bot.add_listener(self._on_disconnect, "on_shard_disconnect")
        return bot

    def shards(self) -> tuple[ShardState, ...]:
        """Return the state of each connection of the client; () until it is ready."""
        bot = self._bot
        if bot is None or bot.is_closed() or not bot.is_ready():
            return ()
        return tuple(_state(shard) for shard in bot.shards.values())

    async def _on_event(self, event: str) -> None:
        self._monitor.record_gateway_event(event)

    async def _on_disconnect(self, _shard: int) -> None:
        self._monitor.record_gateway_event("disconnect")


def _state(shard: discord.ShardInfo) -> ShardState:
    latency = shard.latency
    known = latency if 0 <= latency < float("inf") else None
    return ShardState(shard.id, not shard.is_closed(), known, _overdue(shard))


def _overdue(shard: discord.ShardInfo) -> float:
    """Measure for how long the acknowledgement of a heartbeat has been overdue.

    discord.py tells the latency of the last acknowledgement, and nothing of one that never comes:
    its own patience is over a minute. So this looks inside, and a test breaks if that changes. The
    time of the last heartbeat is no help: a thread notes it, often after its acknowledgement came.
    """
    alive = shard._parent.ws._keep_alive  # noqa: SLF001
    if alive is None or alive.interval is None:
        return 0.0
    return max(0.0, time.perf_counter() - alive._last_ack - alive.interval)  # noqa: SLF001
