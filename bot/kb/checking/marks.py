"""Find marks of Markdown that are opened and never closed: people would see them as they are."""

import re
from collections.abc import Iterator

_ESCAPED = re.compile(r"\\.|`[^`\n]*+`")
"""What is no mark: a sign behind a backslash, and whatever stands between backticks."""

_MARKS = ("**", "__", "~~", "||", "`")
_LINK = re.compile(r"\]\([^)\n]*+(?!\))(?:\n|$)")


def unclosed_marks(text: str) -> Iterator[str]:
    """Yield each mark of a paragraph that stands there an odd number of times."""
    bare = _ESCAPED.sub("", text)
    for mark in _MARKS:
        if bare.count(mark) % 2:
            yield mark
    if _LINK.search(bare):
        yield "]("
