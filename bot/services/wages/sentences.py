"""Sentences on pay: percentiles of everybody, filings by title, unofficial ranges last.

Every figure carries its kind, its year, and what it counts.
"""

from collections.abc import Iterator
from string import capwords

from bot.kb.model.entries import Salary
from bot.kb.wages.tables import COUNTRY, Filings, Percentiles
from bot.locale.i18n import N_, capitalized, listed, titled
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars, numeral, percent
from bot.search.pay_glue import STATE_NAMES
from bot.services.pay.figures import (
    CodeFigures,
    PayResult,
    PlaceFigures,
    level_of,
    percent_of,
)
from bot.services.pay.query import About, UnreadParts
from bot.services.wages.names import year_name
from bot.services.wages.ranges import describe_counts

ROMAN = ("I", "II", "III", "IV")

ALIKE = 3.0
"""Percentiles by which two offers may differ and still be called alike: they are estimates."""

_AT = 0.01
"""The share by which an offer may miss the median and still stand at it."""

_POSITIONS = (
    N_("is below the 10th percentile"),
    N_("is below the 25th percentile"),
    N_("is below the median"),
    N_("is above the median"),
    N_("is above the 75th percentile"),
    N_("is above the 90th percentile"),
)
_AT_MEDIAN = N_("is at the median")

_SENIORITY = {
    "no seniority word": N_("without a word of seniority in the title"),
    "senior, III or IV": N_("with senior, III or IV in the title"),
    "staff or principal": N_("with staff or principal in the title"),
    "lead": N_("with lead in the title"),
}


def place_name(place: PlaceFigures) -> str:
    """Name an area within a sentence."""
    return _("the United States") if place.area == COUNTRY else place.name


def notes(result: PayResult) -> Iterator[str]:
    """Yield what could not be read as it was asked."""
    unread = result.query.unread
    if unread.sum:
        text = _("{sum} cannot be a year's pay: write base pay in US dollars a year.")
        yield text.format(sum=dollars(unread.sum))
    if unread.thousands:
        yield _("{sum} a year? I read it so.").format(sum=dollars(unread.thousands))
    if unread.place and result.query.about is About.LEVEL:
        yield _("I have no wage levels for {place}.").format(place=capwords(unread.place))
    else:
        yield from _of_place(unread, result)


def _of_place(unread: UnreadParts, result: PayResult) -> Iterator[str]:
    if unread.place:
        text = _("I have no figures for {place}, so these are for the whole country.")
        yield text.format(place=capwords(unread.place))
    if unread.state and result.nearby:
        text = _("No figure covers a whole state; in {state} there are {places}.")
        yield text.format(state=STATE_NAMES[unread.state], places="; ".join(result.nearby))
    elif unread.state:
        text = _("I have no figures for {place}, so these are for the whole country.")
        yield text.format(place=STATE_NAMES[unread.state])


def usual_code(result: PayResult) -> Iterator[str]:
    """Yield under which occupation a job is usually filed: its figures name that one alone."""
    plurals = (
        *(place.main.plural for place in result.places),
        *(one.plural for one in result.where),
    )
    usual = next(iter(plurals), None)
    if usual and usual != result.job.plural:
        text = _("{jobs} are usually filed as {occupation}.")
        # Whole: in some languages an article stands first.
        yield capitalized(text.format(jobs=_(result.job.plural), occupation=_(usual)))


def main_lines(result: PayResult) -> Iterator[str]:
    """Yield where pay stands in every place, the answer first: the figure, for whom, and where."""
    if len({place.offer for place in result.places}) > 1 or _two_offers(result):
        yield _compare_offers(result.places)
        yield _("The cost of living is not in it.")
    elif len(result.places) > 1 and result.query.offer is None:
        yield from _compare_medians(result.places)
    yield from (_of_main(place, result) for place in result.places)
    if len(result.places) == 1:
        yield from _middle_halves(result)


def more_lines(result: PayResult) -> Iterator[str]:
    """Yield what else is known: other codes, filings, and unofficial ranges last."""
    if len(result.places) > 1:
        yield from _middle_halves(result)
    for place in result.places:
        yield from _of_other_codes(place, result)
        yield from _of_titled(place, result)
    yield from _of_job(result)
    yield from _of_ranges(result)


def _two_offers(result: PayResult) -> bool:
    return len(result.query.sides) > 1 and result.query.offer is not None


def _compare_offers(places: tuple[PlaceFigures, ...]) -> str:
    """Return which of two offers stands higher beside the pay of its place."""
    first, last = places[0], places[-1]
    rows = first.main.percentiles, last.main.percentiles
    if not (rows[0] and rows[1] and first.offer and last.offer):
        return _("Official figures cannot compare these two.")
    one, two = percent_of(first.offer, rows[0]), percent_of(last.offer, rows[1])
    higher, lower = (first, last) if one > two else (last, first)
    text = _(
        "{offer} in {place} stands higher than {other} in {elsewhere} beside the local pay of "
        "{jobs}."
    )
    if abs(one - two) <= ALIKE:
        higher, lower = first, last
        text = _(
            "{offer} in {place} and {other} in {elsewhere} stand about as high beside the local "
            "pay of {jobs}."
        )
    return text.format(
        jobs=_(first.main.plural),
        offer=dollars(higher.offer or 0),
        place=place_name(higher),
        other=dollars(lower.offer or 0),
        elsewhere=place_name(lower),
    )


