"""Check the text of a base: what stops it from loading, and what an editor should look at."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.kb.checking.moments import find_dates, find_moments
from bot.kb.checking.oversights import (
    cited_days,
    future_day_fault,
    future_days,
    is_to_come,
    open_marks,
    same_questions,
    still_english,
)
from bot.kb.checking.readability import FEWEST, HARD, LONGEST_SENTENCE, lix, sentences, words
from bot.kb.checking.safety import entry_faults
from bot.kb.checking.skeleton import untouched_texts
from bot.kb.files.explaining import did_you_mean, field_name
from bot.kb.model.entries import MODELS, OVERVIEW, Entry, Faq, Section
from bot.kb.model.facts import Fact, FactSheet, Status
from bot.kb.model.keys import Key
from bot.kb.model.problems import Check, Problem, Severity
from bot.kb.reading.library import Reading
from bot.kb.reading.links import Loc, texts
from bot.kb.reading.markdown import Page
from bot.kb.reading.quotes import SHARED, fill, quotable_by_all, quotable_facts, quotes
from bot.kb.reading.translations import TranslatedPage

SUMMARY_LIMIT = 200
"""Longest sentence that a phone shows without scrolling past it, in characters."""

_UNSETTLED = {Status.PROPOSED, Status.BLOCKED, Status.PROJECTION}
"""What becomes law, or does not, without anybody telling the base."""

_UNQUOTED = re.compile(
    r"USD [\d,.]+|\$[\d,.]+|(?<![\d.,])\d[\d.,]*+(?: percent| ?%)"
    r"|(?<![\w,])\d{1,3}(?:,\d{3})++\b"
    r"|\b\d+ (?:business days?|days?|weeks?|months?|years?)\b"
)


@dataclass(frozen=True, slots=True)
class _Concern:
    check: Check
    loc: Loc
    field: str
    message: str
    severity: Severity = Severity.WARNING


def concerns(reading: Reading, today: date) -> Iterator[Problem]:
    """Yield what an editor should look at in a folder that was read: unsafe text is an error."""
    by_all = quotable_by_all(reading.facts)
    for page in reading.pages.values():
        for one in _of_page(page, by_all, today):
            line = page.line(*one.loc)
            yield Problem(page.path, line, one.field, one.message, one.severity, check=one.check)
    for translated in reading.translations:
        for one in _of_translation(translated, reading.pages, by_all, today):
            line = translated.line(*one.loc)
            yield Problem(
                translated.path, line, one.field, one.message, one.severity, check=one.check
            )
    yield from reading.strays
    yield from _same_questions(reading)
    yield from _of_lexicon(reading)
    yield from _of_overlay(reading)
    yield from _of_paths(reading, today)
    yield from _of_wages(reading, today)
    quoted = {name for page in reading.pages.values() for name in _quoted(page.entry)}
    if reading.unread:  # they may quote any fact
        quoted |= by_all.keys()
    for path, sheet in reading.sheets.items():
        yield from _of_sheet(path, sheet, reading.fact_lines, quoted, today)


def _of_paths(reading: Reading, today: date) -> Iterator[Problem]:
    for file, translation in reading.paths.translations.items():
        if is_to_come(translation.reviewed, today):
            message = future_day_fault(translation.reviewed)
            yield Problem(file, 1, "reviewed", message, check=Check.REVIEW)
    for file, guided in reading.paths.paths.items():
        if is_to_come(guided.reviewed, today):
            message = future_day_fault(guided.reviewed)
            yield Problem(file, 1, "reviewed", message, check=Check.REVIEW)
        if guided.next_review < today:
            message = f"the review was due on {guided.next_review}"
            yield Problem(file, 1, "reviewed", message, Severity.WARNING, check=Check.REVIEW)
        for text in guided.texts():
            # "Where are you now?" means the reader's present: only dates pass.
            for moment in find_dates(text):
                message = (
                    f"'{moment}' passes, and a path can quote no claim: leave it to the entries"
                )
                yield Problem(file, 1, "text", message, Severity.WARNING, check=Check.CLAIMS)


def _of_wages(reading: Reading, today: date) -> Iterator[Problem]:
    """Yield concerns about wage tables' days: a year that ended without a successor misleads."""
    levels = reading.wages.wages().levels
    for path, (wages, table) in reading.wages.tables.items():
        if is_to_come(wages.source.checked, today):
            line, message = table.line("source", "checked"), future_day_fault(wages.source.checked)
            yield Problem(str(path), line, "source.checked", message, check=Check.REVIEW)
        if wages in levels[:1] and wages.valid_to and wages.valid_to < today:
            line = table.line("valid_to")
            message = f"ended on {wages.valid_to}: 'almanac wages import' reads the next year"
            yield Problem(str(path), line, "valid_to", message, Severity.WARNING, Check.REVIEW)


