"""Read a handful of words of other languages as the English ones that entries use.

Not a translator: it lets `cuánto dura la visa H1B` ask for the duration. Words of Latin letters
are read whole; in other scripts, which may have no spaces, wherever they stand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.search.text.folding import fold

_EDGES = "¿?¡!.,;:()"

_OTHER = re.compile("[\u0250-\U0010ffff]+")

_LAST_LATIN = "\u024f"
"""The last of the Latin letters: what follows are other scripts."""


class Translator:
    """The words of other languages that are understood."""

    def __init__(self, translations: Mapping[str, Sequence[str]]) -> None:
        pairs = [(fold(word, None), english) for english, ws in translations.items() for word in ws]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._latin = {word: english for word, english in pairs if max(word) <= _LAST_LATIN}
        self._other = [(word, english) for word, english in pairs if max(word) > _LAST_LATIN]
        self._starts = {word.split()[0] for word in self._latin}
        self._longest = max((len(word.split()) for word in self._latin), default=0)

    def to_english(self, folded: str) -> str:
        """Replace known words with English ones, the longest first."""
        if not folded.isascii():
            folded = self._without_spaces(folded)
        words = [word.strip(_EDGES) for word in folded.split()]
        if self._starts.isdisjoint(words):
            return folded
        return " ".join(self._words(words))

    def _without_spaces(self, folded: str) -> str:
        """Translate other scripts; what is left of them beside known words says nothing."""
        read = folded
        for word, english in self._other:
            read = read.replace(word, f" {english} ")
        return read if read == folded else _OTHER.sub(" ", read)

    def _words(self, words: Sequence[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            for size in range(self._longest if words[at] in self._starts else 0, 0, -1):
                english = self._latin.get(" ".join(words[at : at + size]))
                if english is not None:
                    yield english
                    at += size
                    break
            else:
                yield words[at]
                at += 1
