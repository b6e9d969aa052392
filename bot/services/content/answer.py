"""An answer: what is said at an address on a given day, with its sources and what to mind."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.kb.model.entries import Entry
from bot.kb.model.facts import Fact, Source
from bot.kb.model.keys import Address
from bot.kb.model.languages import ORIGINAL
from bot.services.content.caveats import Caveat, CaveatKind
from bot.services.content.conditions import Condition

REVISION_LENGTH = 8
"""Hexadecimal digits that tell two texts of one entry apart in a `custom_id`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: another answer and what it is called."""

    address: Address
    title: str


@dataclass(frozen=True, slots=True)
class Authorship:
    """A server's moderators wrote the words of an answer, on a day."""

    day: date
    server: str = ""
    """The name of the server; empty if it is not known."""
    verified: date | None = None
    """The day on which they read its sources; None if they have not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said, who says so, and how fresh it is; nothing in it depends on Discord."""

    address: Address
    title: str
    """The question as understood, so that a wrong match is seen at once."""
    summary: str
    points: tuple[str, ...]
    more: str
    sources: tuple[Source, ...]
    checked: date | None
    """The oldest day on which somebody read what it rests on; None if no page shows a day."""
    reviewed: date
    """The day on which an editor last looked at the entry as a whole."""
    next_review: date
    """The first day by which the entry, or a claim that it quotes, must be looked at again."""
    verified: bool
    """False if nothing but the seed or general knowledge supports it."""
    expired: tuple[Fact, ...]
    """Facts that ended: the sentences that quoted them were taken off."""
    revision: str
    sections: tuple[Link, ...]
    """The other parts of the same entry."""
    related: tuple[Link, ...]
    conditions: tuple[Condition, ...] = ()
    """What stands before its bullets, in order; none if little is at stake."""
    caveats: tuple[Caveat, ...] = ()
    """What a reader must know before they rely on it, the gravest first."""
    language: str | None = ORIGINAL
    """The language of its text; None if a server wrote it, which does not say."""
    translated: date | None = None
    """The day on which its translation was held against the original; None without one."""
    behind: date | None = None
    """The later day of the original, which is shown because its translation is older."""
    authorship: Authorship | None = None
    """Who wrote it, if it was not written for everybody."""
    disputed: bool = False
    """Whether people say that it is not right, and no moderator has looked yet."""

    @property
    def overdue(self) -> bool:
        """Whether its entry should have been reviewed before this day."""
        return any(caveat.kind is CaveatKind.OVERDUE for caveat in self.caveats)

    @property
    def amber(self) -> bool:
        """Whether it is shown with an amber edge."""
        return self.disputed or any(caveat.kind.amber for caveat in self.caveats)

    @property
    def warnings(self) -> tuple[Caveat, ...]:
        """What stands at its top."""
        return tuple(caveat for caveat in self.caveats if caveat.kind.leads)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The first sentence of an answer, and what to know before relying on it."""

    text: str
    """Empty if it quoted what has ended."""
    caveats: tuple[Caveat, ...]
    checked: date | None
    """The oldest day on which somebody read what it rests on."""
    language: str | None = ORIGINAL
    """The language it is in; None if a server wrote it."""


def count_answers(entries: Iterable[Entry]) -> int:
    """Count what answers by itself: entries and their sections."""
    return sum(1 + len(entry.sections) for entry in entries)


def revision(entry: Entry) -> str:
    """Derive the revision of an entry from what its answers say, not from how it is asked."""
    text = entry.model_dump_json(exclude=_HOW_ASKED)
    return hashlib.sha256(text.encode()).hexdigest()[:REVISION_LENGTH]


_HOW_ASKED: dict[str, Any] = {
    "asks": True,
    "refusals": True,
    "written": True,
    "sections": {"__all__": {"asks"}},
}
"""Fields of an entry whose change changes no answer."""
