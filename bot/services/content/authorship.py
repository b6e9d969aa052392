"""Whose words an answer is: those of everybody's base, or of a server's moderators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.kb.model.entries import Entry, Faq, Section
from bot.kb.model.facts import Source
from bot.kb.model.keys import Key
from bot.services.content.answer import Authorship

_WORDS = ("summary", "points", "more", "conditions")


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """The entries that a server wrote, beside the shared ones that they cover."""

    days: Mapping[Key, date] = field(default_factory=dict)
    """The day of the newest change of each; an entry that names its day itself knows better."""
    shared: Mapping[Key, Entry] = field(default_factory=dict)

    def authorship(self, entry: Entry, section: str | None) -> Authorship | None:
        """Say since when the words of a part are the server's; None if they are everybody's."""
        if entry.key not in self.days:
            return None
        shared = self.shared.get(entry.key)
        if shared is not None and _words(entry, section) == _words(shared, section):
            return None
        day = entry.written or self.days[entry.key]
        return Authorship(day, verified=self._verified(entry, shared))

    def sources(self, entry: Entry, sources: Iterable[Source]) -> tuple[Source, ...]:
        """List the sources that the server stands behind.

        Those of the shared entry spoke for another text, until `/kb verify` dates them.
        """
        shared = self.shared.get(entry.key)
        others = {source.url for source in shared.sources} if shared else set()
        return tuple(one for one in sources if one.checked or one.url not in others)

    def _verified(self, entry: Entry, shared: Entry | None) -> date | None:
        own = shared is None or entry.reviewed != shared.reviewed
        read = any(source.checked == entry.reviewed for source in entry.sources)
        return entry.reviewed if own and read else None


def _words(entry: Entry, section: str | None) -> tuple[object, ...]:
    part: Entry | Section | None = entry.section(section) if section else entry
    called = entry.question if isinstance(entry, Faq) else entry.title
    return (None if section else called, *(getattr(part, name, None) for name in _WORDS))
