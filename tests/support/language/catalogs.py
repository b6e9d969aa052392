"""The catalogs that ship, for tests that compose in another language."""

from functools import cache
from importlib.resources import files

from bot.locale.catalogs import closest, read_languages
from bot.locale.i18n import ENGLISH, Language


@cache
def catalogs() -> dict[str, Language]:
    """Read all of them, once in a process."""
    return dict(read_languages(files("bot.locale")))


def catalog(locale: str) -> Language:
    """Find the language of a locale; English if it has no catalog."""
    return closest(catalogs(), locale) or ENGLISH
