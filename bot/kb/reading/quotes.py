"""Fill facts into the text that quotes them, and drop sentences with expired ones."""

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.kb.model.entries import Entry
from bot.kb.model.facts import Fact
from bot.kb.model.markup import list_items, outside_code, without_code

_QUOTE = re.compile(r"\{\{(?P<name>(?:fact:)?[a-z0-9-]+)(?:\|(?P<words>[^{}|]+))?\}\}")
"""A quotation by name; a translation may add the words that stand for a clause in its language."""
_SENTENCE_END = re.compile(
    r"(?<=[.!?।])\s+(?=[A-ZÀ-Þ0-9\"'({\[*¿¡\u0900-\u097f])|(?<=[。！？])(?=[^\s”）」])"
)
"""Where a sentence ends: also in Hindi, and in Chinese, which writes no space there."""
_FULL_WIDTH = ("。", "！", "？")
SHARED = "fact:"
"""What a quotation of a shared fact begins with."""


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text with its facts in place, and the facts whose sentences were taken off."""

    text: str
    quoted: tuple[Fact, ...] = ()
    expired: tuple[Fact, ...] = ()


def quotes(text: str) -> Iterator[str]:
    """Yield the name of each fact a text quotes: `duration-max` or `fact:premium-fee`."""
    return (match["name"] for match in _QUOTE.finditer(without_code(text)))


def quotes_with_words(text: str) -> Iterator[str]:
    """Yield the name of each fact that a text says in words of its own: `{{name|words}}`."""
    return (match["name"] for match in _QUOTE.finditer(without_code(text)) if match["words"])


def replace_quotes(text: str, words_of: Callable[[str, str | None], str]) -> str:
    """Replace each quotation, given its name and its own words; code stays as it is."""

    def replace_piece(piece: str) -> str:
        return _QUOTE.sub(lambda match: words_of(match["name"], match["words"]), piece)

    return "".join(part if is_code else replace_piece(part) for part, is_code in outside_code(text))


def quotable_by_all(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Name shared facts as the texts of all entries quote them."""
    return {SHARED + name: fact for name, fact in facts.items()}


def quotable_facts(entry: Entry, by_all: dict[str, Fact]) -> Mapping[str, Fact]:
    """Join what the texts of an entry may quote: its own facts, and those quotable by all."""
    return ChainMap({fact.name: fact for fact in entry.quotable}, by_all)


def in_english(fact: Fact) -> str:
    """Return a fact in the words of the base."""
    return fact.text


def fill(
    text: str,
    facts: Mapping[str, Fact],
    today: date,
    words_of: Callable[[Fact], str] = in_english,
) -> FilledText:
    """Fill in a text; a sentence that quotes an expired fact, or one that is gone, is left out.

    A fact may be gone: a server's own entry outlives a base that had it.
    """
    if "{{" not in text:
        return FilledText(text)
    items = list_items(text)
    if "```" in text or len(items) == 1:
        return _fill_block(text, facts, today, words_of)
    # Each step and bullet stays on a line of its own; one of which nothing is left goes.
    filled = [(mark, _fill_block(item, facts, today, words_of)) for mark, item in items]
    return FilledText(
        "\n".join(f"{mark}{one.text}" for mark, one in filled if one.text),
        tuple(fact for _mark, one in filled for fact in one.quoted),
        tuple(fact for _mark, one in filled for fact in one.expired),
    )


def _fill_block(
    text: str, facts: Mapping[str, Fact], today: date, words_of: Callable[[Fact], str]
) -> FilledText:
    used: list[Fact] = []
    expired: list[Fact] = []
    sentences: list[str] = []
    # Code is one piece: its lines are no sentences.
    for sentence in (text,) if "```" in text else split_sentences(text):
        if "{{" not in sentence:
            sentences.append(sentence)
            continue
        names = list(quotes(sentence))
        if any(name not in facts for name in names):
            continue
        facts_named = [facts[name] for name in names]
        stale = [fact for fact in facts_named if not fact.is_current(today)]
        expired += stale
        if not stale:
            used += facts_named
            sentences.append(
                replace_quotes(sentence, lambda name, words: words or words_of(facts[name]))
            )
    return FilledText(_join_sentences(sentences), tuple(used), tuple(expired))


def split_sentences(text: str) -> list[str]:
    """Divide a text at the ends of its sentences, but not within a quotation."""
    result: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if result and result[-1].count("{{") > result[-1].count("}}"):
            result[-1] = f"{result[-1]} {piece}"
        else:
            result.append(piece)
    return result


def _join_sentences(sentences: list[str]) -> str:
    spaced = (
        sentence if sentence.endswith(_FULL_WIDTH) else f"{sentence} " for sentence in sentences
    )
    return "".join(spaced).rstrip()
