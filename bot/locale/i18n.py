"""Translate the bot's own sentences for whoever reads them.

English stands in the code, marked for the catalogs: `_("Thank you.")` says it at once, and
`N_("Thank you.")` only marks a constant, which `_(THANKS)` says later. Which language is spoken
belongs to the task that answers somebody: nothing is handed through, and no two tasks share it.
"""

import gettext as catalogs
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime

NO_BREAK_SPACE = "\u00a0"

_RANGES = {"es": "del {start} al {end}", "hi": "{start} से {end} तक", "pt": "de {start} a {end}"}
"""From one day to another within a sentence, in languages of which CLDR has a dash alone."""

SOURCE = "en-US"
"""The language of the code and of the base, as Discord calls it."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language, named as Discord names locales (`es-ES`), and what is said in it."""

    name: str = SOURCE
    lines: catalogs.NullTranslations = field(default_factory=catalogs.NullTranslations)
    """Without catalogs every sentence is said as it stands in the code."""


_current_language: ContextVar[Language] = ContextVar("current_language")

ENGLISH = Language()


def current_language() -> Language:
    """Return the language that is spoken in this task; English until another is chosen."""
    return _current_language.get(ENGLISH)


def set_language(language: Language) -> None:
    """Use a language from here on, until the task ends."""
    _current_language.set(language)


@contextmanager
def using_language(language: Language) -> Iterator[None]:
    """Use a language inside the context."""
    before = _current_language.set(language)
    try:
        yield
    finally:
        _current_language.reset(before)


def gettext(text: str) -> str:
    """Translate a sentence or a word; fill in `{names}` afterward, with `format`."""
    # A catalog's own head stands under the empty text.
    return current_language().lines.gettext(text) if text else text


def ngettext(one: str, many: str, number: int) -> str:
    """Translate a sentence about a number of things, in as many forms as the language has."""
    return current_language().lines.ngettext(one, many, number)


def pgettext(context: str, text: str) -> str:
    """Translate a word in a context: one word of English may need two elsewhere."""
    return current_language().lines.pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a constant for the catalogs; it is said where it is used."""
    return text


def listed(parts: Iterable[str]) -> str:
    """Join the parts of a list within a sentence."""
    return ("，" if _is_chinese() else ", ").join(parts)


def in_sequence(sentences: Iterable[str]) -> str:
    """Set whole sentences one after the other; Chinese has no spaces between them."""
    return ("" if _is_chinese() else " ").join(sentences)


def capitalized(text: str) -> str:
    """Begin with a capital letter; unlike `str.capitalize`, it leaves all others."""
    return text[:1].upper() + text[1:]


def titled(title: str, text: str) -> str:
    """Set a title before what it is about, with a colon."""
    return f"{title}{'：' if _is_chinese() else ': '}{text}"


def bracketed(text: str, remark: object) -> str:
    """Set a remark behind a text, in the brackets of the language."""
    return f"{text}（{remark}）" if _is_chinese() else f"{text} ({remark})"


def with_spanish_u(text: str) -> str:
    """Write `u` for `o` before a word that begins with its sound in Spanish: `H-1B u O-1A`."""
    if not current_language().name.startswith("es"):
        return text
    return re.sub(r"(?<= )o(?= h?o)", "u", text, flags=re.IGNORECASE)


def _is_chinese() -> bool:
    return current_language().name.startswith("zh")


def day(value: date) -> str:
    """Write a day so that nobody takes the month for the day: `23 Nov 2026`."""
    if current_language().name.startswith("en"):
        return f"{value.day} {value:%b %Y}"
    # Only if it is needed: Babel's calendars take some 20 ms and 5 MB.
    from babel.dates import format_date

    text = _with_ordinal(format_date(value, "medium", locale=_calendar()))
    # As long as `22 de dez. de 2006` it would leave half a line of a phone empty.
    return text.replace(" ", NO_BREAK_SPACE, 1 if " de " in text else -1)


def full_day(value: date) -> str:
    """Write a day in full: `4 March 2026`."""
    if current_language().name.startswith("en"):
        return f"{value.day} {value:%B %Y}"
    from babel.dates import format_date

    return _with_ordinal(format_date(value, "long", locale=_calendar()))


def prose_day(value: date) -> str:
    """Write a day as a text does; only English has a short form that looks alike."""
    return day(value) if current_language().name.startswith("en") else full_day(value)


def month(value: date) -> str:
    """Write the month of a day: `March 2027`."""
    if current_language().name.startswith("en"):
        return f"{value:%B %Y}"
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", value, locale=_calendar())


def month_named(text: str) -> str:
    """Write a month of the base, such as `May 2025`, in the language spoken; other texts stay."""
    if current_language().name.startswith("en"):
        return text
    try:
        return month(datetime.strptime(text, "%B %Y"))  # noqa: DTZ007 - a month has no time
    except ValueError:
        return text


def days(start: date, end: date) -> str:
    """Write the days from one to another, and no month or year twice: `4 to 19 March 2026`."""
    if not current_language().name.startswith("en"):
        return _interval(start, end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {full_day(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%B} to {full_day(end)}"
    return f"{full_day(start)} to {full_day(end)}"


def _interval(start: date, end: date) -> str:
    from babel.dates import format_date, format_interval, format_skeleton

    form = _RANGES.get(current_language().name.partition("-")[0])
    if form is None:
        return format_interval(start, end, "yMMMMd", locale=_calendar())
    if start.year != end.year:
        return form.format(start=full_day(start), end=full_day(end))
    if start.month != end.month:
        first = format_skeleton("MMMMd", start, locale=_calendar())
    else:
        first = format_date(start, "d", locale=_calendar())
    return form.format(start=_with_ordinal(first), end=full_day(end))


def _with_ordinal(text: str) -> str:
    """Write the first of a month as Portuguese does, which CLDR does not: `1º de abril`."""
    is_portuguese = current_language().name.startswith("pt")
    return re.sub(r"^1\b", "1º", text) if is_portuguese else text


def _calendar() -> str:
    return current_language().name.replace("-", "_")
