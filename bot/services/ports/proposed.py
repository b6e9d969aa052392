"""Changes that were shown in a preview: never altered once they are kept, only settled.

Some wait for a second moderator. A card shows one of them and names it with the hash of its text:
what is published is what was shown, whatever its author typed afterward.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.kb.model.keys import Address

PROPOSAL_KEPT = timedelta(days=30)

WRITE = "write"
"""The action of a proposal that has a text; any other is a step of `bot.chat` without one."""

_DIGEST = 16
"""Hexadecimal digits of a hash in a `custom_id`: nobody finds another text with the same 64 bits
that is also an entry."""


class ProposalState(StrEnum):
    """How far a proposal has come."""

    PRIVATE = "private"
    """Its author alone has seen it."""
    WAITING = "waiting"
    """It is shown to the other moderators."""
    SUPERSEDED = "superseded"
    """Its author proposed another text since."""
    PUBLISHED = "published"
    DECLINED = "declined"
    DISCARDED = "discarded"
    """Its author gave it up before anybody else saw it."""

    @property
    def is_open(self) -> bool:
        """Whether it may still be published."""
        return self in (ProposalState.PRIVATE, ProposalState.WAITING)


OPEN = tuple(state for state in ProposalState if state.is_open)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the card of a proposal stands."""

    channel: int
    message: int


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """A change of one entry as its author proposed it."""

    guild: int
    author: int
    about: str
    """The name of the form and what it is about: a later one of the same name replaces it."""
    address: Address
    parent: int
    """The revision that its author saw, or 0."""
    action: str
    """`WRITE`, or the name of a step."""
    body: str | None
    """The whole entry as `print_entry` writes it; only `WRITE` has one."""
    reason: str
    at: datetime
    state: ProposalState = ProposalState.PRIVATE
    place: Place | None = None
    """None until its card was sent."""
    id: int = 0
    """Given by the store."""

    @property
    def digest(self) -> str:
        """Hash what would be published, in 16 hexadecimal digits."""
        what = (self.guild, self.author, str(self.address), self.parent, self.action)
        text = json.dumps((*what, self.body, self.reason))
        return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


class ProposalStore(Protocol):
    """Store proposals for 30 days; every method raises `LedgerError`."""

    async def add(self, change: ProposedChange) -> ProposedChange:
        """Store a proposal, and return it with a number of its own."""
        ...

    async def find(self, guild: int, number: int) -> ProposedChange | None:
        """Find a proposal of a server."""
        ...

    async def submit(self, number: int, place: Place) -> tuple[Place, ...]:
        """Submit a private proposal for approval; its card stands at a place.

        The author's others of the same name are superseded; return where their cards stand.
        """
        ...

    async def settle(self, number: int, state: ProposalState) -> bool:
        """Change the state of an open proposal; False if somebody else was quicker."""
        ...
