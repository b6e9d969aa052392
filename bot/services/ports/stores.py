"""The ports that services need beside the ledger, each as narrow as its use.

What is awaited is on disk when it returns, or raises `LedgerError`. What is not awaited is
only counted: it never waits, and may be dropped if the database cannot keep up.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.kb.model.keys import Address, Key
from bot.services.ports.handoffs import HandoffStore
from bot.services.ports.inbox_cards import InboxCardStore
from bot.services.ports.ledger import FaqLedger
from bot.services.ports.processes import ProcessStore
from bot.services.ports.proposed import ProposalStore
from bot.services.ports.records import (
    Asking,
    Board,
    CloseReason,
    Complaint,
    Counter,
    Draft,
    Gap,
    GrantedWish,
    GuildSettings,
    PersonalData,
    PublishedAnswer,
    Report,
    Watch,
    Wish,
)
from bot.services.ports.retrying import OutboxStore
from bot.services.ports.suggestions import SuggestionStore


class GuildStore(Protocol):
    """Store the settings of servers, and forget servers that removed the bot."""

    async def settings(self) -> tuple[GuildSettings, ...]:
        """List the settings of every server that has any; read once, at start."""
        ...

    async def save(self, settings: GuildSettings) -> None:
        """Store settings in the place of the former ones."""
        ...

    async def mark_left(self, guild: int, at: datetime) -> None:
        """Remember when a server removed the bot; the first time counts."""
        ...

    async def mark_returned(self, guild: int) -> None:
        """Forget that a server had removed the bot."""
        ...

    async def forget(self, guild: int) -> None:
        """Delete everything of a server, its ledger included."""
        ...


class DraftStore(Protocol):
    """Store what moderators typed, for seven days."""

    async def keep(self, draft: Draft) -> None:
        """Store a draft, replacing the same person's former one about the same.

        Of one person in one server the newest `MOST_DRAFTS_KEPT` stay.
        """
        ...

    async def find(self, guild: int, author: int, about: str) -> Draft | None:
        """Find a draft."""
        ...

    async def drop(self, guild: int, author: int, about: str) -> None:
        """Delete a draft: it was saved, or is not wanted."""
        ...


class GapStore(OutboxStore[GrantedWish], Protocol):
    """Store questions that the base does not answer, without who asked."""

    def count(self, asking: Asking) -> None:
        """Count an asking; not awaited."""
        ...

    async def send(self, asking: Asking) -> Gap:
        """Show a question to the moderators because its asker wants it; counts nothing."""
        ...

    async def wait(self, asking: Asking, locale: str | None = None) -> Gap:
        """Remember that the asker wants to be told, in the newest language; counts nothing."""
        ...

    async def leave(self, user: int) -> int:
        """Forget what somebody waits for or is still to be told of; return how many answers."""
        ...

    async def open(self, guild: int, *, ready: bool, limit: int) -> tuple[Gap, ...]:
        """List open gaps, those first whose answer helps most people: the ready ones, or all."""
        ...

    async def find(self, guild: int, gap: int) -> Gap | None:
        """Find an open gap of a server."""
        ...

    async def show(self, guild: int, gap: int) -> None:
        """Note that moderators saw it: from then on nobody can tell who asked."""
        ...

    async def close(self, guild: int, gap: int, reason: CloseReason) -> tuple[Wish, ...] | None:
        """Close a gap, and return who waited for its answer: they are forgotten here.

        None if it is not open: somebody else was quicker.
        """
        ...

    async def grant(self, guild: int, gap: int, address: Address, at: datetime) -> bool:
        """Close a gap that has an answer now; who waits for it is to be told from then on.

        False if it is not open: somebody else was quicker.
        """
        ...


class ReportStore(Protocol):
    """Store what people say against answers until a moderator settles it."""

    async def add(self, complaint: Complaint) -> Report:
        """Count a complaint, once for each person, and return what there is by now.

        Once it is believed nobody can tell who complained, and no more people are counted. As long
        as people are told apart, each has one note, the newest; what comes beyond `MOST_NOTES` is
        not kept.
        """
        ...

    async def open(self, guild: int | None = None) -> tuple[Report, ...]:
        """List what is not settled, of one server or of all, oldest first."""
        ...

    async def show(self, guild: int, address: Address) -> None:
        """Note that moderators saw it: from then on nobody can tell who complained.

        People are counted anew from the next complaint on, unless it is believed.
        """
        ...

    async def settle(self, guild: int, address: Address) -> bool:
        """Delete a report; False if somebody else was quicker."""
        ...


class WatchStore(Protocol):
    """Store who wants to know when an answer changes."""

    async def add(self, watch: Watch, *, most: int | None = None) -> bool:
        """Watch an answer from a revision on.

        False if the person watches so many others already, however many they begin at once.
        """
        ...

    async def of_user(self, user: int) -> tuple[Watch, ...]:
        """List what somebody watches, oldest first."""
        ...

    async def of_entry(self, guild: int, key: Key) -> tuple[Watch, ...]:
        """List who watches an entry or one of its sections, as a server shows it."""
        ...

    async def list_watched(self) -> tuple[tuple[int, Address, str], ...]:
        """List each server, answer and revision that somebody who can be told watches, once."""
        ...

    async def begin(self, watch: Watch, due: datetime) -> bool:
        """Note that a change is about to be told, and when that is tried again unless it is told.

        False if it is watched no longer, or somebody else began to tell it since it was listed.
        """
        ...

    async def mark_told(self, watch: Watch) -> None:
        """Watch on from what was told, unless it is watched no longer."""
        ...

    async def drop(self, user: int, guild: int, address: Address) -> None:
        """Stop watching."""
        ...

    async def drop_all(self, user: int) -> int:
        """Stop everything that somebody watches, and return how much that was."""
        ...

    async def close(self, user: int) -> None:
        """Note that somebody takes no direct messages; to watch anything anew ends that."""
        ...


class PreferenceStore(Protocol):
    """Store who wants answers as plain text."""

    async def list_plain(self) -> tuple[int, ...]:
        """List everybody who wants plain text; read once, at start."""
        ...

    async def set_plain(self, user: int, wanted: bool) -> None:
        """Store whether somebody wants plain text; nothing is stored of those who do not."""
        ...


class BoardStore(Protocol):
    """Remember where the overview of each server stands."""

    async def list_all(self) -> tuple[Board, ...]:
        """List the boards of all servers."""
        ...

    async def find(self, guild: int) -> Board | None:
        """Find the board of a server."""
        ...

    async def keep(self, board: Board) -> Board | None:
        """Remember a board in the place of the server's former one, and return that."""
        ...

    async def drop(self, guild: int) -> None:
        """Forget the board of a server: it is gone or out of reach."""
        ...


