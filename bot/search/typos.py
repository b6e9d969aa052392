"""Correct typing errors with a dictionary of the base's own words.

Symmetric deletion (Garbe, SymSpell, 2012): two words within one edit share a form with at most
one letter left out, so a few look-ups find all candidates, and a true distance decides.
"""

from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

SHORTEST = 4
"""Letters from which a word may be corrected: shorter ones have too many neighbours."""

LONG = 8
"""Letters from which two edits are forgiven."""


class Speller:
    """A fixed vocabulary that finds the word somebody meant."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Take the words that may be meant, with how often each occurs."""
        self._counts = dict(counts)
        # Nearly every form belongs to one word: that word itself is kept, others behind a space.
        self._forms: dict[str, str] = {}
        for word in self._counts:
            if len(word) >= SHORTEST and word.isalpha():
                for form in _forms(word):
                    known = self._forms.get(form)
                    self._forms[form] = f"{known} {word}" if known else word

    def correct(self, word: str) -> str | None:
        """Find the nearest known word: one edit from 4 letters, two from 8; None where none is.

        Of equally near words the one with the same first letter, then the more frequent, wins.
        """
        if len(word) < SHORTEST or not word.isalpha():
            return None
        limit = 2 if len(word) >= LONG else 1
        found = {other for form in _forms(word) for other in self._forms.get(form, "").split()}
        best: tuple[int, bool, int, str] | None = None
        for other in found:
            distance = OSA.distance(word, other, score_cutoff=limit)
            if distance <= limit:
                rank = (distance, other[0] != word[0], -self._counts[other], other)
                best = min(best, rank) if best else rank
        return best[-1] if best else None


def _forms(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
