"""Correct typing errors with a dictionary of the base's own words.

An edit leaves one end of a word as it is (the pigeonhole principle, as in PASS-JOIN: Li, Deng, Wang
and Feng 2011): the words that begin or end like the one typed, and are about as long, hold all
candidates, and a true distance decides. Sorted lists of words do for that, both ways round.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

Key = TypeVar("Key", bound=Hashable)

SHORTEST = 4
"""Letters from which a word may be corrected: shorter ones have too many neighbours."""

LONG = 8
"""Letters from which two edits are forgiven."""

_LONGEST_END = 3
"""Letters that one end must share: all of a third of the shortest word with two edits."""

_AFTER = "\U0010ffff"


class Speller:
    """A fixed vocabulary that finds the word somebody meant."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the words that may be meant, with how often each occurs."""
        self._counts = counts
        words = sorted(filter(_mendable, counts))
        self._forward = _grouped(words, len)
        self._backward = _grouped(sorted(word[::-1] for word in words), len)
        short = (word for word in words if len(word) <= SHORTEST + 1)
        self._framed = _grouped(short, lambda word: (len(word), word[0], word[-1]))

    def correct(self, word: str, fits: Callable[[str], object] = bool) -> str | None:
        """Find the nearest known word: one edit from 4 letters, two from 8; None where none is.

        Of equally near words the one with the same first letter, then the more frequent, wins.
        Words that do not fit are passed over.
        """
        if not _mendable(word):
            return None
        near = dict(self.near(word, 2 if len(word) >= LONG else 1))
        ranked = (
            (distance, other[0] != word[0], -self.count(other), other)
            for other, distance in near.items()
            if fits(other)
        )
        return min(ranked, default=(None,))[-1]

    def near(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the known words within a number of edits, with their distance."""
        lengths = range(len(word) - limit, len(word) + limit + 1)
        # Of four letters one is too little to share: two are, or the first and the last.
        end = 2 if len(word) == SHORTEST else min(_LONGEST_END, (len(word) - 1) // 2)
        yield from _within(limit, word, _beginning(self._forward, lengths, word[:end]))
        back = word[::-1]
        for other, distance in _within(
            limit, back, _beginning(self._backward, lengths, back[:end])
        ):
            yield other[::-1], distance
        if len(word) == SHORTEST:
            framed = [self._framed.get((length, word[0], word[-1]), []) for length in lengths]
            yield from _within(limit, word, list(chain.from_iterable(framed)))

    def count(self, word: str) -> int:
        """Say how often a word occurs."""
        return self._counts.get(word, 0)


class LayeredSpeller(Speller):
    """A few words of a guild over a vocabulary that is shared."""

    def __init__(self, counts: Mapping[str, int], below: Speller) -> None:
        """Take the words, which are few enough to be compared one by one."""
        self._counts = counts
        self._below = below

    def near(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the known words within a number of edits, with their distance."""
        yield from _within(limit, word, list(filter(_mendable, self._counts)))
        yield from self._below.near(word, limit)

    def count(self, word: str) -> int:
        """Say how often a word occurs, here and below."""
        return self._counts.get(word, 0) + self._below.count(word)


def _mendable(word: str) -> bool:
    """Tell whether a word may be mended or meant."""
    return len(word) >= SHORTEST and word.isalpha()


def _grouped(words: Iterable[str], by: Callable[[str], Key]) -> dict[Key, list[str]]:
    groups: defaultdict[Key, list[str]] = defaultdict(list)
    for word in words:
        groups[by(word)].append(word)
    return dict(groups)


def _beginning(words: Mapping[int, list[str]], lengths: Iterable[int], start: str) -> list[str]:
    found: list[str] = []
    for length in lengths:
        listed = words.get(length, [])
        low = bisect_left(listed, start)
        found += listed[low : bisect_left(listed, start + _AFTER, low)]
    return found


def _within(limit: int, word: str, others: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Keep the words within a number of edits (optimal string alignment), with their distance."""
    if others:
        found = extract(word, others, scorer=OSA.distance, score_cutoff=limit, limit=None)
        for other, distance, _ in found:
            yield other, int(distance)