class PublishedAnswerStore(Protocol):
    """Remember public answers for their correction, for 90 days."""

    def remember(self, served: PublishedAnswer) -> None:
        """Remember an answer, in the place of what stood in that message; not awaited."""
        ...

    async def mark(self, guild: int, keys: Collection[Key]) -> None:
        """Mark where entries and their sections stand as to be corrected, for as long as it takes.

        What was remembered before is on disk by then too.
        """
        ...

    async def to_correct(self) -> tuple[int, ...]:
        """List the servers where something is to be corrected."""
        ...

    async def list_marked(self, guild: int, *, limit: int) -> tuple[PublishedAnswer, ...]:
        """List what is to be corrected in a server, newest first."""
        ...

    async def mark_corrected(self, served: PublishedAnswer) -> None:
        """Remove the mark from a message, and store what it shows now."""
        ...

    async def forget(self, channel: int, message: int) -> None:
        """Forget a message that is gone or out of reach."""
        ...


class CounterStore(Protocol):
    """Count what happens in a server by day; no person is in it."""

    def count(self, guild: int, day: date, counter: Counter, key: Key | None = None) -> None:
        """Count one more, of an entry if there is one; not awaited."""
        ...

    async def totals(self, guild: int, since: date) -> Mapping[Counter, int]:
        """Add up each counter from a day on."""
        ...

    async def by_entry(self, guild: int, counter: Counter, since: date) -> Mapping[Key, int]:
        """Add up one counter for each entry from a day on, the greatest first."""
        ...


class PersonStore(Protocol):
    """Show and delete what is kept about a person, in all servers."""

    async def export(self, user: int) -> PersonalData:
        """Collect everything."""
        ...

    async def forget(self, user: int) -> None:
        """Delete everything; the ledger keeps the changes and drops the actor."""
        ...


@dataclass(frozen=True, slots=True)
class Stores:
    """Every store, for the wiring alone: a service is handed those that it needs."""

    ledger: FaqLedger
    guilds: GuildStore
    drafts: DraftStore
    proposals: ProposalStore
    gaps: GapStore
    suggestions: SuggestionStore
    handoffs: HandoffStore
    inbox_cards: InboxCardStore
    reports: ReportStore
    watches: WatchStore
    preferences: PreferenceStore
    boards: BoardStore
    published_answers: PublishedAnswerStore
    counters: CounterStore
    people: PersonStore
    processes: ProcessStore | None
    """None if only one process can reach what is kept."""
    flush: Callable[[], Awaitable[None]]
    """Wait until everything counted so far is kept or dropped."""
    sweep: Callable[[datetime], Awaitable[tuple[int, ...]]]
    """Delete what was kept long enough, as seen from a moment; return the servers forgotten."""
    try_writing: Callable[[], Awaitable[None]]
    """Write nothing, as an edit would be written; raise `LedgerError` if one would fail."""
    waiting: Mapping[str, Callable[[], int]]
    """How much waits to be written, by what it is."""
