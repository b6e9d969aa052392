"""Load the whole base from its folder: a library, or every problem there is."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from bot.kb.files.archive import OVERLAY
from bot.kb.files.files import UnreadableFileError, is_folder, list_folder, read_text
from bot.kb.files.layout import FOLDERS, LEXICON, strays
from bot.kb.files.tables import Table
from bot.kb.files.validating import broken_error, read_table, validate
from bot.kb.model.entries import Entry
from bot.kb.model.facts import Fact, FactSheet, Source
from bot.kb.model.keys import Address, Key, Kind
from bot.kb.model.lexicon import Lexicon
from bot.kb.model.paths import GuidedPath, PathTranslation
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.reading.links import link_problems, quoted_names
from bot.kb.reading.markdown import NAMED_ABOVE, Page, duplicate_names, name_facts, parse_page
from bot.kb.reading.overlay import read_overlay
from bot.kb.reading.path_files import PathFiles, Places
from bot.kb.reading.phrasing_files import (
    MARK,
    PhrasingFile,
    by_address,
    parse_phrasings,
    phrasing_problems,
)
from bot.kb.reading.translations import (
    TranslatedPage,
    Translation,
    parse_translation,
    translation_problems,
)
from bot.kb.wages.facts import wage_facts, wage_sources
from bot.kb.wages.tables import Wages
from bot.kb.wages.wage_files import WageFiles

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
    path_translations: Mapping[str, Mapping[str, PathTranslation]] = field(default_factory=dict)
    """Translations of paths by their language."""
    translations: Mapping[Key, Mapping[str, Translation]] = field(default_factory=dict)
    """Translations of entries by their language."""
    wages: Wages = field(default_factory=Wages)
    phrasings: Mapping[Address, tuple[str, ...]] = field(default_factory=dict)
    """What strangers ask of entries and sections, beside the few phrasings that these name."""

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
    paths: PathFiles = field(default_factory=PathFiles)
    translations: list[TranslatedPage] = field(default_factory=list)
    phrasings: list[PhrasingFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    strays: list[Problem] = field(default_factory=list)
    """What stands in the folder and is not read."""
    unread: set[Key] = field(default_factory=set)
    """Entries whose files could not be read."""
    all_facts: bool = True
    """Whether every sheet of shared facts could be read."""
    retired: tuple[Key, ...] = ()
    """Entries of the base that the folder over it takes off."""
    overlay_path: str = OVERLAY
    lexicon_at: tuple[str, Table] | None = None
    wages: WageFiles = field(default_factory=WageFiles)
    wage_facts: dict[str, Fact] = field(default_factory=dict)
    """Figures of the wage tables that some text quotes."""
    over: Library | None = None
    """The base that the folder lies over, if it is a server's own entries."""

    def lexicon_lines(self, name: str) -> tuple[str, int]:
        """Find the file and the line of an aspect."""
        path, table = self.lexicon_at or (LEXICON, None)
        return path, table.line("aspects", name) if table else 1

    @contextmanager
    def problems_of(self, path: Path) -> Iterator[None]:
        """Collect the problems of a file, and continue with the next."""
        try:
            yield
        except BrokenBaseError as error:
            self.problems += error.problems
        except UnreadableFileError as error:
            self.problems.append(Problem(str(path), 1, "file", str(error)))

    @property
    def facts(self) -> dict[str, Fact]:
        """Shared facts by name."""
        own = {fact.name: fact for sheet in self.sheets.values() for fact in sheet.facts}
        own = {**self.wage_facts, **own}
        return {**self.over.facts, **own} if self.over else own

    @property
    def sources(self) -> dict[str, Source]:
        """The sources of shared facts by address."""
        sheets = self.sheets.values()
        own = {source.url: source for sheet in sheets for source in sheet.sources}
        own = {**wage_sources(self.wages.wages()), **own}
        return {**self.over.sources, **own} if self.over else own

    def library(self) -> Library:
        """Build the library, or raise `BrokenBaseError` with every error of the folder."""
        if self.problems:
            raise BrokenBaseError(tuple(sorted(self.problems)))
        own = {key: page.entry for key, page in self.pages.items()}
        return Library(
            MappingProxyType({**self.over.entries, **own} if self.over else own),
            MappingProxyType(self.facts),
            MappingProxyType(self.sources),
            self.over.lexicon if self.over else self.lexicon,
            MappingProxyType(self.paths.by_name()),
            MappingProxyType(self.paths.translations_by_name()),
            MappingProxyType(self._by_key()),
            self.over.wages if self.over else self.wages.wages(),
            self.over.phrasings if self.over else MappingProxyType(by_address(self.phrasings)),
        )

    def _by_key(self) -> dict[Key, dict[str, Translation]]:
        """List translations by the entries that they stand beside."""
        below = self.over.translations if self.over else {}
        result = {
            key: dict(translations) for key, translations in below.items() if key not in self.pages
        }
        for page in self.translations:
            translation = page.translation
            result.setdefault(translation.key, {})[translation.language] = translation
        return result


def load_library(folder: Path) -> Library:
    """Load the base, or raise `BrokenBaseError` with every error in it."""
    return read_folder(folder).library()


