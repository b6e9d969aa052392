"""One immutable snapshot of everything that answers are read from, and its holder."""

import asyncio
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.kb.model.entries import Entry, title
from bot.kb.model.keys import Address, Key, Kind
from bot.kb.reading.library import Library
from bot.search.index import Index
from bot.search.overlay import Overlay
from bot.search.own import OwnLayer
from bot.search.text.layered import LayeredMapping
from bot.search.values.documents import Document
from bot.services.content.answer import Link
from bot.services.content.changes import GuildChanges, ParsedEntries, ServerEntries
from bot.services.content.composers import SharedComposer
from bot.services.content.composing import Composer
from bot.services.content.documents import documents, search_inputs
from bot.services.ports.ledger import NO_PARENT, FaqChange

MOST_BUILT_INLINE = 200
"""Entries of its own with which a server's view is built in some milliseconds, when it is asked
for: that of a larger one is built in a thread, while its former one answers."""

Links = Mapping[tuple[str, str | None], Link]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The base, its index and its composer, built together and never changed."""

    library: Library
    index: Index | Overlay
    composer: Composer
    links: Links
    """What the engine finds, by the entry and section that it names."""
    topics: "Topics"

    @classmethod
    def build(cls, library: Library) -> Self:
        """Build a snapshot; takes tens of milliseconds for a hundred entries."""
        documents, lexicon = search_inputs(library)
        index = Index.build(documents, lexicon)
        return cls(
            library,
            index,
            SharedComposer.build(library),
            _links(documents),
            Topics(library.entries.values()),
        )

    def with_own_entries(self, own: ServerEntries) -> "Snapshot":
        """Build a server's view: its own entries over these, and without the hidden ones."""
        assert isinstance(self.index, Index), "a server's view lies over shared knowledge alone"
        assert isinstance(self.composer, SharedComposer), "and so does what it composes"
        entries = LayeredMapping(own.entries, self.library.entries, own.hidden)
        # What a server wrote says it in its own words, whatever others are translated into.
        translations = LayeredMapping({}, self.library.translations, own.entries)
        library = replace(self.library, entries=entries, translations=translations)
        own_documents = tuple(documents(library, own.entries.values()))
        return Snapshot(
            library,
            Overlay.build(self.index, own_documents, [str(key) for key in own.hidden]),
            self.composer.with_own_entries(library, own),
            LayeredMapping(_links(own_documents), self.links),
            Topics(own.entries.values(), self.topics, own.entries.keys() | own.hidden),
        )


def _links(documents: Iterable[Document]) -> Links:
    return {
        (one.entry, one.section): Link(Address(Key.parse(one.entry), one.section), one.title)
        for one in documents
    }


class Topics:
    """Entries to browse by kind, featured ones first, a server's own before shared ones."""

    __slots__ = ("_below", "_covered", "_own")

    def __init__(
        self,
        entries: Iterable[Entry],
        below: "Topics | None" = None,
        covered: Container[Key] = frozenset(),
    ) -> None:
        """Lay entries over those below, of which some are covered; nothing is copied."""
        listed = ((entry.featured, Link(Address(entry.key), title(entry))) for entry in entries)
        self._own = tuple(_featured_first(listed))
        self._below = below
        self._covered = covered

    def __getitem__(self, kind: Kind | None) -> tuple[Link, ...]:
        """List the entries of a kind, or all of them (None)."""
        return tuple(link for _, link in self.shown() if kind in (None, link.address.key.kind))

    def shown(self) -> Sequence[tuple[bool, Link]]:
        """List the entries, and whether each is featured."""
        if self._below is None:
            return self._own
        below = (one for one in self._below.shown() if one[1].address.key not in self._covered)
        return _featured_first((*self._own, *below))


def _featured_first(listed: Iterable[tuple[bool, Link]]) -> list[tuple[bool, Link]]:
    return sorted(listed, key=lambda one: not one[0])


@dataclass(frozen=True, slots=True)
class PendingView:
    """What a server will see, built apart from what it sees now."""

    guild: int
    shared_snapshot: Snapshot
    changes: GuildChanges
    """A copy: nobody else changes it."""

    @property
    def large(self) -> bool:
        """Whether its view takes longer to build than others can wait: build it in a thread."""
        return len(self.changes.newest) > MOST_BUILT_INLINE

    def build(self) -> Snapshot:
        """Build the view and all that its first question needs, about 0.5 ms for each entry."""
        view = self.shared_snapshot.with_own_entries(
            self.changes.read(self.shared_snapshot.library)
        )
        view.index.prepare()
        return view

    def read_layer(self) -> OwnLayer | None:
        """Read what the server will have for itself, and build nothing that questions need."""
        own = self.changes.read(self.shared_snapshot.library)
        return self.shared_snapshot.with_own_entries(own).index.own


