"""Questions that people bring to a moderator, and the port that keeps them until they are told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.services.ports.retrying import OutboxStore

HANDOFF_KEPT = timedelta(days=30)
"""How long a question to a person is kept at most, answered or not."""

MOST_HANDOFFS = 3
"""Questions of one person that wait in one server: an inbox that one person fills helps nobody."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """A question that somebody asks a person, until they are told the reply."""

    guild: int
    """The server whose moderators are asked."""
    asker: int
    question: str
    """Masked already."""
    at: datetime
    link: str = ""
    """The address of where it was asked, if the asker lets moderators see it."""
    channel: int | None = None
    """Where the reply goes; None for a direct message."""
    locale: str | None = None
    """The language to tell it in, as Discord calls it; None for English."""
    id: int = 0
    """Given by the store."""
    reply: str | None = None
    """What a moderator wrote; empty if it was closed without a reply, None as long as it waits."""
    tries: int = 0
    """How often telling was begun and not known to have come to an end."""


class HandoffStore(OutboxStore[Handoff], Protocol):
    """Store questions to a person until their asker is told, 30 days at most."""

    async def add(self, handoff: Handoff, request: str, *, most: int) -> Handoff | None:
        """Store a question; a repeated request returns the first one.

        None if so many of the same person wait in that server already.
        """
        ...

    async def open(self, guild: int, *, limit: int) -> tuple[Handoff, ...]:
        """List what waits for a reply, oldest first."""
        ...

    async def find(self, guild: int, handoff: int) -> Handoff | None:
        """Find a question that waits in a server."""
        ...

    async def answer(self, guild: int, handoff: int, reply: str, at: datetime) -> bool:
        """Store the reply, which is to be told from then on; empty closes it without one.

        False if it does not wait: somebody else was quicker, or its asker took it back.
        """
        ...

    async def withdraw(self, user: int) -> int:
        """Forget everything that somebody asked a person; return how many questions."""
        ...
