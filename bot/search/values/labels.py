"""Labels: numbers, days and seasons that say which of several like things is meant."""

from dataclasses import dataclass
from typing import NamedTuple

VERSION, YEAR, DAY, MONTH, SEASON, DATE = "version", "year", "day", "month", "season", "date"
"""Families of labels that need no noun; any other family is the stem of a noun."""


class Label(NamedTuple):
    """A number, or a day, month or season, that says which of several like things is meant."""

    family: str
    """The stem of the noun that it belongs to, or one of the families above."""
    value: str
    loose: bool = False
    """Whether a thing that states none of its family may still be meant."""

    def meets(self, other: "Label") -> bool:
        """Return whether another label of its family means the same: `3` may be `3.10`, not `4`."""
        mine, theirs = self.value.split("."), other.value.split(".")
        return all(one == two for one, two in zip(mine, theirs, strict=False))

    def rivals(self, other: "Label") -> bool:
        """Return whether both belong to one family, so that they may contradict each other."""
        return self.family == other.family or (
            VERSION in (self.family, other.family) and "." in self.value + other.value
        )


@dataclass(frozen=True, slots=True)
class StatedLabels:
    """What a document says of such numbers."""

    titled: frozenset[Label]
    """Those of its titles: which thing it is about."""
    values: frozenset[str]
    """Every number of its texts that is no quantity, every day, month and season."""

    def contradicts(self, label: Label) -> bool:
        """Return whether its titles state another one of the label's family."""
        rivals = [one for one in self.titled if label.rivals(one)]
        return bool(rivals) and not any(label.meets(one) for one in rivals)

    def admits(self, label: Label) -> bool:
        """Return whether the document may answer for a label."""
        if self.contradicts(label):
            return False
        if label.loose or label.value in self.values or any(map(label.rivals, self.titled)):
            return True
        return any(value.startswith(f"{label.value}.") for value in self.values)


NOTHING = StatedLabels(frozenset(), frozenset())
"""What most documents state; one value for all of them."""
