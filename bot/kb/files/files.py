"""Read files that anybody may have put there: whole and bounded, or a sentence why not."""

import os
import stat
from pathlib import Path

from bot.kb.model.limits import FILE_LIMIT


class UnreadableFileError(ValueError):
    """The file cannot be read as text; the message says why."""


def read_text(path: Path) -> str:
    """Read a file of UTF-8 with plain line ends; raise `UnreadableFileError`."""
    data = _read(path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"is not UTF-8 text (byte {error.start})") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_folder(path: Path) -> bool:
    """Return whether a path leads to a folder; also for names that no system takes."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir() raises for a name that is too long


def list_folder(folder: Path) -> list[Path]:
    """List what stands in a folder in the order of names, hidden things aside.

    A folder that cannot be read is an empty one here: whoever needs it finds out.
    """
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _read(path: Path) -> bytes:
    try:
        # Looked at first: opening a pipe waits until somebody writes into it.
        result = path.stat()
        if stat.S_ISDIR(result.st_mode):
            raise UnreadableFileError("is a folder, and should be a file")
        if not stat.S_ISREG(result.st_mode):
            raise UnreadableFileError("is a pipe or a device, and should be a file")
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except FileNotFoundError as error:
        raise UnreadableFileError("is a link that leads nowhere") from error
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}") from error
    if len(data) > FILE_LIMIT:
        raise UnreadableFileError(f"is larger than {FILE_LIMIT // 1024:,} KB")
    return data
