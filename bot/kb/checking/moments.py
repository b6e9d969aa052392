"""Find in a text what will not stay true: days that pass, and words that mean the present."""

import calendar
import re
from collections.abc import Container, Iterator

from bot.kb.reading.quotes import quotes, replace_quotes, split_sentences

_MONTH = (
    rf"(?:{'|'.join(calendar.month_name[1:])}"
    rf"|(?:{'|'.join(name for name in calendar.month_abbr[1:] if name != 'May')}|Sept)\b\.?)"
)
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_SEASON = r"(?:spring|summer|fall|autumn|winter|early|mid|late|Q[1-4]|fiscal year|FY)"
_DAY = re.compile(
    rf"\b(?:{_ORDINAL} (?:of )?)?{_MONTH},? {_YEAR}\b"
    rf"|\b{_MONTH} {_ORDINAL}(?:, {_YEAR})?\b|\b{_ORDINAL} (?:of )?{_MONTH}\b"
    rf"|\b{_YEAR}-\d\d(?:-\d\d)?\b|\b\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)\b"
    rf"|\b(?i:{_SEASON})[ -]?(?:{_YEAR}|\d\d)\b"
    rf"|(?<![\d$.,/-])(?<!USD )\b(?:(?i:in|since|until|by|before|after|from|for|of) )?{_YEAR}\b"
    rf"(?![-.,/]?\d| (?:USD|hours|dollars|people|employers))"
)
"""A day, a month of a year, or a year."""

_PERIOD = (
    rf"(?:(?:fiscal|calendar|school) )?"
    rf"(?:days?|weeks?|months?|years?|season|quarter|summer|spring|fall|autumn|winter|{_MONTH})"
)
_PRESENT = re.compile(
    rf"\b(?:(?:next|last|this|coming|recent|past) {_PERIOD}"
    r"|upcoming|forthcoming|currently|presently|nowadays|recently|lately|newly|yesterday|tomorrow"
    r"|at present|at this time|at the moment|(?<!as )(?<!too )soon|(?<!until )now(?! that)"
    r"|as of today|so far|to date|until further notice)\b",
    re.IGNORECASE,
)
"""Words that mean the time of writing, which a reader takes for the time of reading."""

_NOT_TIME = re.compile(
    r"\b(?:the|your|its|their|his|her|my) (?:last|next) (?:days?|weeks?|months?|years?)\b"
    r"|\blast day of\b|\b(?:first|last) (?:days?|weeks?|months?|years?) of\b",
    re.IGNORECASE,
)
"""What counts from an event and not from today: `the last day of work`."""


def find_moments(text: str, claims: Container[str]) -> Iterator[str]:
    """Yield each date and each word for the present in a sentence that quotes no claim.

    `claims` names the facts that can change, as the text quotes them.
    """
    for sentence in split_sentences(text):
        if any(name in claims for name in quotes(sentence)):
            continue
        line = _NOT_TIME.sub("", replace_quotes(sentence, lambda _name, _words: ""))
        yield from find_dates(line)
        yield from (match[0] for match in _PRESENT.finditer(line))


def find_dates(text: str) -> Iterator[str]:
    """Yield each date of a text."""
    return (match[0] for match in _DAY.finditer(text))
