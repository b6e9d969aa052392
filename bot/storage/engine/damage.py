"""Look for damage in the database without importing SQLAlchemy, which the doctor does not need."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.storage.engine.errors import BrokenDatabaseError
from bot.storage.engine.lock import FILE as FILE

if TYPE_CHECKING:
    from bot.storage.engine.places import Place


def check_storage(place: "Place") -> str:
    """Check the database for damage; return what was found, or raise `LedgerError`.

    It takes a quarter of a second for 100 MB, and may run in a thread beside other work. A server
    looks after its files itself: there, only what it promises is looked at.
    """
    if isinstance(place, Path):
        return _check_file(place / FILE)
    from bot.storage.engine.promises import check_server

    return asyncio.run(check_server(place))


def _check_file(path: Path) -> str:
    if not path.exists():
        return f"{path} will be made at the first start"
    try:
        with closing(sqlite3.connect(path)) as connection:
            (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise BrokenDatabaseError(path, str(error)) from error
    if result != "ok":
        raise BrokenDatabaseError(path, result)
    return f"{path} is sound"
