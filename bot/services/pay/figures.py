"""The figures that answer a question about pay: values without words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.kb.model.entries import Salary
from bot.kb.wages.tables import (
    Code,
    Employer,
    Filings,
    FilingTable,
    Job,
    LevelTable,
    Percentiles,
    PercentileTable,
)
from bot.services.pay.query import PayQuery

PERCENTS = (10, 25, 50, 75, 90)

Levels = tuple[float, float, float, float]


def level_of(offer: float, levels: Sequence[float]) -> int:
    """Find the wage level of a sum: 0 below level I, else 1 to 4."""
    return sum(offer >= begins for begins in levels)


def percent_of(offer: float, row: Percentiles) -> float:
    """Estimate at which percentile a sum stands, by straight lines between the published ones."""
    points = list(zip(row.points, PERCENTS, strict=True))
    if offer <= points[0][0]:
        return PERCENTS[0] * offer / points[0][0]
    for (lower, low), (upper, high) in pairwise(points):
        if offer <= upper:
            return low + (high - low) * (offer - lower) / max(upper - lower, 1)
    return min(99, PERCENTS[-1] + 9 * (offer / points[-1][0] - 1))


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """What the tables have of one job code in one area; None is a row that is not there."""

    code: str
    plural: str
    """Its jobs within a sentence: `data scientists`."""
    levels: Levels | None
    percentiles: Percentiles | None


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """What the tables have of one area, and an offer there."""

    area: str
    name: str
    """As people call it: `Seattle`."""
    codes: tuple[CodeFigures, ...]
    """The commonest code of the job first."""
    titled: Filings | None
    """Filings whose title names the job, if they are counted for it."""
    offer: int | None = None

    @property
    def main(self) -> CodeFigures:
        """The first code that has percentiles here, else the first."""
        return next((figures for figures in self.codes if figures.percentiles), self.codes[0])

    @property
    def with_levels(self) -> tuple[CodeFigures, ...]:
        """The codes that have levels here."""
        return tuple(figures for figures in self.codes if figures.levels)


@dataclass(frozen=True, slots=True)
class CodeFilings:
    """The filings of an employer, under a code or by their title."""

    jobs: str
    """Whose they are, within a sentence: `data scientists`."""
    filings: Filings


@dataclass(frozen=True, slots=True)
class EmployerFigures:
    """What the tables have of an employer; without filings they have nothing."""

    employer: Employer
    filings: tuple[CodeFilings, ...]
    missing: tuple[str, ...] = ()
    """Jobs that were asked for, and that it has no filings for here."""


@dataclass(frozen=True, slots=True)
class LevelPlaces:
    """The areas in which a sum is one wage level for a code."""

    plural: str
    names: tuple[str, ...]
    """Those with the most people in the job first."""
    total: int
    """How many areas have levels for the code."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Which tables the figures are from."""

    levels: LevelTable
    ended: bool
    """Whether the levels are no longer in force."""
    percentiles: PercentileTable
    filings: FilingTable | None


@dataclass(frozen=True, slots=True)
class PayResult:
    """Everything that an answer about pay is said from."""

    query: PayQuery
    job: Job
    tables: Tables
    codes: tuple[tuple[str, Code], ...] = ()
    """The codes that the job is filed under, with their official names."""
    places: tuple[PlaceFigures, ...] = ()
    titled: Filings | None = None
    """Filings of the whole country that name the job."""
    seniority: Filings | None = None
    """The same of the seniority that was asked for."""
    seniority_name: str = ""
    """What filings of that seniority say in their titles."""
    shares: tuple[tuple[str, float], ...] = ()
    """Jobs of the codes that it is filed under, within a sentence, and their shares."""
    ranges: tuple[Salary, ...] = ()
    """Unofficial ranges."""
    employers: tuple[EmployerFigures, ...] = ()
    where: tuple[LevelPlaces, ...] = ()
    nearby: tuple[str, ...] = ()
    """Areas of a state that was asked for."""
