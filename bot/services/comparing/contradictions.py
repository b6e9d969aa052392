"""Find where a moderator's text names another figure than the base does, for the same unit."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.kb.model.entries import Entry, Section
from bot.kb.model.facts import Fact
from bot.kb.model.figures import numbers_in

_QUOTATION = re.compile(r"\{\{[^{}]*+\}\}")
_AMOUNT = r"(?P<number>\d[\d.,]*+|[a-z]++(?:-[a-z]++)?)"
"""A number in digits or in words; whether words are a number, `numbers_in` tells."""

_MONEY = re.compile(
    r"(?:USD|US\$|\$)[ ]?(?P<number>\d[\d.,]*+(?:[ ]?(?:k|m|thousand|million|billion)\b)?)"
    r"|(?P<behind>\d[\d.,]*+)[ ](?:USD|dollars)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b{_AMOUNT}[ -]?(?:percent\b|%)", re.IGNORECASE)

_MOST = 3
"""Contradictions that are shown: more is a text about something else."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of a text, and the fact that says another one in the same unit."""

    words: str
    """The figure as the text says it."""
    fact: Fact


def contradictions(
    part: Entry | Section, before: Entry | Section | None, facts: Iterable[Fact]
) -> tuple[Contradiction, ...]:
    """List the figures of a part that no fact in their unit says, each beside the nearest one.

    What the text `before` said too is nothing new.
    """
    text, old = _text_of(part), _text_of(before) if before else ""
    result: dict[str, Contradiction] = {}
    for unit, known in _by_unit(facts).items():
        values = {value for value, _fact in known} | {n for _words, n in _stated_figures(old, unit)}
        for words, number in _stated_figures(text, unit):
            if number not in values:
                nearest = min(known, key=lambda one: abs(one[0] - number))[1]
                result.setdefault(words.casefold(), Contradiction(words, nearest))
    return tuple(result.values())[:_MOST]


def _by_unit(facts: Iterable[Fact]) -> dict[str, list[tuple[float, Fact]]]:
    result: dict[str, list[tuple[float, Fact]]] = {}
    for fact in facts:
        if fact.unit and isinstance(fact.value, int | float):
            result.setdefault(fact.unit.removesuffix("s"), []).append((fact.value, fact))
    return result


def _text_of(part: Entry | Section) -> str:
    return _QUOTATION.sub(" ", "\n".join((part.summary, *part.points, part.more)))


def _stated_figures(text: str, unit: str) -> Iterator[tuple[str, float]]:
    """Yield each figure of a text in a unit, in its words and as a number."""
    for match in _pattern(unit).finditer(text):
        number = match["number"] or match.groupdict().get("behind") or ""
        values = tuple(numbers_in(number.replace("-", " ")))
        if values:
            yield match[0], values[0]


def _pattern(unit: str) -> re.Pattern[str]:
    if unit == "USD":
        return _MONEY
    if unit == "percent":
        return _SHARE
    name = re.escape(unit)
    return re.compile(rf"\b{_AMOUNT}[ -]{name}s?\b", re.IGNORECASE)
