"""Questions to a person in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.ports.handoffs import Handoff


@dataclass(slots=True)
class _Row:
    handoff: Handoff
    request: str
    due: datetime | None = None


class MemoryHandoffs:
    """Questions to a person by their number."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._last = 0

    async def add(self, handoff: Handoff, request: str, *, most: int) -> Handoff | None:
        """Store a question, once for each request."""
        for row in self._rows.values():
            if row.request == request:
                return row.handoff
        waiting = await self.open(handoff.guild, limit=len(self._rows))
        if sum(one.asker == handoff.asker for one in waiting) >= most:
            return None
        self._last += 1
        stored = replace(handoff, id=self._last)
        self._rows[self._last] = _Row(stored, request)
        return stored

    async def open(self, guild: int, *, limit: int) -> tuple[Handoff, ...]:
        """List what waits, oldest first."""
        all_ = (row.handoff for row in self._rows.values())
        return tuple(one for one in all_ if one.guild == guild and one.reply is None)[:limit]

    async def find(self, guild: int, handoff: int) -> Handoff | None:
        """Find a question that waits."""
        row = self._waiting(guild, handoff)
        return row.handoff if row else None

    async def answer(self, guild: int, handoff: int, reply: str, at: datetime) -> bool:
        """Store the reply."""
        row = self._waiting(guild, handoff)
        if row is not None:
            row.handoff, row.due = replace(row.handoff, reply=reply), at
        return row is not None

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[Handoff, ...]:
        """List whose asker is to be told."""
        due = [(row.due, row.handoff) for row in self._rows.values() if row.due and row.due <= now]
        return tuple(one for _, one in sorted(due, key=lambda pair: (pair[0], pair[1].id)))[:limit]

    async def begin(self, handoff: Handoff, due: datetime) -> bool:
        """Note that somebody is about to be told."""
        row = self._rows.get(handoff.id)
        if row is None or row.handoff.tries != handoff.tries:
            return False
        row.handoff, row.due = replace(row.handoff, tries=row.handoff.tries + 1), due
        return True

    async def end(self, handoff: Handoff) -> None:
        """Forget a question."""
        self._rows.pop(handoff.id, None)

    async def withdraw(self, user: int) -> int:
        """Forget what somebody asked."""
        before = len(self._rows)
        self.forget_user(user)
        return before - len(self._rows)

    def of_user(self, user: int) -> tuple[Handoff, ...]:
        """List what somebody asked."""
        return tuple(row.handoff for row in self._rows.values() if row.handoff.asker == user)

    def expire(self, before: datetime) -> None:
        """Delete old questions."""
        self._keep([number for number, row in self._rows.items() if row.handoff.at >= before])

    def forget_user(self, user: int) -> None:
        """Delete what somebody asked."""
        self._keep([number for number, row in self._rows.items() if row.handoff.asker != user])

    def forget_guild(self, guild: int) -> None:
        """Delete what was asked in a server."""
        self._keep([number for number, row in self._rows.items() if row.handoff.guild != guild])

    def _keep(self, numbers: list[int]) -> None:
        self._rows = {number: self._rows[number] for number in numbers}

    def _waiting(self, guild: int, number: int) -> _Row | None:
        row = self._rows.get(number)
        waits = row is not None and row.handoff.guild == guild and row.handoff.reply is None
        return row if waits else None
