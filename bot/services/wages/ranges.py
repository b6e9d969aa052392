"""The ranges of a job beside official wages, for a chart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.kb.model.entries import NATIONWIDE, Level, Role, Salary
from bot.kb.model.facts import Trust
from bot.kb.model.keys import Key, Kind
from bot.kb.reading.library import Library
from bot.kb.reading.quotes import SHARED, quotes
from bot.locale.i18n import N_, capitalized, listed, month_named
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars

MOST_RANGES = 8
"""Ranges of one job on a chart: with three official ones, what a phone shows in one screen."""

_LEVELS = {
    Level.ENTRY: N_("Entry level"),
    Level.MID: N_("Mid level"),
    Level.SENIOR: N_("Senior"),
    Level.TOP: N_("Top"),
    Level.ANY: N_("All levels"),
}

_FILED = {
    "filed-ml": N_("All titles"),
    "filed-ml-mid": N_("No seniority in the title"),
    "filed-ml-senior": N_("Senior in the title"),
    "filed-ml-staff": N_("Staff or principal in the title"),
}
"""Medians of filings, as their facts are called, and whose they are."""

_BASES = {
    "base": N_("base pay"),
    "total": N_("total pay"),
    "unstated": N_("base or total not stated"),
}

_VOICES = {
    Trust.OFFICIAL: N_("Official wages"),
    Trust.RELAYED: N_("Official wages"),
    Trust.SECONDARY: N_("Websites"),
    Trust.SEED: N_("Unsourced article"),
    Trust.BACKGROUND: N_("Not verified"),
}


@dataclass(frozen=True, slots=True)
class Range:
    """One range in whole dollars a year; a single figure has `low` and `high` the same."""

    label: str
    low: int
    high: int
    median: int | None = None
    is_chosen: bool = False
    """Whether this is the range that was asked for."""

    @property
    def text(self) -> str:
        """Write the figures in full."""
        text = dollars(self.low)
        if self.high > self.low:
            text = _("{low} to {high}").format(low=text, high=dollars(self.high))
        if self.median:
            # Translators: the median of what people are paid.
            text = _("{range}, median {median}").format(range=text, median=dollars(self.median))
        return text


@dataclass(frozen=True, slots=True)
class Group:
    """Ranges that say the same thing of the same time: only these may be compared closely."""

    voice: str
    """Who says so."""
    counts: str
    """What is counted, and when: `base pay, May 2024`."""
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class PayChart:
    """All that a picture of pay shows, in the language that was spoken when it was made."""

    title: str
    groups: tuple[Group, ...]
    offer: int | None = None
    """A person's own offer: base pay in whole dollars a year."""

    @property
    def caption(self) -> str:
        """Return no caption: the answer and the offer hold it."""
        return ""

    def lines(self) -> Iterator[str]:
        """Write the same figures as Markdown: a line for each group and each range."""
        for group in self.groups:
            yield f"**{group.voice}** ({group.counts})"
            for pay_range in group.ranges:
                yield f"- {pay_range.label}: {pay_range.text}"
        if self.offer:
            yield _("Your offer: {offer} base pay").format(offer=dollars(self.offer))


def pay_chart(
    library: Library, chosen: Key, today: date, offer: int | None = None
) -> PayChart | None:
    """Chart the ranges of the chosen one's job; None if that is no entry about pay."""
    entry = library.entries.get(chosen)
    if not isinstance(entry, Salary):
        return None
    official = [one for one in _salaries(library) if one.median]
    own = [
        one
        for one in _salaries(library)
        if one == entry or (one.role is not None and one.role == entry.role)
    ]
    own = [one for one in own if not any(_have_same_figures(one, other) for other in official)]
    own.sort(key=lambda one: (one != entry, *_sort_key(one)))
    filed = _filed_group(entry, library, today)
    groups: dict[tuple[str, str], list[Range]] = {}
    for one in [*sorted(own[:MOST_RANGES], key=_sort_key), *official]:
        pay_range = _range(one, entry, library, today)
        if filed and one == entry:
            # The figure of its first sentence is marked, and no source was read of this one.
            pay_range = replace(pay_range, is_chosen=False)
        groups.setdefault(_group_heading(one), []).append(pay_range)
    unsourced = _(_VOICES[Trust.SEED])
    headings = sorted(groups, key=lambda heading: heading[0] == unsourced)
    groups_shown = (*filed, *(Group(*heading, tuple(groups[heading])) for heading in headings))
    title = _("{job} pay per year").format(job=job_name(entry, library))
    return PayChart(title, groups_shown, offer)


def _filed_group(entry: Salary, library: Library, today: date) -> tuple[Group, ...]:
    """Return the median of filings that stands before an unsourced range, if one does."""
    name = next(quotes(entry.summary or ""), "").removeprefix(SHARED)
    fact, label = library.facts.get(name), _FILED.get(name)
    source = library.sources.get(fact.source) if fact else None
    if not fact or not source or not label or not fact.is_current(today):
        return ()
    if _trust(entry) is not Trust.SEED or not isinstance(fact.value, int):
        return ()
    figure = Range(_(label), fact.value, fact.value, is_chosen=True)
    return (Group(source.title, _("median base pay"), (figure,)),)


def describe_counts(salary: Salary) -> str:
    """Describe what a range counts, and when: `base pay, May 2024`."""
    when = month_named(salary.measured) if salary.measured else _("no year")
    # As the answers beside it call what the official survey counts.
    counted = _("wages without stock") if salary.median else _(_BASES[salary.basis])
    return listed((counted, when))


def _salaries(library: Library) -> Sequence[Salary]:
    return [entry for entry in library.of_kind(Kind.SALARY) if isinstance(entry, Salary)]


def _have_same_figures(salary: Salary, other: Salary) -> bool:
    """Return whether two entries give the same figures, as the nearest official group does."""
    return (salary.low, salary.high, salary.source) == (other.low, other.high, other.source)


def _sort_key(salary: Salary) -> tuple[object, ...]:
    return list(_LEVELS).index(salary.level), salary.place != NATIONWIDE, salary.place


def _group_heading(salary: Salary) -> tuple[str, str]:
    return _(_VOICES[_trust(salary)]), describe_counts(salary)


def _trust(salary: Salary) -> Trust:
    """Return how far the source of its range can be relied on."""
    trust = (source.trust for source in salary.sources if source.url == salary.source)
    return next(trust, Trust.BACKGROUND)


def _range(one: Salary, entry: Salary, library: Library, today: date) -> Range:
    middle = library.facts[one.median] if one.median else None
    value = middle.value if middle and middle.is_current(today) else None
    label = _before_pay(one) if one.median else place_of(one)
    median = value if isinstance(value, int) else None
    return Range(label, one.low, one.high, median, one == entry or _have_same_figures(one, entry))


def place_of(salary: Salary) -> str:
    """Name a range by level and place; of all levels, by what else its title says."""
    level = _(_LEVELS[salary.level])
    if salary.level is Level.ANY:
        rest = salary.title.removesuffix(salary.place).partition(" pay")[2].strip(" ,:")
        level = capitalized(rest) or level
    return level if salary.place == NATIONWIDE else f"{level}, {salary.place}"


def _before_pay(salary: Salary) -> str:
    """Return whose pay it is: by convention the title of such an entry begins with it."""
    return salary.title.partition(" pay")[0]


def job_name(entry: Salary, library: Library) -> str:
    """Name the job that a range is about."""
    role = library.entries.get(entry.role) if entry.role and not entry.median else None
    return role.title if isinstance(role, Role) else _before_pay(entry)
