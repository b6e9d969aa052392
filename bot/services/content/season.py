"""The year of the H-1B: registration, notices, petitions and jobs, from dated facts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.kb.model.facts import Fact
from bot.kb.model.keys import Address, Key, Kind
from bot.kb.reading.library import Library
from bot.locale.i18n import N_, days, full_day, month_named
from bot.locale.i18n import gettext as _

SHOWN_WITH = (
    Address(Key(Kind.VISA, "h-1b"), "lottery"),
    Address(Key(Kind.FAQ, "h1b-season")),
)
"""The answers that a timeline of the season stands beside."""

STEPS = {
    "registration": N_("Registration"),
    "notices": N_("Selection notices"),
    "filing": N_("Petitions"),
    "jobs": N_("Jobs start"),
}
"""The steps of a season in order: as facts name them, and as people read them."""

_FACT = re.compile(rf"h1b-(?P<year>\d{{4}})-(?P<step>{'|'.join(STEPS)})-(?P<end>from|to|expected)")


class State(StrEnum):
    """Where a step stands on a day."""

    DONE = N_("done")
    NOW = N_("now")
    AHEAD = "ahead"
    UNKNOWN = N_("not announced")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a season."""

    name: str
    when: str
    """`4 to 19 March 2026`, or that it is not announced."""
    state: State
    previous: str
    """When it was in the season before; empty if the base does not say."""


@dataclass(frozen=True, slots=True)
class Season:
    """The season whose jobs have not begun yet, in the language that was spoken at its making."""

    year: int
    """The fiscal year, which begins on 1 October of the year before."""
    steps: tuple[Step, ...]
    today: date
    as_of: date
    """The day of the newest fact about it."""
    is_over: int | None = None
    """The newest season with dates, if its jobs have begun: nothing is known of this one."""

    @property
    def title(self) -> str:
        """Name the season as USCIS does."""
        return _("H-1B season for fiscal year {year}").format(year=self.year)

    @property
    def caption(self) -> str:
        """Warn if nothing is known to come; else the picture says all."""
        return self._ended if self.is_over else ""

    @property
    def _ended(self) -> str:
        text = _(
            "⚠️ The season for fiscal year {year} has passed. Dates of the next one were not known "
            "here on {day}."
        )
        return text.format(year=self.is_over, day=full_day(self.as_of))

    def lines(self) -> Iterator[str]:
        """Write the same as Markdown, a line for each step."""
        yield f"**{self.title}**"
        if self.is_over:
            yield self._ended
        for step in self.steps:
            text = f"- {step.name}: {step.when}"
            if step.previous:
                text = _("{step} (last season: {when})").format(step=text, when=step.previous)
            yield text
        text = _("As of {day}. Check the registration page of USCIS.")
        yield text.format(day=full_day(self.as_of))


@dataclass(frozen=True, slots=True)
class _Dates:
    """What the facts say of one step in one year."""

    start: date | None = None
    end: date | None = None
    expected: Fact | None = None
    """What is expected if no day was announced."""

    @property
    def has_dates(self) -> bool:
        return self.start is not None or self.end is not None

    def words(self, today: date) -> str:
        match self.start, self.end:
            case None, None:
                return self._expectation(today) if self.expected else ""
            case date() as start, date() as end:
                return days(start, end)
            case date() as start, _:
                return _("from {day}").format(day=full_day(start))
            case _, date() as end:
                return _("by {day}").format(day=full_day(end))
        raise AssertionError("all pairs are matched")

    def _expectation(self, today: date) -> str:
        assert self.expected is not None, "the caller looked"
        when = month_named(self.expected.text)
        if self.expected.is_due(today):
            text = _("was expected in {month}, not reviewed since {day}")
            return text.format(month=when, day=full_day(self.expected.last_true))
        return _("not announced, expected in {month}").format(month=when)

    def state(self, today: date) -> State:
        if not self.has_dates:
            return State.UNKNOWN
        if self.end and self.end < today:
            return State.DONE
        return State.NOW if self.start and self.start <= today else State.AHEAD


def next_season(library: Library, today: date) -> Season | None:
    """Find the season whose jobs begin after a day; None if the base has no season at all."""
    seasons = _seasons(library, today)
    if not seasons:
        return None
    open_years = [year for year, steps in seasons.items() if _jobs_begin_after(today, steps)]
    year = min(open_years, default=max(seasons) + 1)
    now, before = seasons.get(year, {}), seasons.get(year - 1, {})
    steps = tuple(
        Step(
            _(name),
            now.get(key, _Dates()).words(today) or _(State.UNKNOWN),
            now.get(key, _Dates()).state(today),
            before[key].words(today) if key in before and before[key].has_dates else "",
        )
        for key, name in STEPS.items()
    )
    known = [fact.as_of for name, fact in library.facts.items() if _FACT.fullmatch(name)]
    return Season(year, steps, today, max(known), None if open_years else max(seasons))


def season_years(library: Library) -> list[int]:
    """List the fiscal years that facts give dates for, the oldest first."""
    matches = map(_FACT.fullmatch, library.facts)
    return sorted({int(match["year"]) for match in matches if match})


def _seasons(library: Library, today: date) -> dict[int, dict[str, _Dates]]:
    """Collect the dates of each fiscal year from the facts that are current."""
    result: dict[int, dict[str, dict[str, Fact]]] = {}
    for name, fact in library.facts.items():
        match = _FACT.fullmatch(name)
        if match and fact.is_current(today):
            step = result.setdefault(int(match["year"]), {}).setdefault(match["step"], {})
            step[match["end"]] = fact
    return {
        year: {step: _dates(ends) for step, ends in steps.items()} for year, steps in result.items()
    }


def _dates(ends: dict[str, Fact]) -> _Dates:
    start, end = (ends[name].value if name in ends else None for name in ("from", "to"))
    return _Dates(
        start if isinstance(start, date) else None,
        end if isinstance(end, date) else None,
        ends.get("expected"),
    )


def _jobs_begin_after(today: date, steps: dict[str, _Dates]) -> bool:
    jobs = steps.get("jobs")
    return jobs is not None and jobs.start is not None and today < jobs.start
