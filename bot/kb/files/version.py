"""Name a version of the base: the same bytes have the same name, wherever they lie."""

import hashlib
from pathlib import Path

LENGTH = 8
"""Hexadecimal digits of a name, as a revision of an entry has."""


def base_version(folder: Path) -> str:
    """Name what stands in a folder; files that cannot be read count as empty."""
    result = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = _read(path)
            name = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
            result.update(b"%d:%b%d:%b" % (len(name), name, len(data), data))
    return result.hexdigest()[:LENGTH]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
