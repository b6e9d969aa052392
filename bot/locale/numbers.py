"""Write numbers and sums of dollars as the reader's language does, in text and on pictures.

CLDR knows how each locale separates thousands and decimals; English is written here, since Babel
takes a while to read what it knows.
"""

from bot.locale.i18n import current_language
from bot.locale.i18n import gettext as _


def numeral(value: float) -> str:
    """Write a number: `167,280`, or `167.280` where the language separates thousands so."""
    if _is_english():
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale())


def percent(share: float) -> str:
    """Write a share of one in whole percent: `36%`."""
    if _is_english():
        return f"{share:.0%}"
    from babel.numbers import format_percent

    return format_percent(share, locale=_locale())


def dollars(amount: float) -> str:
    """Write a sum in whole US dollars: `$167,280`."""
    # Translators: a sum of US dollars, such as $167,280; a no-break space keeps it on one line.
    return _("${sum}").format(sum=numeral(round(amount)))


def short_dollars(amount: int) -> str:
    """Write a sum on a picture, in thousands or millions: `$113k`, `$1.25M`."""
    return _("${sum}").format(sum=short_number(amount))


def short_number(amount: int) -> str:
    """Write a sum of money without its mark, in thousands or millions: `113k`, `1.25M`."""
    if amount >= 1_000_000:
        return f"{figure(f'{amount / 1_000_000:.4g}')}M"
    return f"{round(amount / 1000)}k" if amount else "0"


def figure_in_dollars(text: str) -> str:
    """Write a figure of the base, such as `2,965` or `15.50`, as a sum of US dollars."""
    return _("${sum}").format(sum=figure(text))


def figure(text: str) -> str:
    """Write a figure as the language does that the base holds in English: `2,965` or `15.50`.

    What has no comma there stays together, since it may be a year.
    """
    if _is_english():
        return text
    from babel.numbers import get_decimal_symbol

    whole, point, decimals = text.partition(".")
    written = numeral(int(whole.replace(",", ""))) if "," in whole else whole
    return f"{written}{get_decimal_symbol(_locale())}{decimals}" if point else written


def plain_figure(text: str, language: str) -> str:
    """Return a figure of a language without separators and with a point: so two can be compared."""
    if text.isdigit():
        return text
    if language.startswith("en"):
        return text.replace(",", "")
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = language.replace("-", "_")
    digits = text.replace(get_group_symbol(locale), "")
    return digits.replace(get_decimal_symbol(locale), ".")


def _is_english() -> bool:
    return current_language().name.startswith("en")


def _locale() -> str:
    return current_language().name.replace("-", "_")
