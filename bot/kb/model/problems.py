"""Problems of the base, in words for the person who can fix them."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops the base from loading."""

    ERROR = "error"
    WARNING = "warning"


class Check(StrEnum):
    """What was looked at when a problem was found."""

    SCHEMA = "schema and links"
    SAFETY = "safe text"
    FACTS = "facts"
    CLAIMS = "claims"
    REVIEW = "review"
    LENGTH = "length"
    READING = "reading level"
    SHARED = "shared questions"
    GOLDEN = "golden questions"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in one place: `path:line: field: what is wrong`, lines counted from 1."""

    path: str
    line: int
    field: str
    message: str
    severity: Severity = Severity.ERROR
    check: Check = dataclasses.field(default=Check.SCHEMA, compare=False)

    def __post_init__(self) -> None:
        """Reduce the text to one printable line: parts of it come from strangers' files."""
        for name, limit in (("path", 4096), ("field", 100), ("message", 400)):
            object.__setattr__(self, name, _printable(getattr(self, name), limit))

    def __str__(self) -> str:
        """Write the problem as editors and compilers do, so that a click opens the line."""
        mark = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.path}:{self.line}: {mark}{self.field}: {self.message}"


class BrokenBaseError(Exception):
    """The base cannot be used; `problems` holds every reason, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def _printable(text: str, limit: int) -> str:
    if not text.isprintable():
        signs = (sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text[: limit + 1])
        text = "".join(signs)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
