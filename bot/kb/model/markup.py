"""What Markdown the texts of an entry may hold: one model for the base, forms and imports alike.

Paragraphs, lists, numbered steps, quotations, links, code in a line and blocks of code. Headings,
tables, HTML and lines of dashes are not: Discord shows them as they are typed.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

CODE_LIMIT = 1500
"""Characters of a block of code: a card shows it whole, on one page."""

_OPENING = re.compile(r" {0,3}```[\w+#.-]*")
_INLINE = re.compile(r"(?<![`\\])`(?!`)[^`\n]++`(?!`)")
_STEP = re.compile(r" {0,5}(?:\d{1,3}[.)]|[-*+>]) ++")


@dataclass(frozen=True, slots=True)
class Code:
    """Where code stands in a text, its marks included."""

    start: int
    end: int


def code_of(text: str) -> tuple[Code, ...]:
    """List the code of a text in order: blocks between lines of three marks, then in lines."""
    if "`" not in text:
        return ()
    blocks: list[Code] = []
    at, start = 0, -1
    for line in text.split("\n"):
        if start < 0 and _OPENING.fullmatch(line):
            start = at
        elif start >= 0 and line.strip() == "```":
            blocks.append(Code(start, at + len(line)))
            start = -1
        at += len(line) + 1
    rest = _blank_out(text, blocks)
    inline = (Code(*match.span()) for match in _INLINE.finditer(rest))
    return tuple(sorted((*blocks, *inline), key=lambda code: code.start))


def without_code(text: str) -> str:
    """Replace code with spaces, so that every other character keeps its place."""
    return _blank_out(text, code_of(text))


def outside_code(text: str) -> Iterator[tuple[str, bool]]:
    """Divide a text into what is code and what is not: each piece, and whether it is code."""
    at = 0
    for code in code_of(text):
        yield text[at : code.start], False
        yield text[code.start : code.end], True
        at = code.end
    yield text[at:], False


def code_apart(text: str) -> Iterator[str]:
    """Yield the blocks of code of a text, and what stands before, between and behind them."""
    at = 0
    for code in code_of(text):
        if text.startswith("```", code.start):
            yield text[at : code.start]
            yield text[code.start : code.end]
            at = code.end
    yield text[at:]


def paragraphs(text: str) -> tuple[str, ...]:
    """Divide a text at its empty lines, but not within a block of code."""
    if "```" not in text:
        return tuple(part for part in text.split("\n\n") if part)
    result: list[str] = []
    for part in text.split("\n\n"):
        if result and is_open(result[-1]):
            result[-1] = f"{result[-1]}\n\n{part}"
        elif part:
            result.append(part)
    return tuple(result)


def is_open(text: str) -> bool:
    """Return whether a block of code begins in a text and does not end there."""
    opened = False
    for line in text.split("\n"):
        if line.strip() == "```" and opened:
            opened = False
        elif not opened and _OPENING.fullmatch(line):
            opened = True
    return opened


def list_items(paragraph: str) -> tuple[tuple[str, str], ...]:
    """Divide a paragraph at the steps and bullets in it: the mark of each, and its text.

    What stands before the first has no mark.
    """
    items: list[tuple[str, str]] = []
    for line in paragraph.split("\n"):
        match = _STEP.match(line)
        if match:
            items.append((match[0], line[match.end() :]))
        elif items:
            items[-1] = (items[-1][0], f"{items[-1][1]}\n{line}")
        else:
            items.append(("", line))
    return tuple(items)


def code_faults(text: str) -> Iterator[str]:
    """Yield a sentence for each mark of code that would turn what follows into code."""
    for code in code_of(text):
        if code.end - code.start > CODE_LIMIT:
            yield f"a block of code has more than {CODE_LIMIT:,} characters: make it shorter"
    rest = without_code(text).replace("\\`", "")
    if "```" in rest:
        yield "``` is not closed: write it on a line of its own before the code, and again after it"
    elif "`" in rest:
        yield "a ` is not closed: write one before the code and one after it, in the same line"


def _blank_out(text: str, codes: Iterable[Code]) -> str:
    pieces: list[str] = []
    at = 0
    for code in codes:
        blank = "".join("\n" if sign == "\n" else " " for sign in text[code.start : code.end])
        pieces += [text[at : code.start], blank]
        at = code.end
    return "".join((*pieces, text[at:]))
