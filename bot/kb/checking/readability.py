"""Measure how hard a text is to read for people whose second language is English."""

import re

HARD = 50.0
"""LIX above which a text is harder than a newspaper's (Björnsson 1968)."""

FEWEST = 40
"""Words from which the measure says something: a list of three tools is not a hard text."""

LONGEST_SENTENCE = 34
"""Words that a reader on a phone keeps in mind: the longest plain sentence of the base has 33."""

_SENTENCE = re.compile(r"(?<![.!?:;])[.!?:;]++(?=\s|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONG = 7


def words(sentence: str) -> list[str]:
    """List the words of a sentence; figures and codes are none."""
    return _WORD.findall(sentence)


def sentences(text: str) -> list[str]:
    """Cut a text at full stops, colons, semicolons and line ends."""
    return [part for part in _SENTENCE.split(text) if words(part)]


def lix(text: str) -> float:
    """Measure a text: words a sentence, plus the share of words over six letters in percent.

    Björnsson, "Läsbarhet" (1968): below 30 children's books, 40 to 50 newspapers, above 60
    official writing. It needs no list of syllables, so names and codes do not upset it.
    """
    result = [words(sentence) for sentence in sentences(text)]
    count = sum(map(len, result))
    if not count:
        return 0.0
    long = sum(len(word) >= _LONG for sentence in result for word in sentence)
    return count / len(result) + 100 * long / count
