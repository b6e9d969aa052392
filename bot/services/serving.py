"""Remember where public answers stand, without who asked, so that they can be corrected."""

from bot.services.answer import Answer
from bot.services.clock import Clock
from bot.services.records import Served
from bot.services.stores import ServedStore


class Serving:
    """Remember public answers; nothing of it waits."""

    def __init__(self, store: ServedStore, clock: Clock) -> None:
        """Take where they are remembered, and the time."""
        self._store = store
        self._clock = clock

    def remember(
        self, answer: Answer, guild: int | None, channel: int | None, message: int | None
    ) -> None:
        """Remember an answer in a channel of a server; elsewhere it cannot be edited later."""
        if guild is None or channel is None or message is None:
            return
        served = Served(guild, channel, message, answer.address, answer.revision, self._clock())
        self._store.remember(served)
