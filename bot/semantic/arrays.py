"""Cache arrays in files; a missing, damaged or read-only file costs only time."""

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray

FOLDER = "meaning"
"""The folder for them within the data folder."""

Arrays = Mapping[str, NDArray[np.generic]]

_log = structlog.get_logger(__name__)


class ArrayFile:
    """A named file of arrays in the first folder; the others are only read."""

    def __init__(self, folders: Sequence[Path], name: str) -> None:
        """Without a folder nothing is kept."""
        self._paths = [folder / FOLDER / f"{name}.npz" for folder in folders]

    def read(self) -> list[Arrays]:
        """Read what each folder holds; what is missing or damaged is left out."""
        result = (_read(path) for path in self._paths)
        return [arrays for arrays in result if arrays is not None]

    def write(self, arrays: Arrays) -> None:
        """Write the whole file beside the old one and put it in its place."""
        if not self._paths:
            return
        path = self._paths[0]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
                np.savez(file, allow_pickle=False, **arrays)
            Path(file.name).replace(path)
            path.chmod(_READABLE)
        except OSError as error:
            _log.warning("meaning.cache_unwritable", path=str(path), error=str(error))


_READABLE = 0o644
"""Whoever runs the image reads what was written when it was built."""


def _read(path: Path) -> Arrays | None:
    if not path.exists():
        return None
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            return dict(file)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("meaning.cache_unreadable", path=str(path), error=str(error))
        return None
