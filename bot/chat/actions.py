"""Presses that carry all they need in their `custom_id`, and who answers each kind of press."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import discord
from discord import ui

from bot.chat.languages import Spoken
from bot.chat.limits import BUTTON_LABEL, OPTION_LABEL, SELECT_OPTIONS
from bot.chat.replies import Interaction, guarded, say
from bot.chat.text import cut
from bot.locale.speech import N_
from bot.locale.speech import gettext as _

UNKNOWN = N_("This control is of another version and does nothing any more. Use the command again.")


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed or chosen."""

    state: str
    """What the control carried, such as the key of an entry and its revision."""
    values: tuple[str, ...] = ()
    """What was chosen from a select; channels and roles by their ids."""

    @property
    def parts(self) -> list[str]:
        """The state, split where its parts were joined."""
        return self.state.split("|")


Action = Callable[[Interaction, Press], Awaitable[None]]
"""Answers a press. It must check for itself whether the person may do this: anybody can send any
`custom_id`."""


class Actions:
    """Answer each press by the action that its `custom_id` names."""

    def __init__(self, actions: Mapping[str, Action]) -> None:
        """Take the actions by name: small letters and hyphens."""
        self.by_name = actions

    async def run(self, interaction: Interaction, name: str, press: Press) -> None:
        """Answer a press; whatever goes wrong is said and logged."""
        action = self.by_name.get(name)
        work = say(interaction, _(UNKNOWN)) if action is None else action(interaction, press)
        await guarded(interaction, work, name)


async def _run(interaction: discord.Interaction[Any], name: str, state: str) -> None:
    """Find who answers presses: discord.py builds controls itself, so the client must know."""
    data: Any = interaction.data or {}
    press = Press(state, tuple(map(str, data.get("values", ()))))
    await interaction.client.actions.run(interaction, name, press)


class ActionButton(
    Spoken, ui.DynamicItem[ui.Button[Any]], template=r"d\|(?P<name>[a-z-]+)\|(?P<state>.*)"
):
    """A button that names its action."""

    def __init__(
        self,
        name: str,
        state: object = "",
        label: str = "…",
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    ) -> None:
        """Take the action, its state and the label."""
        identifier = f"d|{name}|{state}"
        self.name, self.state = name, str(state)
        super().__init__(
            ui.Button(label=cut(label, BUTTON_LABEL), custom_id=identifier, style=style)
        )

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(match["name"], match["state"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask the action."""
        await _run(interaction, self.name, self.state)


class ActionSelect(
    Spoken, ui.DynamicItem[ui.Select[Any]], template=r"c\|(?P<name>[a-z-]+)\|(?P<state>.*)"
):
    """A select that names its action; `select` may be one of channels or roles."""

    def __init__(self, name: str, state: object = "", select: Any = None) -> None:
        """Take the action, its state, and the select that is shown."""
        # One that is built to be dispatched never shows.
        shown = select or options("…", [("none", "none")])
        shown.custom_id = f"c|{name}|{state}"
        self.name, self.state = name, str(state)
        super().__init__(shown)

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(match["name"], match["state"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask the action."""
        await _run(interaction, self.name, self.state)


def options(placeholder: str, listed: Sequence[tuple[str, str]]) -> ui.Select[Any]:
    """Make a select of values and what they are called."""
    return ui.Select(
        placeholder=cut(placeholder, OPTION_LABEL),
        options=[
            discord.SelectOption(label=cut(label, OPTION_LABEL), value=value)
            for value, label in listed[:SELECT_OPTIONS]
        ],
    )
