"""Compare the value of a fact with its words: they must name the same number or day."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

_NUMBER = re.compile(r"(?<![\d.,])\d[\d.,]*")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_LARGE = {"k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "billion": 10**9}
_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}

_IN_OTHER_UNITS = (7, 12, 52, 365)
"""Days of a week, months, weeks and days of a year."""

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}


def contradicts(value: float | date | str, text: str, unit: str | None = None) -> bool:
    """Return whether words name numbers, and none of them is the value.

    Words without a number (`a few`) say nothing against any value. Of a day they may leave parts
    out (`1 April`), but what they name must be of that day. Twelve months may be called one year.
    """
    numbers = {*_digit_numbers(text), *_word_numbers(text)}
    if isinstance(value, date):
        months = {word.casefold() for word in _WORD.findall(text)} & _MONTHS.keys()
        parts = {value.day, value.month, value.year}
        return not parts.issuperset(_digit_numbers(text)) or any(
            _MONTHS[month] != value.month for month in months
        )
    own: set[float] = (
        {*_digit_numbers(value), *_word_numbers(value)} if isinstance(value, str) else {value}
    )
    if unit and unit.removesuffix("s") not in text:
        numbers |= {number * times for number in numbers for times in _IN_OTHER_UNITS}
    return bool(own and numbers) and own.isdisjoint(numbers)


def numbers_in(text: str) -> Iterator[float]:
    """Yield each number that a text names, in digits (`1,055`, `1 million`) or in words."""
    yield from _digit_numbers(text)
    yield from _word_numbers(text)


def _digit_numbers(text: str) -> Iterator[float]:
    """Yield the numbers that stand in digits: 1,055 and 15.29, and 1 million."""
    for match in _NUMBER.finditer(text):
        digits = match[0].rstrip(".,").replace(",", "")
        after = _WORD.match(text, match.end() + (text[match.end() : match.end() + 1] == " "))
        if len(digits) <= 20 and digits.count(".") <= 1:
            number = float(digits)
            yield number * _LARGE.get(after[0].casefold(), 1) if after else number


def _word_numbers(text: str) -> Iterator[float]:
    """Yield the numbers that stand in words: six, thirty-six."""
    tens = 0
    for word in _WORD.findall(text):
        number = _WORDS.get(word.casefold())
        if number is None:
            tens = 0
            continue
        yield tens + number if number < 10 else number
        tens = number if number >= 20 else 0
