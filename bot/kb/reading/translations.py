"""Translations of entries: `h-1b.es.md` beside `h-1b.md`, read and held against the original.

A translation has no facts and no sources of its own. It quotes those of its original, so no figure
can differ between two languages.
"""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from bot.kb.model.conditions import Conditions, by_section
from bot.kb.model.entries import OVERVIEW, Entry, Faq, KeyField, Points, Section
from bot.kb.model.facts import Fact, Value
from bot.kb.model.keys import Key, Kind
from bot.kb.model.languages import LANGUAGES, ORIGINAL, can_be_said
from bot.kb.model.limits import Day
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.model.text import Line, Prose
from bot.kb.reading.links import Loc, part_texts
from bot.kb.reading.markdown import (
    Lines,
    misplaced_fields,
    outside_vocabulary,
    print_conditions,
    print_page,
    read_raw,
    section_fields,
    unknown_parts,
    validate,
)
from bot.kb.reading.quotes import (
    quotable_by_all,
    quotable_facts,
    quotes,
    quotes_with_words,
    replace_quotes,
)
from bot.locale.numbers import plain_figure

_NOT_IN_FRONT = {"key", "language", "sections", "points", "more"}

_FIGURE = re.compile(r"(?<![A-Za-z\d-])(?<!\d[.,])\d++(?:[.,]\d++)*+(?![A-Za-z\d-])")
"""A figure that is written out, and not part of a code such as I-129 or 16-digit."""


class Translation(Value):
    """An entry in another language, or only some of its parts."""

    key: KeyField
    language: str
    title: Annotated[Line, Field(max_length=100)]
    summary: Line | None = None
    """None if the top of the entry is not translated."""
    conditions: Conditions | None = None
    """Those of the top, and of each section that has none of its own."""
    reviewed: Day
    """The day on which it was held against the original."""
    points: Points = ()
    more: Prose = ""
    sections: tuple[Section, ...] = Field(default=(), max_length=40)

    @model_validator(mode="after")
    def _top_whole(self) -> Self:
        if self.summary is None and (self.points or self.more):
            raise ValueError("a summary is missing above the bullets")
        return self

    def part(self, section: str | None) -> Section | None:
        """Find the text of a section (None: the top); None if it is not translated."""
        name = section or OVERVIEW
        return next((part for _, part in self.placed_parts() if part.name == name), None)

    def conditions_of(self, section: str | None) -> Conditions | None:
        """Find what to say before a section (None: the top), in its language."""
        part = self.part(section)
        return (part.conditions if part else None) or self.conditions

    def placed_parts(self) -> Iterator[tuple[Loc, Section]]:
        """Yield each part that is translated with its place; the top is the overview."""
        if self.summary is not None:
            # What it is made of was read and checked already.
            top = Section.model_construct(
                name=OVERVIEW,
                conditions=self.conditions,
                summary=self.summary,
                points=self.points,
                more=self.more,
            )
            yield ("summary",), top
        for number, section in enumerate(self.sections):
            yield ("sections", number), section

    def is_behind(self, entry: Entry, facts: Mapping[str, Fact]) -> bool:
        """Return whether the original was checked after it, or a fact changed that it words itself.

        `facts` are all that the original may quote, by the names it quotes them by.
        """
        return self.reviewed < self.original_day(entry, facts)

    def original_day(self, entry: Entry, facts: Mapping[str, Fact]) -> date:
        """Find the day of the newest text that it must have been held against."""
        worded = (facts[name] for name in self._worded_names() if name in facts)
        return max((entry.reviewed, *(fact.as_of for fact in worded)))

    def _worded_names(self) -> Iterator[str]:
        for _, part in self.placed_parts():
            for _, text in part_texts(part):
                yield from quotes_with_words(text)


class FaqTranslation(Translation):
    """A question in another language; it is called by its question, as its original is."""

    model_config = ConfigDict(populate_by_name=False)

    title: Annotated[Line, Field(max_length=200, alias="question")]


@dataclass(frozen=True, slots=True)
class TranslatedPage:
    """A translation with its file and the line of each of its fields."""

    path: str
    translation: Translation
    lines: Lines

    def line(self, *loc: str | int) -> int:
        """Find the line of a field."""
        return self.lines.of(loc)


