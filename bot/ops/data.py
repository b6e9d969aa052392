"""Make sure that the data folder can be written before anything relies on it."""

import tempfile
from pathlib import Path


class DataFolderError(Exception):
    """The data folder cannot be made or written; the message says which and why."""


def prepare_data(folder: Path) -> None:
    """Create the data folder and write into it, or raise `DataFolderError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise DataFolderError(
            f"The data folder {folder} cannot be written ({reason}). "
            "Set ALMANAC_DATA to a folder that can."
        ) from error
