"""Find masked links, `[label](address)`, as Discord's clients read them, in one pass.

The clients follow the grammar of simple-markdown. As a regular expression it takes cubic time, so
this reads brackets with a stack; if the grammar is loose, it finds a link rather than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_ADDRESS = 2048
"""Characters up to which browsers agree to open an address."""

_BRACKET = re.compile(r"\]\(|[\[\]]")

_BALANCED = re.compile(r"\A\s*+<?(?P<address>(?:[^\s()<>]++|\([^\s()]*+\))++)>?\s*+(?=[)'\"])")
"""An address whose brackets are closed, such as `https://en.wikipedia.org/wiki/Visa_(document)`."""


@dataclass(frozen=True, slots=True)
class MaskedLink:
    """A label and the address that it leads to."""

    label: str
    address: str
    """At most `LONGEST_ADDRESS` characters; one more stands for any longer one."""
    nested: bool
    """Whether the label holds another link."""
    start: int = 0
    end: int = 0
    """Where it stands in the text."""


def masked_links(text: str) -> Iterator[MaskedLink]:
    """Yield each link of a text."""
    starts: list[int] = []  # where brackets began that are not closed yet
    linked = -1  # where the last link began
    last = -1  # the last bracket that was closed: a second `]` makes its label longer
    skip = 0
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "[":
            starts.append(at)
            continue
        start = starts.pop() if starts else last
        last = start
        if match[0] == "]" or start < 0 or at < skip:
            continue
        result = _address(text, match.end())
        if result is None:
            continue
        address, skip = result
        nested = linked > start
        label = "" if nested else text[start + 1 : at]
        yield MaskedLink(label, address, nested, start, skip)
        linked, last = start, -1


def _address(text: str, start: int) -> tuple[str, int] | None:
    """Read an address behind `(`, perhaps with a title; return it and where it ends."""
    inside = text[start : start + LONGEST_ADDRESS + 2]
    if match := _BALANCED.match(inside):
        return match["address"], start + match.end()
    before, closed, _rest = inside.partition(")")
    words = before.split(None, 1)
    if not words or (len(words) == 2 and words[1][0] not in "'\""):
        return None
    if not closed and (len(inside) <= LONGEST_ADDRESS or len(words) == 2):
        return None
    return words[0].removeprefix("<").removesuffix(">"), start + len(before)
