"""Why the database cannot be opened, each with what an operator can do about it."""

from pathlib import Path

from bot.services.ports.ledger import LedgerError


class BrokenDatabase(LedgerError):
    """The database cannot be used as it is; the message says why and how to restore it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The database {path} cannot be used ({why}). Stop everything that uses it, move it "
            f"away together with {path.name}-wal and {path.name}-shm, and put a backup in its "
            "place; without one, the next start makes an empty one."
        )


class NewerDatabase(LedgerError):
    """The database was written by a newer Almanac."""

    def __init__(self, path: Path, version: str) -> None:
        super().__init__(
            f"The database {path} was written by a newer Almanac (its tables are at version "
            f"{version}). Run that one again, or put a backup from before in its place."
        )


class DatabaseInUse(LedgerError):
    """Another process uses the database."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Another Almanac uses {path}: stop it first, or set ALMANAC_DATA to another folder."
        )
