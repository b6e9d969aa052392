"""Show what changed between two texts."""

from difflib import unified_diff

_AROUND = 1
"""Unchanged lines shown around a change: a card on a phone has little room."""


def difference(before: str, after: str) -> str:
    """Write a unified difference without its two lines of file names; empty where none."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=_AROUND, lineterm="")
    return "\n".join(list(lines)[2:])
