"""Correct typing errors with a dictionary of the base's own words.

Symmetric deletion (Garbe, SymSpell, 2012): two words within one edit share a form with at most
one letter left out, so a few look-ups find all candidates, and a true distance decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rapidfuzz.distance import OSA

SHORTEST = 3
"""Letters from which a word may be corrected: shorter ones have too many neighbours."""

LONG = 5
"""Letters from which two edits are forgiven."""

MOST_MEANT = 3
"""Words that may be meant by one: the other words of the question choose between them."""


class Speller:
    """A fixed vocabulary that finds the word somebody meant."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the words that may be meant, with how often each occurs."""
        self._counts = dict(counts)
        # Nearly every form belongs to one word: that word itself is kept, others behind a space.
        self._forms: dict[str, str] = {}
        self._alike: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._counts:
            if len(word) >= SHORTEST and word.isalpha():
                self._alike[word[0], len(word)].append(word)
                for form in _forms(word):
                    known = self._forms.get(form)
                    self._forms[form] = f"{known} {word}" if known else word

    def nearest(self, word: str) -> tuple[str, ...]:
        """Find the nearest known words, at most three, the likeliest first.

        One edit is forgiven, two from 6 letters where the first letter stands. Of equally near
        words the one with the same first letter, then the more frequent, goes before.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        forms = {other for form in _forms(word) for other in self._forms.get(form, "").split()}
        near = self._within(word, forms, 1)
        if not near and len(word) >= LONG:
            lengths = range(len(word) - 2, len(word) + 3)
            alike = (self._alike.get((word[0], length), ()) for length in lengths)
            near = self._within(word, chain(forms, *alike), 2)
        return near[:MOST_MEANT]

    def correct(self, word: str) -> str | None:
        """Find the likeliest word that was meant; None where none is near."""
        return next(iter(self.nearest(word)), None)

    def _within(self, word: str, others: Iterable[str], limit: int) -> tuple[str, ...]:
        """List those of other words that are within so many edits, likeliest first."""
        found = [one for one in others if OSA.distance(word, one, score_cutoff=limit) <= limit]
        found.sort(key=lambda one: (one[0] != word[0], -self._counts[one], one))
        return tuple(dict.fromkeys(found))


def _forms(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