def read_folder(folder: Path, over: Library | None = None) -> Reading:
    """Read all files of a base, or of what lies over one; whatever is in them, nothing is raised.

    What stops it from loading is in `problems`, and what is not read in `strays`.
    """
    reading = Reading(over=over)
    if not is_folder(folder):
        reading.problems.append(Problem(str(folder), 1, "folder", "there is no such folder"))
        return reading
    reading.strays += strays(folder)
    for path in _files(folder, "facts"):
        with reading.problems_of(path):
            _read_sheet(path, reading)
    if os.path.lexists(path := folder / LEXICON):
        with reading.problems_of(path):
            table = read_table(path)
            reading.lexicon = validate(Lexicon, table, path, {})
            reading.lexicon_at = str(path), table
    if os.path.lexists(path := folder / OVERLAY) and over:
        with reading.problems_of(path):
            reading.overlay_path = str(path)
            reading.retired = read_overlay(read_text(path), str(path))
    for kind in Kind:
        for path in _files(folder, kind.folder):
            with reading.problems_of(path):
                _read_page(path, kind, reading)
    if not reading.pages and not reading.problems and over is None:
        message = "holds no entry: it should have the folders " + ", ".join(k.folder for k in Kind)
        reading.problems.append(Problem(str(folder), 1, "folder", message))
    for path in _files(folder, "wages"):
        with reading.problems_of(path):
            reading.wages.read(path)
    _link(reading)
    places = Places.of((page.entry for page in reading.pages.values()), reading.unread)
    for path in _files(folder, "paths"):
        with reading.problems_of(path):
            reading.problems += reading.paths.read(path, places)
    reading.problems += reading.paths.translation_problems()
    return reading


def _files(folder: Path, name: str) -> list[Path]:
    return [path for path in list_folder(folder / name) if path.suffix == FOLDERS[name]]


def _link(reading: Reading) -> None:
    """Find names that lead nowhere, after all files were read.

    What could not be read may be named: its own problems say what is wrong.
    """
    known = {*reading.unread, *(reading.over.entries if reading.over else ())}
    all_facts = reading.all_facts and reading.wages.whole
    quoted = quoted_names(page.entry for page in reading.pages.values())
    reading.wage_facts = wage_facts(reading.wages.wages(), quoted)
    reading.problems += link_problems(reading.pages, reading.facts, known, all_facts=all_facts)
    entries = {key: page.entry for key, page in reading.pages.items()}
    reading.problems += translation_problems(reading.translations, entries, reading.facts)
    reading.problems += reading.wages.problems(known | entries.keys())
    reading.problems += phrasing_problems(reading.phrasings, entries, over=reading.over is not None)


def _read_page(path: Path, kind: Kind, reading: Reading) -> None:
    """Read an entry, or what stands beside `h-1b.md`: `h-1b.es.md`, `h-1b.asks.md`."""
    slug, separator, name = path.stem.partition(".")
    try:
        key = Key(kind, slug)
    except ValueError as error:
        raise broken_error(path, 1, "file name", str(error)) from error
    if separator:
        _read_beside(path, key, name, reading)
        return
    reading.unread.add(key)
    reading.pages[key] = parse_page(read_text(path), key, str(path))
    reading.unread.remove(key)


def _read_beside(path: Path, key: Key, name: str, reading: Reading) -> None:
    """Read the phrasings of an entry, or its translation into a language."""
    if name == MARK:
        reading.phrasings.append(parse_phrasings(read_text(path), key, str(path)))
    else:
        reading.translations.append(parse_translation(read_text(path), key, name, str(path)))
    if not path.with_name(f"{key.slug}.md").exists():
        text = f"there is no entry '{key.slug}.md' beside this file"
        raise broken_error(path, 1, "file name", text)


def _read_sheet(path: Path, reading: Reading) -> None:
    before, reading.all_facts = reading.all_facts, False  # until this one was read
    table = read_table(path)
    facts = table.values.get("facts")
    if isinstance(facts, dict):
        for name in duplicate_names(facts):
            line = table.line(name, "name")
            reading.problems.append(Problem(str(path), line, f"facts.{name}.name", NAMED_ABOVE))
        table.values["facts"] = name_facts(facts)
    sheet = validate(FactSheet, table, path, {})
    reading.all_facts = before
    _place_facts(sheet, table, path, reading)
    reading.sheets[str(path)] = sheet


def _place_facts(sheet: FactSheet, table: Table, path: Path, reading: Reading) -> None:
    """Remember the line of each fact, and refuse what the schema of one fact cannot see."""
    cited = {source.url for source in sheet.sources}
    for fact in sheet.facts:
        line = table.line(fact.name)
        if fact.name in reading.fact_lines:
            message = "this fact stands twice"
            reading.problems.append(Problem(str(path), line, fact.name, message))
        if fact.source not in cited:
            message = "is not one of the sources of this file"
            where = table.line(fact.name, "source")
            reading.problems.append(Problem(str(path), where, f"{fact.name}.source", message))
        reading.fact_lines[fact.name] = line
