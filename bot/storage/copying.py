"""Copy the embedded database whole, keep a copy of each night, and put one back in its place."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from bot.services.ports.ledger import LedgerError
from bot.storage.engine.damage import FILE
from bot.storage.engine.errors import NewerDatabaseError
from bot.storage.engine.lock import hold_lock
from bot.storage.schema import migrating

BACKUPS = "backups"
"""The folder of nightly copies in the data folder."""

_NIGHTLY = "almanac-????-??-??.db"


class RestoreError(LedgerError):
    """A copy cannot be put in the place of the database; nothing was changed."""


def back_up(folder: Path, to: Path) -> None:
    """Copy the database whole, also while a bot writes it; raise `LedgerError`.

    A file that is there already is left alone.
    """
    source = f"{(folder / FILE).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(source, uri=True)) as whole:
            whole.execute("SELECT 1 FROM sqlite_master")
            to.open("x").close()
            _copy(whole, to)
    except (sqlite3.Error, OSError) as error:
        raise LedgerError(f"{folder / FILE} cannot be copied to {to}: {error}") from error


def back_up_nightly(folder: Path, today: date, most_kept: int) -> Path | None:
    """Make the copy of a day, unless it is there, and delete all but the newest `kept`.

    Return the newest copy; None if none is wanted. Raise `LedgerError`.
    """
    if not most_kept:
        return None
    copies = folder / BACKUPS
    wanted = copies / f"almanac-{today:%Y-%m-%d}.db"
    try:
        if not wanted.exists():
            copies.mkdir(exist_ok=True)
            partial = wanted.with_suffix(".partial")
            partial.unlink(missing_ok=True)
            back_up(folder, partial)
            partial.replace(wanted)
        for path in sorted(copies.glob(_NIGHTLY))[:-most_kept]:
            path.unlink()
    except OSError as error:
        raise LedgerError(f"{wanted} cannot be made: {error}") from error
    return wanted


def last_backup(folder: Path) -> float | None:
    """Find when the newest nightly copy was made, in seconds since the epoch."""
    try:
        return max((one.stat().st_mtime for one in (folder / BACKUPS).glob(_NIGHTLY)), default=None)
    except OSError:
        return None


def restore(folder: Path, backup: Path, now: datetime, *, verify: bool = False) -> Path | None:
    """Replace the database with a copy, and return where the former one is now.

    The copy is looked at first, and read back whole with `verify`. Raise `RestoreError`,
    `NewerDatabaseError`, or `DatabaseInUseError` while a bot runs; then nothing was changed.
    """
    database = folder / FILE
    with hold_lock(database):
        restoring = database.with_suffix(".restoring")
        restoring.unlink(missing_ok=True)
        try:
            with _open_backup(backup) as whole:
                _examine(whole, backup, thorough=verify)
                _copy(whole, restoring)
                if verify:
                    _compare(whole, restoring)
            return _put_in_place(restoring, database, now)
        except (sqlite3.Error, OSError) as error:
            raise RestoreError(f"{backup} cannot be restored: {error}") from error
        finally:
            restoring.unlink(missing_ok=True)


def _copy(whole: sqlite3.Connection, to: Path) -> None:
    with closing(sqlite3.connect(to)) as copy:
        whole.backup(copy)
    with to.open("rb") as file:
        os.fsync(file.fileno())


@contextmanager
def _open_backup(backup: Path) -> Iterator[sqlite3.Connection]:
    # A copy alone may lie where nothing can be written; what was moved away together with its log
    # of changes (`-wal`) must be read with it.
    alone = not backup.with_name(f"{backup.name}-wal").exists()
    uri = f"{backup.resolve().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    with closing(sqlite3.connect(uri, uri=True)) as whole:
        yield whole


def _examine(whole: sqlite3.Connection, backup: Path, *, thorough: bool) -> None:
    check = "integrity_check" if thorough else "quick_check"
    (result,) = whole.execute(f"PRAGMA {check}(1)").fetchone()
    if result != "ok":
        raise RestoreError(f"{backup} is damaged: {result}")
    tables = _tables(whole)
    if "faq_change" not in tables or "alembic_version" not in tables:
        raise RestoreError(f"{backup} is no database of Almanac.")
    (version,) = whole.execute("SELECT version_num FROM alembic_version").fetchone()
    if version not in migrating.known():
        raise NewerDatabaseError(backup, version)


def _compare(whole: sqlite3.Connection, copy: Path) -> None:
    """Compare every row; raise `RestoreError` if one differs."""
    with closing(sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as it:
        for table in _tables(whole):
            rows = f'SELECT * FROM "{table}" ORDER BY rowid'  # noqa: S608 - a name of our tables
            if any(
                one != other for one, other in _pair_rows(whole.execute(rows), it.execute(rows))
            ):
                raise RestoreError(f"{copy} differs from what was copied, in the table {table}.")


def _pair_rows(one: sqlite3.Cursor, other: sqlite3.Cursor) -> Iterator[tuple[object, object]]:
    """Yield the rows of both side by side, None after one has ended."""
    while True:
        pair = one.fetchone(), other.fetchone()
        if pair == (None, None):
            return
        yield pair


def _tables(connection: sqlite3.Connection) -> frozenset[str]:
    result = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(name for (name,) in result)


def _put_in_place(restoring: Path, database: Path, now: datetime) -> Path | None:
    """Replace a database; whatever interrupts it, there is a whole one in its place."""
    log = database.with_name(f"{database.name}-wal")
    former = None
    if database.exists():
        former = database.with_name(f"almanac-replaced-{now:%Y%m%dT%H%M%SZ}.db")
        os.link(database, former)
    if log.exists():
        # Beside another database it would damage that.
        log.rename(log.with_name(f"{former.name}-wal") if former else log.with_suffix(".old"))
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    restoring.replace(database)
    folder = os.open(database.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return former
