"""Correct typing errors with a dictionary of the base's own words.

Symmetric deletion (Garbe, SymSpell, 2012): two words within one edit share a form with at most
one letter left out, so a few look-ups find all candidates, and a true distance decides.
"""

from collections.abc import Callable, Iterator, Mapping

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters from which a word may be corrected: shorter ones have too many neighbours."""

LONG = 8
"""Letters from which two edits are forgiven."""


class Speller:
    """A fixed vocabulary that finds the word somebody meant."""

    def __init__(self, counts: Mapping[str, int], below: "Speller | None" = None) -> None:
        """Take the words that may be meant, with how often each occurs, over those of another."""
        self._counts = dict(counts)
        self._below = below
        # Nearly every form belongs to one word: that word itself is kept, others behind a space.
        self._forms: dict[str, str] = {}
        for word in self._counts:
            if len(word) >= SHORTEST and word.isalpha():
                for form in _forms(word):
                    known = self._forms.get(form)
                    self._forms[form] = f"{known} {word}" if known else word

    def correct(self, word: str, fits: Callable[[str], object] = bool) -> str | None:
        """Find the nearest known word: one edit from 4 letters, two from 8; None where none is.

        Of equally near words the one with the same first letter, then the more frequent, wins.
        Words that do not fit are passed over.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return None
        limit = 2 if len(word) >= LONG else 1
        found = {other for form in _forms(word) for other in self.sharing(form)}
        best: tuple[int, bool, int, str] | None = None
        for other in found:
            distance = OSA.distance(word, other, score_cutoff=limit)
            if distance <= limit and fits(other):
                rank = (distance, other[0] != word[0], -self.count(other), other)
                best = min(best, rank) if best else rank
        return best[-1] if best else None

    def sharing(self, form: str) -> list[str]:
        """List the known words of which this is a form."""
        words = self._forms.get(form, "").split()
        return words + self._below.sharing(form) if self._below else words

    def count(self, word: str) -> int:
        """Say how often a word occurs."""
        below = self._below.count(word) if self._below else 0
        return self._counts.get(word, 0) + below


def _forms(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
