"""Name and describe the commands in the languages of `bot/locale/`."""

import asyncio
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from types import MappingProxyType

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as At
from discord.app_commands import TranslationContextTypes, locale_str

Lines = Mapping[tuple[str, str], str]
"""What is said in one language, by context and English text; only what is translated."""

SUFFIX = ".po"

CONTEXTS = {
    At.command_name: "command",
    At.group_name: "command",
    At.parameter_name: "option",
    At.choice_name: "choice",
    At.command_description: "description",
    At.group_description: "description",
    At.parameter_description: "description",
}
"""The `msgctxt` of a text by where it stands: a name may need another word than a choice."""

MENU = "menu"
"""The `msgctxt` of a message's menu, which discord.py calls a command."""


class Languages(app_commands.Translator):
    """Look up what a command tree shows, by the language of the person who sees it."""

    def __init__(self, folder: Traversable) -> None:
        """Take the folder of the catalogues; `load` reads it."""
        self._folder = folder
        self._lines: Mapping[Locale, tuple[Lines, ...]] = MappingProxyType({})

    async def load(self) -> None:
        """Read the catalogues, in a thread: Babel takes some 20 ms to import and to read them."""
        self._lines = await asyncio.to_thread(read_languages, self._folder)

    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return the translation, or nothing where the English text is to be shown."""
        key = (_context(context), string.message)
        return next((lines[key] for lines in self._lines.get(locale, ()) if key in lines), None)


def read_languages(folder: Traversable) -> Mapping[Locale, tuple[Lines, ...]]:
    """Read, for each locale of Discord that has them, its own catalogue and its language's."""
    there = {
        file.name.removesuffix(SUFFIX): file
        for file in folder.iterdir()
        if file.name.endswith(SUFFIX)
    }
    lines = {name: read_lines(file) for name, file in there.items()}
    return {
        locale: tuple(lines[name] for name in names_of(locale) if name in lines)
        for locale in Locale
    }


def names_of(locale: Locale) -> tuple[str, ...]:
    """Name the catalogues of a locale, the closest first: `es-ES`, then `es`."""
    return tuple(dict.fromkeys((locale.value, locale.value.partition("-")[0])))


def read_lines(file: Traversable) -> Lines:
    """Read one catalogue; what is empty or marked as doubtful is not translated."""
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        catalogue = read_po(opened)
    return {
        (message.context or "", str(message.id)): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


def _context(context: TranslationContextTypes) -> str:
    if isinstance(context.data, app_commands.ContextMenu):
        return MENU
    return CONTEXTS.get(context.location, "")
