"""Proposals that a second moderator publishes exactly as they were shown."""

from bot.services.ports.clock import Clock
from bot.services.ports.proposed import (
    PROPOSAL_KEPT,
    Place,
    ProposalState,
    ProposalStore,
    ProposedChange,
)


class NotWaitingError(Exception):
    """A proposal cannot be published or sent back; `state` says what became of it."""

    def __init__(self, state: ProposalState | None) -> None:
        """`state` is None if the proposal is unknown, or is not the one that was shown."""
        self.state = state
        super().__init__(f"The proposal is {state or 'not kept'}.")


class Approvals:
    """Store proposals, and find them by the number and hash on their cards."""

    def __init__(self, store: ProposalStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def keep(self, change: ProposedChange) -> ProposedChange:
        """Store a proposal that nobody else sees yet, and return it with its number."""
        return await self._store.add(change)

    async def submit(self, change: ProposedChange, place: Place) -> tuple[Place, ...]:
        """Submit a proposal, its card at a place; return the cards that it replaces."""
        return await self._store.submit(change.id, place)

    async def find_waiting(self, guild: int, number: int, digest: str) -> ProposedChange:
        """Find what a card shows; raise `NotWaitingError` unless it can still be published.

        The hash matters as well: a database that was restored from a backup gives numbers again.
        """
        result = await self._find(guild, number, digest)
        if result.state is not ProposalState.WAITING:
            raise NotWaitingError(result.state)
        return result

    async def find_private(
        self, guild: int, number: int, digest: str, person: int
    ) -> ProposedChange:
        """Find what somebody's own preview shows; raise `NotWaitingError` unless it is open.

        Once it waits for others its author publishes it no more.
        """
        result = await self._find(guild, number, digest)
        if result.author != person:
            raise NotWaitingError(None)
        if result.state is not ProposalState.PRIVATE:
            raise NotWaitingError(result.state)
        return result

    async def find_shown(self, guild: int, number: int, digest: str, person: int) -> ProposedChange:
        """Find what a card or a person's own preview shows; raise `NotWaitingError`."""
        result = await self._find(guild, number, digest)
        private = result.state is ProposalState.PRIVATE and result.author == person
        if not private and result.state is not ProposalState.WAITING:
            raise NotWaitingError(result.state)
        return result

    async def _find(self, guild: int, number: int, digest: str) -> ProposedChange:
        result = await self._store.find(guild, number)
        if result is None or result.digest != digest:
            raise NotWaitingError(None)
        if result.at < self._clock() - PROPOSAL_KEPT:
            raise NotWaitingError(None)
        return result

    async def mark_published(self, change: ProposedChange) -> None:
        """Note that a proposal is in the ledger."""
        await self._store.settle(change.id, ProposalState.PUBLISHED)

    async def decline(self, change: ProposedChange) -> None:
        """Send a proposal back; raise `NotWaitingError` if somebody else was quicker."""
        await self._settle(change, ProposalState.DECLINED)

    async def discard(self, change: ProposedChange) -> None:
        """Discard a preview; raise `NotWaitingError` if it was published meanwhile."""
        await self._settle(change, ProposalState.DISCARDED)

    async def _settle(self, change: ProposedChange, state: ProposalState) -> None:
        if not await self._store.settle(change.id, state):
            result = await self._store.find(change.guild, change.id)
            raise NotWaitingError(result.state if result else None)
