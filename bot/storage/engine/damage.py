"""Look for damage in the database, without what reads and writes it: the doctor needs no more."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.engine.errors import BrokenDatabase

FILE = "almanac.db"
"""The embedded database in the data folder."""


def check_storage(folder: Path) -> str:
    """Look for damage in the database and say what was seen, or raise `BrokenDatabase`.

    It takes a quarter of a second for 100 MB, and may run in a thread beside other work.
    """
    path = folder / FILE
    if not path.exists():
        return f"{path} will be made at the first start"
    try:
        with closing(sqlite3.connect(path)) as connection:
            (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise BrokenDatabase(path, str(error)) from error
    if result != "ok":
        raise BrokenDatabase(path, result)
    return f"{path} is sound"
