"""Speak the language of whoever reads: of the commands, of one person, of a whole server.

What one person sees is said in their language, which Discord sends with each interaction; what all
see in the server's. A direct message carries no language: to answer one, that of the person's last
interaction is remembered, in memory only; who asks to be told later has theirs kept with the wish.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import discord
from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as At
from discord.app_commands import TranslationContextTypes, locale_str

from bot.locale.catalogs import closest, read_languages
from bot.locale.i18n import ENGLISH, Language, set_language, using_language

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

MOST_REMEMBERED = 10_000
"""People whose language is remembered: about a megabyte."""


class Languages(app_commands.Translator):
    """The languages of the catalogs, and which of them each person reads."""

    def __init__(self, folder: Traversable | None = None) -> None:
        """Without a folder of catalogs everything is English; `load` reads it."""
        self._folder = folder
        self._known: Mapping[str, Language] = MappingProxyType({})
        self._of_people: OrderedDict[int, str] = OrderedDict()

    async def load(self) -> None:
        """Read the catalogs, in a thread: Babel takes some 20 ms to import and to read them."""
        if self._folder:
            self._known = await asyncio.to_thread(read_languages, self._folder)

    async def translate(
        self, string: locale_str, locale: Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return what a command shows in a language; None if there is no catalog."""
        language = closest(self._known, locale.value)
        if language is None:
            return None
        return language.lines.pgettext(_context(context), string.message)

    def of(self, locale: Locale | None) -> Language:
        """Find the language of a locale, or English."""
        return self.by_name(locale.value if locale else None)

    def by_name(self, locale: str | None) -> Language:
        """Find the language of a locale that was kept, or English."""
        return (locale and closest(self._known, locale)) or ENGLISH

    def of_person(self, person: int) -> Language:
        """Find the language that somebody used Discord in last, as far as it is remembered."""
        return self.by_name(self._of_people.get(person))

    def of_message(self, message: discord.Message) -> Language:
        """Find the language to answer a message in: the person's, or the server's."""
        if message.guild is None:
            return self.of_person(message.author.id)
        return self.of(message.guild.preferred_locale)

    def use_language_of(self, interaction: discord.Interaction[Any]) -> None:
        """Use the language of an interaction's person from here on, and remember it."""
        self._of_people[interaction.user.id] = interaction.locale.value
        self._of_people.move_to_end(interaction.user.id)
        if len(self._of_people) > MOST_REMEMBERED:
            self._of_people.popitem(last=False)
        set_language(self.of(interaction.locale))

    def using_language_of_all(
        self, interaction: discord.Interaction[Any]
    ) -> AbstractContextManager[None]:
        """Use the language for everybody where an interaction happens, inside the context."""
        return using_language(self.of(interaction.guild_locale or interaction.locale))

    def using_language_of_readers(
        self, interaction: discord.Interaction[Any], *, private: bool
    ) -> AbstractContextManager[None]:
        """Use the language of the one person or of everybody who sees the response."""
        return nullcontext() if private else self.using_language_of_all(interaction)

    def using_language_of_server(self, guild: discord.Guild | None) -> AbstractContextManager[None]:
        """Use the language of a server inside the context."""
        return using_language(self.of(guild.preferred_locale if guild else None))


def _context(context: TranslationContextTypes) -> str:
    if isinstance(context.data, app_commands.ContextMenu):
        return MENU
    return CONTEXTS.get(context.location, "")
