"""Receive every press and form, whichever process made the control, and find its handler.

discord.py knows none of our controls (`controls.py`), so `on_interaction` is the one way in: here
the language is chosen, what comes twice is dropped, and what no version of ours made is refused.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

import discord
import structlog
from discord import InteractionType
from discord.ext import commands

from bot.chat.sending.failures import OtherVersionError, reporting_errors
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, note_plain
from bot.chat.ui.actions import Handler, Work, read_custom_id
from bot.chat.ui.forms import Forms, read_form
from bot.chat.ui.incoming import Once, begin

_ACTION = re.compile("[a-z-]{1,20}")

_log = structlog.get_logger(__name__)


class Entrance:
    """What happens to every interaction first."""

    def __init__(self, languages: Languages, wants_plain: Callable[[int], bool]) -> None:
        """`wants_plain` tells whether somebody reads plain text in the place of cards."""
        self._languages = languages
        self._wants_plain = wants_plain
        self._once = Once()

    def admit(self, interaction: Interaction) -> bool:
        """Use the person's language, and plain text if they want that, from here on.

        Return False for an interaction that came before.
        """
        begin()
        self._languages.use_language_of(interaction)
        if self._wants_plain(interaction.user.id):
            note_plain(interaction)
        if interaction.type is InteractionType.autocomplete or self._once.is_first(interaction.id):
            return True
        _log.info("interaction.repeated", type=interaction.type.name)
        return False


class Actions:
    """Find who answers a press by the action that its `custom_id` names."""

    def __init__(self, handlers: Iterable[Handler]) -> None:
        """Raise `ValueError` for two handlers of one action."""
        self._by_name: dict[str, Handler] = {}
        for handler in handlers:
            if handler.name in self._by_name:
                raise ValueError(f"two handlers of the action {handler.name}")
            self._by_name[handler.name] = handler

    @property
    def names(self) -> frozenset[str]:
        """The names of all actions that have a handler."""
        return frozenset(self._by_name)

    def find(self, custom_id: str, values: tuple[str, ...]) -> Work:
        """Understand a press; raise `OtherVersionError` for what no control of ours carries."""
        try:
            name, state = read_custom_id(custom_id)
            handler = self._by_name[name]
        except (ValueError, KeyError) as error:
            raise OtherVersionError from error
        return handler.understand(state, values)


class Dispatcher(commands.Cog):
    """Answer presses and forms; whatever goes wrong is logged, and the person is told."""

    def __init__(self, entrance: Entrance, actions: Actions, forms: Forms) -> None:
        self._entrance = entrance
        self._actions = actions
        self._forms = forms

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Handle a press or a form; commands come through the tree."""
        if interaction.type is InteractionType.component:
            take = self._press
        elif interaction.type is InteractionType.modal_submit:
            take = self._submit
        else:
            return
        if self._entrance.admit(interaction):
            await reporting_errors(interaction, take(interaction), _describe(interaction))

    async def _press(self, interaction: Interaction) -> None:
        data: Any = interaction.data or {}
        values = tuple(map(str, data.get("values", ())))
        work = self._actions.find(str(data.get("custom_id", "")), values)
        await work(interaction)

    async def _submit(self, interaction: Interaction) -> None:
        submission = read_form(interaction)
        if submission is None:
            raise OtherVersionError
        await self._forms.submit(interaction, submission)


def _describe(interaction: discord.Interaction[Any]) -> str:
    """Name the action for the log; nothing else of a `custom_id` belongs there."""
    data: Any = interaction.data or {}
    _version, _bar, rest = str(data.get("custom_id", "")).partition("|")
    name = rest.partition("|")[0]
    return name if _ACTION.fullmatch(name) else interaction.type.name