class SnapshotHolder:
    """The current snapshot; a change swaps one reference, so no reader sees half of it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._changes: dict[int, GuildChanges] = {}
        self._views: dict[int, Snapshot] = {}
        self._changed_servers: dict[int, None] = {}
        self.changed = 0
        """Counts up with whatever may change an answer."""

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot of shared knowledge; read it once per question."""
        return self._snapshot

    def view(self, guild: int | None) -> Snapshot:
        """Return what a server sees; without one, or without changes, the shared snapshot.

        Built at the first question after a change: most servers of a start ask nothing for long.
        """
        if guild is None or guild not in self._changes:
            return self._snapshot
        if guild not in self._views:
            own = self._changes[guild].read(self._snapshot.library)
            self._views[guild] = self._snapshot.with_own_entries(own)
        return self._views[guild]

    def changes(self, guild: int) -> GuildChanges:
        """Return what a server changed."""
        return self._changes.get(guild) or GuildChanges()

    def newest(self) -> int:
        """Return the newest revision of all servers that is shown; 0 if there is none."""
        changes_shown = (
            one for changes in self._changes.values() for one in changes.newest.values()
        )
        return max((one.revision for one in changes_shown), default=NO_PARENT)

    def apply(self, changes: Iterable[FaqChange], parsed: ParsedEntries | None = None) -> None:
        """Apply changes from the servers' next questions on; `parsed` saves parsing them again."""
        self.changed += 1
        for change in changes:
            self._changed_servers[change.guild] = None
            if change.guild not in self._changes:
                self._changes[change.guild] = GuildChanges()
            self._changes[change.guild].apply(change, parsed or {})
            self._views.pop(change.guild, None)

    async def show(
        self, guild: int, changes: Sequence[FaqChange], parsed: ParsedEntries | None = None
    ) -> None:
        """Show a server its changes; nobody else waits for the view of a large one."""
        pending = self.pending_view(guild, changes, parsed)
        if not pending.large:
            self.apply(changes, parsed)
            return
        view = await asyncio.to_thread(pending.build)
        self.apply(changes, parsed)
        self.adopt(pending, view)

    def pending_view(
        self, guild: int, changes: Iterable[FaqChange] = (), parsed: ParsedEntries | None = None
    ) -> PendingView:
        """Return what a server will see after some changes."""
        copied = self.changes(guild).copy()
        for change in changes:
            copied.apply(change, parsed or {})
        return PendingView(guild, self._snapshot, copied)

    def adopt(self, pending: PendingView, view: Snapshot) -> None:
        """Show a view that was built apart, unless something else has changed since."""
        newest = self.changes(pending.guild).newest
        if pending.shared_snapshot is self._snapshot and newest == pending.changes.newest:
            # What was read for it need not be read again.
            self._changes[pending.guild] = pending.changes
            self._views[pending.guild] = view

    def large(self) -> tuple[PendingView, ...]:
        """List the servers whose first question should not wait for their view."""
        known = (self.pending_view(guild) for guild in self._changes if guild not in self._views)
        return tuple(view for view in known if view.large)

    def servers(self) -> frozenset[int]:
        """List the servers that changed anything."""
        return frozenset(self._changes)

    def take_changed_servers(self) -> tuple[int, ...]:
        """List the servers that changed something since the last time, all at first."""
        changed = tuple(self._changed_servers)
        self._changed_servers.clear()
        return changed

    def large_servers(self) -> tuple[int, ...]:
        """List the servers whose view is built in a thread."""
        return tuple(
            guild for guild, one in self._changes.items() if len(one.newest) > MOST_BUILT_INLINE
        )

    def is_built(self, guild: int) -> bool:
        """Return whether what a server has for itself is there, or read in some milliseconds."""
        return guild in self._views or not self.pending_view(guild).large

    async def own_layer(self, guild: int) -> OwnLayer | None:
        """Return what a server has for itself; without its view it is read in a thread."""
        if guild in self._changes and guild not in self._views:
            return await asyncio.to_thread(self.pending_view(guild).read_layer)
        view = self._views.get(guild)
        return view.index.own if view else None

    def read_ahead(self) -> Iterator[tuple[int, Iterator[None]]]:
        """Read what each server wrote, one entry at each step, before it asks for it."""
        for guild, changes in tuple(self._changes.items()):
            yield guild, changes.read_ahead()

    def forget(self, guild: int) -> None:
        """Drop what a server changed."""
        self.changed += 1
        self._changed_servers[guild] = None
        self._changes.pop(guild, None)
        self._views.pop(guild, None)

    def swap(self, snapshot: Snapshot) -> None:
        """Answer from another snapshot from now on."""
        self.changed += 1
        self._snapshot = snapshot
        self._views = {}
