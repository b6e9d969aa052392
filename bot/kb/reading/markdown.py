"""Read an entry from its Markdown file and print it back: exact opposites.

A file is front matter between two lines of `---`, then the top of the entry, then `##` sections.
The top holds bullets and prose (its sentence is the front matter's `summary`); a section holds
one sentence, then bullets, then prose.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.kb.files.explaining import MOST_PROBLEMS, Models, closest, did_you_mean, problems_of
from bot.kb.files.former_names import use_present_names
from bot.kb.files.frontmatter import (
    FrontMatter,
    FrontMatterError,
    Path,
    read_front_matter,
    write_front_matter,
)
from bot.kb.model.conditions import Conditions, by_section
from bot.kb.model.entries import MODELS, OVERVIEW, Entry, Section
from bot.kb.model.keys import Key
from bot.kb.model.limits import ENTRY_LIMIT
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.body import BodyReader, Part

_FENCE = "---\n"
Model = TypeVar("Model", bound=BaseModel)
_NOT_IN_FRONT = {"key", "sections", "points", "more"}
NAMED_ABOVE = "the name of a fact stands above its fields, not among them"
_IN_CODE = {"refusals": "not"}
"""Fields that are called otherwise in the code, and how files write them."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Translate the place of a value in a model into a line of the file, counted from 1."""

    front: FrontMatter
    headings: Mapping[str, int]
    """The line of each `##` section."""
    body_line: int

    def of(self, loc: Path) -> int:
        """Find the line; an unknown place is the first line."""
        match loc:
            case ("points" | "more", *_):
                return self.body_line
            case ("sections", int(number), *rest):
                name = next(islice(self.headings, number, None), None)
                if name is None:  # a heading that stands twice was named already
                    return self.body_line
                if rest[:1] in (["asks"], ["conditions"]):
                    return self._front((rest[0], name, *rest[1:]))
                return self.headings[name]
            case ("asks" | "conditions" as field, *rest) if (field, OVERVIEW) in self.front.lines:
                return self._front((field, OVERVIEW, *rest))
            case ("facts", int(number), *rest):
                return self._front(("facts", self._fact(number), *rest))
        return self._front(loc)

    def _front(self, path: Path) -> int:
        return self.front.line(path) + 1

    def _fact(self, number: int) -> str | int:
        facts = self.front.values.get("facts")
        if isinstance(facts, Mapping):
            return next(islice(facts, number, None), number)
        return number


