"""Claims of the article that the base started from: what a reader would ask, and the answer."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[2] / "claims.csv"


@dataclass(frozen=True, slots=True)
class Claim:
    """A question with the address of its answer, and words that it must and must not hold."""

    id: str
    question: str
    entry: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]

    def __str__(self) -> str:
        """Name the claim in a test report."""
        return self.id


def load_claims() -> tuple[Claim, ...]:
    """Read all claims; words stand between bars, and a semicolon in one is a comma."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Claim(
                row["id"],
                row["question"],
                row["entry"],
                words(row["must"]),
                words(row["must_not"]),
            )
            for row in csv.DictReader(lines)
        )


def words(cell: str) -> tuple[str, ...]:
    """Split a cell at its bars; a semicolon stands for a comma."""
    return tuple(word.replace(";", ",") for word in cell.split("|") if word)