def _compare_medians(places: tuple[PlaceFigures, ...]) -> Iterator[str]:
    """Yield what is paid in each place, if at least two have a row."""
    known = [(place, row.p50) for place in places if (row := place.main.percentiles)]
    if len(known) > 1:
        # Translators: the median of pay, such as "$167,280 in Seattle".
        each = _("{sum} in {place}")
        text = _("The median for {jobs} a year: {figures}.")
        yield text.format(
            jobs=_(places[0].main.plural),
            figures=listed(
                each.format(sum=dollars(median), place=place_name(place)) for place, median in known
            ),
        )


def _of_main(place: PlaceFigures, result: PayResult) -> str:
    code = place.main
    if code.percentiles is None:
        text = _("The survey of {year} has no row for {jobs} in {place}.")
        year = year_name(result.tables.percentiles.year)
        return text.format(year=year, jobs=_(code.plural), place=place_name(place))
    return _position(place, code, code.percentiles)


def _position(place: PlaceFigures, code: CodeFigures, row: Percentiles) -> str:
    """Return the median, or where an offer stands beside it."""
    figures = {"jobs": _(code.plural), "place": place_name(place), "p50": dollars(row.p50)}
    if place.offer is None:
        return _("The median for {jobs} in {place} is {p50} a year.").format(**figures)
    # Translators: {position} is such as "is above the median".
    text = _("{offer} {position} for {jobs} in {place} (median: {p50} a year).")
    position = _(describe_position(place.offer, row))
    return text.format(offer=dollars(place.offer), position=position, **figures)


def _middle_halves(result: PayResult) -> Iterator[str]:
    """Yield between which figures half of all earn; of several places, of which one."""
    text = _(
        "The middle half is paid {p25} to {p75} (official survey, {year}, wages without stock)."
    )
    year = year_name(result.tables.percentiles.year)
    for place in result.places:
        if row := place.main.percentiles:
            half = text.format(p25=dollars(row.p25), p75=dollars(row.p75), year=year)
            yield titled(place_name(place), half) if len(result.places) > 1 else half


def describe_position(offer: float, row: Percentiles) -> str:
    """Return where a sum stands among percentiles, as a msgid."""
    if abs(offer - row.p50) <= _AT * row.p50:
        return _AT_MEDIAN
    return _POSITIONS[level_of(offer, row.points)]


def _of_other_codes(place: PlaceFigures, result: PayResult) -> Iterator[str]:
    year = year_name(result.tables.percentiles.year)
    for code in place.codes:
        row = code.percentiles
        if code is place.main:
            continue
        if row is None:
            text = _("The survey of {year} has no row for {jobs} in {place}.")
            yield text.format(year=year, jobs=_(code.plural), place=place_name(place))
            continue
        text = _(
            "As {jobs} in {place}: 25th percentile {p25}, median {p50}, 75th {p75} (official "
            "survey, {year})."
        )
        yield text.format(
            jobs=_(code.plural),
            place=place_name(place),
            p25=dollars(row.p25),
            p50=dollars(row.p50),
            p75=dollars(row.p75),
            year=year,
        )


def _of_titled(place: PlaceFigures, result: PayResult) -> Iterator[str]:
    filings = place.titled or (result.titled if place.area == COUNTRY else None)
    if filings and result.tables.filings:
        text = _("Filings for ML engineers by title in {place}: {figures}.")
        yield text.format(place=place_name(place), figures=describe_filings(filings, result))
    elif result.titled and result.tables.filings:
        text = _(
            "{place} has no count of filings for ML engineers; in the whole country: {figures}."
        )
        yield text.format(place=place.name, figures=describe_filings(result.titled, result))


def describe_filings(filings: Filings, result: PayResult) -> str:
    """Describe what was filed: `median $204,240 (middle half …; 272 filings, FY2025, base pay)`."""
    year = year_name(result.tables.filings.year) if result.tables.filings else ""
    many = {"median": dollars(filings.median), "n": numeral(filings.count), "year": year}
    if filings.p25 is None or filings.p75 is None:
        return _("median {median} ({n} filings, {year}, base pay)").format(**many)
    text = _("median {median}, middle half {p25} to {p75} ({n} filings, {year}, base pay)")
    return text.format(p25=dollars(filings.p25), p75=dollars(filings.p75), **many)


def _of_job(result: PayResult) -> Iterator[str]:
    if result.seniority:
        text = _("Filings {which}, whole country: {figures}.")
        which = _(_SENIORITY[result.seniority_name])
        yield text.format(which=which, figures=describe_filings(result.seniority, result))
    if result.query.seniority == "entry":
        yield _("Official figures do not tell entry level from other levels.")
    if result.shares:
        shares = listed(f"{percent(share)} {_(jobs)}" for jobs, share in result.shares)
        text = _("No code is for ML engineers alone. Their filings in {year}: {shares}.")
        year = year_name(result.tables.filings.year) if result.tables.filings else ""
        yield text.format(year=year, shares=shares)


def _of_ranges(result: PayResult) -> Iterator[str]:
    for one in result.ranges:
        text = _("Unofficial, {title}: {figures} ({counted}).")
        yield text.format(title=one.title, figures=_range(one), counted=describe_counts(one))


def _range(salary: Salary) -> str:
    if salary.low == salary.high:
        return dollars(salary.low)
    return _("{low} to {high}").format(low=dollars(salary.low), high=dollars(salary.high))
