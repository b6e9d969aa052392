"""Check the words by which people may ask for an entry: each must say what it is about."""

from collections.abc import Iterator

from bot.kb.model.entries import Entry
from bot.kb.model.text import fold
from bot.kb.reading.links import Loc
from bot.search.text.common import COMMON

_TELLING_ALONE = frozenset({"about"})
"""Common words that people type alone when they mean an entry."""

_SHORTEST = 2
"""Letters and digits of an alias: `cv`, or two Chinese signs."""

_TELLING_DIGITS = 5
"""Digits from which a number names one thing, such as `103265`; 2027 does not."""


def phrasing_faults(entry: Entry) -> Iterator[tuple[Loc, str]]:
    """Yield the place of each alias and question that says nothing, or stands there twice."""
    for number, alias in enumerate(entry.aliases):
        if message := _alias_fault(fold(alias).split()):
            yield ("aliases", number), f"'{alias}' {message}"
    for loc, phrases in _lists(entry):
        seen: set[str] = set()
        for number, phrase in enumerate(phrases):
            same = " ".join(phrase.casefold().split())
            if not fold(phrase):
                yield (*loc, number), f"'{phrase}' has no word in it"
            elif same in seen:
                yield (*loc, number), f"'{phrase}' stands here twice"
            seen.add(same)


def _alias_fault(words: list[str]) -> str | None:
    text = "".join(words)
    if not text:
        return None  # said of every phrasing
    if len(text) < _SHORTEST:
        return "is too short to be a name: nearly any question holds it"
    if text.isdecimal() and len(text) < _TELLING_DIGITS:
        return "is only a number, which stands in questions about anything"
    if all(word in COMMON and word not in _TELLING_ALONE for word in words):
        return "is made of common words, which stand in questions about anything"
    return None


def _lists(entry: Entry) -> Iterator[tuple[Loc, tuple[str, ...]]]:
    yield ("aliases",), entry.aliases
    yield ("asks",), entry.asks
    yield ("not",), entry.refusals
    for at, section in enumerate(entry.sections):
        yield ("sections", at, "asks"), section.asks
