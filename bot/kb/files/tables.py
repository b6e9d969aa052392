"""Read TOML as values that never change, and find the line of each field."""

import re
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from bot.kb.model.limits import DEPTH_LIMIT
from bot.kb.model.problems import BrokenBaseError, Problem

_DOTS = 200
"""Dots on one line: the standard parser is slow for names of many parts."""

_AT = re.compile(r"at line (\d+)")
_NAMED = re.compile(r"\A\s*+(?:\[++(?P<table>[^\[\]\n]++)\]|(?P<field>[\w-]++|\"[^\"\n]*+\")\s*+=)")
_PART = re.compile(r"\"[^\"]*+\"?|[^.\"]++")
"""One part of the name of a table; a quoted one may hold dots."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file of TOML: its values, with lists as tuples, and the lines of their names."""

    values: dict[str, Any]
    lines: Mapping[str, list[int]]

    @classmethod
    def read(cls, text: str, path: str) -> Self:
        """Read a text; raise `BrokenBaseError` with what is wrong."""
        if text.startswith("\ufeff"):
            raise _fault(path, 1, "begins with a byte order mark: save it as UTF-8 without BOM")
        rows = text.split("\n")
        for number, row in enumerate(rows, 1):
            if row.count(".") > _DOTS:
                raise _fault(path, number, f"has more than {_DOTS} dots on one line")
        try:
            values = tomllib.loads(text)
            frozen = {name: _freeze(value, 1) for name, value in values.items()}
        except RecursionError as error:
            raise _fault(path, 1, "holds lists or tables that are nested too deep") from error
        except ValueError as error:  # TOMLDecodeError too; and numbers of thousands of digits
            at = _AT.search(str(error))
            sentence = f"cannot be read as TOML: {error}"
            raise _fault(path, int(at[1]) if at else 1, sentence) from error
        return cls(frozen, _lines(rows))

    def line(self, *names: str | int) -> int:
        """Find a table, and then a field in it, counted from 1; numbers in a list are passed over.

        The standard parser keeps no lines, so this is the first place that can be meant.
        """
        at = 1
        for name in names:
            result = self.lines.get(str(name), [])
            place = bisect_left(result, at)
            at = result[place] if place < len(result) else at
        return at


def _lines(rows: list[str]) -> Mapping[str, list[int]]:
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows, 1):
        if match := _NAMED.match(row):
            name = match["field"] or next(reversed(_PART.findall(match["table"])), "")
            lines[name.strip().strip('"')].append(number)
    return lines


def _freeze(value: Any, depth: int) -> Any:
    if depth > DEPTH_LIMIT:
        raise RecursionError
    if isinstance(value, list):
        return tuple(_freeze(item, depth + 1) for item in value)
    if isinstance(value, dict):
        return {name: _freeze(item, depth + 1) for name, item in value.items()}
    return value


def _fault(path: str, line: int, message: str) -> BrokenBaseError:
    return BrokenBaseError((Problem(path, line, "file", message),))
