"""Put facts into the text that quotes them, and take expired ones off."""

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.kb.entries import Entry
from bot.kb.facts import Fact

_QUOTE = re.compile(r"\{\{(?P<name>(?:fact:)?[a-z0-9-]+)\}\}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"'({\[*])")
SHARED = "fact:"
"""What a quotation of a shared fact begins with."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its facts in place, and the facts whose sentences were taken off."""

    text: str
    quoted: tuple[Fact, ...] = ()
    expired: tuple[Fact, ...] = ()


def quotes(text: str) -> Iterator[str]:
    """Yield the name of each fact a text quotes: `duration-max` or `fact:premium-fee`."""
    return (match["name"] for match in _QUOTE.finditer(text))


def quotable_by_all(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Name shared facts as the texts of all entries quote them."""
    return {SHARED + name: fact for name, fact in facts.items()}


def quotable(entry: Entry, by_all: dict[str, Fact]) -> Mapping[str, Fact]:
    """Join what the texts of an entry may quote: its own facts, and those quotable by all."""
    return ChainMap({fact.name: fact for fact in entry.quotable}, by_all)


def fill(text: str, facts: Mapping[str, Fact], today: date) -> Filled:
    """Fill in a text; a sentence that quotes an expired fact is left out whole."""
    if "{{" not in text:
        return Filled(text)
    used: list[Fact] = []
    expired: list[Fact] = []
    kept: list[str] = []
    for sentence in _SENTENCE_END.split(text):
        named = [facts[name] for name in quotes(sentence)]
        stale = [fact for fact in named if not fact.current(today)]
        expired += stale
        if not stale:
            used += named
            kept.append(_QUOTE.sub(_text_in(facts), sentence))
    return Filled(" ".join(kept), tuple(used), tuple(expired))


def _text_in(facts: Mapping[str, Fact]) -> Callable[[re.Match[str]], str]:
    return lambda match: facts[match["name"]].text
