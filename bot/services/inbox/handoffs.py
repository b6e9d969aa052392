"""Questions that people bring to the moderators of a server, and the replies on their way back."""

from bot.services.ports.clock import Clock
from bot.services.ports.handoffs import MOST_HANDOFFS, Handoff, HandoffStore
from bot.services.ports.retrying import StoredOutbox

MOST_LISTED = 25
"""Questions that one look at the inbox goes through."""


class Handoffs(StoredOutbox[Handoff]):
    """Bring questions to the moderators, and each reply to its asker once.

    Every method raises `LedgerError`.
    """

    def __init__(self, store: HandoffStore, clock: Clock) -> None:
        super().__init__(store, clock)
        self._store = store

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

    async def withdraw(self, person: int) -> int:
        """Withdraw everything that a person asked the moderators; return how many questions."""
        return await self._store.withdraw(person)
