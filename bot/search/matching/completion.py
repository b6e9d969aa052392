"""Complete what is typed so far: titles and names by prefix, then with typing errors."""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice
from typing import NamedTuple

from bot.search.text.codes import Codes
from bot.search.text.folding import Word, fold, split
from bot.search.text.typos import Speller
from bot.search.values.documents import Document

MOST_SUGGESTIONS = 25
"""https://discord.com/developers/docs/interactions/receiving-and-responding (autocomplete)"""

MOST_TYPED = 240
"""Characters of what is typed that are completed from."""

MOST_WORDS = 32
"""Words of it."""

_MOST_LOOKED_AT = 200
"""Starts like what is typed that are looked at, in the order of the alphabet."""

_AT_ONCE = 50
"""Starts that are put in the order of the documents at a time: all of them in a small base."""

_SORTED_BY = 32
"""Characters by which starts are sorted."""

_LONGEST_HEAD = 3
"""Characters that may stand before the hyphen of a code: `eb1-a`."""

_AFTER = "\U0010ffff"

_MENDED = 3
"""Grades that a match loses by a corrected word: all of them."""

Match = tuple[int, Document]
"""A document and the grade of its match: 0 begins so, 1 a word of it does, 2 holds every word."""


class Completion(NamedTuple):
    """One suggestion."""

    entry: str
    section: str | None
    title: str


def complete(
    matches: Iterable[Match], limit: int, kinds: Collection[str] | None, sections: bool
) -> tuple[Completion, ...]:
    """Return the first matches of some kinds, at most 25."""
    wanted = (
        Completion(document.entry, document.section, document.title)
        for _, document in matches
        if (kinds is None or document.entry.partition(":")[0] in kinds)
        and (sections or document.section is None)
    )
    return tuple(islice(wanted, min(limit, MOST_SUGGESTIONS)))


class _Starts:
    """Places in a text where words begin, sorted by what follows, each with its document."""

    def __init__(self, text: str, starts: Sequence[tuple[str, int, int]]) -> None:
        self._text = text
        following = [text[place : place + _SORTED_BY] for _, place, _ in starts]
        order = sorted(range(len(starts)), key=following.__getitem__)
        self._places = array("I", [starts[at][1] for at in order])
        self._numbers = array("I", [starts[at][2] for at in order])
        counts = Counter([starts[at][0] for at in order])
        self._words = list(counts)
        self._ends = array("I", accumulate(counts.values(), initial=0))

    def range(self, typed: str) -> tuple[int, int]:
        """Find from where to where words begin so."""
        word, space, _ = typed.partition(" ")
        at = bisect_left(self._words, word)
        if not space:
            return self._ends[at], self._ends[bisect_left(self._words, word + _AFTER, at)]
        if at == len(self._words) or self._words[at] != word:
            return 0, 0
        cut = typed[:_SORTED_BY]

        def prefix_at(place: int) -> str:
            return self._text[place : place + len(cut)]

        low = bisect_left(self._places, cut, self._ends[at], self._ends[at + 1], key=prefix_at)
        return low, bisect_right(self._places, cut, low, self._ends[at + 1], key=prefix_at)

    def starting(self, typed: str) -> Iterator[list[int]]:
        """Yield the documents of the words that begin so, some at a time in their order."""
        low, high = self.range(typed)
        high = min(high, low + _MOST_LOOKED_AT)
        for at in range(low, high, _AT_ONCE):
            end = min(high, at + _AT_ONCE)
            if len(typed) <= _SORTED_BY:
                yield sorted(set(self._numbers[at:end]))
                continue
            whole = (n for n in range(at, end) if self._text.startswith(typed, self._places[n]))
            yield sorted({self._numbers[n] for n in whole})


