"""Why the database cannot be opened, each with what an operator can do about it."""

from pathlib import Path

from bot.services.ports.ledger import LedgerError


class BrokenDatabaseError(LedgerError):
    """The database cannot be used as it is; the message says why and how to restore it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The database {path} cannot be used ({why}). Stop everything that uses it, move it "
            f"away together with {path.name}-wal and {path.name}-shm, and put a backup in its "
            "place; without one, the next start makes an empty one."
        )


class BrokenServerError(LedgerError):
    """The PostgreSQL server, or its database, cannot be used as it is; the message says why."""

    def __init__(self, server: str, why: str) -> None:
        super().__init__(
            f"The database {server} cannot be used ({why}). Look whether the server runs and takes "
            "this name and password, and whether ALMANAC_DATABASE names it; 'almanac doctor' "
            "looks again."
        )


class NewerDatabaseError(LedgerError):
    """The database was written by a newer Almanac."""

    def __init__(self, place: Path | str, version: str) -> None:
        super().__init__(
            f"The database {place} was written by a newer Almanac (its tables are at version "
            f"{version}). Run that one again, or put a backup from before in its place."
        )


class DatabaseInUseError(LedgerError):
    """Another process uses the embedded database."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another Almanac uses {path}: stop it first, or set ALMANAC_DATA to another folder."
        )
