"""Gaps in memory."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.kb.model.keys import Address
from bot.services.ports.records import (
    SECRET_BYTES,
    Asking,
    CloseReason,
    Gap,
    GrantedWish,
    Wish,
    hashed,
)


@dataclass(slots=True)
class _Row:
    gap: Gap
    key: bytes | None
    """None once nobody may be told apart anymore."""
    hashes: set[bytes] = field(default_factory=set)
    waiting: dict[int, str | None] = field(default_factory=dict)
    """Who waits, and the language of each."""

    @property
    def now(self) -> Gap:
        return replace(self.gap, waiting=len(self.waiting))

    def forget_people(self) -> None:
        self.key = None
        self.hashes.clear()

    def wishes(self) -> tuple[Wish, ...]:
        return tuple(Wish(user, self.gap.text, locale) for user, locale in self.waiting.items())


class MemoryGaps:
    """Gaps by server and group; a closed one leaves, a declined group stays away."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, str], _Row] = {}
        self._declined: set[tuple[int, str]] = set()
        self._granted: dict[int, tuple[datetime, GrantedWish]] = {}
        self._last_granted = 0
        self._last = 0

    def count(self, asking: Asking) -> None:
        """Count an asking."""
        if (asking.guild, asking.group) in self._declined:
            return
        row = self._row(asking)
        people = row.gap.people + (not asking.again)
        if row.key is not None:
            row.hashes.add(hashed(row.key, asking.person))
            people = len(row.hashes)
        row.gap = replace(row.gap, askings=row.gap.askings + 1, people=people, last=asking.at)

    async def send(self, asking: Asking) -> Gap:
        """Show a question to the moderators."""
        self._declined.discard((asking.guild, asking.group))
        row = self._row(asking)
        row.gap = replace(row.gap, sent=True)
        return row.now

    async def wait(self, asking: Asking, locale: str | None = None) -> Gap:
        """Remember that the asker waits, and in which language."""
        self._declined.discard((asking.guild, asking.group))
        row = self._row(asking)
        row.waiting[asking.person] = locale
        return row.now

    async def open(self, guild: int, *, ready: bool, limit: int) -> tuple[Gap, ...]:
        """List open gaps, those first whose answer helps most people."""
        gaps = [row.now for row in self._rows.values()]
        result = [gap for gap in gaps if gap.guild == guild and (gap.ready or not ready)]
        return tuple(sorted(result, key=lambda gap: (-gap.helps, -gap.askings, gap.id))[:limit])

    async def find(self, guild: int, gap: int) -> Gap | None:
        """Find an open gap."""
        row = self._by_id(guild, gap)
        return row.now if row else None

    async def show(self, guild: int, gap: int) -> None:
        """Note that moderators saw it."""
        row = self._by_id(guild, gap)
        if row:
            row.gap = replace(row.gap, shown=True)
            row.forget_people()

    async def close(self, guild: int, gap: int, reason: CloseReason) -> tuple[Wish, ...] | None:
        """Close a gap, and return who waits."""
        row = self._by_id(guild, gap)
        if row is None:
            return None
        del self._rows[guild, row.gap.group]
        if reason is CloseReason.DECLINED:
            self._declined.add((guild, row.gap.group))
        return row.wishes()

    async def grant(self, guild: int, gap: int, address: Address, at: datetime) -> bool:
        """Close a gap that has an answer, and keep who is to be told of it."""
        waited = await self.close(guild, gap, CloseReason.ANSWERED)
        for wish in waited or ():
            self._last_granted += 1
            granted = GrantedWish(self._last_granted, guild, address, wish, 0)
            self._granted[granted.id] = (at, granted)
        return waited is not None

    async def to_tell(self, now: datetime, *, limit: int) -> tuple[GrantedWish, ...]:
        """List who is to be told."""
        due = [(at, wish.id, wish) for at, wish in self._granted.values() if at <= now]
        return tuple(wish for _at, _id, wish in sorted(due)[:limit])

    async def begin(self, wish: GrantedWish, due: datetime) -> bool:
        """Note that somebody is about to be told."""
        _at, known = self._granted.get(wish.id, (due, None))
        if known is None or known.tries != wish.tries:
            return False
        self._granted[wish.id] = (due, replace(known, tries=known.tries + 1))
        return True

    async def end(self, wish: GrantedWish) -> None:
        """Forget somebody who was told."""
        self._granted.pop(wish.id, None)

    def expire(self, before: datetime) -> None:
        """Forget people behind old gaps, and old gaps that nobody may read and nobody waits for."""
        for place, row in list(self._rows.items()):
            if row.gap.first < before:
                if not row.gap.ready and not row.waiting:
                    del self._rows[place]
                else:
                    row.forget_people()

    async def leave(self, user: int) -> int:
        """Forget that somebody waits."""
        waited = len(self.waiting(user))
        for row in self._rows.values():
            row.waiting.pop(user, None)
        self._forget_granted(user)
        return waited

    def waiting(self, user: int) -> tuple[Wish, ...]:
        """List what somebody waits for."""
        waiting = [wish for row in self._rows.values() for wish in row.wishes()]
        granted = [one.wish for _due, one in self._granted.values()]
        return tuple(wish for wish in (*waiting, *granted) if wish.user == user)

    def hashes(self, user: int) -> int:
        """Count the gaps that know somebody by a hash."""
        return sum(
            row.key is not None and hashed(row.key, user) in row.hashes
            for row in self._rows.values()
        )

    def forget_user(self, user: int) -> None:
        """Delete the hashes of somebody, and that they wait."""
        self._forget_granted(user)
        for row in self._rows.values():
            row.waiting.pop(user, None)
            if row.key is not None:
                row.hashes.discard(hashed(row.key, user))

    def forget_guild(self, guild: int) -> None:
        """Delete the gaps of a server, and whom to tell of its answers."""
        self._keep_granted(lambda wish: wish.guild != guild)
        self._rows = {place: row for place, row in self._rows.items() if place[0] != guild}
        self._declined = {place for place in self._declined if place[0] != guild}

    def _forget_granted(self, user: int) -> None:
        self._keep_granted(lambda wish: wish.wish.user != user)

    def _keep_granted(self, wanted: Callable[[GrantedWish], bool]) -> None:
        self._granted = {at: row for at, row in self._granted.items() if wanted(row[1])}

    def _row(self, asking: Asking) -> _Row:
        place = (asking.guild, asking.group)
        if place not in self._rows:
            self._last += 1
            gap = Gap(
                id=self._last,
                guild=asking.guild,
                group=asking.group,
                text=asking.text,
                askings=0,
                people=0,
                sent=False,
                shown=False,
                first=asking.at,
                last=asking.at,
            )
            self._rows[place] = _Row(gap, secrets.token_bytes(SECRET_BYTES))
        return self._rows[place]

    def _by_id(self, guild: int, gap: int) -> _Row | None:
        result = (row for row in self._rows.values() if (row.gap.guild, row.gap.id) == (guild, gap))
        return next(result, None)
