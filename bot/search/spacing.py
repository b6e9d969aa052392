"""Put spaces back where they belong: `fro mh1b`, `l-1i ntracompany`, `myfamily`, `spon sor`.

Only a word of which nothing is known is looked into, and only what leaves known words, or a known
code beside a known word, is accepted: no code is ever made out of another one.
"""

from collections.abc import Callable, Iterator, Sequence

from bot.search.text import MOST_WORDS

Known = Callable[[str], bool]

SHORTEST_PART = 3
"""Letters that each part of a word torn apart has at least, so that few words can be torn."""


def respace(text: str, is_word: Known, is_code: Known, is_lost: Known) -> Iterator[tuple[str, str]]:
    """Yield the words of folded text, typed and mended: one or two at a time, mostly the same.

    A word is torn apart only where it is lost: nothing is known of it nor of a word near it.
    """
    words, rest = text.split()[:MOST_WORDS], text.split(maxsplit=MOST_WORDS)[MOST_WORDS:]
    known = [is_word(word) or is_code(word) for word in words]
    at = 0
    while at < len(words):
        pair = words[at : at + 2]
        if len(pair) == 2 and not all(known[at : at + 2]):
            moved = _moved(pair, is_word, is_code)
            if moved:
                yield " ".join(pair), moved
                at += 2
                continue
        torn = not known[at] and is_lost(words[at])
        yield words[at], _torn(words[at], is_word, is_code) if torn else words[at]
        at += 1
    yield from zip(rest, rest, strict=True)


def _moved(pair: Sequence[str], is_word: Known, is_code: Known) -> str:
    """Move the space between two words by one character, or take it away; empty for neither."""
    first, second = pair
    for one, two in ((first + second[0], second[1:]), (first[:-1], first[-1] + second)):
        words = is_word(one), is_word(two)
        if all(words) or (words[1] and is_code(one)) or (words[0] and is_code(two)):
            return f"{one} {two}"
    return first + second if is_word(first + second) else ""


def _torn(word: str, is_word: Known, is_code: Known) -> str:
    """Cut a word into two known ones, or a word and a code, as evenly as can be."""

    def parts(cut: int) -> bool:
        head, tail = word[:cut], word[cut:]
        if min(len(head), len(tail)) >= SHORTEST_PART and is_word(head) and is_word(tail):
            return True
        return (is_word(head) and is_code(tail)) or (is_code(head) and is_word(tail))

    found = [cut for cut in range(2, len(word) - 1) if parts(cut)]
    if not found:
        return word
    cut = min(found, key=lambda cut: abs(2 * cut - len(word)))
    return f"{word[:cut]} {word[cut:]}"
