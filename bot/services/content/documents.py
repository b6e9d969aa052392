"""Turn the library into what the engine searches: one document per entry and section."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.kb.model.entries import Entry, Faq, Salary, Section, Visa, title
from bot.kb.model.facts import Fact
from bot.kb.model.keys import Address
from bot.kb.model.lexicon import Lexicon
from bot.kb.reading.library import Library
from bot.kb.reading.quotes import fill, quotable_by_all
from bot.search.values.documents import Document
from bot.search.values.documents import Lexicon as SearchLexicon
from bot.search.values.thesaurus import english_thesaurus
from bot.services.content.season import SHOWN_WITH, season_years


def documents(library: Library, entries: Iterable[Entry] | None = None) -> Iterator[Document]:
    """Yield the documents of some entries, or of all: the top of each, then its sections."""
    by_all = quotable_by_all(_timeless(library.facts))
    seasons = tuple(season_years(library))
    for entry in library.entries.values() if entries is None else entries:
        facts = {**by_all, **_timeless({fact.name: fact for fact in entry.quotable})}
        years = _years(entry, seasons)
        for section in (None, *entry.sections):
            address = Address(entry.key, section.name if section else None)
            typed = library.phrasings.get(address, ())
            document = _document(entry, section, facts, library.lexicon)
            yield replace(document, typed=typed, years=years)


def search_inputs(library: Library) -> tuple[tuple[Document, ...], SearchLexicon]:
    """Return what the engine and the sentence model read of a base."""
    return tuple(documents(library)), search_lexicon(library)


def search_lexicon(library: Library) -> SearchLexicon:
    """Return the engine's synonyms and codes, and the places that it must not mix up."""
    paid = (entry.place for entry in library.entries.values() if isinstance(entry, Salary))
    places = tuple(dict.fromkeys((*library.lexicon.places, *paid)))
    visas = (entry.code for entry in library.entries.values() if isinstance(entry, Visa))
    codes = (code for code in visas if " " not in code)
    lexicon = library.lexicon
    known = (*lexicon.codes, *codes)
    areas = (
        name.casefold()
        for area in library.wages.areas.values()
        for name in (area.short, area.name.partition(",")[0], *area.aliases)
    )
    return SearchLexicon(
        lexicon.synonyms,
        known,
        places,
        lexicon.outside,
        english_thesaurus(),
        lexicon.translations,
        tuple(dict.fromkeys(areas)),
    )


def _document(
    entry: Entry, section: Section | None, facts: dict[str, Fact], lexicon: Lexicon
) -> Document:
    part = section or entry
    name = section.name if section else None
    texts = (part.summary, *part.points, part.more)
    aspects = (entry.vocabulary[name], *lexicon.aspects.get(name, ())) if name else ()
    return Document(
        entry=str(entry.key),
        section=name,
        title=title(entry, name),
        names=_names(entry),
        aspects=aspects,
        phrasings=part.asks,
        refusals=entry.refusals,
        body="\n".join(fill(text, facts, date.max).text for text in texts),
        lookalikes=tuple(map(str, entry.lookalikes)),
        featured=entry.featured and section is None,
    )


def _years(entry: Entry, seasons: tuple[int, ...]) -> tuple[int, ...]:
    """List the years for which an entry holds: from its review to the next, and its seasons."""
    covered = {entry.reviewed.year, entry.next_review.year}
    if any(address.key == entry.key for address in SHOWN_WITH):
        covered.update(seasons)
    return tuple(sorted(covered))


def _names(entry: Entry) -> tuple[str, ...]:
    """List what an entry is called; a question is also called by its own words."""
    own = [entry.title]
    if isinstance(entry, Visa):
        own.append(entry.code)
    elif isinstance(entry, Salary):
        own.append(entry.place)
    elif isinstance(entry, Faq):
        own.append(entry.question)
    return tuple(dict.fromkeys((*own, *entry.aliases)))


def _timeless(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    # Searching does not depend on the day: an expired figure is still what people ask about.
    no_dates = {"valid_from": None, "valid_until": None}
    return {name: fact.model_copy(update=no_dates) for name, fact in facts.items()}
