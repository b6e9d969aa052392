"""Read the wage tables of a base, and say all that is wrong with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from bot.kb.files.explaining import Loc, did_you_mean, field_name
from bot.kb.files.tables import Table
from bot.kb.files.validating import broken_error, read_table, validate
from bot.kb.model.keys import Key
from bot.kb.model.problems import Problem
from bot.kb.wages.tables import (
    TABLES,
    Area,
    Areas,
    Code,
    Employer,
    Employers,
    FilingTable,
    Job,
    Jobs,
    LevelTable,
    MixTable,
    PercentileTable,
    Wages,
    WageTable,
)

UNEVEN = 22
"""USD a year by which steps between levels may differ: OFLC computes levels II and III by dividing
the distance from I to IV by three (8 U.S.C. 1182(p)(4)), and one cent an hour is $20.80 a year."""

_AREAS, _JOBS, _EMPLOYERS = "areas", "jobs", "employers"

Fault = tuple[Loc, str]
_Kind = TypeVar("_Kind", LevelTable, PercentileTable, FilingTable, MixTable)


@dataclass(slots=True)
class WageFiles:
    """Files of wages as read one by one, to be held against one another once all were."""

    areas: Areas = field(default_factory=Areas)
    jobs: Jobs = field(default_factory=Jobs)
    employers: Employers = field(default_factory=Employers)
    tables: dict[Path, tuple[WageTable, Table]] = field(default_factory=dict)
    lists: dict[str, tuple[Path, Table]] = field(default_factory=dict)
    whole: bool = True
    """Whether every file could be read."""

    def read(self, path: Path) -> None:
        """Read one file; raise `BrokenBaseError` or `UnreadableFileError`."""
        before, self.whole = self.whole, False  # until this one was read
        table = read_table(path)
        if path.stem == _AREAS:
            self.areas = validate(Areas, table, path, {"areas": Area})
        elif path.stem == _JOBS:
            self.jobs = validate(Jobs, table, path, {"codes": Code, "jobs": Job})
        elif path.stem == _EMPLOYERS:
            self.employers = validate(Employers, table, path, {"employers": Employer})
        else:
            self.tables[path] = validate(_model(table, path), table, path, {}), table
        if path.stem in (_AREAS, _JOBS, _EMPLOYERS):
            self.lists[path.stem] = path, table
        self.whole = before

    def problems(self, known: Iterable[Key]) -> Iterator[Problem]:
        """Yield the problems between files; `known` are the entries of the base."""
        if not self.whole:
            return  # what is missing here may stand in a file that could not be read
        entries = {str(key) for key in known}
        faults = (
            (_JOBS, self._of_jobs(entries)),
            (_EMPLOYERS, self._of_employers()),
        )
        for name, of_table in faults:
            if name in self.lists:
                path, table = self.lists[name]
                yield from (_problem(path, table, fault) for fault in of_table)
        for path, (wages, table) in self.tables.items():
            for fault in self._of_table(wages):
                yield _problem(path, table, fault)
        yield from self._overlaps()

    def wages(self) -> Wages:
        """Combine the tables, the newest year of each kind first."""
        return Wages(
            self.areas.areas,
            self.jobs.codes,
            self.jobs.jobs,
            self.employers.employers,
            self._newest(LevelTable),
            self._newest(PercentileTable),
            self._newest(FilingTable),
            self._newest(MixTable),
        )

    def _newest(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        result = [table for table, _ in self.tables.values() if isinstance(table, kind)]
        return tuple(sorted(result, key=lambda table: table.year.split()[-1], reverse=True))

    def _of_jobs(self, entries: set[str]) -> Iterator[Fault]:
        owners: dict[str, str] = {}
        for slug, job in self.jobs.jobs.items():
            for code in job.codes:
                if code not in self.jobs.codes:
                    yield ("jobs", slug, "codes"), f"there is no code '{code}' in this file"
            for name in ("role", "entry"):
                key = getattr(job, name)
                if key and key not in entries:
                    yield ("jobs", slug, name), f"there is no entry '{key}'"
            yield from _alias_faults(("jobs", slug), job.aliases, owners)

    def _of_employers(self) -> Iterator[Fault]:
        filed = {
            name
            for table, _ in self.tables.values()
            if isinstance(table, FilingTable)
            for name in (*table.employers, *table.ml_titled.employers)
        }
        owners: dict[str, str] = {}
        for slug, employer in self.employers.employers.items():
            for name in employer.filed_as:
                if name not in filed:
                    text = f"no table of filings names '{name}'{did_you_mean(name, filed)}"
                    yield ("employers", slug, "filed_as"), text
            yield from _alias_faults(("employers", slug), employer.aliases, owners)

    def _of_table(self, wages: WageTable) -> Iterator[Fault]:
        if wages.valid_from and wages.valid_to and wages.valid_to < wages.valid_from:
            yield ("valid_to",), "lies before valid_from"
        if wages.recheck_by and wages.recheck_by < wages.source.checked:
            yield ("recheck_by",), "lies before the day on which it was read"
        match wages:
            case LevelTable():
                yield from self._of_rows("rows", wages.rows)
                yield from _of_levels(wages)
            case PercentileTable():
                yield from self._of_rows("rows", wages.rows)
                yield from _of_percentiles(wages)
            case FilingTable():
                yield from self._of_areas(("ml_titled", "areas"), wages.ml_titled.areas)

    def _of_rows(self, name: str, rows: Mapping[str, Mapping[str, object]]) -> Iterator[Fault]:
        for code, of_code in rows.items():
            if code not in self.jobs.codes:
                yield (name, code), "is not a code of jobs.toml"
            yield from self._of_areas((name, code), of_code)

    def _of_areas(self, loc: Loc, rows: Mapping[str, object]) -> Iterator[Fault]:
        for area in rows:
            if area not in self.areas.areas:
                yield (*loc, area), "is not an area of areas.toml"

    def _overlaps(self) -> Iterator[Problem]:
        """Yield years of one kind that share a day, or a name."""
        for kind in TABLES.values():
            of_kind = [(path, *both) for path, both in self.tables.items() if type(both[0]) is kind]
            of_kind.sort(key=lambda one: (one[1].valid_from is not None, str(one[1].valid_from)))
            for (before, old, _), (path, new, table) in pairwise(of_kind):
                if old.year == new.year:
                    yield _problem(path, table, (("year",), f"is also the year of {before.name}"))
                if old.valid_to and new.valid_from and new.valid_from <= old.valid_to:
                    text = f"the year overlaps with {before.name}, which ends on {old.valid_to}"
                    yield _problem(path, table, (("valid_from",), text))


def _of_levels(wages: LevelTable) -> Iterator[Fault]:
    for code, rows in wages.rows.items():
        for area, levels in rows.items():
            steps = [upper - lower for lower, upper in pairwise(levels)]
            if min(steps) <= 0:
                yield ("rows", code, area), "levels must rise"
            elif max(steps) - min(steps) > UNEVEN:
                text = f"levels must rise in equal steps, within {UNEVEN} dollars"
                yield ("rows", code, area), text


def _of_percentiles(wages: PercentileTable) -> Iterator[Fault]:
    for code, rows in wages.rows.items():
        for area, row in rows.items():
            if any(upper < lower for lower, upper in pairwise(row.points)):
                yield ("rows", code, area), "percentiles must never fall"


def _alias_faults(loc: Loc, aliases: Iterable[str], owners: dict[str, str]) -> Iterator[Fault]:
    for alias in aliases:
        if (other := owners.setdefault(alias, str(loc[-1]))) != loc[-1]:
            yield (*loc, "aliases"), f"'{alias}' is also an alias of '{other}'"


def _model(table: Table, path: Path) -> type[WageTable]:
    kind = table.values.get("kind")
    if isinstance(kind, str) and kind in TABLES:
        return TABLES[kind]
    text = f"must be one of: {', '.join(TABLES)}"
    raise broken_error(path, table.line("kind"), "kind", text)


def _problem(path: Path, table: Table, fault: Fault) -> Problem:
    loc, message = fault
    return Problem(str(path), table.line(*loc), field_name(loc), message)
