"""Facts that somebody gathered, and where the base says each, or why it does not."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.kb.model.keys import Address
from tests.support.knowledge.claims import words

FOLDER = Path(__file__).parents[2] / "facts"


@dataclass(frozen=True, slots=True)
class GatheredFact:
    """A fact with the place that says it and the words that must stand there."""

    file: str
    id: str
    place: Address | None
    """None if it is left out; then there is a reason."""
    must: tuple[str, ...]
    reason: str

    def __str__(self) -> str:
        """Name the fact in a test report."""
        return self.id


def load_facts() -> tuple[GatheredFact, ...]:
    """Read the facts of all files; words stand between bars, and a semicolon in one is a comma."""
    return tuple(fact for file in sorted(FOLDER.glob("*.csv")) for fact in _read(file))


def _read(file: Path) -> Iterator[GatheredFact]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            place = Address.parse(row["place"]) if row["place"] else None
            yield GatheredFact(file.name, row["id"], place, words(row["must"]), row["reason"])
