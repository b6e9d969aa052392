"""Sentences on what an employer filed, or that we do not know; never another's pay."""

from collections.abc import Iterator

from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
from bot.services.pay.figures import EmployerFigures, PayResult
from bot.services.wages.sentences import describe_filings


def employer_lines(result: PayResult) -> Iterator[str]:
    """Yield the filings of each employer, and what they do not show."""
    if unknown := result.query.unread.employer:
        yield _unknown(unknown)
    for employer in result.employers:
        yield from _of_employer(employer, result)
    if any(employer.filings for employer in result.employers):
        yield _(
            "Filings are for people who need a visa, of the whole country, base pay without stock "
            "and bonus."
        )


def _of_employer(employer: EmployerFigures, result: PayResult) -> Iterator[str]:
    name = employer.employer.name
    if not employer.filings:
        yield _unknown(name)
        return
    offer = result.query.offer
    for number, filings in enumerate(employer.filings):
        text = _("{employer} filed for {jobs}: {figures}.")
        figures = describe_filings(filings.filings, result)
        line = text.format(employer=name, jobs=_(filings.jobs), figures=figures)
        if offer is not None and not number:
            median = filings.filings.median
            sentence = (
                _("{offer} is below this median.")
                if offer < median
                else _("{offer} is at or above this median.")
            )
            line = f"{line} {sentence.format(offer=dollars(offer))}"
        yield line
    for jobs in employer.missing:
        yield _("We have no filings of {employer} for {jobs}.").format(employer=name, jobs=_(jobs))


def _unknown(name: str) -> str:
    return _(
        "We have no filings of {employer} here, so we cannot say what it pays: ask for its range "
        "in writing, or search the disclosure data of the Department of Labor."
    ).format(employer=name)
