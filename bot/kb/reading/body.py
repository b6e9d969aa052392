"""Read the body of an entry: the top, then `##` sections, each a sentence, bullets and prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from bot.kb.model.limits import PART_LIMIT
from bot.kb.model.problems import Problem
from bot.kb.model.text import blocks

_HEADING = re.compile(r"## (?P<name>.*)")
_BULLET = re.compile(r"[-*+] +")
_ALMOST_HEADING = re.compile(r" {0,3}#{2,6}(?=[^#\s]|[^\S \t\n])")
"""Two signs and a word without a space, which would be shown as they stand."""

_CHUNK_LIMIT = 2 * PART_LIMIT
"""Characters of a part as written: white space between its lines is not shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """The top of an entry (name None) or one section, as read."""

    name: str | None
    summary: str | None
    points: tuple[str, ...]
    more: str


class BodyReader:
    """Read the body, and gather its headings and problems with their lines in the file."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.headings: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.overlong = False
        """Whether a part was too long to be looked into: what it lacks is then not told."""

    def read(self, body: str) -> list[Part]:
        """Split the body at its `##` headings and read each part."""
        parts = []
        for name, start, lines in self._chunks(body.split("\n")):
            if name is not None:
                if name in self.headings:
                    self._problem(start - 1, name, "this section stands here twice")
                self.headings.setdefault(name, self.first_line + start - 1)
            parts.append(self._part(name, start, lines))
        return parts

    def _chunks(self, lines: list[str]) -> Iterator[tuple[str | None, int, list[str]]]:
        name: str | None = None
        start = 0
        for number, line in enumerate(lines):
            heading = _HEADING.fullmatch(line)
            if heading:
                yield name, start, lines[start:number]
                name, start = heading["name"].strip(), number + 1
        yield name, start, lines[start:]

    def _part(self, name: str | None, start: int, lines: list[str]) -> Part:
        text = "\n".join(lines)
        if len(text) > _CHUNK_LIMIT:
            self.overlong = True
            message = f"has {len(text):,} characters, and a card takes {PART_LIMIT:,}"
            self._problem(max(start - 1, 0), name or "text", message)
            return Part(name, None, (), "")
        for number, line in enumerate(lines, start):
            if _ALMOST_HEADING.match(line):
                message = f"'{line.strip()[:40]}' is no heading: a space is missing after the signs"
                self._problem(number, "section", message)
        result = blocks(text)
        summary = None
        rest = 0
        if name is not None and result and result[0].type == "paragraph_open":
            summary, rest = _join_lines(lines, *_span(result.pop(0))), 1
        points: tuple[str, ...] = ()
        if result and result[0].type == "bullet_list_open":
            first, last = _span(result.pop(0))
            points = tuple(self._points(lines[first:last], start + first))
            rest = 1
        begin = _span(result[0])[0] if rest and result else (0 if not rest else len(lines))
        more = "\n".join(line.rstrip() for line in lines[begin:]).strip("\n")
        return Part(name, summary, points, more)

    def _points(self, lines: list[str], start: int) -> Iterator[str]:
        point: list[str] = []
        for number, line in enumerate(lines):
            if _BULLET.match(line):
                if point:
                    yield " ".join(point)
                point = [_BULLET.sub("", line, count=1).strip()]
            elif _BULLET.match(line.strip()):
                self._problem(start + number, "points", "a bullet inside a bullet is not shown")
            elif line.strip():
                point.append(line.strip())
        if point:
            yield " ".join(point)

    def _problem(self, line: int, field: str, message: str) -> None:
        self.problems.append(Problem(self.path, self.first_line + line, field, message))


def _span(block: Token) -> tuple[int, int]:
    first, last = block.map or (0, 0)
    return first, last


def _join_lines(lines: list[str], first: int, last: int) -> str:
    return " ".join(" ".join(lines[first:last]).split())
