"""What one server changed: the newest change of each entry, read when it is first needed."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

import structlog

from bot.kb.model.entries import Entry, Faq, Section
from bot.kb.model.facts import Fact, Source
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import Library
from bot.kb.reading.links import texts
from bot.kb.reading.markdown import parse_entry
from bot.kb.reading.quotes import quotable_by_all, quotable_facts, quotes
from bot.services.content.answer import Authorship
from bot.services.ports.ledger import NO_PARENT, ChangeKind, FaqChange

_log = structlog.get_logger(__name__)


ParsedEntries = Mapping[tuple[Key, str | None], Entry]
"""Entries by their key and their text: what was read once need not be read again."""


@dataclass(frozen=True, slots=True)
class ServerEntries:
    """What a server shows of its own."""

    entries: Mapping[Key, Entry]
    revisions: Mapping[Key, str]
    days: Mapping[Key, date]
    """The day on which each was changed last, in UTC."""
    hidden: Set[Key]
    """Keys that it shows neither its own nor the shared entry of."""


class GuildChanges:
    """The current changes of a server."""

    def __init__(self) -> None:
        self._newest: dict[Key, FaqChange] = {}
        self._entries: dict[Key, Entry] = {}

    @property
    def newest(self) -> Mapping[Key, FaqChange]:
        """The newest change of each entry."""
        return self._newest

    @property
    def last_change_day(self) -> date | None:
        """The day of the newest change, in UTC."""
        return max((change.at.date() for change in self._newest.values()), default=None)

    def parent(self, key: Key) -> int:
        """Return the revision that the next change of an entry must name as its parent."""
        change = self._newest.get(key)
        return change.revision if change else NO_PARENT

    def apply(self, change: FaqChange, parsed: ParsedEntries) -> None:
        """Apply a change, unless a newer one of the same entry is known."""
        known = self._newest.get(change.key)
        if known is not None and change.revision <= known.revision:
            return
        self._newest[change.key] = change
        self._entries.pop(change.key, None)
        if entry := parsed.get((change.key, change.body)):
            self._entries[change.key] = entry

    def copy(self) -> "GuildChanges":
        """Copy them, so that a thread may read them while they go on changing."""
        copied = GuildChanges()
        copied._newest, copied._entries = dict(self._newest), dict(self._entries)
        return copied

    def read_ahead(self) -> Iterator[None]:
        """Read one entry after the other, until the server's next question finds all of them."""
        for change in tuple(self._newest.values()):
            known = self._newest[change.key] is not change or change.key in self._entries
            if change.kind is ChangeKind.WRITE and not known:
                self._parse(change)
                yield

    def read(self, library: Library) -> ServerEntries:
        """Read what the server shows over a library.

        What cannot be shown is left out and logged: an entry may outlive the shared fact that it
        quotes.
        """
        by_all = quotable_by_all(library.facts)
        entries: dict[Key, Entry] = {}
        for key, change in self._newest.items():
            if change.kind is ChangeKind.WRITE and (entry := self._entry(change, by_all)):
                entries[key] = entry
        hidden = frozenset(
            key for key, change in self._newest.items() if change.kind is ChangeKind.HIDE
        )
        revisions = {key: guild_revision(self._newest[key].revision) for key in entries}
        days = {key: self._newest[key].at.date() for key in entries}
        return ServerEntries(entries, revisions, days, hidden)

    def _parse(self, change: FaqChange) -> Entry | None:
        try:
            if change.key not in self._entries:
                self._entries[change.key] = parse_entry(change.body or "", change.key)
        except BrokenBaseError as error:
            _log.warning("entry.broken", key=str(change.key), why=str(error.problems[0]))
        return self._entries.get(change.key)

    def _entry(self, change: FaqChange, by_all: dict[str, Fact]) -> Entry | None:
        entry = self._parse(change)
        if entry is None:
            return None
        known = quotable_facts(entry, by_all)
        missing = {name for _, text in texts(entry) for name in quotes(text) if name not in known}
        if missing:
            _log.warning("entry.fact_lost", key=str(change.key), facts=sorted(missing))
            return None
        return entry


def guild_revision(revision: int) -> str:
    """Write a revision of the ledger as cards and `custom_id`s carry it."""
    return f"v{revision}"


_WORDS = ("summary", "points", "more", "conditions")


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """The entries that a server wrote, beside the shared ones that they cover."""

    days: Mapping[Key, date] = field(default_factory=dict)
    """The day of the newest change of each; an entry that names its day itself knows better."""
    shared_entries: Mapping[Key, Entry] = field(default_factory=dict)

    def authorship(self, entry: Entry, section: str | None) -> Authorship | None:
        """Return since when the words of a part are the server's; None if they are everybody's."""
        if entry.key not in self.days:
            return None
        shared = self.shared_entries.get(entry.key)
        if shared is not None and _words(entry, section) == _words(shared, section):
            return None
        day = entry.written or self.days[entry.key]
        return Authorship(day, verified=self._verified_day(entry, shared))

    def sources(self, entry: Entry, sources: Iterable[Source]) -> tuple[Source, ...]:
        """List the sources that the server stands behind.

        Those of the shared entry spoke for another text, until `/kb verify` dates them.
        """
        shared = self.shared_entries.get(entry.key)
        others = {source.url for source in shared.sources} if shared else set()
        return tuple(one for one in sources if one.checked or one.url not in others)

    def _verified_day(self, entry: Entry, shared: Entry | None) -> date | None:
        own = shared is None or entry.reviewed != shared.reviewed
        read = any(source.checked == entry.reviewed for source in entry.sources)
        return entry.reviewed if own and read else None


def _words(entry: Entry, section: str | None) -> tuple[object, ...]:
    part: Entry | Section | None = entry.section(section) if section else entry
    title = entry.question if isinstance(entry, Faq) else entry.title
    return (None if section else title, *(getattr(part, name, None) for name in _WORDS))
