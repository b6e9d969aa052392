"""What a slip of the pen costs: the error model of the noisy channel.

A cost is the negative logarithm of a likelihood (Kernighan, Church and Gale 1990; Brill and Moore
2000): a swap and a letter left out name no letter, one that came in might have been any.
"""

from collections.abc import Container
from itertools import pairwise

from rapidfuzz.distance import OSA, Levenshtein

SLIP = 4.5
"""What any slip costs: about one in a hundred characters."""

ANY_LETTER = 2.0
"""What a letter that came in costs besides, since it might have been any of 26; less than ln 26,
for people do not press keys at random."""

NEIGHBOR = 0.5
"""The same if it is a neighbor on the keyboard, or doubles the one beside it."""

FIRST = 0.5
"""What a slip on the first letter costs besides: people see it (Pollock & Zamora 1984)."""

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_LOOKS = frozenset({"1l", "1i", "0o", "li", "5s", "8b"})
"""Characters that look alike."""


def _neighboring_keys() -> Container[str]:
    pairs = {row[at : at + 2] for row in _KEYS for at in range(len(row) - 1)}
    for upper, lower in pairwise(_KEYS):
        for at, key in enumerate(lower):
            pairs |= {upper[at] + key, *({upper[at + 1] + key} if at + 1 < len(upper) else ())}
    pairs |= _LOOKS
    return frozenset(pairs | {pair[::-1] for pair in pairs})


_BESIDE = _neighboring_keys()


def edit_cost(typed: str, intended: str) -> float:
    """Return what it costs to make one word of another."""
    dearer = FIRST if typed[:1] != intended[:1] else 0.0
    distance = OSA.distance(typed, intended)
    ops = Levenshtein.editops(typed, intended)
    # A swap takes two edits of Levenshtein's, and names no letter that was not meant.
    swaps = len(ops) - distance
    if swaps:
        return dearer + SLIP * distance + ANY_LETTER * (distance - swaps)
    for op in ops:
        if op.tag != "insert":
            there = intended[op.dest_pos] if op.tag == "replace" else ""
            dearer += _letter(typed, op.src_pos, there)
    return dearer + SLIP * distance


def _letter(typed: str, at: int, intended: str) -> float:
    """Return the cost of an extra letter: less beside the intended one, or around it."""
    near = (intended,) if intended else (typed[at - 1 : at], typed[at + 1 : at + 2])
    here = typed[at]
    return NEIGHBOR if any(here == one or here + one in _BESIDE for one in near) else ANY_LETTER
