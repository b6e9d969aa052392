"""Where cards of what waits stand in inbox channels, and the port that keeps it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class ItemKind(StrEnum):
    """What a card shows; one letter, as in the names of what waits (`g12`)."""

    HANDOFF = "h"
    REPORT = "r"
    GAP = "g"
    SUGGESTION = "s"


@dataclass(frozen=True, slots=True)
class InboxCard:
    """A message with the buttons of one thing that waits, until that is settled."""

    guild: int
    channel: int
    message: int
    kind: ItemKind
    number: int
    about: str = ""
    """A gap's question or a report's address, to say what was settled.

    Empty for what a person wrote: it is forgotten with that.
    """


class InboxCardStore(Protocol):
    """Remember where cards stand until what they show is settled, however that came."""

    async def keep(self, card: InboxCard) -> None:
        """Remember a card, in the place of what was known of that message."""
        ...

    async def find(self, channel: int, message: int) -> InboxCard | None:
        """Find the card that stands in a message."""
        ...

    async def settled(self, *, limit: int) -> tuple[InboxCard, ...]:
        """List the cards of what waits no more, of all servers, oldest first."""
        ...

    async def forget(self, channel: int, message: int) -> None:
        """Forget a card: it has no buttons anymore, or is out of reach."""
        ...
