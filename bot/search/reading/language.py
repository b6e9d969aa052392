"""How likely one word follows another, counted in a base's own texts (a bigram language model)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Self

from bot.search.matching.analyzed import AnalyzedDocument
from bot.search.text.lexer import Kind, Term

EDGE = "#edge"
"""What stands before the first word and after the last."""

CODE = "#code"
NUMBER = "#number"
"""Codes are alike in where they stand, and so are numbers: each is counted as one word."""

_CODE, _NUMBER = Kind.CODE, Kind.NUMBER
"""Looked up once: a base asks for them of every term, and members of an enumeration are slow."""

BIGRAM = 0.7
"""The share of the words before in the likelihood of a word, against the word alone
(Jelinek & Mercer 1980); .5 to .8 read as well (`tests.bench.typos`)."""

UNSEEN = 0.5
"""How often a word counts that was never seen: less than any that was."""


@dataclass(slots=True)
class Counts:
    """How often words, neighbors and codes occur."""

    words: Counter[str] = field(default_factory=Counter)
    pairs: Counter[str] = field(default_factory=Counter)
    """Two words with a space between."""
    codes: Counter[str] = field(default_factory=Counter)
    """How often each code is asked for."""

    @classmethod
    def of(cls, read: Iterable[AnalyzedDocument], pairs: bool) -> Self:
        """Count the words of documents, and where wanted, of their neighbors."""
        counts = cls()
        text: list[str] = []
        codes_asked: list[str] = []
        for document in read:
            names = () if document.document.section else document.names
            for terms in (*names, *document.aspects, *document.phrasings):
                codes_asked += [term.text for term in terms if term.kind is _CODE]
                words = _lm_tokens(terms)
                text += words
                if pairs:
                    counts.add_pairs(words)
            text += _lm_tokens(document.body)
            # A number that the base itself writes is no slip: `212e`.
            text += [term.typed for term in document.held_terms if term.kind is _NUMBER]
        # Counted at once: a small update takes longer to begin than to do.
        counts.words.update(text)
        counts.codes.update(codes_asked)
        return counts

    @classmethod
    def total(cls, parts: "Iterable[Counts]") -> Self:
        """Join counts that were made separately."""
        total = cls()
        for part in parts:
            total.words.update(part.words)
            total.pairs.update(part.pairs)
            total.codes.update(part.codes)
        return total

    def add_pairs(self, words: Sequence[str]) -> None:
        """Count the neighbors of a text, its edges among them."""
        before = (EDGE, *words)
        self.pairs.update(map(" ".join, zip(before, (*words, EDGE), strict=True)))
        self.words[EDGE] += 1


class Language:
    """Says how likely words are; nothing about it changes."""

    def __init__(self, counts: Counts, below: "Language | None" = None) -> None:
        """What lies below is added to the counts: a server's words add to the base's."""
        self._words: Mapping[str, int] = counts.words
        self._pairs: Mapping[str, int] = counts.pairs
        self._codes: Mapping[str, int] = counts.codes
        self._below = below
        self.total: int = counts.words.total() + (below.total if below else 0)
        self.asked: int = counts.codes.total() + (below.asked if below else 0)

    def cost(self, word: str, before: str) -> float:
        """Return the negative logarithm of the chance that a word comes after another."""
        alone = max(UNSEEN, self.count(word)) / (self.total + 1)
        total = self.count(before)
        after = self.count_pair(f"{before} {word}") / total if total else 0.0
        return -log(BIGRAM * min(1.0, after) + (1 - BIGRAM) * alone)

    def follows(self, word: str, before: str) -> bool:
        """Return whether the two were seen together."""
        return self.count_pair(f"{before} {word}") > 0

    def rarity(self, code: str) -> float:
        """Return the negative logarithm of the share of a code among those asked for."""
        return -log(max(UNSEEN, self.count_code(code)) / (self.asked + 1))

    def count(self, word: str) -> int:
        """Count how often a word occurs."""
        return self._words.get(word, 0) + (self._below.count(word) if self._below else 0)

    def count_pair(self, pair: str) -> int:
        """Count how often two words stand side by side."""
        return self._pairs.get(pair, 0) + (self._below.count_pair(pair) if self._below else 0)

    def count_code(self, code: str) -> int:
        """Count how often a code is asked for."""
        return self._codes.get(code, 0) + (self._below.count_code(code) if self._below else 0)


def _lm_tokens(terms: Iterable[Term]) -> list[str]:
    """List words as typed, codes and numbers each as one kind."""
    result: list[str] = []
    for term in terms:
        kind, typed = term.kind, term.typed
        if kind is _CODE and not term.parts:
            result.append(CODE)
        elif kind is _NUMBER:
            result.append(NUMBER)
        elif " " in typed:
            result += typed.split(" ")
        else:
            result.append(typed)
    return result
