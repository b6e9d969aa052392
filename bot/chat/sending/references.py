"""What a reply refers to, and where a message can be opened."""

from typing import Any

import discord


class Reference(discord.MessageReference):
    """What a reply refers to, with its ids as strings.

    discord.py sends numbers, and Discord's description of its interface knows ids as strings.
    """

    def to_message_reference_dict(self) -> Any:
        """Write it as Discord reads it."""
        result = super().to_message_reference_dict()
        return {name: str(part) if name.endswith("_id") else part for name, part in result.items()}


def link_to_channel(guild: int | None, channel: int | None) -> str:
    """Write the address of a channel."""
    return f"https://discord.com/channels/{guild or '@me'}/{channel}"


def link_to(guild: int | None, channel: int | None, message: int) -> str:
    """Write the address of a message, which opens it for whoever may read it."""
    return f"https://discord.com/channels/{guild or '@me'}/{channel}/{message}"
