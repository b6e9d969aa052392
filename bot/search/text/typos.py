"""Correct typing errors with a dictionary of the base's own words.

Two words within one edit share a form with at most one letter left out (symmetric deletion: Garbe,
SymSpell, 2012): a few look-ups find all candidates of a short word. An edit also leaves one end of
a word as it is (as in PASS-JOIN: Li, Deng, Wang and Feng 2011): the words that begin or end like a
long one, and are about as long, hold all of its candidates, in sorted lists that take a tenth of
the memory. Then a true distance decides.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 3
"""Letters from which a word may be corrected: shorter ones have too many neighbors."""

LONG = 5
"""Letters from which two edits are forgiven."""

MOST_MEANT = 3
"""Words that may be meant by one: the other words of the question choose between them."""

LARGE = 10_000
"""Words from which two edits are forgiven only if more than the first letter is intact: it costs
a point of hit@1 with two edits in 12 characters (`tests.bench.typos`), and comparing with all words
of a letter would take as long as the rest of the answer."""

_SHORT = 5
"""Letters up to which a word is looked up by its forms: too few are left at its ends."""

_LONGEST_END = 3
"""Letters at one end by which candidates are found: more are no longer intact in 7 letters."""

_AFTER = "\U0010ffff"

_ByLength = Mapping[int, list[str]]
Near = Iterator[tuple[str, int]]
"""Words with their distance."""


class Speller:
    """A fixed vocabulary that finds the word somebody meant."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        words = sorted(filter(str.isalpha, counts))
        self.large = len(words) > LARGE
        self._forward = _by_length(words)
        self._backward = _by_length(sorted(word[::-1] for word in words))
        # Nearly every form belongs to one word: that word itself is kept, others behind a space.
        self._forms: dict[str, str] = {}
        for word in words:
            for form in _forms(word) if len(word) <= _SHORT + 1 else ():
                known = self._forms.get(form)
                self._forms[form] = f"{known} {word}" if known else word

    def nearest(self, word: str, fits: Callable[[str], object] = bool) -> tuple[str, ...]:
        """Find the nearest known words, at most three, the likeliest first.

        One edit is forgiven, two from 5 letters if the first letter stands. Of equally near
        words the one with the same first letter, then the more frequent, goes before. Words that
        do not fit are passed over.
        """
        if not _is_correctable(word):
            return ()
        result = list(self.near(word))
        if not result and len(word) >= LONG:
            result = list(self.like(word))
        least = min((distance for _, distance in result), default=0)
        nearest_words = {other for other, distance in result if distance == least and fits(other)}
        rank = partial(self._rank, word)
        return tuple(sorted(nearest_words, key=rank)[:MOST_MEANT])

    def correct(self, word: str, fits: Callable[[str], object] = bool) -> str | None:
        """Find the likeliest word that was meant; None if none is near."""
        return next(iter(self.nearest(word, fits)), None)

    def near(self, word: str) -> Near:
        """Yield the known words within one edit."""
        if len(word) <= _SHORT:
            forms = {
                neighbor for form in _forms(word) for neighbor in self._forms.get(form, "").split()
            }
            yield from _within_edits(1, word, list(forms))
            return
        lengths = range(len(word) - 1, len(word) + 2)
        end = min(_LONGEST_END, (len(word) - 1) // 2)
        yield from _within_edits(1, word, _beginning(self._forward, lengths, word[:end]))
        back = word[::-1]
        ending = _beginning(self._backward, lengths, back[:end])
        for other, distance in _within_edits(1, back, ending):
            yield other[::-1], distance

    def like(self, word: str) -> Near:
        """Yield the known words within two edits that have the same first letter.

        In a large vocabulary the second letter must be the same too, or the last two.
        """
        lengths = range(len(word) - 2, len(word) + 3)
        if not self.large:
            yield from _within_edits(2, word, _beginning(self._forward, lengths, word[0]))
            back = word[::-1]
            for other, distance in _within_edits(
                2, back, _beginning(self._backward, lengths, back[0])
            ):
                if other[-1] != word[0]:
                    yield other[::-1], distance
            return
        yield from _within_edits(2, word, _beginning(self._forward, lengths, word[:2]))
        back = word[::-1]
        ending = _beginning(self._backward, lengths, back[:2])
        ending = [candidate for candidate in ending if candidate[-1] == word[0]]
        for other, distance in _within_edits(2, back, ending):
            yield other[::-1], distance

    def count(self, word: str) -> int:
        """Count how often a word occurs."""
        return self._counts.get(word, 0)

    def _rank(self, typed: str, word: str) -> tuple[bool, int, str]:
        return word[0] != typed[0], -self.count(word), word


class LayeredSpeller(Speller):
    """A few words of a guild over a vocabulary that is shared."""

    def __init__(self, counts: Mapping[str, int], below: Speller) -> None:
        self._counts = counts
        self._below = below
        self.large = below.large

    def near(self, word: str) -> Near:
        """Yield the known words within one edit."""
        yield from _within_edits(1, word, list(filter(str.isalpha, self._counts)))
        yield from self._below.near(word)

    def like(self, word: str) -> Near:
        """Yield the known words within two edits that have the same first letter."""
        own = [one for one in self._counts if one[0] == word[0] and one.isalpha()]
        yield from _within_edits(2, word, own)
        yield from self._below.like(word)

    def count(self, word: str) -> int:
        """Count how often a word occurs, here and below."""
        return self._counts.get(word, 0) + self._below.count(word)


def _is_correctable(word: str) -> bool:
    """Return whether a word may be corrected or meant."""
    return len(word) >= SHORTEST and word.isalpha()


def _forms(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _by_length(words: Iterable[str]) -> _ByLength:
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return dict(groups)


def _beginning(words: _ByLength, lengths: Iterable[int], start: str) -> list[str]:
    result: list[str] = []
    for length in lengths:
        of_length = words.get(length, [])
        low = bisect_left(of_length, start)
        result += of_length[low : bisect_left(of_length, start + _AFTER, low)]
    return result


def _within_edits(limit: int, word: str, others: Sequence[str]) -> Near:
    """Return the words within a number of edits (optimal string alignment)."""
    if others:
        result = extract(word, others, scorer=OSA.distance, score_cutoff=limit, limit=None)
        for other, distance, _ in result:
            yield other, int(distance)