@dataclass(frozen=True, slots=True)
class Page:
    """An entry with the file it came from and the line of each of its fields."""

    path: str
    entry: Entry
    lines: Lines

    def line(self, *loc: str | int) -> int:
        """Find the line of a field, named as pydantic names it: ("sections", 2, "asks", 0)."""
        return self.lines.of(loc)


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as read, before anything is asked of its fields."""

    path: str
    front: FrontMatter
    parts: list[Part]
    """The top of the entry, then its sections."""
    lines: Lines
    problems: list[Problem]


def parse_entry(text: str, key: Key, path: str = "entry.md") -> Entry:
    """Read an entry; raise `BrokenBaseError` with every problem found."""
    return parse_page(text, key, path).entry


def parse_page(text: str, key: Key, path: str) -> Page:
    """Read an entry and remember its lines; raise `BrokenBaseError` with every problem found."""
    return read_page(read_raw(text, path), key)


def read_page(raw: Raw, key: Key) -> Page:
    """Read the fields of an entry; raise `BrokenBaseError` with every problem found."""
    data = _assemble(raw, key)
    return Page(raw.path, validate(MODELS[key.kind], data, raw), raw.lines)


def read_raw(text: str, path: str) -> Raw:
    """Read front matter and body; raise `BrokenBaseError` if that cannot be done."""
    if len(text) > ENTRY_LIMIT:
        message = f"has {len(text):,} characters; an entry has at most {ENTRY_LIMIT:,}"
        raise BrokenBaseError((Problem(path, 1, "file", message),))
    _refuse_half_characters(text, path)
    yaml_text, body = _split(text, path)
    body_line = yaml_text.count("\n") + 4  # after both fences, counted from 1
    try:
        front = use_present_names(read_front_matter(yaml_text))
    except FrontMatterError as error:
        problem = Problem(path, error.line + 1, "front matter", str(error))
        raise BrokenBaseError((problem,)) from error
    reader = BodyReader(path, body_line)
    parts = reader.read(body)
    if reader.overlong:
        raise BrokenBaseError(tuple(reader.problems[:MOST_PROBLEMS]))
    lines = Lines(front, reader.headings, body_line)
    return Raw(path, front, parts, lines, list(reader.problems))


def validate(model: type[Model], data: Mapping[str, Any], raw: Raw) -> Model:
    """Build a model from what was read; raise `BrokenBaseError` with every problem found."""
    problems = list(raw.problems)
    try:
        result = model.model_validate(data)
    except ValidationError as error:
        found_there = Models(model, {"sections": Section, "conditions": Conditions})
        problems += problems_of(error, raw.path, raw.lines.of, found_there)
        raise BrokenBaseError(tuple(sorted(problems)[:MOST_PROBLEMS])) from error
    if problems:
        raise BrokenBaseError(tuple(sorted(problems)[:MOST_PROBLEMS]))
    return result


def print_entry(entry: Entry) -> str:
    """Write an entry as Markdown, so that `parse_entry` returns an equal one."""
    front = entry.model_dump(
        mode="python", by_alias=True, exclude=_NOT_IN_FRONT, exclude_defaults=True
    )
    asks = {OVERVIEW: entry.asks} | {section.name: section.asks for section in entry.sections}
    if entry.sections:
        front["asks"] = {name: phrases for name, phrases in asks.items() if phrases}
        front |= print_conditions(entry.conditions, entry.sections)
    if entry.facts:
        front["facts"] = {fact["name"]: _without_name(fact) for fact in front["facts"]}
    return print_page(front, entry.points, entry.more, entry.sections)


def print_conditions(
    top: Conditions | None, sections: tuple[Section, ...]
) -> dict[str, dict[str, Any]]:
    """Write the conditions of each part that has some as a field of the front matter."""
    parts = {OVERVIEW: top} | {section.name: section.conditions for section in sections}
    result = {
        name: part.model_dump(by_alias=True, exclude_none=True)
        for name, part in parts.items()
        if part
    }
    return {"conditions": result} if result else {}


def print_page(
    front: Mapping[str, Any], points: tuple[str, ...], more: str, sections: tuple[Section, ...]
) -> str:
    """Write front matter, the top of the body and its sections."""
    body = [_print_part(None, points, more)]
    body += [
        f"## {section.name}\n\n{_print_part(section.summary, section.points, section.more)}"
        for section in sections
    ]
    text = "\n".join(part for part in body if part)
    return f"{_FENCE}{write_front_matter(_to_simple(front))}{_FENCE}" + (
        f"\n{text}" if text else ""
    )


def _without_name(fact: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in fact.items() if field != "name"}


def _to_simple(value: Any) -> Any:
    """Turn keys and enumerations into the words that stand in front matter."""
    if isinstance(value, Mapping):
        return {name: _to_simple(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_to_simple(item) for item in value]
    if isinstance(value, Key) or (isinstance(value, str) and type(value) is not str):
        return str(value)
    return value


def _print_part(summary: str | None, points: tuple[str, ...], more: str) -> str:
    parts = [summary or "", "\n".join(f"- {point}" for point in points), more]
    return "".join(
        f"{part}\n" if i == 0 else f"\n{part}\n" for i, part in enumerate(_drop_empty(parts))
    )


def _drop_empty(parts: list[str]) -> list[str]:
    return [part for part in parts if part]


def _refuse_half_characters(text: str, path: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        problem = Problem(path, line, "text", "holds half a character, which nobody can read")
        raise BrokenBaseError((problem,)) from error


def _split(text: str, path: str) -> tuple[str, str]:
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if not text.startswith(_FENCE):
        problem = Problem(path, 1, "front matter", "is missing: the first line must be '---'")
        raise BrokenBaseError((problem,))
    front, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not fence:
        if not text.rstrip("\n").endswith("\n---"):
            problem = Problem(path, 1, "front matter", "is never closed by a second line of '---'")
            raise BrokenBaseError((problem,))
        front = text.removeprefix(_FENCE).rstrip("\n").removesuffix("\n---")
    return front, body


def _assemble(raw: Raw, key: Key) -> dict[str, Any]:
    """Join front matter and body into the shape of the models."""
    data = dict(raw.front.values)
    top, *sections = raw.parts
    raw.problems.extend(misplaced_fields(raw, _NOT_IN_FRONT))
    raw.problems.extend(outside_vocabulary(raw, key))
    asks = data.pop("asks", ())
    asks_by_section = asks if isinstance(asks, Mapping) else {OVERVIEW: asks}
    conditions = by_section(data.pop("conditions", None), OVERVIEW)
    raw.problems.extend(unknown_parts(raw, key, "asks", asks_by_section))
    raw.problems.extend(unknown_parts(raw, key, "conditions", conditions))
    if isinstance(data.get("facts"), Mapping):
        for name in duplicate_names(data["facts"]):
            line = raw.front.line(("facts", name, "name")) + 1
            raw.problems.append(Problem(raw.path, line, f"facts.{name}.name", NAMED_ABOVE))
        data["facts"] = name_facts(data["facts"])
    return data | {
        "key": key,
        "asks": asks_by_section.get(OVERVIEW, ()),
        "conditions": conditions.get(OVERVIEW),
        "points": top.points,
        "more": top.more,
        "sections": tuple(section_fields(part, asks_by_section, conditions) for part in sections),
    }


def name_facts(facts: Mapping[str, Any]) -> tuple[Any, ...]:
    """Move the name of each fact, which stands before it, into its fields."""
    return tuple(
        {**fact, "name": name} if isinstance(fact, Mapping) else fact
        for name, fact in facts.items()
    )


def duplicate_names(facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield the name of each fact that has another one among its fields."""
    return (name for name, fact in facts.items() if isinstance(fact, Mapping) and "name" in fact)