def _of_sheet(
    path: str, sheet: FactSheet, lines: Mapping[str, int], quoted: set[str], today: date
) -> Iterator[Problem]:
    for loc, day in cited_days(sheet.sources, ()):
        if is_to_come(day, today):
            yield Problem(path, 1, field_name(loc), future_day_fault(day), check=Check.REVIEW)
    for fact in sheet.facts:
        line = lines[fact.name]
        for (*_, field), day in cited_days((), (fact,)):
            if is_to_come(day, today):
                quoted_field = f"{fact.name}.{field}"
                yield Problem(path, line, quoted_field, future_day_fault(day), check=Check.REVIEW)
        for check, message in _fact_concerns(fact, SHARED + fact.name in quoted, today):
            yield Problem(path, line, fact.name, message, Severity.WARNING, check=check)


def _same_questions(reading: Reading) -> Iterator[Problem]:
    pages = {page.path: page for page in reading.pages.values() if isinstance(page.entry, Faq)}
    questions = (
        (path, page.entry.question) for path, page in pages.items() if isinstance(page.entry, Faq)
    )
    for path, before in same_questions(questions):
        line = pages[path].line("question")
        yield Problem(path, line, "question", f"is also the question of {before}")


def _of_lexicon(reading: Reading) -> Iterator[Problem]:
    sections = {name for model in MODELS.values() for name in model.vocabulary}
    for name in sorted(reading.lexicon.aspects.keys() - sections - {OVERVIEW}):
        message = f"there is no section '{name}'{did_you_mean(name, sections)}"
        path, line = reading.lexicon_lines(name)
        yield Problem(path, line, f"aspects.{name}", message)


def _of_overlay(reading: Reading) -> Iterator[Problem]:
    """Yield concerns about what an overlay retires: it must be an entry of the base."""
    for key in reading.retired:
        if key in reading.pages:
            message = f"'{key}' is written here too: it cannot be both shown and retired"
            yield Problem(reading.overlay_path, 1, "retired", message)
        elif reading.over and key not in reading.over.entries:
            message = f"there is no entry '{key}' in the base"
            yield Problem(reading.overlay_path, 1, "retired", message, Severity.WARNING)


def _of_page(page: Page, by_all: dict[str, Fact], today: date) -> Iterator[_Concern]:
    entry = page.entry
    for place, sentence in entry_faults(entry):
        yield _Concern(Check.SAFETY, place, field_name(place), sentence, Severity.ERROR)
    for place, message in untouched_texts(entry):
        yield _Concern(Check.SCHEMA, place, field_name(place), message, Severity.ERROR)
    for place, message in future_days(entry, today):
        yield _Concern(Check.REVIEW, place, field_name(place), message, Severity.ERROR)
    for place, message in open_marks(entry):
        yield _Concern(Check.SAFETY, place, str(place[0]), message)
    if entry.next_review < today:
        message = f"the review was due on {entry.next_review}"
        yield _Concern(Check.REVIEW, ("reviewed",), "reviewed", message)
    quoted = _quoted(entry)
    for number, fact in enumerate(entry.facts):
        for check, message in _fact_concerns(fact, fact.name in quoted, today):
            yield _Concern(check, ("facts", number), fact.name, message)
    for loc, text in texts(entry):
        for figure in _UNQUOTED.findall(text):
            message = f"'{figure}' should be a fact, quoted as {{{{name}}}}"
            yield _Concern(Check.FACTS, loc, str(loc[0]), message)
    known = quotable_facts(entry, by_all)
    yield from _passing_concerns(entry, known)
    yield from _hard_concerns(entry, known, today)


