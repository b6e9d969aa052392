"""Official pay by area and job code: tables of figures, one file per year and kind.

Every figure is in USD a year. Areas are metropolitan areas by their CBSA code (US Census Bureau),
and 99 for the country; job codes are those of the Standard Occupational Classification (`15-2051`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.kb.model.facts import Source, Value
from bot.kb.model.keys import Key
from bot.kb.model.limits import Day
from bot.kb.model.text import Line

COUNTRY = "99"
"""The area of figures for the whole country, as the Bureau of Labor Statistics writes it."""

AreaCode = Annotated[str, Field(pattern=r"^(99|\d{5})$")]
JobCode = Annotated[str, Field(pattern=r"^\d{2}-\d{4}$")]
_SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
JobSlug = Annotated[str, Field(pattern=_SLUG, max_length=24)]
"""With an employer and two places it fits a `custom_id` of 100 characters."""
EmployerSlug = Annotated[str, Field(pattern=_SLUG, max_length=20)]
Dollars = Annotated[float, Field(ge=10_000, le=2_000_000)]
"""Pay in a year; anything else is a slip of a digit."""
Count = Annotated[int, Field(ge=1, le=500_000_000)]
Alias = Annotated[str, Field(pattern=r"^[a-z0-9]+([ .&'-][a-z0-9]+)*$", max_length=48)]
"""What people type, in small letters."""
KeyName = Annotated[str, Field(pattern=r"^(role|salary|faq):[a-z0-9-]+$")]


class Area(Value):
    """A place that has figures of its own."""

    name: Line
    """As official tables write it: `Seattle-Tacoma-Bellevue, WA`."""
    short: Line
    """As people call it: `Seattle`."""
    states: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...]
    aliases: tuple[Alias, ...] = ()
    """Its other cities and nicknames; one that several areas share means all of them."""


class Areas(Value):
    """`areas.toml`."""

    areas: dict[AreaCode, Area] = Field(default_factory=dict)


class Code(Value):
    """A job code."""

    name: Line
    """The official title of the code: `Data Scientists`."""
    plural: Line
    """The same within a sentence: `data scientists`."""


class Job(Value):
    """A job that people ask for, and the codes that it is filed under."""

    name: Line
    plural: Line
    codes: Annotated[tuple[JobCode, ...], Field(min_length=1, max_length=4)]
    """The commonest first."""
    aliases: Annotated[tuple[Alias, ...], Field(min_length=1)]
    titled: bool = False
    """Whether the filings that are counted by their title are about this job."""
    mix: Line | None = None
    """The title under which the mix of its codes is listed."""
    role: KeyName | None = None
    entry: KeyName
    """Where the base says more of its pay."""

    @property
    def key(self) -> Key:
        """Name the entry about its pay."""
        return Key.parse(self.entry)


class Jobs(Value):
    """`jobs.toml`."""

    codes: dict[JobCode, Code] = Field(default_factory=dict)
    jobs: dict[JobSlug, Job] = Field(default_factory=dict)


class Employer(Value):
    """An employer that people ask for."""

    name: Line
    filed_as: tuple[Line, ...] = ()
    """Its names in the tables of filings; none if these have nothing of it."""
    aliases: tuple[Alias, ...] = ()


class Employers(Value):
    """`employers.toml`."""

    employers: dict[EmployerSlug, Employer] = Field(default_factory=dict)


class WageSource(Source):
    """Where a table comes from, and through whom it was read."""

    checked: Day
    """The day on which it was read."""
    relayed_by: Line | None = None
    """The copy that was read, if the official file itself was not."""


class _Table(Value):
    year: Line
    """What the table is called by: `2026-27`, `May 2025`, `FY2025`."""
    source: WageSource
    valid_from: Day | None = None
    valid_to: Day | None = None
    """The last day on which the figures are in force; None for a survey."""
    recheck_by: Day | None = None
    """The last day on which it may be quoted without a warning: by then newer ones may be out."""


class LevelTable(_Table):
    """Prevailing wages of the Office of Foreign Labor Certification (OFLC), levels I to IV."""

    kind: Literal["oflc-level"]
    valid_from: Day
    valid_to: Day
    rows: dict[JobCode, dict[AreaCode, tuple[Dollars, Dollars, Dollars, Dollars]]]
    """What each level begins at."""


class Percentiles(Value):
    """Wages of everybody with a job code in an area, without stock and bonuses."""

    p10: Dollars
    p25: Dollars
    p50: Dollars
    p75: Dollars
    p90: Dollars
    earners: Count | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_row(cls, row: object) -> object:
        return _name_figures(row, cls, range(5, 7))

    @property
    def points(self) -> tuple[float, ...]:
        """List the 10th, 25th, 50th, 75th and 90th percentile."""
        return self.p10, self.p25, self.p50, self.p75, self.p90


class PercentileTable(_Table):
    """Occupational Employment and Wage Statistics (OEWS) of the Bureau of Labor Statistics."""

    kind: Literal["oews-percentile"]
    rows: dict[JobCode, dict[AreaCode, Percentiles]]


class Filings(Value):
    """Base pay in certified filings: their middle half, and how many there were."""

    p25: Dollars | None = None
    median: Dollars
    p75: Dollars | None = None
    count: Count

    @model_validator(mode="before")
    @classmethod
    def _from_row(cls, row: object) -> object:
        if isinstance(row, tuple) and len(row) == 2:
            return {"median": row[0], "count": row[1]}
        return _name_figures(row, cls, range(4, 5))


SENIORITY_TITLES = {
    "mid": "no seniority word",
    "senior": "senior, III or IV",
    "staff": "staff or principal",
    "lead": "lead",
}
"""Groups of filings by what their titles say; entry level has none."""


class TitledFilings(Value):
    """Filings whose title says Machine Learning Engineer or ML Engineer."""

    seniority: dict[Line, Filings]
    areas: dict[AreaCode, Filings]
    employers: dict[Line, Filings]

    @property
    def all(self) -> Filings | None:
        """Those of the whole country, whatever the seniority."""
        return self.seniority.get("all seniorities")


class FilingTable(_Table):
    """Labor Condition Applications: filings, not people."""

    kind: Literal["lca-median"]
    ml_titled: TitledFilings
    employers: dict[Line, dict[JobCode, Filings]]
    """All jobs of an employer, by code."""


class CodeShare(Value):
    """How many filings of a title had a code."""

    filings: Count
    share: Annotated[float, Field(gt=0, le=1)]

    @model_validator(mode="before")
    @classmethod
    def _from_row(cls, row: object) -> object:
        return _name_figures(row, cls, range(2, 3))


class Mix(Value):
    """Under which codes the filings of one title were made."""

    filings: Count
    codes: dict[Annotated[str, Field(pattern=r"^(other|\d{2}-\d{4})$")], CodeShare]


class MixTable(_Table):
    """Under which codes filings with a title were certified."""

    kind: Literal["soc-mix"]
    titles: dict[Line, Mix]


WageTable = LevelTable | PercentileTable | FilingTable | MixTable

TABLES: Mapping[str, type[WageTable]] = {
    "oflc-level": LevelTable,
    "oews-percentile": PercentileTable,
    "lca-median": FilingTable,
    "soc-mix": MixTable,
}
"""The model of each kind of table."""


@dataclass(frozen=True, slots=True)
class Wages:
    """All tables of a base; a kind of table is listed from its newest year on."""

    areas: Mapping[str, Area] = field(default_factory=dict)
    codes: Mapping[str, Code] = field(default_factory=dict)
    jobs: Mapping[str, Job] = field(default_factory=dict)
    employers: Mapping[str, Employer] = field(default_factory=dict)
    levels: tuple[LevelTable, ...] = ()
    percentiles: tuple[PercentileTable, ...] = ()
    filings: tuple[FilingTable, ...] = ()
    mixes: tuple[MixTable, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything to answer from."""
        return bool(self.levels and self.percentiles and self.areas and self.jobs)

    def levels_on(self, day: date) -> LevelTable | None:
        """Find the levels in force on a day, else the newest of those that have begun."""
        return next((table for table in self.levels if table.valid_from <= day), None)


def _name_figures(row: object, model: type[Value], lengths: range) -> object:
    """Name the figures of a row; what is no row is left to the model to refuse."""
    if not isinstance(row, tuple):
        return row
    if len(row) not in lengths:
        expected = " or ".join(map(str, lengths))
        raise ValueError(f"must have {expected} figures, not {len(row)}")
    return dict(zip(model.model_fields, row, strict=False))
