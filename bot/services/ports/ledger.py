"""The ledger of a server's changes: append-only, so that nothing acknowledged is ever lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.kb.model.keys import Key
from bot.services.ports.shards import ALL, Shards

NO_PARENT = 0
"""The parent of the first change of an entry. A null would guard nothing: SQL lets two nulls
stand in a unique index."""


class ChangeKind(StrEnum):
    """What a change does to an entry, in its own server only."""

    WRITE = "write"
    """Add an entry, or cover the shared one."""
    HIDE = "hide"
    """Retire it: cover the shared entry with nothing."""
    CLEAR = "clear"
    """The server's own text goes: the shared entry shows, if there is one."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of one entry before it is in the ledger."""

    key: Key
    parent: int
    """The revision that the editor saw: of the server's newest change of this entry, or 0."""
    kind: ChangeKind
    body: str | None = None
    """The entry as `print_entry` writes it; only a `WRITE` has one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes made together: all are kept or none, and one undo takes all of them back."""

    guild: int
    request: str
    """Names the press or command that asked for it; a repeated one returns the first result."""
    actor: int
    reason: str
    at: datetime
    proposals: tuple[Proposal, ...]
    """At most one for each entry."""


@dataclass(frozen=True, slots=True)
class FaqChange:
    """One row of the ledger."""

    revision: int
    """Grows with every change of every server; never used twice."""
    guild: int
    key: Key
    parent: int
    kind: ChangeKind
    body: str | None
    batch: str
    """Names the changes that were made together, in 16 hexadecimal digits."""
    request: str
    actor: int | None
    """None once that person asked to be forgotten."""
    reason: str
    at: datetime


class ConflictError(Exception):
    """Somebody else changed the entry first."""

    def __init__(self, theirs: tuple[FaqChange, ...]) -> None:
        self.theirs = theirs
        super().__init__("Somebody else changed this entry first.")


def refuse_conflicts(batch: Batch, newest: Mapping[Key, FaqChange | None]) -> None:
    """Raise `ConflictError` unless every parent is the newest change of its entry."""
    late = []
    for proposal in batch.proposals:
        change = newest.get(proposal.key)
        if proposal.parent != (change.revision if change else NO_PARENT):
            late.append(change)
    if late:
        raise ConflictError(tuple(change for change in late if change))


class LedgerError(Exception):
    """The database cannot be read or written now; the message says why, for the log."""


class UnsureError(LedgerError):
    """The connection broke during a commit: the change may have been kept or not."""


class FaqLedger(Protocol):
    """Store what servers change; every method raises `LedgerError`."""

    async def append(self, batch: Batch) -> tuple[FaqChange, ...]:
        """Store a batch and return its changes once they are safe on disk.

        A request that is known already returns its first result. Raise `ConflictError` if a
        parent is not the newest change of its entry.
        """
        ...

    async def current(
        self, guild: int | None = None, shards: Shards = ALL
    ) -> tuple[FaqChange, ...]:
        """List the newest change of every entry, oldest first: of one server, or of some shards."""
        ...

    async def since(self, revision: int) -> tuple[FaqChange, ...]:
        """List every change after a revision, oldest first."""
        ...

    async def history(self, guild: int, key: Key) -> tuple[FaqChange, ...]:
        """List every change of an entry in a server, newest first."""
        ...

    async def batch(self, guild: int, batch: str) -> tuple[FaqChange, ...]:
        """List the changes that were made together in a server; none if there is no such batch."""
        ...

    async def revision(self) -> int:
        """Return the revision of the newest change, or 0."""
        ...