def _passing_concerns(entry: Entry, facts: Mapping[str, Fact]) -> Iterator[_Concern]:
    """Yield what a reader of another year would be misled by: dates and words for the present."""
    claims = {name for name, fact in facts.items() if fact.is_claim}
    names = {"title": entry.title} | (
        {"question": entry.question} if isinstance(entry, Faq) else {}
    )
    for field, text in names.items():
        for moment in find_dates(text):
            message = f"'{moment}' passes, and a {field} can quote no claim: leave it out"
            yield _Concern(Check.CLAIMS, (field,), field, message)
    for loc, text in texts(entry):
        for moment in find_moments(text, claims):
            message = f"'{moment}' passes: quote a claim (a fact with 'recheck_by') in its sentence"
            yield _Concern(Check.CLAIMS, loc, str(loc[0]), message)


def _of_translation(
    page: TranslatedPage, pages: Mapping[Key, Page], by_all: dict[str, Fact], today: date
) -> Iterator[_Concern]:
    translation = page.translation
    for place, sentence in entry_faults(translation):
        yield _Concern(Check.SAFETY, place, field_name(place), sentence, Severity.ERROR)
    for place, message in future_days(translation, today):
        yield _Concern(Check.REVIEW, place, field_name(place), message, Severity.ERROR)
    if translation.key not in pages:
        return
    entry = pages[translation.key].entry
    facts = quotable_facts(entry, by_all)
    if translation.is_behind(entry, facts):
        message = (
            f"is behind its original, which was checked on {entry.reviewed}, or a fact that it "
            "words itself: it is not shown"
        )
        yield _Concern(Check.REVIEW, ("reviewed",), "reviewed", message)
        return
    for place, message in still_english(translation, entry):
        yield _Concern(Check.SCHEMA, place, str(place[0]), message, Severity.ERROR)
    for loc, part in translation.placed_parts():
        # In English words for units: other languages differ by too few characters to matter here.
        yield from _length_concerns(loc, fill(part.summary, facts, today).text)


def _hard_concerns(entry: Entry, facts: Mapping[str, Fact], today: date) -> Iterator[_Concern]:
    """Yield what is too long or too hard to read on a phone, with the facts in place."""
    places: tuple[Loc, ...] = (("summary",), *(("sections", n) for n in range(len(entry.sections))))
    parts: tuple[Entry | Section, ...] = (entry, *entry.sections)
    for loc, part in zip(places, parts, strict=True):
        read = [fill(text, facts, today).text for text in (part.summary, *part.points, part.more)]
        yield from _length_concerns(loc, read[0])
        for sentence in sentences("\n".join(read)):
            if (count := len(words(sentence))) > LONGEST_SENTENCE:
                message = f"a sentence of {count} words: '{sentence[:40]}…'"
                yield _Concern(Check.READING, loc, "text", message)
        together = "\n".join(read)
        level = lix(together)
        if level > HARD and len(words(together)) >= FEWEST:
            message = f"reads hard (LIX {level:.0f}, at most {HARD:.0f}): use shorter words"
            yield _Concern(Check.READING, loc, "text", message)


def _length_concerns(loc: Loc, summary: str) -> Iterator[_Concern]:
    if len(summary) > SUMMARY_LIMIT:
        message = f"has {len(summary)} characters; {SUMMARY_LIMIT} fit on a phone"
        yield _Concern(Check.LENGTH, loc, "summary", message)


def _fact_concerns(fact: Fact, quoted: bool, today: date) -> Iterator[tuple[Check, str]]:
    if not quoted:
        yield Check.FACTS, "no text quotes this fact"
    if fact.valid_until and fact.valid_until < today:
        yield Check.FACTS, f"ended on {fact.valid_until}: its sentences are no longer shown"
    elif fact.is_due(today):
        message = f"was to be looked at again by {fact.recheck_by}: its answers carry a warning"
        yield Check.REVIEW, message
    if fact.status in _UNSETTLED and not fact.is_claim:
        yield Check.CLAIMS, f"is '{fact.status}', which will change: say 'recheck_by' when to look"


def _quoted(entry: Entry) -> set[str]:
    return {name for _, text in texts(entry) for name in quotes(text)}
