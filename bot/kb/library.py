"""Load the whole base from its folder: a library, or every problem there is."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.kb.entries import Entry
from bot.kb.facts import Fact, FactSheet, Source
from bot.kb.keys import Address, Key, Kind
from bot.kb.lexicon import Lexicon
from bot.kb.links import link_problems
from bot.kb.markdown import Page, field_name, in_plain_words, parse_page
from bot.kb.paths import GuidedPath, path_faults
from bot.kb.problems import BrokenKnowledge, Problem
from bot.kb.translations import (
    TranslatedPage,
    Translation,
    parse_translation,
    translation_problems,
)

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Library:
    """The whole base, read and checked; nothing in it ever changes."""

    entries: Mapping[Key, Entry]
    facts: Mapping[str, Fact]
    """Shared facts by name."""
    sources: Mapping[str, Source]
    """The sources of shared facts by address."""
    lexicon: Lexicon
    paths: Mapping[str, GuidedPath] = field(default_factory=dict)
    """Guided paths by the name of their file."""
    translations: Mapping[Key, Mapping[str, Translation]] = field(default_factory=dict)
    """Translations of entries by their language."""

    def of_kind(self, kind: Kind) -> tuple[Entry, ...]:
        """List the entries of a kind, in the order of their files."""
        return tuple(entry for key, entry in self.entries.items() if key.kind is kind)


@dataclass(slots=True)
class Reading:
    """A folder as read: what could be used, and what could not."""

    pages: dict[Key, Page] = field(default_factory=dict)
    sheets: dict[str, FactSheet] = field(default_factory=dict)
    """Sheets of shared facts by the path of their file."""
    fact_lines: dict[str, int] = field(default_factory=dict)
    """The line of each shared fact in its sheet."""
    lexicon: Lexicon = field(default_factory=Lexicon)
    paths: dict[str, GuidedPath] = field(default_factory=dict)
    """Guided paths by the path of their file."""
    translations: list[TranslatedPage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    over: Library | None = None
    """The base that the folder lies over, where it is a server's own entries."""

    @property
    def facts(self) -> dict[str, Fact]:
        """Shared facts by name."""
        own = {fact.name: fact for sheet in self.sheets.values() for fact in sheet.facts}
        return {**self.over.facts, **own} if self.over else own

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of shared facts by address."""
        sheets = self.sheets.values()
        own = {source.url: source for sheet in sheets for source in sheet.sources}
        return {**self.over.sources, **own} if self.over else own

    def library(self) -> Library:
        """Make the library, or raise `BrokenKnowledge` with every error of the folder."""
        if self.problems:
            raise BrokenKnowledge(tuple(sorted(self.problems)))
        own = {key: page.entry for key, page in self.pages.items()}
        return Library(
            MappingProxyType({**self.over.entries, **own} if self.over else own),
            MappingProxyType(self.facts),
            MappingProxyType(self.sources),
            self.over.lexicon if self.over else self.lexicon,
            MappingProxyType({Path(file).stem: path for file, path in self.paths.items()}),
            MappingProxyType(self._by_key()),
        )

    def _by_key(self) -> dict[Key, dict[str, Translation]]:
        """List translations by the entries that they stand beside."""
        below = self.over.translations if self.over else {}
        found = {key: dict(beside) for key, beside in below.items() if key not in self.pages}
        for page in self.translations:
            one = page.translation
            found.setdefault(one.key, {})[one.language] = one
        return found


def load_library(folder: Path) -> Library:
    """Load the base, or raise `BrokenKnowledge` with every error in it."""
    return read_folder(folder).library()


def read_folder(folder: Path, over: Library | None = None) -> Reading:
    """Read all files of a base, or of what lies over one.

    What stops it from loading is in `problems`.
    """
    reading = Reading(over=over)
    if not folder.is_dir():
        reading.problems.append(Problem(str(folder), 1, "folder", "there is no such folder"))
        return reading
    for path in sorted((folder / "facts").glob("*.toml")):
        _read_sheet(path, folder, reading)
    _read_lexicon(folder, reading)
    for kind in Kind:
        for path in sorted((folder / kind.folder).glob("*.md")):
            _read_page(path, kind, folder, reading)
    if not reading.pages and not reading.problems and over is None:
        message = "holds no entry: it should have the folders " + ", ".join(k.folder for k in Kind)
        reading.problems.append(Problem(str(folder), 1, "folder", message))
    known = over.entries if over else {}
    reading.problems += link_problems(reading.pages, reading.facts, known)
    entries = {key: page.entry for key, page in reading.pages.items()}
    reading.problems += translation_problems(reading.translations, entries, reading.facts)
    for path in sorted((folder / "paths").glob("*.toml")):
        _read_path(path, folder, reading)
    return reading


def _read_page(path: Path, kind: Kind, folder: Path, reading: Reading) -> None:
    """Read an entry, or a translation of one: `h-1b.es.md` stands beside `h-1b.md`."""
    shown = _shown(path, folder)
    slug, translated, language = path.stem.partition(".")
    try:
        key, text = Key(kind, slug), path.read_text("utf-8")
        if translated:
            reading.translations.append(parse_translation(text, key, language, shown))
            if not path.with_name(f"{slug}.md").exists():
                raise ValueError(f"there is no entry '{slug}.md' beside this translation")
        else:
            reading.pages[key] = parse_page(text, key, shown)
    except BrokenKnowledge as error:
        reading.problems += error.problems
    except UnicodeDecodeError as error:
        message = f"is not UTF-8 text (byte {error.start})"
        reading.problems.append(Problem(shown, 1, "file", message))
    except ValueError as error:
        reading.problems.append(Problem(shown, 1, "file name", str(error)))


def _read_sheet(path: Path, folder: Path, reading: Reading) -> None:
    shown = _shown(path, folder)
    data = _read_toml(path, shown, reading)
    if data is None:
        return
    facts = data.get("facts")
    if isinstance(facts, dict):
        data["facts"] = tuple({"name": name, **fact} for name, fact in facts.items())
    sheet = _validated(FactSheet, data, path, shown, reading)
    if sheet is None:
        return
    _place_facts(sheet, path.read_text("utf-8"), shown, reading)
    reading.sheets[shown] = sheet


def _place_facts(sheet: FactSheet, text: str, shown: str, reading: Reading) -> None:
    """Remember the line of each fact, and refuse what the schema of one fact cannot see."""
    cited = {source.url for source in sheet.sources}
    for fact in sheet.facts:
        line = _toml_line(text, fact.name)
        if fact.name in reading.fact_lines:
            reading.problems.append(Problem(shown, line, fact.name, "this fact stands twice"))
        if fact.source not in cited:
            message = "is not one of the sources of this file"
            where = _toml_line(text, fact.name, "source")
            reading.problems.append(Problem(shown, where, f"{fact.name}.source", message))
        reading.fact_lines[fact.name] = line


def _read_path(path: Path, folder: Path, reading: Reading) -> None:
    """Read a guided path, once all entries that it may lead to are known."""
    shown = _shown(path, folder)
    data = _read_toml(path, shown, reading)
    found = _validated(GuidedPath, data, path, shown, reading) if data is not None else None
    if found is None:
        return
    addresses = {
        Address(key, name)
        for key, page in reading.pages.items()
        for name in (None, *(section.name for section in page.entry.sections))
    }
    text = path.read_text("utf-8")
    for loc, message in path_faults(found, addresses):
        where = _toml_line(text, *loc[-1:])
        reading.problems.append(Problem(shown, where, field_name(loc), message))
    reading.paths[shown] = found
    try:
        Key(Kind.FAQ, path.stem)  # a path is named as an entry is, so that a button can carry it
    except ValueError as error:
        reading.problems.append(Problem(shown, 1, "file name", str(error)))


def _read_lexicon(folder: Path, reading: Reading) -> None:
    path = folder / "lexicon.toml"
    if path.exists():
        shown = _shown(path, folder)
        data = _read_toml(path, shown, reading)
        if data is not None:
            found = _validated(Lexicon, data, path, shown, reading)
            reading.lexicon = found or reading.lexicon


def _read_toml(path: Path, shown: str, reading: Reading) -> dict[str, Any] | None:
    try:
        return {
            name: _frozen(value) for name, value in tomllib.loads(path.read_text("utf-8")).items()
        }
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        message = f"cannot be read as TOML: {error}"
        reading.problems.append(Problem(shown, int(line[1]) if line else 1, "file", message))
        return None


def _validated(
    model: type[_Model], data: dict[str, Any], path: Path, shown: str, reading: Reading
) -> _Model | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        text = path.read_text("utf-8")
        for fault in error.errors(include_url=False):
            loc = _named(fault["loc"], data)
            line = _toml_line(text, *(part for part in loc if isinstance(part, str)))
            problem = Problem(shown, line, field_name(loc), in_plain_words(fault))
            reading.problems.append(problem)
        return None


def _named(loc: tuple[str | int, ...], data: dict[str, Any]) -> tuple[str | int, ...]:
    match loc:
        case ("facts", int(number), *rest):
            return ("facts", data["facts"][number]["name"], *rest)
    return loc


def _toml_line(text: str, *names: str) -> int:
    """Find a table and then a field in it; the standard parser keeps no lines."""
    lines = text.splitlines()
    at = 0
    for name in names:
        pattern = re.compile(rf"\s*(\[+([\w-]+\.)*{re.escape(name)}\]+|{re.escape(name)}\s*=)")
        at = next((i for i in range(at, len(lines)) if pattern.match(lines[i])), at)
    return at + 1


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {name: _frozen(item) for name, item in value.items()}
    return value


def _shown(path: Path, folder: Path) -> str:
    """Name a file as the person typed the folder, so that a click opens it."""
    return str(folder / path.relative_to(folder))
