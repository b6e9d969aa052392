"""Sentences on an offer's wage level, where each level begins, and in which areas."""

from collections.abc import Iterator, Sequence

from bot.locale.i18n import capitalized, day, in_sequence, listed, month, ngettext
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
from bot.services.pay.figures import CodeFigures, PayResult, PlaceFigures, level_of
from bot.services.pay.finding import MOST_NAMES
from bot.services.wages.sentences import ROMAN, place_name


def ended_note(result: PayResult) -> Iterator[str]:
    """Yield a note if the levels are no longer in force, and where the new ones are."""
    if result.tables.ended:
        text = _("These levels ended on {day}; look up the new ones at {url}.")
        levels = result.tables.levels
        yield text.format(day=day(levels.valid_to), url=levels.source.url)


def level_lines(result: PayResult) -> Iterator[str]:
    """Yield the levels of every place, the answer first, and the rules."""
    for place in result.places:
        # The first sentence stands in the largest letters: it is of the usual code alone.
        yield _first(place, place.with_levels[:1], result)
        if others := place.with_levels[1:]:
            yield _others(place, others, result)
    for number, place in enumerate(result.places):
        for code in place.codes if place.with_levels else ():
            yield _of_code(place, code, result.tables.levels.year)
        if not number:
            yield from _rules()


def offer_lines(result: PayResult) -> Iterator[str]:
    """Yield for each place the level of its offer."""
    for place in result.places:
        if place.offer is not None and place.with_levels:
            yield _first(place, place.with_levels, result)


def _first(place: PlaceFigures, codes: Sequence[CodeFigures], result: PayResult) -> str:
    where = place_name(place)
    if not codes:
        text = _(
            "The table of wage levels has no row for {jobs} in {place}: name the city of the work "
            "site, since its county decides."
        )
        return text.format(jobs=_(place.codes[0].plural), place=where)
    year = _year(result)
    if place.offer is not None:
        text = _("{offer} in {place} is {levels} ({year}).")
        levels = listed(_level_as(place.offer, code) for code in codes)
        return text.format(offer=dollars(place.offer), place=where, levels=levels, year=year)
    wanted = result.query.wage_level or 1
    text = _("Level {level} in {place} begins at {sums} ({year}).")
    sums = listed(_level_sum(code, wanted) for code in codes)
    return text.format(level=ROMAN[wanted - 1], place=where, sums=sums, year=year)


def _others(place: PlaceFigures, codes: Sequence[CodeFigures], result: PayResult) -> str:
    """Return what the first sentence says, for the codes that are less usual."""
    if place.offer is not None:
        # Translators: {levels} is such as "level II of IV for data scientists".
        levels = listed(_level_as(place.offer, code) for code in codes)
        return _("The same pay is {levels}.").format(levels=levels)
    sums = listed(_level_sum(code, result.query.wage_level or 1) for code in codes)
    # Translators: {sums} is such as "$120,000 for data scientists".
    return _("The same level begins at {sums}.").format(sums=sums)


def _level_as(offer: int, code: CodeFigures) -> str:
    level = level_of(offer, code.levels or ())
    if not level:
        return _("below level I for {jobs}").format(jobs=_(code.plural))
    text = _("level {level} of IV for {jobs}")
    return text.format(level=ROMAN[level - 1], jobs=_(code.plural))


def _level_sum(code: CodeFigures, wanted: int) -> str:
    sums = code.levels or (0,) * 4
    return _("{sum} for {jobs}").format(sum=dollars(sums[wanted - 1]), jobs=_(code.plural))


def _of_code(place: PlaceFigures, code: CodeFigures, year: str) -> str:
    name = f"{capitalized(_(code.plural))} ({code.code})"
    if code.levels is None:
        text = _("{jobs}: no row for {place}; we never borrow the figures of another area.")
        return text.format(jobs=name, place=place_name(place))
    begins = listed(
        f"{roman} {dollars(sum_)}" for roman, sum_ in zip(ROMAN, code.levels, strict=True)
    )
    text = _("{jobs} in {place}: {levels} ({year}).")
    line = text.format(jobs=name, place=place_name(place), levels=begins, year=year)
    if place.offer is None:
        return line
    return in_sequence((line, _distance(place.offer, code)))


def _distance(offer: int, code: CodeFigures) -> str:
    """Describe how far it is to the next level; below level I what that means."""
    level = level_of(offer, code.levels or ())
    if level == len(ROMAN):
        return _("It is {sum} above where level IV begins.").format(
            sum=dollars(offer - (code.levels or (0,))[-1])
        )
    missing = dollars((code.levels or (0,) * 4)[level] - offer)
    if not level:
        text = _(
            "{sum} short of level I: this code and place cannot carry the petition at this pay."
        )
        return text.format(sum=missing)
    return _("{sum} short of level {level}.").format(sum=missing, level=ROMAN[level])


def _rules() -> Iterator[str]:
    yield _(
        "In the H-1B lottery level IV is entered four times, III three times, II twice, I once."
    )
    yield _(
        "The employer states code and level, and what is filed must be true. The county of the "
        "work site decides; with several work sites the lowest level counts."
    )


def where_lines(result: PayResult) -> Iterator[str]:
    """List the areas in which a sum is a wage level, code by code."""
    level = ROMAN[(result.query.wage_level or 1) - 1]
    offer, year = dollars(result.query.offer or 0), _year(result)
    for places in result.where:
        figures = {"offer": offer, "level": level, "jobs": _(places.plural), "year": year}
        if not places.names:
            text = _(
                "{offer} is level {level} for {jobs} in none of the {total} areas I have figures "
                "for ({year})."
            )
            yield text.format(total=places.total, **figures)
            continue
        shown = places.names[:MOST_NAMES]
        names, rest = listed(shown), len(places.names) - len(shown)
        text = _(
            "{offer} is level {level} for {jobs} in {count} of the {total} areas I have figures "
            "for ({year})."
        )
        yield text.format(count=len(places.names), total=places.total, **figures)
        text = _("Such areas for {jobs}: {places}.")
        if rest:
            text = ngettext(
                "Such areas for {jobs}, the largest first: {places}, and {n} more.",
                "Such areas for {jobs}, the largest first: {places}, and {n} more.",
                rest,
            )
        yield text.format(jobs=_(places.plural), places=names, n=rest)
    yield from _rules()


def _year(result: PayResult) -> str:
    levels = result.tables.levels
    # The tables hold for whole months: shorter to read than days.
    first, last = month(levels.valid_from), month(levels.valid_to)
    return _("{first} to {last}").format(first=first, last=last)
