"""Recognize codes such as H-1B in any spelling, and only codes that exist."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from bot.search.text.folding import Word, fold, split
from bot.search.text.layered import UnionContainer

_WRITTEN = re.compile(r"(?<![0-9a-z])([a-z]{1,2})-?(\d{1,4})(-?[a-z]\d?)?s?(?![0-9a-z])")
"""A code as careful people write it: letters, digits, perhaps a letter (and a digit: H-1B1)."""

_COMPACT = re.compile(r"[a-z]{1,2}\d{1,4}(?:[a-z]\d?)?")
_LONGEST_JOIN = 4
"""Words a code may be torn into: `h 1 b 1`."""

_ALSO_WORDS = frozenset(
    {
        "a",
        "i",
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "on",
        "or",
        "so",
        "to",
        "up",
        "us",
        "we",
    }
)
"""Words that also begin codes: `i 140` is a code, `can i 3 years` is not."""

_ZERO = "0"
"""Typed for the letter: `0-1` is O-1."""

_SURE_DIGITS = 3
"""Digits from which a spaced number after such a word is a code."""


def compact(code: str) -> str:
    """Write a code without hyphens and spaces: `H-1B` is `h1b`."""
    return "".join(word.text for word in split(fold(code)))


def read_written_codes(folded: str) -> Iterator[str]:
    """Find the codes that stand in a careful text, in compact form."""
    for match in _WRITTEN.finditer(folded):
        yield "".join(part.strip("-") for part in match.groups("") if part)


class Codes:
    """The codes of this world; reads them out of words, however they are spelled."""

    def __init__(self, known: Iterable[str], words: Iterable[str] = ()) -> None:
        """Codes are in compact form; glued words may follow one: `h4ead`."""
        codes = frozenset(known)
        self.known: Container[str] = codes
        self._starts: Container[str] = frozenset(
            code[:end] for code in codes for end in range(1, len(code))
        )
        self._affixable: Container[str] = frozenset(words) | {"s"}

    def with_known(self, known: Iterable[str], words: Iterable[str]) -> "Codes":
        """Return these codes with more codes and words; themselves if they hold all of them."""
        more, affixes = frozenset(known), frozenset(words)
        if all(map(self.known.__contains__, more)) and all(
            map(self._affixable.__contains__, affixes)
        ):
            return self
        wider = Codes(more, affixes)
        wider.known = UnionContainer(wider.known, self.known)
        wider._starts = UnionContainer(wider._starts, self._starts)
        wider._affixable = UnionContainer(wider._affixable, self._affixable)
        return wider

    def may_hold(self, word: str) -> bool:
        """Return whether a word of letters may be a code, a piece of one or hold one."""
        return len(word) <= _LONGEST_JOIN or word in self.known

    def may_begin(self, word: str) -> bool:
        """Return whether a code, whole or torn, may begin with a word of letters."""
        return len(word) <= _LONGEST_JOIN and (word in self._starts or word in self.known)

    def may_continue(self, first: str, following: str) -> bool:
        """Return whether a code may go on from one word to the next, a space between."""
        both = first + following
        return both in self._starts or both in self.known

    def read(self, words: Sequence[Word]) -> Iterator[tuple[str, bool]]:
        """Yield each word, or the code that it and its neighbors make, and whether it is one."""
        at = 0
        while at < len(words):
            text = words[at].text
            # Most words are plainly words: longer than any torn piece of a code, and no digit.
            if len(text) > _LONGEST_JOIN and text.isalpha():
                yield text, text in self.known
                at += 1
                continue
            size, code = self._longest_code(words, at)
            if size:
                yield code, True
                at += size
                continue
            at += 1
            pair = self._split_joined(text)
            if pair is not None:
                yield pair[0], True
                if pair[1] != "s":
                    yield pair[1], False
            else:
                yield text, _COMPACT.fullmatch(text) is not None

    def _longest_code(self, words: Sequence[Word], at: int) -> tuple[int, str]:
        """Find the longest code that begins here: how many words it takes, and its form."""
        first = words[at].text
        if not self._may_be_split(words, at):
            code = first.removesuffix("'s")
            return (1, code) if code in self.known else (0, "")
        for size in range(min(_LONGEST_JOIN, len(words) - at), 0, -1):
            parts = words[at : at + size]
            code = "".join(part.text for part in parts)
            if code.endswith("'s"):
                code = code[:-2]
            if code in self.known and self._is_plausible(parts, words[at + size : at + size + 1]):
                return size, code
            tight = all(part.tight for part in parts[1:])
            if size > 1 and tight and first == _ZERO and "o" + code[1:] in self.known:
                return size, "o" + code[1:]
            if size > 1 and tight and _COMPACT.fullmatch(code) and parts[0].text.isalpha():
                return size, code
            if size > 1 and tight and code[-1:] == "s" and code[:-1] in self.known:
                return size, code[:-1]
        return 0, ""

    def _may_be_split(self, words: Sequence[Word], at: int) -> bool:
        """Return whether a word and the next may be pieces of one code; most are not."""
        first = words[at].text
        if at + 1 == len(words) or len(first) > _LONGEST_JOIN:
            return False
        following = words[at + 1]
        # Beyond the known ones, only codes of plain letters and digits are read.
        glued = following.tight and first.isascii() and following.text.isascii()
        goes_on = glued or self.may_continue(first, following.text)
        if not goes_on and not following.text.endswith("'s"):
            return False
        return first.isalpha() or first in self._starts or first == _ZERO

    def _is_plausible(self, parts: Sequence[Word], following: Sequence[Word]) -> bool:
        """Return whether it is a code torn by spaces, not words and numbers side by side."""
        if len(parts) == 1 or all(part.tight for part in parts[1:]):
            return True
        first, last = parts[0].text, parts[-1]
        if first in _ALSO_WORDS and len(parts[1].text) < _SURE_DIGITS and not parts[1].tight:
            return False
        # In `is l-1 a good choice` the `a` is an article; in `l 1 a` and at the end it is not.
        article = last.text == "a" and not last.tight and parts[1].tight
        return not article or not following

    def _split_joined(self, text: str) -> tuple[str, str] | None:
        """Cut `eb2niw` into `eb2` and `niw`, and `h1bs` into `h1b` and its plural."""
        text = text.removesuffix("'s")
        if text in self.known:
            return text, "s"
        for size in range(len(text) - 1, 1, -1):
            if text[:size] in self.known and text[size:] in self._affixable:
                return text[:size], text[size:]
        return None
