"""The ledger in memory."""

import secrets
from dataclasses import replace

from bot.kb.model.keys import Key
from bot.services.ports.ledger import NO_PARENT, Batch, FaqChange, refuse_conflicts
from bot.services.ports.shards import ALL, Shards


class MemoryLedger:
    """A list of changes that is only ever appended to."""

    def __init__(self) -> None:
        self._changes: list[FaqChange] = []
        self._newest: dict[tuple[int, Key], FaqChange] = {}
        self._revision = 0

    async def append(self, batch: Batch) -> tuple[FaqChange, ...]:
        """Store a batch, return a repeated one's first result, or raise `ConflictError`."""
        first = tuple(
            one for one in self._changes if (one.guild, one.request) == (batch.guild, batch.request)
        )
        if first:
            return first
        newest = {one.key: self._newest.get((batch.guild, one.key)) for one in batch.proposals}
        refuse_conflicts(batch, newest)
        name = secrets.token_hex(8)
        changes = tuple(
            FaqChange(
                revision=number,
                guild=batch.guild,
                key=one.key,
                parent=one.parent,
                kind=one.kind,
                body=one.body,
                batch=name,
                request=batch.request,
                actor=batch.actor,
                reason=batch.reason,
                at=batch.at,
            )
            for number, one in enumerate(batch.proposals, self._revision + 1)
        )
        self._revision += len(changes)
        self._changes += changes
        self._newest |= {(one.guild, one.key): one for one in changes}
        return changes

    async def current(
        self, guild: int | None = None, shards: Shards = ALL
    ) -> tuple[FaqChange, ...]:
        """List the newest change of every entry."""
        theirs = [change for change in self._newest.values() if guild in (None, change.guild)]
        result = [change for change in theirs if shards.have(change.guild)]
        return tuple(sorted(result, key=lambda change: change.revision))

    async def since(self, revision: int) -> tuple[FaqChange, ...]:
        """List every change after a revision."""
        return tuple(change for change in self._changes if change.revision > revision)

    async def history(self, guild: int, key: Key) -> tuple[FaqChange, ...]:
        """List every change of an entry, newest first."""
        return tuple(one for one in reversed(self._changes) if (one.guild, one.key) == (guild, key))

    async def batch(self, guild: int, batch: str) -> tuple[FaqChange, ...]:
        """List the changes that were made together."""
        return tuple(one for one in self._changes if (one.guild, one.batch) == (guild, batch))

    async def revision(self) -> int:
        """Return the newest revision."""
        return max((change.revision for change in self._changes), default=NO_PARENT)

    def of_actor(self, user: int) -> tuple[FaqChange, ...]:
        """List what somebody changed."""
        return tuple(change for change in self._changes if change.actor == user)

    def forget_actor(self, user: int) -> None:
        """Drop the actor of every change of somebody."""
        self._keep(
            [replace(one, actor=None) if one.actor == user else one for one in self._changes]
        )

    def forget_guild(self, guild: int) -> None:
        """Delete the changes of a server."""
        self._keep([change for change in self._changes if change.guild != guild])

    def _keep(self, changes: list[FaqChange]) -> None:
        self._changes = changes
        self._newest = {(change.guild, change.key): change for change in changes}
