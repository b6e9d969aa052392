"""Controls that outlive the process: all they need stands in their `custom_id`.

Discord hands a press to whoever runs the bot, months later or after a restart. Controls are built
from the `custom_id` alone, and the text they show is composed at the moment of the press, so a
control on an old card shows the answer as it is now.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.chat.actions import ActionButton, ActionSelect
from bot.chat.languages import Spoken
from bot.chat.limits import BUTTON_LABEL, OPTION_LABEL, SELECT_OPTIONS
from bot.chat.text import cut
from bot.kb.entries import OVERVIEW
from bot.kb.keys import Address, Key
from bot.locale.speech import gettext as _
from bot.services.answer import Answer, Link

if TYPE_CHECKING:
    from bot.chat.presses import Presses

_KEY = r"(?P<key>[a-z]+:[a-z0-9-]+)"
_ADDRESS = r"(?P<address>[a-z]+:[a-z0-9-]+(?:/[a-z-]+)?)"
_REVISION = r"(?P<revision>[0-9a-f]{8}|v[0-9]{1,9})"
"""Of the text of a shared entry, or of a server's ledger."""


def presses_of(interaction: discord.Interaction[Any]) -> "Presses":
    """Find who minds presses: discord.py builds controls itself, so the client must know."""
    found: Presses = interaction.client.presses
    return found


class ShareButton(
    Spoken, ui.DynamicItem[ui.Button[Any]], template=rf"share\|{_ADDRESS}\|{_REVISION}"
):
    """Show a private answer to everyone in the channel."""

    def __init__(self, address: Address, revision: str) -> None:
        """Remember the answer and the revision that the person saw."""
        self.address, self.revision = address, revision
        super().__init__(
            ui.Button(label=_("Share here"), custom_id=f"share|{address}|{revision}", emoji="📣")
        )

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(Address.parse(match["address"]), match["revision"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Post the answer as it is now."""
        await presses_of(interaction).share(interaction, self.address)


class PageButton(
    Spoken,
    ui.DynamicItem[ui.Button[Any]],
    template=rf"page\|{_ADDRESS}\|{_REVISION}\|(?P<number>[0-9]+)",
):
    """Turn to another page of a long answer."""

    def __init__(self, address: Address, revision: str, number: int, label: str = "") -> None:
        """Remember the answer and the page to turn to; without a label it is the next one."""
        self.address, self.revision, self.number = address, revision, number
        identifier = f"page|{address}|{revision}|{number}"
        super().__init__(ui.Button(label=label or _("More"), custom_id=identifier))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(Address.parse(match["address"]), match["revision"], int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page."""
        await presses_of(interaction).open(interaction, self.address, self.number)


class OpenButton(
    Spoken, ui.DynamicItem[ui.Button[Any]], template=rf"(?P<how>open|read)\|{_ADDRESS}"
):
    """Open an answer: in the place of what was to choose from, or beside a card that stays."""

    def __init__(self, address: Address, label: str = "", *, beside: bool = False) -> None:
        """Remember the answer, and whether the card stays."""
        self.address, self.beside = address, beside
        identifier = f"{'read' if beside else 'open'}|{address}"
        named = cut(label or _("Open"), BUTTON_LABEL)
        super().__init__(ui.Button(label=named, custom_id=identifier))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(Address.parse(match["address"]), beside=match["how"] == "read")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the answer."""
        presses = presses_of(interaction)
        await (presses.read if self.beside else presses.open)(interaction, self.address)


class PartSelect(Spoken, ui.DynamicItem[ui.Select[Any]], template=rf"parts\|{_KEY}\|{_REVISION}"):
    """Choose another part of the same entry."""

    def __init__(self, key: Key, revision: str, parts: Sequence[Link] = ()) -> None:
        """List the parts by their titles."""
        self.key, self.revision = key, revision
        options = [(link.address.section or OVERVIEW, link.title) for link in parts]
        super().__init__(_select(f"parts|{key}|{revision}", _("Other parts"), options))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(Key.parse(match["key"]), match["revision"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the chosen part."""
        name = self.item.values[0]
        address = Address(self.key, None if name == OVERVIEW else name)
        await presses_of(interaction).open(interaction, address)


class LinkSelect(Spoken, ui.DynamicItem[ui.Select[Any]], template=r"links\|(?P<name>[a-z0-9-]+)"):
    """Choose one of several answers: related ones, or topics to browse."""

    def __init__(self, name: str, placeholder: str = "", links: Sequence[Link] = ()) -> None:
        """List the answers; the name tells several selects of one message apart."""
        self.name = name
        options = [(str(link.address), link.title) for link in links]
        super().__init__(_select(f"links|{name}", placeholder or _("Open"), options))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(match["name"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the chosen answer."""
        address = Address.parse(self.item.values[0])
        await presses_of(interaction).open(interaction, address)


ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (
    ShareButton,
    PageButton,
    OpenButton,
    PartSelect,
    LinkSelect,
    ActionButton,
    ActionSelect,
)
"""All controls; the client registers them once."""


def answer_items(answer: Answer) -> list[ui.DynamicItem[Any]]:
    """List the selects below an answer: its other parts, and what is related."""
    items: list[ui.DynamicItem[Any]] = []
    if answer.sections:
        items.append(PartSelect(answer.address.key, answer.revision, answer.sections))
    if answer.related:
        items.append(LinkSelect("related", _("Related questions"), answer.related))
    return items


def _select(custom_id: str, placeholder: str, options: Sequence[tuple[str, str]]) -> ui.Select[Any]:
    # Discord refuses a select without options; one that was built to be dispatched never shows.
    shown = list(options)[:SELECT_OPTIONS] or [("none", "none")]
    return ui.Select(
        custom_id=custom_id,
        placeholder=placeholder,
        options=[
            discord.SelectOption(label=cut(label, OPTION_LABEL), value=value)
            for value, label in shown
        ],
    )
