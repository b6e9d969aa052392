"""Complete what is typed so far: titles and names by prefix, then with typing errors."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.search.codes import Codes
from bot.search.documents import Document
from bot.search.text import MOST_WORDS, Word, fold, split
from bot.search.typos import Speller

MOST_SUGGESTIONS = 25
"""https://discord.com/developers/docs/interactions/receiving-and-responding (autocomplete)"""

_MOST_LOOKED_AT = 400
"""Matches of one typed word that are looked at before sorting."""

_LONGEST_HEAD = 3
"""Characters that may stand before the hyphen of a code: `eb1-a`."""

_AFTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Completion:
    """One suggestion."""

    entry: str
    section: str | None
    title: str


@dataclass(frozen=True, slots=True, order=True)
class _Start:
    """The start of a word in a title or name, and the document it leads to."""

    text: str
    rank: int
    """0 for the start of a title or name, 1 within one."""
    number: int


class Completer:
    """Completes from the titles and names of documents."""

    def __init__(self, documents: Sequence[Document], codes: Codes) -> None:
        """Sort every word start of every title and name."""
        self._completions = [Completion(one.entry, one.section, one.title) for one in documents]
        self._codes = codes
        self._starts = sorted(
            {start for n, one in enumerate(documents) for start in self._of(n, one)}
        )
        self._keys = [start.text for start in self._starts]
        words = Counter(word for text in self._keys for word in text.split(" ", 1)[:1])
        self._speller = Speller(words)
        self._untyped = sorted(
            (n for n, one in enumerate(documents) if one.section is None),
            key=lambda n: not documents[n].featured,
        )

    def complete(
        self, typed: str, *, limit: int, kinds: Collection[str] | None, sections: bool
    ) -> tuple[Completion, ...]:
        """Suggest documents: whole starts first, then word starts, then corrected words."""
        words = self._words(fold(typed), MOST_WORDS)
        found: Iterable[int] = self._matching(words) if words else self._untyped
        kept: list[Completion] = []
        for number in found:
            one = self._completions[number]
            kind = one.entry.partition(":")[0]
            if (kinds is None or kind in kinds) and (sections or one.section is None):
                kept.append(one)
                if len(kept) == min(limit, MOST_SUGGESTIONS):
                    break
        return tuple(kept)

    def _of(self, number: int, document: Document) -> Iterator[_Start]:
        names = document.names if document.section is None else ()
        for text in (document.title, *names):
            words = self._words(fold(text, None), None)
            for at in range(len(words)):
                yield _Start(" ".join(words[at:]), int(at > 0), number)

    def _words(self, folded: str, limit: int | None) -> list[str]:
        """Split into words, codes joined, also those only half typed: `h-1` is `h1`."""
        words: list[Word] = []
        for word in split(folded, limit):
            if words and word.tight and _torn(words[-1].text, word.text):
                words[-1] = words[-1]._replace(text=words[-1].text + word.text)
            else:
                words.append(word)
        return [text for text, _ in self._codes.read(words)]

    def _matching(self, words: Sequence[str]) -> list[int]:
        found = self._ranked(words)
        seen = set(found)
        mended = [self._speller.correct(word) or word for word in words]
        if mended != list(words):
            found += [number for number in self._ranked(mended) if number not in seen]
        return found

    def _ranked(self, words: Sequence[str]) -> list[int]:
        """Rank what begins so; else what holds every word at the start of one of its own."""
        whole = self._starting(" ".join(words))
        if len(words) == 1:
            return [number for _, number in sorted((rank, n) for n, rank in whole.items())]
        each = [self._starting(word) for word in words]
        rest = set(each[0]).intersection(*each[1:]) - set(whole)
        first = sorted(whole, key=lambda number: (whole[number], number))
        return first + sorted(rest)

    def _starting(self, text: str) -> dict[int, int]:
        """Find the documents with a word start like this, each with its best rank."""
        low = bisect_left(self._keys, text)
        high = bisect_left(self._keys, text + _AFTER, low)
        found: dict[int, int] = {}
        for start in self._starts[low : min(high, low + _MOST_LOOKED_AT)]:
            found[start.number] = min(start.rank, found.get(start.number, 1))
        return found


def _torn(before: str, after: str) -> bool:
    """Tell whether a hyphen stands where a code changes from letters to digits or back."""
    return before[-1].isdigit() != after[0].isdigit() and len(before) <= _LONGEST_HEAD
