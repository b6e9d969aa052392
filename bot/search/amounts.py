"""Read sums of money as people type them: 180k, $180,000, 180 000, $60 an hour."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = (
    r"\d{1,3}(?:[, ]\d{3})++(?!\d)|\d{1,3}(?:\.\d{3})++(?![\d.])|\d{1,9}(?:\.\d{1,4})?(?![\d])"
)
_MONEY = re.compile(
    rf"(?<![\w.,])(?P<currency>\$|us\$|usd ?\$?)? ?(?P<number>{_NUMBER})"
    r"(?: ?(?P<unit>k|thousand|grand|mn|m|million|lakhs?|lacs?|lpa|crores?|cr)(?![a-z0-9]))?"
    r"(?: ?(?P<after>usd|dollars?|bucks|\$)(?![a-z0-9]))?"
    r"(?: ?(?P<period>(?:/|per |an? |p/) ?(?:hour|hr|h|month|mo|year|yr|annum)(?![a-z0-9])"
    r"|hourly|monthly|p\.?a\.?(?![a-z0-9])))?"
)
# What stands behind a number that is no money.
_OTHER_THINGS = re.compile(
    r"\s?(?:\+|plus)?\s?(?:years?|yrs?|yoe|months?|days?|weeks?|hours?|hrs?|percent|people|jobs?"
    r"|offers?|th|st|nd|rd|%|x|-\d)(?![a-z0-9])|[a-z0-9:/-]"
)
_UNITS = {"k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
_PERIODS = {"h": 2080, "m": 12}
"""Hours and months in a year of work, by the first letter of the word."""

LEAST, MOST = 10_000, 100_000_000
"""USD a year: what is less has lost its thousands, and more is a slip of the finger."""

_PLAN = "401"
"""A 401k is a plan for retirement."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money in whole USD a year."""

    dollars: int
    certain: bool = True
    """False if thousands were only meant: 95 is taken as 95,000."""


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """A sum in a text: None stands for money that is no dollars."""

    start: int
    end: int
    amount: Amount | None


def yearly(number: float) -> Amount | None:
    """Read a bare number as pay in a year; None if it can be none."""
    if LEAST <= number <= MOST:
        return Amount(round(number))
    if 20 <= number < 1000:
        return Amount(round(number * 1000), certain=False)
    return None


def amounts(folded: str) -> Iterator[FoundAmount]:
    """Yield the sums in a text in small letters, in their order."""
    for match in _MONEY.finditer(folded):
        unit, number = match["unit"] or "", match["number"]
        if unit and unit not in _UNITS:
            yield FoundAmount(match.start(), match.end(), None)
        elif (amount := _amount(match, unit, number)) and not (unit == "k" and number == _PLAN):
            sign = match["currency"] or match["after"] or match["period"]
            certain = bool(unit or sign or amount.certain)
            if certain or not _OTHER_THINGS.match(folded, match.end()):
                yield FoundAmount(match.start(), match.end(), amount)


def _amount(match: re.Match[str], unit: str, number: str) -> Amount | None:
    plain = number.replace(",", "").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain) and not unit:
        plain = plain.replace(".", "")
    value = float(plain) * _UNITS.get(unit, 1)
    period = (match["period"] or "").strip("/ ").removeprefix("p/")
    word = period.removeprefix("per ").removeprefix("an ").removeprefix("a ").strip()
    if times := _PERIODS.get(word[:1]):
        value *= times
        return Amount(round(value)) if LEAST <= value <= MOST else None
    return yearly(value)
