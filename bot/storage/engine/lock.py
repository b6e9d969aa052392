"""The lock by which one process alone writes a database; the system frees a dead one's."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.engine.errors import BrokenDatabaseError, DatabaseInUseError

FILE = "almanac.db"
"""The embedded database in the data folder."""


@contextmanager
def hold_lock(database: Path) -> Iterator[None]:
    """Hold the lock beside a database file, or raise `DatabaseInUseError`."""
    # A file of its own: SQLite locks parts of the database file itself.
    path = database.with_name(f"{database.name}.lock")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise BrokenDatabaseError(database, str(error)) from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUseError(database) from None
        yield
    finally:
        os.close(file)
