"""Show what changed between two texts."""

from difflib import unified_diff

_AROUND = 1
"""Unchanged lines shown around a change: a card on a phone has little room."""


def difference(before: str, after: str) -> str:
    """Write a unified difference without names of files and numbers of lines; empty if none."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=_AROUND, lineterm="")
    # Whoever reads it counts no lines: a gap between two places is all that they need.
    shown = ["…" if line.startswith("@@ ") else line for line in list(lines)[2:]]
    return "\n".join(shown).removeprefix("…\n")
