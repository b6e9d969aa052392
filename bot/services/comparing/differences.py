"""Show what changed between two texts: line by line for files, word by word for people."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, unified_diff
from itertools import zip_longest

_AROUND = 1
"""Unchanged lines shown around a change: a card on a phone has little room."""

_WORD = re.compile(
    "[\u3040-\u30ff\u4e00-\u9fff，。、；：！？（）]|[^\\s\u3040-\u30ff\u4e00-\u9fff，。、；：！？（）]+"
)
"""A word; Chinese and Japanese write none, so there each sign is one."""

_LEAST_ALIKE = 0.5
"""Share of the words of two texts that both have, from which on single words are marked: below it
marks are harder to read than the two texts."""

_MOST_WORDS = 600
"""Words up to which two texts are held against each other: it takes the product of both."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stand in both texts, or in one of them."""

    text: str
    before: bool
    after: bool


def difference(before: str, after: str) -> str:
    """Write a unified difference without names of files and numbers of lines; empty if none."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=_AROUND, lineterm="")
    # Whoever reads it counts no lines: a gap between two places is all that they need.
    lines_shown = ["…" if line.startswith("@@ ") else line for line in list(lines)[2:]]
    return "\n".join(lines_shown).removeprefix("…\n")


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Divide two texts into the words that they share and those that only one of them has."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return _replaced_pieces(" ".join(before.split()), " ".join(after.split()))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _LEAST_ALIKE:
        return _replaced_pieces(_join(old), _join(new))
    pieces: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece(_join(old[a:b]), before=True, after=True))
        else:
            pieces += _replaced_pieces(_join(old[a:b]), _join(new[c:d]))
    return tuple(pieces)


def pair_up(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each text that changed, was added or was taken out, as before and after.

    One of the two is empty if the other has no counterpart.
    """
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            yield from zip_longest(before[a:b], after[c:d], fillvalue="")


def _replaced_pieces(old: str, new: str) -> tuple[Piece, ...]:
    both = (Piece(old, before=True, after=False), Piece(new, before=False, after=True))
    return tuple(piece for piece in both if piece.text)


def _join(words: Sequence[str]) -> str:
    text = ""
    for word in words:
        close = not text or (len(word) == 1 and not word.isascii() and not text[-1].isascii())
        text += word if close else f" {word}"
    return text
