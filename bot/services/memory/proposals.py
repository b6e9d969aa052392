"""Proposals in memory."""

from dataclasses import replace
from datetime import datetime

from bot.services.ports.proposed import Place, ProposalState, ProposedChange


class MemoryProposals:
    """Proposals by their number."""

    def __init__(self) -> None:
        self._kept: dict[int, ProposedChange] = {}
        self._last = 0

    async def add(self, change: ProposedChange) -> ProposedChange:
        """Store a proposal."""
        self._last += 1
        stored = self._kept[self._last] = replace(change, id=self._last)
        return stored

    async def find(self, guild: int, number: int) -> ProposedChange | None:
        """Find a proposal."""
        result = self._kept.get(number)
        return result if result and result.guild == guild else None

    async def submit(self, number: int, place: Place) -> tuple[Place, ...]:
        """Submit a proposal, replacing the author's others of the same name."""
        change = self._kept.get(number)
        if change is None:
            return ()
        replaced = [
            one
            for one in self._kept.values()
            if one.state is ProposalState.WAITING
            and (one.guild, one.author, one.about) == (change.guild, change.author, change.about)
        ]
        for one in replaced:
            self._kept[one.id] = replace(one, state=ProposalState.SUPERSEDED)
        self._kept[number] = replace(change, state=ProposalState.WAITING, place=place)
        return tuple(one.place for one in replaced if one.place)

    async def settle(self, number: int, state: ProposalState) -> bool:
        """Change the state of an open proposal."""
        result = self._kept.get(number)
        if result is None or not result.state.is_open:
            return False
        self._kept[number] = replace(result, state=state)
        return True

    def of_user(self, user: int) -> tuple[ProposedChange, ...]:
        """List what somebody proposed."""
        return tuple(change for change in self._kept.values() if change.author == user)

    def expire(self, before: datetime) -> None:
        """Delete old proposals."""
        self._kept = {number: one for number, one in self._kept.items() if one.at >= before}

    def forget_user(self, user: int) -> None:
        """Delete what somebody proposed."""
        self._kept = {number: one for number, one in self._kept.items() if one.author != user}

    def forget_guild(self, guild: int) -> None:
        """Delete the proposals of a server."""
        self._kept = {number: one for number, one in self._kept.items() if one.guild != guild}
