"""Build buttons and selects that outlive the process.

They are plain parts of a view that is stopped before it is sent: discord.py keeps nothing of them,
and a press comes back through `on_interaction` with all that is needed in its `custom_id`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

import discord
from discord import ui

from bot.chat.sending.limits import BUTTON_LABEL, OPTION_LABEL, SELECT_OPTIONS
from bot.chat.sending.text import cut
from bot.chat.ui.actions import ButtonAction, SelectAction

S = TypeVar("S")
V = TypeVar("V")
Chosen = TypeVar("Chosen", ui.ChannelSelect[Any], ui.RoleSelect[Any])


@dataclass(frozen=True, slots=True)
class Option(Generic[V]):
    """One thing to choose from a select."""

    value: V
    label: str
    description: str | None = None


def button(
    action: ButtonAction[S],
    state: S,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
) -> ui.Button[Any]:
    """Build a button; a label that Discord would refuse is cut."""
    return ui.Button(
        label=cut(label, BUTTON_LABEL),
        custom_id=action.custom_id(state),
        style=style,
    )


def select(
    action: SelectAction[S, V], state: S, placeholder: str, options: Iterable[Option[V]]
) -> ui.Select[Any]:
    """Build a select of at most 25 options; there must be one, or Discord refuses it."""
    return ui.Select(
        custom_id=action.custom_id(state),
        placeholder=cut(placeholder, OPTION_LABEL),
        options=[
            discord.SelectOption(
                label=cut(option.label, OPTION_LABEL),
                value=action.value.write(option.value),
                description=option.description,
            )
            for option in islice(options, SELECT_OPTIONS)
        ],
    )


def with_action(action: SelectAction[S, V], state: S, control: Chosen) -> Chosen:
    """Attach an action to one of Discord's own selects, of channels or roles."""
    control.custom_id = action.custom_id(state)
    return control
