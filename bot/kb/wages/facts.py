"""Figures of the wage tables as facts, so that a text quotes them and no figure stands twice.

{{fact:pay-p50-15-2051-99}}        a percentile: p10, p25, p50, p75, p90; 99 is the country
{{fact:level-3-15-1252-42660}}     what a level begins at
{{fact:levels-15-1252-42660}}      what all four begin at
{{fact:filed-ml}}                  the median of filings for ML engineers
{{fact:filed-ml-senior}}           of those whose title says so: senior, staff, lead, or mid (none)
{{fact:filed-ml-15-1252}}          the share of them under a code
"""

import re
from collections.abc import Iterable

from bot.kb.model.facts import Fact, Source
from bot.kb.wages.tables import SENIORITY_TITLES, LevelTable, Wages, WageTable

_NAME = re.compile(
    r"pay-(?P<percentile>p\d\d)-(?P<pay>\d\d-\d{4})-(?P<pay_area>\d+)"
    r"|level(?:-(?P<level>[1-4])|s)-(?P<code>\d\d-\d{4})-(?P<area>\d{5})"
    r"|(?P<filed>filed-ml)(?:-(?P<share>\d\d-\d{4})|-(?P<seniority>mid|senior|staff|lead))?"
)
_ML = "machine learning engineer"


def wage_facts(wages: Wages, names: Iterable[str]) -> dict[str, Fact]:
    """Return the named facts that the newest tables have a row for; other names are omitted."""
    result = ((name, _find_fact(wages, name)) for name in names)
    return {name: fact for name, fact in result if fact}


def wage_sources(wages: Wages) -> dict[str, Source]:
    """List the sources of all tables by address."""
    tables = (*wages.levels, *wages.percentiles, *wages.filings, *wages.mixes)
    return {table.source.url: table.source for table in reversed(tables)}


def _find_fact(wages: Wages, name: str) -> Fact | None:
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    if match["pay"]:
        return _percentile_fact(wages, name, match)
    if match["code"]:
        return _level_fact(wages, name, match)
    if match["share"]:
        return _share_fact(wages, name, match["share"])
    return _filing_fact(wages, name, match["seniority"])


def _percentile_fact(wages: Wages, name: str, match: re.Match[str]) -> Fact | None:
    for table in wages.percentiles[:1]:
        row = table.rows.get(match["pay"], {}).get(match["pay_area"])
        amount = getattr(row, match["percentile"], None)
        return _make_fact(name, table, amount) if amount else None
    return None


def _level_fact(wages: Wages, name: str, match: re.Match[str]) -> Fact | None:
    for table in wages.levels[:1]:
        row = table.rows.get(match["code"], {}).get(match["area"])
        if row and match["level"]:
            return _make_fact(name, table, row[int(match["level"]) - 1])
        if row:
            *first, last = (f"${amount:,.0f}" for amount in row)
            return _make_fact(name, table, row[0], f"{', '.join(first)} and {last}")
    return None


def _filing_fact(wages: Wages, name: str, seniority: str | None) -> Fact | None:
    for table in wages.filings[:1]:
        titled = table.ml_titled
        group = titled.seniority.get(SENIORITY_TITLES[seniority]) if seniority else titled.all
        return _make_fact(name, table, group.median) if group else None
    return None


def _share_fact(wages: Wages, name: str, code: str) -> Fact | None:
    for mix in wages.mixes[:1]:
        title = mix.titles.get(_ML)
        share = title.codes.get(code) if title else None
        percent = round(share.share * 100) if share else 0
        return _make_fact(name, mix, percent, f"{percent} percent", "percent") if share else None
    return None


def _make_fact(
    name: str, table: WageTable, amount: float, text: str | None = None, unit: str = "USD a year"
) -> Fact:
    ends = table.valid_to if isinstance(table, LevelTable) else None
    again = table.recheck_by or ends
    return Fact(
        name=name,
        value=round(amount),
        unit=unit,
        text=text or f"${amount:,.0f}",
        source=table.source.url,
        as_of=table.source.checked,
        recheck_by=max(again, table.source.checked) if again else None,
        valid_until=ends,
    )
