"""Compose answers: one entry or section, with its facts in place on a given day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Self

from bot.kb.model.entries import Entry, Salary, Section, Visa, title
from bot.kb.model.facts import Fact, Source
from bot.kb.model.keys import Address, Key
from bot.kb.model.languages import ORIGINAL, in_reader_language, names_of
from bot.kb.model.markup import paragraphs
from bot.kb.reading.library import Library
from bot.kb.reading.quotes import FilledText, fill, in_english, quotable_by_all, quotable_facts
from bot.kb.reading.translations import Translation
from bot.locale.i18n import N_, titled
from bot.locale.i18n import gettext as _
from bot.services.content.answer import Answer, Authorship, Link, Sentence, revision
from bot.services.content.caveats import caveats_of, oldest_day
from bot.services.content.changes import OwnEntries
from bot.services.content.conditions import LABELS, Condition

_OVERVIEW = N_("Overview")


@dataclass(frozen=True, eq=False)
class Composer:
    """Compose answers from one library; revisions and titles are worked out once, by `build`."""

    _library: Library
    _revisions: Mapping[Key, str]
    _titles: Mapping[str, Address]
    _facts: dict[str, Fact]
    _own: OwnEntries

    @classmethod
    def build(cls, library: Library) -> Self:
        """Work out revisions, titles and the facts to quote."""
        entries = library.entries.values()
        revisions = {entry.key: revision(entry) for entry in entries}
        facts = quotable_by_all(library.facts)
        return cls(library, revisions, titles_of(entries), facts, OwnEntries())

    def find_by_title(self, words: str) -> Address | None:
        """Find the answer with exactly this title, as a suggestion shows it."""
        result = self._titles.get(words.strip().casefold())
        entry = self._library.entries.get(result.key) if result else None
        # A server may have covered or retired what was called so.
        if (
            result is None
            or entry is None
            or (result.section and not entry.section(result.section))
        ):
            return None
        return result

    def title_of(self, address: Address, language: str | None = None) -> str | None:
        """Name an answer, in a language if it is translated; None if there is none."""
        entry = self._entry(address)
        return self._texts(entry, language).title(address.section) if entry else None

    def is_translated(self, address: Address, language: str) -> bool:
        """Return whether an answer is there in a language, and not behind its original."""
        entry = self._entry(address)
        texts = self._texts(entry, language) if entry else None
        return texts is not None and texts.part(address.section)[0] is not None

    def compose(self, address: Address, today: date, language: str | None = None) -> Answer | None:
        """Compose the answer at an address, or None if the base has nothing there.

        In its reader's language if that is known and there is a translation which is not
        behind; else as it was written.
        """
        entry = self._entry(address)
        if entry is None:
            return None
        texts = self._texts(entry, language)
        translation, _part = texts.part(address.section)
        sentence = self._fill_part(entry, texts, address.section, today)
        authorship = self._own.authorship(entry, address.section)
        sources = self._sources(entry, address.section, sentence.everything, authorship)
        language_shown = translation.language if translation else ORIGINAL
        return Answer(
            address=address,
            title=texts.title(address.section),
            conditions=tuple(
                Condition(name, filled.text)
                for name, filled in sentence.conditions.items()
                if filled.text
            ),
            summary=sentence.summary.text,
            points=tuple(point.text for point in sentence.points if point.text),
            more="\n\n".join(paragraph.text for paragraph in sentence.more if paragraph.text),
            sources=sources,
            checked=_oldest_reading(sources, sentence),
            reviewed=entry.reviewed,
            next_review=sentence.next_check(entry.next_review),
            verified=_verified(entry, sources, sentence.summary),
            caveats=caveats_of(sentence.summary, sentence.rest, entry.next_review, today),
            expired=_unique(fact for text in sentence.everything for fact in text.expired),
            revision=self._revisions[address.key],
            sections=texts.other_parts(address.section),
            related=self._related(entry, language),
            language=None if entry.key in self._own.days else language_shown,
            authorship=authorship,
            translated=translation.reviewed if translation else texts.behind,
            behind=texts.behind_of,
        )

    def sentence(self, address: Address, today: date, language: str | None) -> Sentence | None:
        """Compose only the first sentence of an answer, as comparisons show it."""
        entry = self._entry(address)
        if entry is None:
            return None
        translation, part = self._texts(entry, language).part(address.section)
        lead = _FilledPart({}, self._filler(entry, translation, today)(part.summary), (), ())
        authorship = self._own.authorship(entry, address.section)
        sources = self._sources(entry, address.section, lead.everything, authorship)
        caveats = caveats_of(lead.summary, (), date.max, today)
        written = translation.language if translation else ORIGINAL
        said_in = None if entry.key in self._own.days else written
        return Sentence(lead.summary.text, caveats, _oldest_reading(sources, lead), said_in)

    def _fill_part(
        self, entry: Entry, texts: "_Texts", section: str | None, today: date
    ) -> "_FilledPart":
        """Fill the facts of a day into the texts of a part."""
        translation, part = texts.part(section)
        whole: Entry | Translation = translation or entry
        conditions = dict(result.texts()) if (result := whole.conditions_of(section)) else {}
        fill_text = self._filler(entry, translation, today)
        return _FilledPart(
            {name: fill_text(conditions[name]) for name in LABELS if name in conditions},
            fill_text(part.summary),
            tuple(map(fill_text, part.points)),
            tuple(map(fill_text, paragraphs(part.more))),
        )

    def _filler(
        self, entry: Entry, translation: Translation | None, today: date
    ) -> Callable[[str], FilledText]:
        """Return what fills the facts of a day into a text of an entry or its translation."""
        words = in_reader_language if translation else in_english
        return partial(fill, facts=quotable_facts(entry, self._facts), today=today, words_of=words)

    def _entry(self, address: Address) -> Entry | None:
        """Find the entry of an address, if it has the section."""
        entry = self._library.entries.get(address.key)
        if entry is None or (address.section and not entry.section(address.section)):
            return None
        return entry

    def _texts(self, entry: Entry, language: str | None) -> "_Texts":
        translations = self._library.translations.get(entry.key, {})
        names = names_of(language) if language and translations else ()
        result = [translations[name] for name in names if name in translations]
        is_localized = language is not None
        if not result:
            return _Texts(entry, (), None, None, is_localized)
        facts = quotable_facts(entry, self._facts)
        current = tuple(one for one in result if not one.is_behind(entry, facts))
        if current:
            return _Texts(entry, current, None, None, is_localized)
        translated, changed = max((one.reviewed, one.original_day(entry, facts)) for one in result)
        return _Texts(entry, (), translated, changed, is_localized)

    def _sources(
        self,
        entry: Entry,
        section: str | None,
        filled: tuple[FilledText, ...],
        authorship: Authorship | None,
    ) -> tuple[Source, ...]:
        """List the sources of a section and of the shared facts in it: read pages first.

        Of these the one that the figures of the first sentence are from, since a card names one.
        """
        shared = (
            self._library.sources[fact.source]
            for text in filled
            for fact in text.quoted
            if fact.source in self._library.sources
        )
        own = entry.sources_for(section)
        if authorship:
            own = self._own.sources(entry, own)
        by_url = {source.url: source for source in (*own, *shared)}
        cited = (_cite(source, filled) for source in by_url.values())
        leading = {fact.source for fact in filled[0].quoted}
        return tuple(
            sorted(
                cited, key=lambda source: (not source.trust.is_verified, source.url not in leading)
            )
        )

    def _related(self, entry: Entry, language: str | None) -> tuple[Link, ...]:
        # A server may have retired one of them.
        result = ((Address(key), self.title_of(Address(key), language)) for key in entry.related)
        return tuple(Link(address, title) for address, title in result if title)


@dataclass(frozen=True, slots=True)
class _FilledPart:
    """The texts of one part with the facts of a day in place."""

    conditions: Mapping[str, FilledText]
    summary: FilledText
    points: tuple[FilledText, ...]
    more: tuple[FilledText, ...]

    @property
    def rest(self) -> tuple[FilledText, ...]:
        """All but the first sentence."""
        return (*self.conditions.values(), *self.points, *self.more)

    @property
    def everything(self) -> tuple[FilledText, ...]:
        """All texts, in order."""
        return (self.summary, *self.rest)

    def next_check(self, review: date) -> date:
        """Find the day by which something in it must be looked at again."""
        quoted = (fact for filled in self.everything for fact in filled.quoted)
        return min(review, *(fact.recheck_by or review for fact in quoted), review)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What there is of one entry for a reader."""

    entry: Entry
    current: tuple[Translation, ...]
    """Translations that are not behind, the closest to the reader's language first."""
    behind: date | None
    """The day of a translation that is older than the original, if there is no other."""
    behind_of: date | None
    """The day of the newer text that it is behind of."""
    is_localized: bool
    """Whether it is for a reader; else it is in English, as it is searched for."""

    def part(self, section: str | None) -> tuple[Translation | None, Entry | Section]:
        """Find the text of a section (None: the top), and the translation that it is from."""
        needed = self.entry.conditions_of(section) is not None
        for translation in self.current:
            part = translation.part(section)
            # Without the conditions of its original it would leave out what matters most.
            if part and (translation.conditions_of(section) is not None) >= needed:
                return translation, part
        original = self.entry.section(section) if section else None
        return None, original or self.entry

    def title(self, section: str | None) -> str:
        """Name the answer in the reader's language, as far as there are words for it."""
        if not self.is_localized:
            return title(self.entry, section)
        name = self.current[0].title if self.current else _generic_title(self.entry)
        return titled(name, self._section_name(section).lower()) if section else name

    def other_parts(self, section: str | None) -> tuple[Link, ...]:
        """List the parts of the entry without one."""
        if not self.entry.sections:
            return ()
        names = [None, *(part.name for part in self.entry.sections)]
        key = self.entry.key
        return tuple(
            Link(Address(key, name), self._section_name(name)) for name in names if name != section
        )

    def _section_name(self, section: str | None) -> str:
        name = self.entry.vocabulary[section] if section else _OVERVIEW
        return _(name) if self.is_localized else name


