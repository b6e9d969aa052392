"""Name jobs and the years of tables in the language that is spoken."""

from collections.abc import Iterator

from bot.kb.wages.tables import Code
from bot.locale.i18n import N_, current_language, month_named
from bot.locale.i18n import gettext as _

JOB_NAMES = (
    N_("ML engineer"),
    N_("ML engineers"),
    N_("data scientist"),
    N_("data scientists"),
    N_("software developer"),
    N_("software developers"),
    N_("research scientist"),
    N_("research scientists"),
    N_("MLOps engineer"),
    N_("MLOps engineers"),
    N_("NLP engineer"),
    N_("NLP engineers"),
    N_("computer vision engineer"),
    N_("computer vision engineers"),
)
"""Jobs of the base within a sentence, for the catalogs; others stay in English."""

FISCAL = "FY"
"""Before the year of a table that counts a fiscal year of the government."""


def year_name(year: str) -> str:
    """Write what a table is called by: a month or a fiscal year, others as they stand there."""
    if year.startswith(FISCAL):
        # Translators: a fiscal year of the US government, such as FY2025.
        return _("FY{year}").format(year=year.removeprefix(FISCAL))
    return month_named(year)


def official_names(codes: tuple[tuple[str, Code], ...]) -> Iterator[str]:
    """Yield what the tables call jobs, for who reads of them in another language than theirs."""
    if codes and not current_language().name.startswith("en"):
        names = "; ".join(f"{code.name} ({number})" for number, code in codes)
        yield _("Official names of these jobs: {names}.").format(names=names)
