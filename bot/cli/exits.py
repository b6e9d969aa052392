"""Exit codes, so that a service manager knows what went wrong."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    FINE = 0
    PROBLEMS = 1
    """A check found something."""
    SETTINGS = 2
    """The token is missing or refused, or a setting cannot be used."""
    KNOWLEDGE = 3
    """The base is broken."""
    DATA = 4
    """The data folder cannot be written."""
    DATABASE = 5
    """The database is damaged, was written by a newer Almanac, or cannot be opened."""
    IN_USE = 6
    """Another process uses the database."""
    UNREACHABLE = 69
    """Something that is needed does not answer (`EX_UNAVAILABLE` of sysexits.h)."""
