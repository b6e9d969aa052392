"""Read cards as a person sees them."""

from collections.abc import Iterator
from typing import Any

import discord
import simcord
from discord import ui

from bot.chat.sending.plain_text import in_plain_text

SEPARATOR = 14
"""Discord's number of a line ("Component Reference")."""


def walk(components: Any) -> Iterator[dict[str, Any]]:
    """Yield every component of a card, from the outside in."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if "accessory" in component:
            yield from walk([component["accessory"]])


def text_of(components: Any) -> str:
    """Join all text of a card."""
    return "\n".join(one["content"] for one in walk(components) if "content" in one)


def plain_text(view: ui.LayoutView) -> str:
    """Read a card as who wants plain text reads it, all messages joined."""
    return "\n".join(text for text, _view in in_plain_text(view))


def halves(components: Any) -> tuple[str, str]:
    """Read a card above and below the line that divides it."""
    (container,) = components
    (line,) = [at for at, one in enumerate(container["components"]) if one["type"] == SEPARATOR]
    return text_of(container["components"][:line]), text_of(container["components"][line:])


def last_card(channel: simcord.ChannelHandle) -> discord.Message:
    """Find the newest message of a channel that is a card."""
    return next(one for one in reversed(channel.history()) if one.components)


def labels(components: Any) -> list[str]:
    """List the labels of the buttons that do something here, not links."""
    return [one["label"] for one in walk(components) if one["type"] == 2 and "custom_id" in one]


def links(components: Any) -> list[str]:
    """List the addresses of the link buttons."""
    return [one["url"] for one in walk(components) if "url" in one]


def options(components: Any, placeholder: str) -> dict[str, str]:
    """Map what a select shows to its values."""
    for one in walk(components):
        if one.get("placeholder") == placeholder:
            return {option["label"]: option["value"] for option in one["options"]}
    raise AssertionError(f"no select says {placeholder!r}")


def custom_id(components: Any, start: str) -> str:
    """Find the control whose `custom_id` starts so."""
    found = (str(one.get("custom_id", "")) for one in walk(components))
    return next(identifier for identifier in found if identifier.startswith(start))


async def choose_option(
    actor: simcord.MemberActor | simcord.UserHandle,
    card: Any,
    placeholder: str,
    label: str,
    identifier: str,
) -> simcord.InteractionResult:
    """Choose an option of a select, whose `custom_id` starts with the identifier."""
    components = _as_dicts(card.components)
    value = options(components, placeholder)[label]
    return await actor.select(card, [value], custom_id=custom_id(components, identifier))


async def choose(
    actor: simcord.MemberActor | simcord.UserHandle, card: Any, label: str, menu: str = "⋯"
) -> simcord.InteractionResult:
    """Press a button of a card, or one that stands behind ⋯ below an answer."""
    if label in labels(_as_dicts(card.components)):
        return await actor.click(card, label=label)
    opened = await actor.click(card, label=menu)
    assert opened.response is not None
    return await actor.click(opened.response, label=label)


def _as_dicts(components: Any) -> list[dict[str, Any]]:
    return [one if isinstance(one, dict) else one.to_dict() for one in components]
