"""Write what people bring as the Markdown that cards show: tables become lists."""

import re
from collections.abc import Iterator, Sequence

from bot.kb.model.markup import code_apart

_ROW = re.compile(r" {0,3}\|?(?P<cells>[^\n]*\|[^\n]*)")
_RULE = re.compile(r"[ |:]*-[-|: ]*")
_CELL = re.compile(r"(?<!\\)\|")


def tables_to_lists(text: str) -> str:
    """Write each row of a table as a bullet: the first cell, then the others by their headings."""
    if "|" not in text:
        return text
    pieces = (
        piece if piece.startswith("```") else "\n".join(_lines(piece.split("\n")))
        for piece in code_apart(text)
    )
    return "".join(pieces)


def _lines(lines: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        heading = _cells(lines[at])
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if not heading or "|" not in below + "|" * (len(heading) == 1) or not _is_rule(below):
            yield lines[at]
            at += 1
            continue
        at += 2
        while at < len(lines) and (row := _cells(lines[at])):
            yield _bullet(heading, row)
            at += 1


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line) is not None


def _cells(line: str) -> list[str]:
    """Read the cells of a row; none if the line is no row."""
    if not _ROW.fullmatch(line):
        return []
    inside = line.strip().removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(inside)]


def _bullet(heading: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    names = [*heading[1:], *("" for _ in others)]
    rest = [
        f"{name}: {cell}" if name else cell
        for name, cell in zip(names, others, strict=False)
        if cell
    ]
    return f"- {first}: {'; '.join(rest)}" if first and rest else f"- {first}{'; '.join(rest)}"
