"""Phrasings in files beside the entries: `visas/h-1b.asks.md` beside `visas/h-1b.md`.

An entry names a few phrasings itself, by which a curator sees what it is asked. The many that
strangers type stand in a file of their own, so that the entry stays readable: `- phrasing` lines
for its top, then a `## section` heading with such lines for each section, and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from pydantic import TypeAdapter, ValidationError

from bot.kb.files.explaining import did_you_mean
from bot.kb.model.entries import OVERVIEW, Entry
from bot.kb.model.keys import Address, Key
from bot.kb.model.limits import ENTRY_LIMIT
from bot.kb.model.problems import BrokenBaseError, Problem
from bot.kb.model.text import PHRASE_LIMIT, Phrase, fold

MARK = "asks"
"""What stands between the slug and `.md` in the name of such a file."""

_PHRASE: TypeAdapter[str] = TypeAdapter(Phrase)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One phrasing of a file, and its line."""

    address: Address
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class PhrasingFile:
    """The phrasings of one entry, in the order of their lines."""

    path: str
    key: Key
    phrasings: tuple[Phrasing, ...]
    headings: Mapping[str, int] = field(default_factory=dict)
    """The line of each `## section`."""


def by_address(files: Iterable[PhrasingFile]) -> dict[Address, tuple[str, ...]]:
    """Collect the texts of each place, in the order of their lines."""
    result: dict[Address, list[str]] = {}
    for phrasing in chain.from_iterable(file.phrasings for file in files):
        result.setdefault(phrasing.address, []).append(phrasing.text)
    return {address: tuple(texts) for address, texts in result.items()}


def parse_phrasings(text: str, key: Key, path: str) -> PhrasingFile:
    """Read a file of phrasings; raise `BrokenBaseError` with every problem found."""
    if len(text) > ENTRY_LIMIT:
        message = f"has {len(text):,} characters; a file has at most {ENTRY_LIMIT:,}"
        raise BrokenBaseError((Problem(path, 1, "file", message),))
    reader = _Reader(path, key)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        reader.read(number, line.rstrip())
    if reader.problems:
        raise BrokenBaseError(tuple(reader.problems))
    return PhrasingFile(path, key, tuple(reader.phrasings), reader.headings)


def phrasing_problems(
    files: Iterable[PhrasingFile], entries: Mapping[Key, Entry], *, over: bool
) -> Iterator[Problem]:
    """Yield what files of phrasings say that their entries cannot take.

    `over` tells whether they lie over a base: a server's entries name their phrasings themselves.
    """
    for file in files:
        if over:
            message = "only the shared base has such files: list 'asks' in the entry itself"
            yield Problem(file.path, 1, "file name", message)
        if file.key in entries:
            yield from _faults(file, entries[file.key])


def _faults(file: PhrasingFile, entry: Entry) -> Iterator[Problem]:
    sections = [section.name for section in entry.sections]
    for name, line in file.headings.items():
        if name not in sections:
            message = f"there is no section '## {name}' in the entry{did_you_mean(name, sections)}"
            yield Problem(file.path, line, "section", message)
    refused = set(map(fold, entry.refusals))
    for phrasing in file.phrasings if refused else ():
        if fold(phrasing.text) in refused:
            message = f"'{phrasing.text}' is in the entry's 'not': it cannot be asked of it too"
            yield Problem(file.path, phrasing.line, MARK, message)


@dataclass(slots=True)
class _Reader:
    """Reads line by line; `section` is the part that the last heading opened."""

    path: str
    key: Key
    section: str | None = None
    phrasings: list[Phrasing] = field(default_factory=list)
    headings: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def read(self, number: int, line: str) -> None:
        if line.startswith("## "):
            self._open(number, line.removeprefix("## ").strip())
        elif line == "-" or line.startswith("- "):
            self._keep(number, line.removeprefix("-").strip())
        elif line:
            self._refuse(number, "line", "must be '- phrasing' or '## section'")

    def _open(self, number: int, name: str) -> None:
        if name == OVERVIEW:
            message = "phrasings of the top stand above the first heading, without one"
            self._refuse(number, "section", message)
        elif name in self.headings:
            self._refuse(number, "section", f"'## {name}' stands here twice")
        self.headings.setdefault(name, number)
        self.section = name

    def _keep(self, number: int, text: str) -> None:
        # Nearly every phrasing begins with a letter.
        if not (text[:1].isalpha() or fold(text)):
            self._refuse(number, MARK, f"'{text}' has no word in it")
        elif len(text) > PHRASE_LIMIT:
            message = f"has {len(text)} characters; a phrasing has at most {PHRASE_LIMIT}"
            self._refuse(number, MARK, message)
        else:
            self._validate(number, text)

    def _validate(self, number: int, text: str) -> None:
        try:
            _PHRASE.validate_python(text)
        except ValidationError as error:
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            self._refuse(number, MARK, f"'{text}' {reason}")
            return
        self.phrasings.append(Phrasing(Address(self.key, self.section), text, number))

    def _refuse(self, number: int, place: str, message: str) -> None:
        self.problems.append(Problem(self.path, number, place, message))