def unknown_parts(raw: Raw, key: Key, field: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each part that a field of the front matter names and the body lacks."""
    sections = raw.parts[1:]
    known = {OVERVIEW, *(part.name for part in sections)}
    missing = [name for name in values if name not in known]
    if not missing:
        return
    vocabulary = MODELS[key.kind].vocabulary
    intended = {closest(part.name or "", vocabulary) for part in sections} - known
    for name in missing:
        # If a heading is misspelled, that is the one thing to fix.
        if name not in intended:
            message = f"there is no section '## {name}' in the body"
            yield Problem(raw.path, raw.front.line((field, name)) + 1, field, message)


def misplaced_fields(raw: Raw, fields: Set[str]) -> Iterator[Problem]:
    """Yield a problem for each field of the front matter that the body holds."""
    for field in sorted(fields & raw.front.values.keys()):
        line = raw.front.line((field,)) + 1
        yield Problem(raw.path, line, field, "belongs to the body, not here")
    for field in sorted(_IN_CODE.keys() & raw.front.values.keys()):
        line = raw.front.line((field,)) + 1
        yield Problem(raw.path, line, field, f"is written '{_IN_CODE[field]}'")


def outside_vocabulary(raw: Raw, key: Key) -> Iterator[Problem]:
    """Yield a problem for each section that entries of this kind do not have."""
    vocabulary = MODELS[key.kind].vocabulary
    allowed = ", ".join(vocabulary) or "none"
    for number, section in enumerate(raw.parts[1:]):
        if section.name not in vocabulary:
            message = f"'{section.name}' is not a section of a {key.kind} (it may have: {allowed})"
            message += did_you_mean(section.name or "", vocabulary)
            yield Problem(raw.path, raw.lines.of(("sections", number)), "section", message)


def section_fields(
    part: Part, asks: Mapping[str, Any], conditions: Mapping[str, Any]
) -> dict[str, Any]:
    """Name what was read of a section; if its sentence is missing, the model says so."""
    result = {"name": part.name, "points": part.points, "more": part.more}
    result["asks"] = asks.get(part.name or "", ())
    result["conditions"] = conditions.get(part.name or "")
    if part.summary is not None:
        result["summary"] = part.summary
    return result
