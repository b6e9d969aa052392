"""Read the catalogs beside this file (`.po`, as gettext writes them)."""

from collections.abc import Mapping
from gettext import GNUTranslations
from importlib.resources.abc import Traversable
from io import BytesIO

from bot.locale.i18n import Language

SUFFIX = ".po"


def read_languages(folder: Traversable) -> Mapping[str, Language]:
    """Read all catalogs, by the names of their files; raise `ValueError` for a broken one.

    A regional one (`es-ES`) falls back on that of its language (`es`), and that on English.
    """
    catalogs = {
        file.name.removesuffix(SUFFIX): _read(file)
        for file in folder.iterdir()
        if file.name.endswith(SUFFIX)
    }
    for name, regional in catalogs.items():
        common = catalogs.get(language_of(name))
        if common and common is not regional:
            regional.add_fallback(common)
    return {name: Language(name, catalog) for name, catalog in catalogs.items()}


def closest(languages: Mapping[str, Language], locale: str) -> Language | None:
    """Find the catalog of a locale, or that of its language; None means English."""
    return languages.get(locale) or languages.get(language_of(locale))


def language_of(locale: str) -> str:
    """Name the language of a locale: `es` of `es-ES`."""
    return locale.partition("-")[0]


def _read(file: Traversable) -> GNUTranslations:
    """Read one catalog; what is empty or marked as doubtful stays in English."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as stream:
        catalog = read_po(stream, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return GNUTranslations(compiled)
