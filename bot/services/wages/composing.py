"""Compose an answer about pay from its figures, in the language that is spoken."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.kb.model.keys import Key, Kind
from bot.kb.wages.tables import COUNTRY, WageSource
from bot.locale.i18n import N_, current_language, in_sequence, listed
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
from bot.services.content.answer import Answer, Link
from bot.services.content.caveats import Caveat, CaveatKind
from bot.services.pay.figures import PayResult
from bot.services.pay.query import About
from bot.services.wages.employer_sentences import employer_lines
from bot.services.wages.level_sentences import ended_note, level_lines, offer_lines, where_lines
from bot.services.wages.names import official_names
from bot.services.wages.sentences import (
    ROMAN,
    main_lines,
    more_lines,
    notes,
    place_name,
    usual_code,
)

MOST_POINTS = 6
"""Bullets on the first page of a card; what else there is stands on the next."""

LEVEL_ENTRY = Key(Kind.FAQ, "wage-level")
"""What the base says of wage levels."""

_ABBREVIATIONS = N_(
    "OFLC is the office of the US Department of Labor that publishes wage levels, OEWS its survey "
    "of wages, LCA the application that employers file there before H-1B."
)

_RECHECK = timedelta(days=180)

_SENIORITY = {
    "entry": N_("entry level"),
    "mid": N_("mid level"),
    "senior": N_("senior"),
    "staff": N_("staff"),
    "lead": N_("lead"),
}


def entry_of(result: PayResult) -> Key:
    """Name the entry that says more about it."""
    if _of_levels(result):
        return LEVEL_ENTRY
    if result.query.seniority and result.ranges:
        return result.ranges[0].key
    return result.job.key


def compose_pay(result: PayResult, entry: Answer) -> Answer:
    """Compose the answer; `entry` is the one of the base that it leads on to."""
    first, *others = (*_lines(result), *official_names(result.codes))
    if result.query.about in (About.PAY, About.LEVEL):
        others = [*usual_code(result), *others]
    elif result.query.about is About.WHERE:
        # The places are what was asked for.
        others = [*others[:1], *usual_code(result), *others[1:]]
    others.append(_(_ABBREVIATIONS))
    summary = in_sequence((*_opening_lines(result), first))
    sources = _sources_read(result)
    table = result.tables.levels if _of_levels(result) else result.tables.percentiles
    return replace(
        entry,
        title=_title(result),
        summary=summary,
        points=tuple(others[:MOST_POINTS]),
        more="\n\n".join(others[MOST_POINTS:]),
        sources=(*sources, *(entry.sources if _of_levels(result) else ())),
        checked=min(source.checked for source in _sources_read(result)),
        reviewed=table.source.checked,
        next_review=table.recheck_by or table.valid_to or table.source.checked + _RECHECK,
        conditions=(),
        caveats=tuple(_caveats(result)),
        verified=all(source.trust.is_verified for source in sources),
        expired=(),
        sections=(),
        related=(Link(entry.address, entry.title), *entry.related),
        language=current_language().name,
        translated=None,
        behind=None,
        authorship=None,
    )


def _of_levels(result: PayResult) -> bool:
    return result.query.about in (About.LEVEL, About.WHERE)


def _opening_lines(result: PayResult) -> Iterator[str]:
    if _of_levels(result):
        yield from ended_note(result)
    yield from notes(result)


def _lines(result: PayResult) -> list[str]:
    match result.query.about:
        case About.PAY:
            return [*main_lines(result), *offer_lines(result), *more_lines(result)]
        case About.LEVEL:
            return list(level_lines(result))
        case About.WHERE:
            return list(where_lines(result))
        case About.EMPLOYER:
            local = any(place.area != COUNTRY for place in result.places)
            other_lines = [*main_lines(result), *offer_lines(result)] if local else []
            return [*employer_lines(result), *other_lines]


def _caveats(result: PayResult) -> Iterator[Caveat]:
    if _of_levels(result) and result.tables.ended:
        yield Caveat(CaveatKind.DUE, result.tables.levels.valid_to)


def _sources_read(result: PayResult) -> tuple[WageSource, ...]:
    tables = result.tables
    if _of_levels(result):
        return (tables.levels.source,)
    filings = (tables.filings.source,) if tables.filings else ()
    return (
        filings if result.query.about is About.EMPLOYER else (tables.percentiles.source, *filings)
    )


def _title(result: PayResult) -> str:
    query = result.query
    seniority = (_(_SENIORITY[query.seniority]),) if query.seniority else ()
    who = listed((_(result.job.name), *seniority))
    where = listed(dict.fromkeys(place_name(place) for place in result.places))
    match query.about:
        case About.PAY:
            return _("Pay: {job}, {place}").format(job=who, place=where)
        case About.LEVEL:
            return _("Wage level: {job}, {place}").format(job=_(result.job.name), place=where)
        case About.WHERE:
            level = ROMAN[(query.wage_level or 1) - 1]
            text = _("Where {offer} is level {level}: {job}")
            return text.format(offer=dollars(query.offer or 0), level=level, job=_(result.job.name))
        case About.EMPLOYER:
            names = [employer.employer.name for employer in result.employers]
            unknown = query.unread.employer
            employers = listed((*names, *((unknown,) if unknown else ())))
            return _("Pay at {employer}").format(employer=employers)
