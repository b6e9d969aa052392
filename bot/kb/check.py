"""Check the base as CI does: what stops it from loading, and what an editor should look at."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.kb.facts import Fact
from bot.kb.library import Reading, read_folder
from bot.kb.links import texts
from bot.kb.markdown import Page
from bot.kb.problems import Problem, Severity
from bot.kb.quotes import SHARED, quotes

SUMMARY_LIMIT = 200
"""Longest sentence that a phone shows without scrolling past it, in characters."""

_UNQUOTED = re.compile(r"USD [\d,.]+|\$[\d,.]+|\d[\d.,]*(?: percent| ?%)|\b\d+ years?\b")


def check_folder(folder: Path, today: date) -> tuple[Problem, ...]:
    """List every problem of a base, errors and warnings, in the order of files and lines."""
    reading = read_folder(folder)
    return tuple(sorted([*reading.problems, *_warnings(reading, today)]))


def _warnings(reading: Reading, today: date) -> Iterator[Problem]:
    for page in reading.pages.values():
        for loc, field, message in _concerns(page, today):
            yield Problem(page.path, page.line(*loc), field, message, Severity.WARNING)
    quoted = {name for page in reading.pages.values() for name in _quoted(page)}
    for path, sheet in reading.sheets.items():
        for fact in sheet.facts:
            for message in _fact_concerns(fact, SHARED + fact.name in quoted, today):
                line = reading.fact_lines[fact.name]
                yield Problem(path, line, fact.name, message, Severity.WARNING)


def _concerns(page: Page, today: date) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    entry = page.entry
    if entry.next_review < today:
        yield ("reviewed",), "reviewed", f"the review was due on {entry.next_review}"
    quoted = _quoted(page)
    for number, fact in enumerate(entry.facts):
        for message in _fact_concerns(fact, fact.name in quoted, today):
            yield ("facts", number), fact.name, message
    for loc, summary in _summaries(page):
        if len(summary) > SUMMARY_LIMIT:
            message = f"has {len(summary)} characters; {SUMMARY_LIMIT} fit on a phone"
            yield loc, "summary", message
    for loc, text in texts(entry):
        for figure in _UNQUOTED.findall(text):
            yield loc, str(loc[0]), f"'{figure}' should be a fact, quoted as {{{{name}}}}"


def _summaries(page: Page) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("summary",), page.entry.summary
    for number, section in enumerate(page.entry.sections):
        yield ("sections", number), section.summary


def _fact_concerns(fact: Fact, quoted: bool, today: date) -> Iterator[str]:
    if not quoted:
        yield "no text quotes this fact"
    if fact.valid_until and fact.valid_until < today:
        yield f"ended on {fact.valid_until}: its sentences are no longer shown"


def _quoted(page: Page) -> set[str]:
    return {name for _, text in texts(page.entry) for name in quotes(text)}