def parse_translation(text: str, key: Key, language: str, path: str) -> TranslatedPage:
    """Read a translation; raise `BrokenBaseError` with every problem found."""
    if language not in LANGUAGES:
        message = f"'{language}' is not a language of answers: {', '.join(LANGUAGES)}"
        raise BrokenBaseError((Problem(path, 1, "file name", message),))
    raw = read_raw(text, path)
    raw.problems.extend(misplaced_fields(raw, _NOT_IN_FRONT))
    raw.problems.extend(outside_vocabulary(raw, key))
    top, *sections = raw.parts
    conditions = by_section(raw.front.values.get("conditions"), OVERVIEW)
    raw.problems.extend(unknown_parts(raw, key, "conditions", conditions))
    data = dict(raw.front.values) | {
        "key": key,
        "language": language,
        "points": top.points,
        "conditions": conditions.get(OVERVIEW),
        "more": top.more,
        "sections": tuple(section_fields(part, {}, conditions) for part in sections),
    }
    model = FaqTranslation if key.kind is Kind.FAQ else Translation
    return TranslatedPage(path, validate(model, data, raw), raw.lines)


def translation_skeleton(entry: Entry, today: date) -> str:
    """Write a translation that still holds the original's text, to be written over."""
    title_field = "question" if isinstance(entry, Faq) else "title"
    front = {title_field: getattr(entry, title_field), "summary": entry.summary, "reviewed": today}
    front |= print_conditions(entry.conditions, entry.sections)
    return print_page(front, entry.points, entry.more, entry.sections)


def translation_problems(
    translated: Iterable[TranslatedPage], entries: Mapping[Key, Entry], facts: Mapping[str, Fact]
) -> Iterator[Problem]:
    """Yield what translations say otherwise than their originals.

    One that is behind its original is not shown, so that an original can be changed alone.
    """
    by_all = quotable_by_all(facts)
    for page in translated:
        entry = entries.get(page.translation.key)
        known = quotable_facts(entry, by_all) if entry else {}
        if entry and not page.translation.is_behind(entry, known):
            for loc, message in _faults(page.translation, entry, known):
                yield Problem(page.path, page.line(*loc), "text", message)


def _faults(
    translation: Translation, entry: Entry, facts: Mapping[str, Fact]
) -> Iterator[tuple[Loc, str]]:
    for loc, part in translation.placed_parts():
        original = entry if part.name == OVERVIEW else entry.section(part.name)
        if original is None:
            yield loc, f"the original has no section '{part.name}'"
            continue
        if (part.conditions is None) is not (original.conditions is None):
            yield loc, "has conditions where its original has none, or lacks those it has"
        here, there = _text(part), _text(original)
        quoted = Counter(quotes(here)), Counter(quotes(there))
        own_words = set(quotes_with_words(here))
        for fact in sorted(quoted[1] - quoted[0]):
            yield loc, f"{{{{{fact}}}}} is missing, which the original quotes here"
        for fact in sorted(quoted[0] - quoted[1]):
            yield loc, f"{{{{{fact}}}}} is not quoted here in the original"
        for fact in sorted((quoted[0] & quoted[1]).keys() & facts.keys()):
            if fault := _wording_fault(fact, facts[fact], fact in own_words, translation.language):
                yield loc, fault
        texts = _compare_texts(here, there, facts)
        yield from ((loc, fault) for fault in _figure_faults(*texts, translation.language))


def _wording_fault(name: str, fact: Fact, worded: bool, language: str) -> str | None:
    """Return what is wrong with the words for a fact: its own only if it needs some."""
    if can_be_said(fact):
        text = f"{{{{{name}|…}}}} needs no words of its own: quote it as {{{{{name}}}}}"
        return text if worded else None
    if worded:
        return None
    text = f"'{fact.text}' ({{{{{name}}}}}) cannot be said in {LANGUAGES[language]}"
    return f"{text}: say it as {{{{{name}|words}}}}, or leave it out"


def _compare_texts(here: str, there: str, facts: Mapping[str, Fact]) -> tuple[str, str]:
    """Return both texts with the facts that the translation words itself filled in."""
    worded = set(quotes_with_words(here))

    def original(name: str, _words: str | None) -> str:
        return facts[name].text if name in worded and name in facts else ""

    return replace_quotes(here, lambda _name, words: words or ""), replace_quotes(there, original)


def _figure_faults(here: str, there: str, language: str) -> Iterator[str]:
    """Compare the figures that are written out; a month may be one if the original names it."""
    figures = {plain_figure(figure, language) for figure in _FIGURE.findall(here)}
    original = {plain_figure(figure, ORIGINAL) for figure in _FIGURE.findall(there)}
    months = {
        str(number) for number, name in enumerate(calendar.month_name) if name and name in there
    }
    for figure in sorted(original - figures):
        yield f"the figure {figure} is missing, which stands here in the original"
    for figure in sorted(figures - original - months):
        yield f"the figure {figure} does not stand here in the original"


def _text(part: Entry | Section) -> str:
    return "\n".join(text for _, text in part_texts(part))
