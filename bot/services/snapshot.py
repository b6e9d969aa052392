"""One immutable snapshot of everything that answers are read from, and who keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from bot.kb.keys import Address, Key, Kind
from bot.kb.library import Library
from bot.search.index import Index
from bot.services.answer import Composer, Link, title
from bot.services.documents import documents, search_lexicon


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The base, its index and its composer, built together and never changed."""

    library: Library
    index: Index
    composer: Composer
    links: Mapping[tuple[str, str | None], Link]
    """What the engine finds, by the entry and section that it names."""
    topics: Mapping[Kind | None, tuple[Link, ...]]
    """Entries to browse by kind (None: all), featured ones first."""

    @classmethod
    def build(cls, library: Library) -> Self:
        """Build a snapshot; takes tens of milliseconds for a hundred entries."""
        listed = tuple(documents(library))
        index = Index.build(listed, search_lexicon(library))
        links = {
            (one.entry, one.section): Link(Address(Key.parse(one.entry), one.section), one.title)
            for one in listed
        }
        topics = {kind: _topics(library, kind) for kind in (None, *Kind)}
        return cls(library, index, Composer(library), links, topics)


def _topics(library: Library, kind: Kind | None) -> tuple[Link, ...]:
    found = [entry for key, entry in library.entries.items() if kind in (None, key.kind)]
    found.sort(key=lambda entry: not entry.featured)
    return tuple(Link(Address(entry.key), title(entry)) for entry in found)


class Keeper:
    """Hold the current snapshot; a change swaps one reference, so no reader sees half of it."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Start with a snapshot."""
        self._snapshot = snapshot

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot to answer from: take it once per question."""
        return self._snapshot

    def swap(self, snapshot: Snapshot) -> None:
        """Answer from another snapshot from now on."""
        self._snapshot = snapshot