class Completer:
    """Completes from the titles and names of documents."""

    def __init__(self, documents: Sequence[Document], codes: Codes, speller: Speller) -> None:
        """Sort every word start of every title and name; the speller knows their words."""
        self._documents = documents
        self._codes = codes
        self._speller = speller
        written: list[str] = []
        heads: list[tuple[str, int, int]] = []
        inner: list[tuple[str, int, int]] = []
        at = 0
        self._begins = array("I")
        for number, document in enumerate(documents):
            self._begins.append(at)
            names = document.names if document.section is None else ()
            for text in dict.fromkeys((document.title, *names)):
                starts = heads
                for word in self._words(fold(text, None), None):
                    starts.append((word, at + 1, number))
                    written.append(f" {word}")
                    at += len(word) + 1
                    starts = inner
                written.append("\n")
                at += 1
        self._begins.append(at)
        self._text = "".join(written)
        self._heads = _Starts(self._text, heads)
        self._inner = _Starts(self._text, inner)
        overviews = (n for n, document in enumerate(documents) if document.section is None)
        self._untyped = array("I", sorted(overviews, key=lambda n: not documents[n].featured))

    def matches(self, typed: str) -> Iterator[Match]:
        """Yield what may be meant, best first: whole starts, word starts, then corrected words.

        Nothing typed gives entries alone: featured ones, then in document order.
        """
        words = self._words(fold(typed, MOST_TYPED), MOST_WORDS)
        if not words:
            for number in self._untyped:
                yield int(not self._documents[number].featured), self._documents[number]
            return
        seen: set[int] = set()
        for grade, numbers in self._graded(words):
            for number in numbers:
                if number not in seen:
                    seen.add(number)
                    yield grade, self._documents[number]

    def _graded(self, words: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        yield from self._matching(words)
        corrected = [word if self._count_beginning(word) else self._correct(word) for word in words]
        if corrected != list(words):
            for grade, numbers in self._matching(corrected):
                yield grade + _MENDED, numbers

    def _matching(self, words: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
        """Yield what begins so; else what holds every word at the start of one of its own."""
        whole = " ".join(words)
        for grade, starts in enumerate((self._heads, self._inner)):
            for numbers in starts.starting(whole):
                yield grade, numbers
        if len(words) > 1:
            yield 2, self._holding(words)

    def _holding(self, words: Sequence[str]) -> list[int]:
        """Find the documents that hold every word, from those that hold the rarest."""
        rarest = min(words, key=self._count_beginning)
        starting = chain(self._heads.starting(rarest), self._inner.starting(rarest))
        rest = [f" {word}" for word in words if word != rarest]
        begins, text = self._begins, self._text
        return sorted(
            number
            for number in set(chain.from_iterable(starting))
            if all(text.find(word, begins[number], begins[number + 1]) >= 0 for word in rest)
        )

    def _count_beginning(self, word: str) -> int:
        """Count the words that begin so."""
        ranges = (self._heads.range(word), self._inner.range(word))
        return sum(high - low for low, high in ranges)

    def _correct(self, word: str) -> str:
        return self._speller.correct(word, self._count_beginning) or word

    def _words(self, folded: str, limit: int | None) -> list[str]:
        """Split into words, codes joined, also those only half typed: `h-1` is `h1`."""
        plain = folded.split(" ", limit or -1)[:limit] if folded else []
        if folded.isascii() and not any(map(self._is_hanging, plain)):
            return plain
        words: list[Word] = []
        for word in split(folded, limit):
            if words and word.tight and _is_code_hyphen(words[-1].text, word.text):
                words[-1] = words[-1]._replace(text=words[-1].text + word.text)
            else:
                words.append(word)
        return [text for text, _ in self._codes.read(words)]

    def _is_hanging(self, token: str) -> bool:
        """Return whether what a token is may depend on its neighbors."""
        return not token.isalpha() or self._codes.may_begin(token)


def _is_code_hyphen(before: str, after: str) -> bool:
    """Return whether a hyphen stands where a code changes from letters to digits or back."""
    return before[-1].isdigit() != after[0].isdigit() and len(before) <= _LONGEST_HEAD
