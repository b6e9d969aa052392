"""Name what an editor overlooked: days to come, marks left open, text that `kb new` wrote."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.kb.checking.marks import unclosed_marks
from bot.kb.model.entries import Entry, Faq, Salary
from bot.kb.model.facts import Fact, Source
from bot.kb.model.markup import paragraphs, without_code
from bot.kb.model.text import fold
from bot.kb.reading.links import Loc, texts
from bot.kb.reading.translations import Translation

Found = Iterator[tuple[Loc, str]]
"""Places in a file, and what is wrong there."""

_LONG = 20
"""Characters from which a bullet of a translation cannot be the same in English."""


def future_days(translation: Entry | Translation, today: date) -> Found:
    """Yield each day of an entry or a translation on which nobody can have looked yet."""
    days: list[tuple[Loc, date]] = [(("reviewed",), translation.reviewed)]
    if isinstance(translation, Entry):
        days += cited_days(translation.sources, translation.facts)
    if isinstance(translation, Salary):
        days.append((("as_of",), translation.as_of))
    return ((loc, future_day_fault(day)) for loc, day in days if is_to_come(day, today))


def cited_days(sources: Iterable[Source], facts: Iterable[Fact]) -> Iterator[tuple[Loc, date]]:
    """Yield each day on which somebody read a source or looked at a fact, with its place."""
    for number, source in enumerate(sources):
        if source.checked is not None:  # undated
            yield ("sources", number, "checked"), source.checked
    for number, fact in enumerate(facts):
        yield ("facts", number, "as_of"), fact.as_of
        if fact.true_on is not None:
            yield ("facts", number, "true_on"), fact.true_on


def is_to_come(day: date, today: date) -> bool:
    """Return whether a day lies in the future everywhere: some people are a day ahead."""
    return day > today + timedelta(days=1)


def future_day_fault(day: date) -> str:
    """State that nobody can have looked on a day."""
    return f"the day {day} lies in the future"


def open_marks(entry: Entry) -> Found:
    """Yield each mark that is never closed, paragraph by paragraph."""
    for loc, text in texts(entry):
        for paragraph in paragraphs(text):
            for mark in unclosed_marks(without_code(paragraph)):
                yield loc, f"'{mark}' is never closed: '{paragraph.strip()[:40]}…'"


def still_english(translation: Translation, entry: Entry) -> Found:
    """Yield each part of a translation that says what its original says, word for word."""
    if isinstance(entry, Faq) and fold(translation.title) == fold(entry.question):
        yield ("question",), _ENGLISH
    for loc, part in translation.placed_parts():
        original = entry if loc == ("summary",) else entry.section(part.name)
        if original is None:
            continue
        same = {point for point in original.points if len(point) > _LONG} & set(part.points)
        if part.summary == original.summary or same or (part.more and part.more == original.more):
            yield loc, _ENGLISH
        if part.conditions and original.conditions:
            english = dict(original.conditions.texts())
            if any(english.get(name) == text for name, text in part.conditions.texts()):
                yield loc, _ENGLISH


_ENGLISH = "still says what the original says, in English"


def same_questions(questions: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each place whose question stands in an earlier one too, and that one.

    Given are places and their questions; case, spaces and punctuation do not matter.
    """
    first: dict[str, str] = {}
    for place, question in questions:
        before = first.setdefault(fold(question), place)
        if before != place:
            yield place, before
