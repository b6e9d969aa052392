"""The languages that answers may be translated into, and what the bot itself says in them."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from bot.kb.model.facts import Fact
from bot.locale.i18n import full_day, ngettext
from bot.locale.numbers import figure, figure_in_dollars, numeral

ORIGINAL = "en"
"""The language that entries are written in."""


LANGUAGES: Mapping[str, str] = {
    "es": "Spanish",
    "es-419": "Spanish",
    "es-ES": "Spanish",
    "hi": "Hindi",
    "pt-BR": "Brazilian Portuguese",
    "zh-CN": "Chinese",
}
"""What editors call a language, by the ends of file names: Discord's locales, or the language of
several. Its words for sections and units are in its catalog (`bot/locale`), with all others."""

_UNITS: Mapping[str, Callable[[int], str]] = {
    "percent": lambda n: ngettext("{n} percent", "{n} percent", n),
    "business day": lambda n: ngettext("{n} business day", "{n} business days", n),
    "day": lambda n: ngettext("{n} day", "{n} days", n),
    "week": lambda n: ngettext("{n} week", "{n} weeks", n),
    "month": lambda n: ngettext("{n} month", "{n} months", n),
    "year": lambda n: ngettext("{n} year", "{n} years", n),
}
"""A number of each unit, by what facts call it in the singular."""

_FIGURE = re.compile(r"(?P<dollar>\$)?(?P<figure>\d[\d.,]*)")
"""A figure without words, such as `$2,965`: every language says it, with its own separators."""

_COUNTED = re.compile(rf"(?<![\w.,-])[\w.,-]++ (?P<unit>{'|'.join(_UNITS)})s?")
"""One number, in digits or as a word, and what it counts: `60 days`, `six years`."""


def names_of(language: str) -> tuple[str, ...]:
    """Name a language as files may, the closest first: `es-ES`, then `es`."""
    return tuple(dict.fromkeys((language, language.partition("-")[0])))


def same_language(one: str, other: str) -> bool:
    """Return whether a reader of one language reads the other; regions do not matter."""
    return one.partition("-")[0] == other.partition("-")[0]


def can_be_said(fact: Fact) -> bool:
    """Return whether the words of a fact are a figure or a day, which any language can say."""
    if isinstance(fact.value, date):
        return fact.text == f"{fact.value.day} {fact.value:%B %Y}"
    return bool(_FIGURE.fullmatch(fact.text)) or _unit(fact) is not None


def in_reader_language(fact: Fact) -> str:
    """Word a fact in the current language, or as the base does if it cannot be said there.

    The words are made of the value, so no language can state another figure.
    """
    if isinstance(fact.value, date) and can_be_said(fact):
        return full_day(fact.value)
    if match := _FIGURE.fullmatch(fact.text):
        return figure_in_dollars(match["figure"]) if match["dollar"] else figure(match["figure"])
    unit = _unit(fact)
    if unit is None:
        return fact.text
    count = cast("int | float", fact.value)
    # Catalogs choose the form by a whole number; "1.5 years" takes that of several.
    form = _UNITS[unit](count if isinstance(count, int) else 2)
    return form.format(n=numeral(count))


def _unit(fact: Fact) -> str | None:
    """Find what a fact counts, in the singular; None if its words say more than a number."""
    counted, unit = _COUNTED.fullmatch(fact.text), (fact.unit or "").removesuffix("s")
    if counted is None or counted["unit"] != unit or not isinstance(fact.value, int | float):
        return None
    return unit