def _generic_title(entry: Entry) -> str:
    """Return the title of an entry without a translation: of a visa as such its code says all."""
    if isinstance(entry, Visa) and entry.title == f"{entry.code} visa":
        return _("{code} visa").format(code=entry.code)
    return title(entry)


def _cite(source: Source, filled: Iterable[FilledText]) -> Source:
    """Name in its title the sections of a page that quoted facts rest on."""
    quoted = (fact for text in filled for fact in text.quoted if fact.source == source.url)
    sections = (fact.section for fact in quoted if fact.section)
    section_titles = [text for text in dict.fromkeys(sections) if text not in source.title]
    if not section_titles:
        return source
    return source.model_copy(update={"title": f"{source.title}: {', '.join(section_titles)}"})


def _verified(entry: Entry, sources: Sequence[Source], summary: FilledText) -> bool:
    """Return whether an official source was read: of pay those of all figures it begins with."""
    if not isinstance(entry, Salary):
        return any(source.trust.is_verified for source in sources)
    figures = {fact.source for fact in summary.quoted} or {entry.source}
    trusted = {source.url for source in sources if source.trust.is_verified}
    return figures <= trusted


def _oldest_reading(sources: Iterable[Source], text: _FilledPart) -> date | None:
    """Find the oldest day on which somebody read what an answer rests on."""
    pages = (source.checked for source in sources if source.trust.is_verified)
    claims = (fact.true_on for filled in text.everything for fact in filled.quoted)
    return oldest_day((*pages, *claims))


def _unique(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple({fact.name: fact for fact in facts}.values())


def titles_of(entries: Iterable[Entry]) -> dict[str, Address]:
    """Map what answers are called, in small letters, to where they are."""
    return {
        title(entry, name).casefold(): Address(entry.key, name)
        for entry in entries
        for name in (None, *(section.name for section in entry.sections))
    }
