"""What is kept beside the ledger: values, and how long each of them may be kept."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.kb.model.keys import Address, Key
from bot.locale.i18n import N_
from bot.services.ports.handoffs import Handoff
from bot.services.ports.proposed import ProposedChange

NO_GUILD = 0
"""Where something happened that no server moderates: a direct message."""

DRAFT_KEPT = timedelta(days=7)
MOST_DRAFTS_KEPT = 25
"""Drafts of one person in one server; forms that no client shows could make any number."""
HASHES_KEPT = timedelta(days=30)
"""How long people may be told apart behind a gap or report, and a gap kept that never shows."""
SERVED_KEPT = timedelta(days=90)
GUILD_KEPT = timedelta(days=30)
"""How long a server's data outlives the removal of the bot."""

ENOUGH_ASKINGS, ENOUGH_PEOPLE = 3, 2
"""A gap's text is shown from then on: one person's words stay their own."""

ENOUGH_REPORTS = 2
"""People who report an answer before its card says so; one moderator is enough."""

MOST_NOTES = 3
"""What people wrote that is kept with one report: moderators need a hint, not a discussion."""

SECRET_BYTES = 16
"""Length of the key of a gap or report, and of the hashes made with it: nobody guesses 128 bits."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What a server's admins chose."""

    guild: int
    answer_channels: tuple[int, ...] = ()
    """Channels where everyone sees answers unless somebody chooses otherwise."""
    moderator_role: int | None = None
    inbox_channel: int | None = None
    time_zone: str = "UTC"
    """A name of the IANA database."""
    needs_approval: bool = False
    """Whether an edit needs a second moderator."""
    forums: tuple[int, ...] = ()
    """Forum channels whose new posts are answered from their titles."""
    solved_tag: str | None = None
    """The name of the tag that a solved post gets."""
    allows_invites: bool = False
    """Whether the server's own answers may hold invites to other servers."""


@dataclass(frozen=True, slots=True)
class Board:
    """Where a server's overview stands."""

    guild: int
    channel: int
    message: int
    shown: str
    """Hash of what it shows."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a moderator typed into a form and could not save; one for each form and person."""

    guild: int
    author: int
    about: str
    """The key of the entry, or another name of the form."""
    parent: int
    """The revision that the form showed."""
    fields: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that the base did not answer, already masked."""

    guild: int
    group: str
    """What the engine groups questions by: the same for every wording of one question."""
    text: str
    person: int
    """Only a keyed hash of it is ever kept."""
    at: datetime
    again: bool = False
    """Whether the person is known to have asked it before."""


class CloseReason(StrEnum):
    """Why a gap was closed."""

    ANSWERED = "answered"
    """There is an answer now; the question may come back as a new gap."""
    DECLINED = "declined"
    """Not for this server: it is not shown again."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An open gap: one question in its first wording, and how often it was asked."""

    id: int
    guild: int
    group: str
    text: str
    askings: int
    people: int
    """Different people among the askers; once they may not be told apart anymore, whoever is not
    known to ask again counts as another."""
    sent: bool
    """Whether an asker sent it to the moderators."""
    shown: bool
    """Whether the moderators saw it."""
    first: datetime
    last: datetime
    waiting: int = 0
    """People who wait to be told of an answer."""

    @property
    def helps(self) -> int:
        """How many people an answer would help, as far as that is known."""
        return max(self.people, self.waiting)

    @property
    def ready(self) -> bool:
        """Whether moderators may read its text."""
        enough = self.askings >= ENOUGH_ASKINGS and self.people >= ENOUGH_PEOPLE
        return self.shown or self.sent or enough


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question and perhaps an answer that a member proposes.

    It is forgotten once it is handled; a declined one once its author was told why.
    """

    guild: int
    author: int
    question: str
    answer: str
    at: datetime
    id: int = 0
    """Given by the store."""
    locale: str | None = None
    """The language to tell its author in, as Discord calls it; None for English."""
    declined: str | None = None
    """Why moderators declined it, perhaps empty; None as long as it waits."""
    tries: int = 0
    """How often telling was begun and not known to have come to an end."""


class Reason(StrEnum):
    """Why an answer is not right."""

    OUT_OF_DATE = N_("out of date")
    WRONG = N_("wrong")
    UNCLEAR = N_("unclear")
    OTHER_QUESTION = N_("not my question")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One person says that an answer is not right."""

    guild: int
    address: Address
    revision: str
    """The revision that the person saw, as the card carried it."""
    reason: Reason
    person: int
    """Only a keyed hash of it is ever kept."""
    moderator: bool
    at: datetime
    note: str = ""
    """What the person says is right instead, already masked."""


@dataclass(frozen=True, slots=True)
class Report:
    """What people say against an answer in a server, until a moderator settles it."""

    id: int
    guild: int
    address: Address
    revision: str
    reasons: Mapping[Reason, int]
    people: int
    moderator: bool
    first: datetime
    notes: tuple[str, ...] = ()
    """What people say is right instead, `MOST_NOTES` at most."""

    @property
    def disputed(self) -> bool:
        """Whether the card must warn."""
        return self.moderator or self.people >= ENOUGH_REPORTS


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody wants to know when an answer changes."""

    user: int
    guild: int
    """Whose answer it is: a server's, or `NO_GUILD` for shared knowledge."""
    address: Address
    revision: str
    """Hash of what was said: facts change an answer without changing its entry."""
    at: datetime
    text: str = ""
    """What was said, to show the difference later."""
    closed: bool = False
    """Whether a direct message was refused: none is tried again."""
    locale: str | None = None
    """The language to tell it in, as Discord calls it; None for English."""
    tries: int = 0
    """How often telling a change was begun and not known to have come to an end."""
    due: datetime | None = None
    """When it is tried again; None if nothing was begun."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to be told, once, when a question has an answer."""

    user: int
    text: str
    """The question, as its gap words it."""
    locale: str | None = None
    """The language to tell it in, as Discord calls it; None for English."""


@dataclass(frozen=True, slots=True)
class GrantedWish:
    """A question has an answer now, and somebody who waited for it is still to be told."""

    id: int
    guild: int
    address: Address
    """Where the answer is."""
    wish: Wish
    tries: int
    """How often telling was begun and not known to have come to an end."""


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """A public answer, remembered for its correction and without the person who asked."""

    guild: int
    channel: int
    message: int
    address: Address
    revision: str
    at: datetime


class Counter(StrEnum):
    """What is counted."""

    ANSWER = "answer"
    """A question that was asked."""
    HIT = "hit"
    """One that was answered."""
    GAP = "gap"
    HELPFUL = "helpful"
    NOT_RIGHT = "not right"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Everything that is kept about a person."""

    watches: tuple[Watch, ...] = ()
    drafts: tuple[Draft, ...] = ()
    proposals: tuple[ProposedChange, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    """What the person asked moderators."""
    plain: bool = False
    """Whether the person wants plain text in the place of cards."""
    waiting: tuple[Wish, ...] = ()
    """What the person waits to be told about."""
    notes: tuple[str, ...] = ()
    """What the person wrote in reports that no moderator has seen."""
    hashes: int = 0
    """Gaps and reports that still know the person by a keyed hash."""
    changes: Mapping[int, tuple[Key, ...]] = field(default_factory=dict)
    """What the person changed, by server: the ledger drops the name and keeps the change."""


def hashed(key: bytes, person: int) -> bytes:
    """Hash a person with the key of one gap or report: without the key it tells nothing."""
    return hmac.digest(key, str(person).encode(), hashlib.sha256)[:SECRET_BYTES]
