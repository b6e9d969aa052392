"""Compose an answer: one entry or section, with its facts in place on a given day."""

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.kb.entries import OVERVIEW, Entry, Faq, Section
from bot.kb.facts import Fact, Source
from bot.kb.keys import Address, Key
from bot.kb.languages import LANGUAGES, ORIGINAL, names_of, words_of
from bot.kb.library import Library
from bot.kb.quotes import Filled, fill, in_english, quotable, quotable_by_all
from bot.kb.translations import Translation
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.search.layered import Layered

_OVERVIEW = N_("Overview")

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
    language: str | None = ORIGINAL
    """The language of its text; None where a server wrote it, which does not say."""
    translated: date | None = None
    """The day on which its translation was held against the original; None without one."""
    behind: bool = False
    """Whether the original is shown because it was checked after that day."""
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
        own: Container[Key] = frozenset(),
    ) -> None:
        """Take what every answer needs; callers use `build` and `covered`.

        `own` are the entries that a server wrote.
        """
        self._own = own
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
        self, library: Library, own: Mapping[Key, Entry], revisions: Mapping[Key, str]
    ) -> "Composer":
        """Compose from a library that lays a server's own entries over this one's."""
        return Composer(
            library,
            Layered(revisions, self._revisions),
            Layered(_titles(own.values()), self._titles),
            self._facts,
            own,
        )

    def titled(self, words: str) -> Address | None:
        """Find the answer with exactly this title, as a suggestion shows it."""
        found = self._titles.get(words.strip().casefold())
        entry = self._library.entries.get(found.key) if found else None
        # A server may have covered or retired what was called so.
        if found is None or entry is None or (found.section and not entry.section(found.section)):
            return None
        return found

    def called(self, address: Address, language: str | None = None) -> str | None:
        """Name an answer, in a language where it is translated; None where there is none."""
        entry = self._entry(address)
        return self._texts(entry, language).title(address.section) if entry else None

    def compose(self, address: Address, today: date, language: str | None = None) -> Answer | None:
        """Compose the answer at an address, or None where the base has nothing there.

        In its reader's language where that is known and there is a translation which is not
        behind; else as it was written.
        """
        entry = self._entry(address)
        if entry is None:
            return None
        texts = self._texts(entry, language)
        translation, part = texts.part(address.section)
        said = words_of(translation.language) if translation else in_english
        facts = quotable(entry, self._facts)
        summary = fill(part.summary, facts, today, said)
        points = [fill(point, facts, today, said) for point in part.points]
        more = [fill(paragraph, facts, today, said) for paragraph in part.more.split("\n\n")]
        filled = (summary, *points, *more)
        sources = self._sources(entry, address.section, filled)
        written = translation.language if translation else ORIGINAL
        return Answer(
            address=address,
            title=texts.called(address.section, translation),
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
            sections=texts.other_parts(address.section),
            related=self._related(entry, language),
            language=None if entry.key in self._own else written,
            translated=translation.reviewed if translation else texts.behind,
            behind=texts.behind is not None,
        )

    def _entry(self, address: Address) -> Entry | None:
        """Find the entry of an address, where it has the section."""
        entry = self._library.entries.get(address.key)
        if entry is None or (address.section and not entry.section(address.section)):
            return None
        return entry

    def _texts(self, entry: Entry, language: str | None) -> "_Texts":
        beside = self._library.translations.get(entry.key, {})
        names = names_of(language) if language and beside else ()
        found = [beside[name] for name in names if name in beside]
        facts = quotable(entry, self._facts)
        current = tuple(one for one in found if not one.behind(entry, facts))
        behind = max((one.reviewed for one in found), default=None)
        return _Texts(entry, current, None if current else behind, language is not None)

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

    def _related(self, entry: Entry, language: str | None) -> tuple[Link, ...]:
        # A server may have retired one of them.
        found = ((Address(key), self.called(Address(key), language)) for key in entry.related)
        return tuple(Link(address, called) for address, called in found if called)


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


@dataclass(frozen=True, slots=True)
class _Texts:
    """What there is of one entry for a reader."""

    entry: Entry
    current: tuple[Translation, ...]
    """Translations that are not behind, the closest to the reader's language first."""
    behind: date | None
    """The day of a translation that is older than the original, where there is no other."""
    spoken: bool
    """Whether it is for a reader; else it is in English, as it is searched for."""

    def called(self, section: str | None, translation: Translation | None) -> str:
        """Name the answer in English where only other parts are translated."""
        english = self.current and not translation
        return title(self.entry, section) if english else self.title(section)

    def part(self, section: str | None) -> tuple[Translation | None, Entry | Section]:
        """Find the text of a section (None: the top), and the translation that it is from."""
        for translation in self.current:
            if part := translation.part(section):
                return translation, part
        original = self.entry.section(section) if section else None
        return None, original or self.entry

    def title(self, section: str | None) -> str:
        """Name the answer in the reader's language, where the entry has a name in it."""
        called = self.current[0].title if self.current else title(self.entry)
        return f"{called}: {self._named(section).lower()}" if section else called

    def other_parts(self, section: str | None) -> tuple[Link, ...]:
        """List the parts of the entry without one."""
        if not self.entry.sections:
            return ()
        names = [None, *(part.name for part in self.entry.sections)]
        key = self.entry.key
        return tuple(Link(Address(key, one), self._named(one)) for one in names if one != section)

    def _named(self, section: str | None) -> str:
        if self.current:
            return LANGUAGES[self.current[0].language].parts[section or OVERVIEW]
        named = self.entry.vocabulary[section] if section else _OVERVIEW
        return _(named) if self.spoken else named


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.name: fact for fact in facts}.values())
