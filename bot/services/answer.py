"""Compose an answer: one entry or section, with its facts in place on a given day."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.kb.entries import Entry, Faq
from bot.kb.facts import Fact, Source
from bot.kb.keys import Address, Key
from bot.kb.library import Library
from bot.kb.quotes import Filled, fill, quotable, quotable_by_all
from bot.search.layered import Layered

REVISION_LENGTH = 8
"""Hexadecimal digits that tell two texts of one entry apart in a `custom_id`."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: another answer and what it is called."""

    address: Address
    title: str


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
    reviewed: date
    next_review: date
    overdue: bool
    verified: bool
    """False where nothing but the seed or general knowledge supports it."""
    expired: tuple[Fact, ...]
    """Facts that ended: the sentences that quoted them were taken off."""
    revision: str
    sections: tuple[Link, ...]
    """The other parts of the same entry."""
    related: tuple[Link, ...]
    doubted: bool = False
    """Whether people say that it is not right, and no moderator has looked yet."""


class Composer:
    """Compose answers from one library; revisions and titles are worked out once."""

    def __init__(
        self,
        library: Library,
        revisions: Mapping[Key, str],
        titles: Mapping[str, Address],
        facts: dict[str, Fact],
    ) -> None:
        """Take what every answer needs; callers use `build` and `covered`."""
        self._library = library
        self._revisions = revisions
        self._titles = titles
        self._facts = facts

    @classmethod
    def build(cls, library: Library) -> Self:
        """Work out revisions, titles and the facts to quote."""
        entries = library.entries.values()
        revisions = {entry.key: revision(entry) for entry in entries}
        return cls(library, revisions, _titles(entries), quotable_by_all(library.facts))

    def covered(
        self, library: Library, own: Iterable[Entry], revisions: Mapping[Key, str]
    ) -> "Composer":
        """Compose from a library that lays a server's own entries over this one's."""
        return Composer(
            library,
            Layered(revisions, self._revisions),
            Layered(_titles(own), self._titles),
            self._facts,
        )

    def titled(self, words: str) -> Address | None:
        """Find the answer with exactly this title, as a suggestion shows it."""
        found = self._titles.get(words.strip().casefold())
        entry = self._library.entries.get(found.key) if found else None
        # A server may have covered or retired what was called so.
        if found is None or entry is None or (found.section and not entry.section(found.section)):
            return None
        return found

    def compose(self, address: Address, today: date) -> Answer | None:
        """Compose the answer at an address, or None where the base has nothing there."""
        entry = self._library.entries.get(address.key)
        if entry is None:
            return None
        section = entry.section(address.section) if address.section else None
        if address.section and section is None:
            return None
        part = section or entry
        facts = quotable(entry, self._facts)
        summary = fill(part.summary, facts, today)
        points = [fill(point, facts, today) for point in part.points]
        more = [fill(paragraph, facts, today) for paragraph in part.more.split("\n\n")]
        filled = (summary, *points, *more)
        sources = self._sources(entry, address.section, filled)
        return Answer(
            address=address,
            title=title(entry, address.section),
            summary=summary.text,
            points=tuple(point.text for point in points if point.text),
            more="\n\n".join(paragraph.text for paragraph in more if paragraph.text),
            sources=sources,
            reviewed=entry.reviewed,
            next_review=entry.next_review,
            overdue=entry.next_review < today,
            verified=any(source.trust.verified for source in sources),
            expired=_once(fact for text in filled for fact in text.expired),
            revision=self._revisions[address.key],
            sections=_other_parts(entry, address.section),
            related=self._related(entry),
        )

    def _sources(
        self, entry: Entry, section: str | None, filled: tuple[Filled, ...]
    ) -> tuple[Source, ...]:
        """List the sources of a section and of the shared facts in it: read pages first."""
        shared = (
            self._library.sources[fact.source]
            for text in filled
            for fact in text.quoted
            if fact.source in self._library.sources
        )
        by_url = {source.url: source for source in (*entry.sources_for(section), *shared)}
        return tuple(sorted(by_url.values(), key=lambda source: not source.trust.verified))

    def _related(self, entry: Entry) -> tuple[Link, ...]:
        # A server may have retired one of them.
        found = (self._library.entries.get(key) for key in entry.related)
        return tuple(Link(Address(other.key), title(other)) for other in found if other)


def title(entry: Entry, section: str | None = None) -> str:
    """Name an answer by the question that it answers."""
    if section is None:
        return entry.question if isinstance(entry, Faq) else entry.title
    return f"{entry.title}: {entry.vocabulary[section].lower()}"


def _titles(entries: Iterable[Entry]) -> dict[str, Address]:
    return {
        title(entry, name).casefold(): Address(entry.key, name)
        for entry in entries
        for name in (None, *(section.name for section in entry.sections))
    }


def revision(entry: Entry) -> str:
    """Derive the revision of an entry from its text: the same text, the same revision."""
    return hashlib.sha256(entry.model_dump_json().encode()).hexdigest()[:REVISION_LENGTH]


def _other_parts(entry: Entry, section: str | None) -> tuple[Link, ...]:
    if not entry.sections:
        return ()
    names = [None, *(part.name for part in entry.sections)]
    return tuple(
        Link(Address(entry.key, name), entry.vocabulary[name] if name else "Overview")
        for name in names
        if name != section
    )


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.name: fact for fact in facts}.values())
