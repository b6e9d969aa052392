"""Explain pydantic's errors to a curator, each with its field."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.kb.model.facts import Fact, Source
from bot.kb.model.problems import Problem

Loc = tuple[str | int, ...]

MOST_PROBLEMS = 100
"""Problems of one file that are told one by one."""

_GIVEN = 60
"""Characters of a wrong value that are shown."""


class Models:
    """Knows which model stands behind a field, to name the fields it has."""

    def __init__(self, top: type[BaseModel], parts: Mapping[str, type[BaseModel]]) -> None:
        self._top = top
        self._parts: dict[str, type[BaseModel]] = {"sources": Source, "facts": Fact, **parts}

    def fields(self, loc: Loc) -> list[str]:
        """List the fields that could stand at a place, as files write them."""
        around = (self._parts[name] for name in reversed(loc[:-1]) if name in self._parts)
        model = next(around, self._top)
        return [one.alias or name for name, one in model.model_fields.items()]


def problems_of(
    error: ValidationError,
    path: str,
    line_of: Callable[[Loc], int],
    models: Models,
    name_loc: Callable[[Loc], Loc] = lambda loc: loc,
) -> Iterator[Problem]:
    """Yield a problem for each fault, the first hundred one by one; `named` rewrites its place."""
    faults = error.errors(include_url=False)
    broken = {fault["loc"][:1] for fault in faults if len(fault["loc"]) > 1}
    for fault in faults[:MOST_PROBLEMS]:
        loc = fault["loc"]
        if fault["type"] == "too_short" and loc in broken:
            continue  # pydantic does not count broken items: their own problems say it all
        message = in_plain_words(fault)
        if fault["type"] == "extra_forbidden":
            message += did_you_mean(str(loc[-1]), models.fields(loc))
        place = name_loc(loc)
        yield Problem(path, line_of(place), field_name(place), message)
    if (more := len(faults) - MOST_PROBLEMS) > 0:
        yield Problem(path, 1, "file", f"has {more:,} more problems of this sort")


def closest(name: str, known: Iterable[str]) -> str | None:
    """Find the name that a misspelled one comes close to."""
    return next(iter(get_close_matches(name[:_GIVEN].casefold(), list(known), 1, 0.7)), None)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Suggest the name that a misspelled one comes close to, as the end of a sentence."""
    close = closest(name, known)
    return f"; did you mean '{close}'?" if close else ""


def field_name(loc: Loc) -> str:
    """Write the place of a value as `sources[0].url`."""
    return (
        "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")
        or "entry"
    )


def in_plain_words(fault: Any) -> str:
    """Describe what is wrong with one value."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "is not a field of this kind of entry"
    if kind == "value_error":
        return str(context["error"])
    if kind == "too_long":
        return f"has {context['actual_length']} parts, at most {context['max_length']}"
    if kind == "string_too_long":
        return f"may have at most {context['max_length']:,} characters"
    if kind == "string_pattern_mismatch" and "http" in context["pattern"]:
        return "must be an address that starts with https://, and has no spaces or brackets"
    message = str(fault["msg"])
    return message[0].lower() + message[1:] + _given_value(fault["input"])


def _given_value(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return ""
    try:
        text = repr(value)
    except ValueError:  # a number of more digits than Python writes
        return ""
    return f" (it is {text if len(text) <= _GIVEN else text[:_GIVEN] + '…'})"
