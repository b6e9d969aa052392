"""Name what stands in a folder and is not read: a file that is passed over in silence misleads."""

from collections.abc import Iterator
from pathlib import Path

from bot.kb.files.archive import OVERLAY
from bot.kb.files.explaining import did_you_mean
from bot.kb.files.files import is_folder, list_folder
from bot.kb.model.keys import Kind
from bot.kb.model.problems import Problem, Severity

LEXICON = "lexicon.toml"

FOLDERS = {
    **{kind.folder: ".md" for kind in Kind},
    "facts": ".toml",
    "paths": ".toml",
    "wages": ".toml",
}
"""The folders of a base, and how the files in them end."""

_FILES = (LEXICON, OVERLAY)
_FOR_PEOPLE = {"README", "CONTRIBUTING", "CHANGELOG", "LICENSE", "NOTICE", "CODEOWNERS"}
_LITTER = {"Thumbs.db", "desktop.ini", "__MACOSX", "__pycache__"}
_KNOWLEDGE = {".md", ".markdown", ".mdown", ".mdx", ".txt", ".rst", ".toml", ".yaml", ".yml"}
"""Ends of files that somebody may have meant to be read."""


def strays(folder: Path) -> Iterator[Problem]:
    """Yield a problem for everything in a base that is not read.

    It is an error if somebody may think that it is, and a warning elsewhere.
    """
    for path in list_folder(folder):
        if path.name in FOLDERS:
            yield from _inside(path, FOLDERS[path.name])
        elif path.name not in _FILES and path.stem.partition(".")[0] not in _FOR_PEOPLE:
            yield from _unknown(path)


def _inside(folder: Path, suffix: str) -> Iterator[Problem]:
    if not is_folder(folder):
        yield Problem(str(folder), 1, "file", "is a file, and should be a folder")
    for path in list_folder(folder):
        if path.suffix == suffix or path.name in _LITTER:
            continue
        if is_folder(path):
            message = f"is not read: files stand directly in '{folder.name}', not in a folder there"
            yield Problem(str(path), 1, "folder", message)
        else:
            yield _unread(path, f"is not read: its name must end in '{suffix}'")


def _unknown(path: Path) -> Iterator[Problem]:
    if path.name in _LITTER:
        return
    if not is_folder(path):
        hint = did_you_mean(path.name, [*_FILES])
        yield _unread(path, f"is not read: a base has no such file{hint}")
        return
    hint = did_you_mean(path.name, [*FOLDERS])
    is_knowledge = hint or any(one.suffix.casefold() in _KNOWLEDGE for one in list_folder(path))
    severity = Severity.ERROR if is_knowledge else Severity.WARNING
    yield Problem(str(path), 1, "folder", f"is not read: a base has no such folder{hint}", severity)


def _unread(path: Path, message: str) -> Problem:
    # Compared without what editors and copies leave behind: `x.md~`, `x.md.bak`, `x.md `.
    is_knowledge = path.suffix.casefold().strip() in _KNOWLEDGE
    severity = Severity.ERROR if is_knowledge else Severity.WARNING
    return Problem(str(path), 1, "file", message, severity)
