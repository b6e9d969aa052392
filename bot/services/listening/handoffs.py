"""Questions that people bring to the moderators of a server, and the replies on their way back."""

from collections.abc import AsyncGenerator

from bot.services.ports.clock import Clock
from bot.services.ports.handoffs import MOST_HANDOFFS, Handoff, HandoffStore
from bot.services.ports.retrying import MOST_DUE, next_try

MOST_TRIES = 20
"""Tries to tell somebody of a reply: about three days. Then it is forgotten that they asked."""

MOST_LISTED = 25
"""Questions that one look at the inbox goes through."""


class Handoffs:
    """Bring questions to the moderators, and each reply to its asker once.

    Every method raises `LedgerError`.
    """

    def __init__(self, store: HandoffStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def ask(
        self,
        question: str,
        guild: int,
        asker: int,
        request: str,
        *,
        link: str = "",
        channel: int | None = None,
        locale: str | None = None,
    ) -> Handoff | None:
        """Store a masked question, once for each request; None if too many of the asker wait.

        `link` is shown to moderators; the reply goes to the `channel`, or by direct message.
        """
        handoff = Handoff(guild, asker, question, self._clock(), link, channel, locale)
        return await self._store.add(handoff, request, most=MOST_HANDOFFS)

    async def waiting(self, guild: int) -> tuple[Handoff, ...]:
        """List what waits for a reply in a server, oldest first."""
        return await self._store.open(guild, limit=MOST_LISTED)

    async def find(self, guild: int, number: int) -> Handoff | None:
        """Find a question that waits in a server."""
        return await self._store.find(guild, number)

    async def answer(self, guild: int, number: int, reply: str) -> bool:
        """Queue a reply for the asker; an empty one says that there is none.

        False if it does not wait anymore.
        """
        return await self._store.answer(guild, number, reply, self._clock())

    async def due(self) -> AsyncGenerator[Handoff, None]:
        """Yield the questions whose asker is to be told by now."""
        for handoff in await self._store.to_tell(self._clock(), limit=MOST_DUE):
            yield handoff

    async def begin(self, handoff: Handoff) -> bool:
        """Note that an asker is about to be told; False if they do not want it anymore.

        It comes first, and names the moment of the next try, as for wishes (`gaps.py`).
        """
        if handoff.tries >= MOST_TRIES:
            await self._store.end(handoff)
            return False
        return await self._store.begin(handoff, next_try(self._clock(), handoff.tries))

    async def end(self, handoff: Handoff) -> None:
        """Forget a question whose asker was told, or cannot be."""
        await self._store.end(handoff)

    async def withdraw(self, person: int) -> int:
        """Withdraw everything that a person asked the moderators; return how many questions."""
        return await self._store.withdraw(person)
