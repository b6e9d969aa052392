"""Read guided paths (`paths/visas.toml`), and what stands beside them in other languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from pydantic import BaseModel

from bot.kb.files.explaining import field_name
from bot.kb.files.validating import broken_error, read_table, validate
from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address, Key, Kind
from bot.kb.model.languages import LANGUAGES
from bot.kb.model.paths import (
    Choice,
    End,
    GuidedPath,
    LastQuestion,
    PathTranslation,
    Question,
    path_faults,
)
from bot.kb.model.problems import Problem

_PARTS: Mapping[str, type[BaseModel]] = {
    "questions": Question,
    "ends": End,
    "choices": Choice,
    "last": LastQuestion,
}


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses that a path may lead to; all of an entry that could not be read."""

    known: frozenset[Address]
    unread: frozenset[Key]

    @classmethod
    def of(cls, entries: Iterable[Entry], unread: Iterable[Key]) -> Self:
        """List the addresses of entries."""
        known = frozenset(
            Address(entry.key, name)
            for entry in entries
            for name in (None, *(section.name for section in entry.sections))
        )
        return cls(known, frozenset(unread))

    def __contains__(self, address: object) -> bool:
        return address in self.known or (
            isinstance(address, Address) and address.key in self.unread
        )


@dataclass(slots=True)
class PathFiles:
    """The paths of a folder as read."""

    paths: dict[str, GuidedPath] = field(default_factory=dict)
    """By the path of their file."""
    translations: dict[str, PathTranslation] = field(default_factory=dict)
    """The same: `visas.es.toml` beside `visas.toml`."""

    def read(self, path: Path, places: Places) -> Iterator[Problem]:
        """Read a file, and yield its problems; raise `BrokenBaseError` if it does not fit at all.

        All entries that a path may lead to must be known.
        """
        slug, _, language = path.stem.partition(".")
        table = read_table(path)
        if language:
            if language not in LANGUAGES:
                message = f"'{language}' is not a language of answers: {', '.join(LANGUAGES)}"
                raise broken_error(path, 1, "file name", message)
            self.translations[str(path)] = validate(PathTranslation, table, path, {})
            return
        result = validate(GuidedPath, table, path, _PARTS)
        for loc, message in path_faults(result, places):
            yield Problem(str(path), table.line(*loc[-1:]), field_name(loc), message)
        self.paths[str(path)] = result
        try:
            Key(Kind.FAQ, slug)  # a path is named as an entry is, so that a button can carry it
        except ValueError as error:
            raise broken_error(path, 1, "file name", str(error)) from error

    def translation_problems(self) -> Iterator[Problem]:
        """Yield where translations differ from their paths, once all files were read."""
        for file, translation in self.translations.items():
            name = Path(file).stem.partition(".")[0]
            original = self.paths.get(str(Path(file).with_name(f"{name}.toml")))
            if original is None:
                text = f"there is no path '{name}.toml' beside this file"
                yield Problem(file, 1, "file name", text)
                continue
            for message in translation.faults(original):
                yield Problem(file, 1, "words", message)

    def by_name(self) -> dict[str, GuidedPath]:
        """List paths by the name of their file."""
        return {Path(file).stem: path for file, path in self.paths.items()}

    def translations_by_name(self) -> dict[str, dict[str, PathTranslation]]:
        """List translations by the name of their path, then by language."""
        result: dict[str, dict[str, PathTranslation]] = {}
        for file, translation in self.translations.items():
            name, _, language = Path(file).stem.partition(".")
            result.setdefault(name, {})[language] = translation
        return result
