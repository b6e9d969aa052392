"""Find the figures that answer a query; what has no row is left out, and never borrowed."""

from collections.abc import Iterator
from datetime import date

from bot.kb.model.entries import NATIONWIDE, Level, Salary
from bot.kb.model.facts import Trust
from bot.kb.model.keys import Kind
from bot.kb.reading.library import Library
from bot.kb.wages.tables import (
    COUNTRY,
    SENIORITY_TITLES,
    Filings,
    FilingTable,
    Job,
    LevelTable,
    Wages,
)
from bot.services.pay.figures import (
    CodeFigures,
    CodeFilings,
    EmployerFigures,
    LevelPlaces,
    PayResult,
    PlaceFigures,
    Tables,
    level_of,
)
from bot.services.pay.query import USUAL_JOB, About, PayQuery, Side, range_level

MOST_RANGES = 2
MOST_NAMES = 8
"""Areas that a short list names."""


def find_figures(library: Library, query: PayQuery, today: date) -> PayResult | None:
    """Find what answers a query on a day; None if the base has no tables for it."""
    wages = library.wages
    levels = wages.levels_on(today)
    if not wages or levels is None:
        return None
    job = wages.jobs.get(query.job) or wages.jobs.get(USUAL_JOB) or next(iter(wages.jobs.values()))
    finder = _Finder(library, job, levels, query, today)
    return finder.result()


class _Finder:
    """Collects the figures of one query."""

    def __init__(
        self, library: Library, job: Job, levels: LevelTable, query: PayQuery, today: date
    ) -> None:
        self._library = library
        self._wages: Wages = library.wages
        self._job = job
        self._query = query
        filings = self._wages.filings[0] if self._wages.filings else None
        ended = levels.valid_to < today
        self._tables = Tables(levels, ended, self._wages.percentiles[0], filings)

    def result(self) -> PayResult:
        query, tables = self._query, self._tables
        titled = tables.filings.ml_titled if tables.filings and self._job.titled else None
        group = SENIORITY_TITLES.get(query.seniority or "")
        return PayResult(
            query,
            self._job,
            tables,
            codes=tuple((code, self._wages.codes[code]) for code in self._job.codes),
            places=tuple(place for side in query.sides for place in self._places(side)),
            titled=titled.all if titled else None,
            seniority=titled.seniority.get(group) if titled and group else None,
            seniority_name=group or "",
            shares=self._shares(),
            ranges=tuple(self._ranges()),
            employers=tuple(self._employers()),
            where=tuple(self._where()) if query.about is About.WHERE else (),
            nearby=tuple(self._in_state()),
        )

    def _places(self, side: Side) -> Iterator[PlaceFigures]:
        titled = self._tables.filings.ml_titled.areas if self._tables.filings else {}
        for code in side.areas:
            area = self._wages.areas.get(code)
            if area is None:
                continue
            codes = tuple(self._code(one, code) for one in self._job.codes)
            own = titled.get(code) if self._job.titled else None
            yield PlaceFigures(code, area.short, codes, own, side.offer)

    def _code(self, code: str, area: str) -> CodeFigures:
        return CodeFigures(
            code,
            self._wages.codes[code].plural,
            self._tables.levels.rows.get(code, {}).get(area),
            self._tables.percentiles.rows.get(code, {}).get(area),
        )

    def _shares(self) -> tuple[tuple[str, float], ...]:
        if not self._wages.mixes or not self._job.mix:
            return ()
        mix = self._wages.mixes[0].titles.get(self._job.mix)
        known = [code for code in self._job.codes if mix and code in mix.codes]
        return tuple((self._wages.codes[one].plural, mix.codes[one].share) for one in known if mix)

    def _ranges(self) -> Iterator[Salary]:
        """List unofficial ranges of the job, of the level that was asked for first."""
        level, role = range_level(self._query.seniority) or Level.ANY, self._job.role
        entries = self._library.of_kind(Kind.SALARY)
        result = [
            entry
            for entry in entries
            if isinstance(entry, Salary)
            and str(entry.role) == role
            and not entry.median
            and entry.level is level
            and self._is_near(entry)
            and _trust(entry) not in (Trust.OFFICIAL, Trust.RELAYED)
        ]
        yield from result[:MOST_RANGES]

    def _is_near(self, salary: Salary) -> bool:
        """Return whether a range is of the country, or of a place that was asked for."""
        codes = (code for side in self._query.sides for code in side.areas)
        names = (self._wages.areas[code].short for code in codes if code in self._wages.areas)
        return salary.place == NATIONWIDE or any(name in salary.place for name in names)

    def _employers(self) -> Iterator[EmployerFigures]:
        for slug in self._query.employers:
            employer = self._wages.employers.get(slug)
            if employer and self._tables.filings:
                result = tuple(self._filed(employer.filed_as, self._tables.filings))
                names = {filings.jobs for filings in result}
                plurals = [self._wages.codes[code].plural for code in self._job.codes]
                missing = [filings for filings in plurals[:1] if filings not in names and result]
                yield EmployerFigures(employer, result, tuple(missing))

    def _filed(self, names: tuple[str, ...], table: FilingTable) -> Iterator[CodeFilings]:
        if self._job.titled:
            titled = (table.ml_titled.employers.get(name) for name in names)
            yield from (CodeFilings(self._job.plural, one) for one in titled if one)
        for code in self._job.codes:
            rows: Iterator[Filings | None] = (
                table.employers.get(name, {}).get(code) for name in names
            )
            plural = self._wages.codes[code].plural
            yield from (CodeFilings(plural, row) for row in rows if row)

    def _where(self) -> Iterator[LevelPlaces]:
        offer, wanted = self._query.offer, self._query.wage_level
        for code in self._job.codes:
            rows = self._tables.levels.rows.get(code, {})
            earners = self._tables.percentiles.rows.get(code, {})
            fitting = [area for area, row in rows.items() if level_of(offer or 0, row) == wanted]
            fitting.sort(key=lambda area: -(_earners(earners.get(area)) or 0))
            names = tuple(self._wages.areas[area].short for area in fitting)
            if rows:
                yield LevelPlaces(self._wages.codes[code].plural, names, len(rows))

    def _in_state(self) -> Iterator[str]:
        state = self._query.unread.state
        for code, area in self._wages.areas.items():
            if state and state in area.states and code != COUNTRY:
                yield area.short


def _earners(row: object) -> int | None:
    return getattr(row, "earners", None)


def _trust(salary: Salary) -> Trust | None:
    return next((source.trust for source in salary.sources if source.url == salary.source), None)
