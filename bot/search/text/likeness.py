"""Measure whether two phrasings ask the same thing."""

from collections.abc import Collection

from rapidfuzz import fuzz

from bot.search.text.common import COMMON
from bot.search.text.lexer import stem

NEAR = 0.8
"""Likeness from which two phrasings are one question: `is x ok` and `what is x` stay apart."""

_COMMON = frozenset(map(stem, COMMON))


def subject_terms(terms: Collection[str]) -> frozenset[str]:
    """Return the terms that say what a question is about, as `Ranking.terms` gives them."""
    return frozenset(terms) - _COMMON


def likeness(first: Collection[str], second: Collection[str]) -> float:
    """Return how like two questions are, between 0 and 1; 0 if their subjects differ."""
    if subject_terms(first) != subject_terms(second):
        return 0.0
    return fuzz.ratio(" ".join(sorted(first)), " ".join(sorted(second))) / 100
