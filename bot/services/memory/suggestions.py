"""Suggestions in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.ports.records import Suggestion


@dataclass(slots=True)
class _Row:
    suggestion: Suggestion
    request: str
    quiet: bool = False
    """Whether its author wants to be told nothing."""
    due: datetime | None = None


class MemorySuggestions:
    """Suggestions by their number."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._last = 0

    async def add(self, suggestion: Suggestion, request: str) -> Suggestion:
        """Store a suggestion, once for each request."""
        for row in self._rows.values():
            if row.request == request:
                return row.suggestion
        self._last += 1
        self._rows[self._last] = _Row(replace(suggestion, id=self._last), request)
        return self._rows[self._last].suggestion

    async def open(self, guild: int, *, limit: int) -> tuple[Suggestion, ...]:
        """List what waits, oldest first."""
        found = (self._waiting(guild, number) for number in self._rows)
        return tuple(row.suggestion for row in found if row)[:limit]

    async def find(self, guild: int, suggestion: int) -> Suggestion | None:
        """Find a suggestion that waits."""
        row = self._waiting(guild, suggestion)
        return row.suggestion if row else None

    async def close(self, guild: int, suggestion: int) -> Suggestion | None:
        """Forget a suggestion and return it."""
        row = self._waiting(guild, suggestion)
        return self._rows.pop(suggestion).suggestion if row else None

    async def decline(self, guild: int, suggestion: int, reason: str, at: datetime) -> bool:
        """Store why a suggestion is declined."""
        row = self._waiting(guild, suggestion)
        if row is not None:
            row.suggestion, row.due = replace(row.suggestion, declined=reason), at
            if row.quiet:
                del self._rows[suggestion]
        return row is not None

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[Suggestion, ...]:
        """List whose author is to be told."""
        due = [(row.due, number) for number, row in self._rows.items() if row.due]
        return tuple(self._rows[number].suggestion for at, number in sorted(due) if at <= now)[
            :limit
        ]

    async def begin(self, suggestion: Suggestion, due: datetime) -> bool:
        """Note that an author is about to be told."""
        row = self._rows.get(suggestion.id)
        if row is not None:
            row.suggestion, row.due = replace(row.suggestion, tries=row.suggestion.tries + 1), due
        return row is not None

    async def end(self, suggestion: Suggestion) -> None:
        """Forget a suggestion."""
        self._rows.pop(suggestion.id, None)

    async def hush(self, user: int) -> int:
        """Stop telling somebody about their suggestions."""
        theirs = {
            number: row
            for number, row in self._rows.items()
            if row.suggestion.author == user and not row.quiet
        }
        for number, row in theirs.items():
            row.quiet = True
            if row.due is not None:
                del self._rows[number]
        return len(theirs)

    def of_user(self, user: int) -> tuple[Suggestion, ...]:
        """List somebody's suggestions."""
        found = (row.suggestion for row in self._rows.values())
        return tuple(suggestion for suggestion in found if suggestion.author == user)

    def forget_user(self, user: int) -> None:
        """Delete somebody's suggestions."""
        self._keep([number for number, row in self._rows.items() if row.suggestion.author != user])

    def forget_guild(self, guild: int) -> None:
        """Delete the suggestions of a server."""
        self._keep([number for number, row in self._rows.items() if row.suggestion.guild != guild])

    def _keep(self, numbers: list[int]) -> None:
        self._rows = {number: self._rows[number] for number in numbers}

    def _waiting(self, guild: int, number: int) -> _Row | None:
        row = self._rows.get(number)
        waits = row and row.suggestion.guild == guild and row.suggestion.declined is None
        return row if waits else None
