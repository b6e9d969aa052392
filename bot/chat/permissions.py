"""Examine what the bot may do in a server: name what is missing, and where to mend it."""

from collections.abc import Iterator
from typing import Any

import discord

from bot.services.records import GuildSettings

_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}


def findings(guild: discord.Guild, settings: GuildSettings) -> list[str]:
    """List what stops the bot from doing what the settings say, each with its mend."""
    found = [
        fault
        for number in settings.answer_channels
        for fault in _channel_faults(guild, number, "answer")
    ]
    if settings.inbox_channel:
        found += _channel_faults(guild, settings.inbox_channel, "inbox")
        found += _inbox_faults(guild, settings.inbox_channel)
    elif settings.second_look:
        found.append("A second look needs an inbox channel: choose one above.")
    if settings.curator_role:
        found += _role_faults(guild, settings.curator_role)
    return found


def _channel_faults(guild: discord.Guild, number: int, what: str) -> Iterator[str]:
    channel = guild.get_channel(number)
    if channel is None:
        yield f"An {what} channel is gone: choose another one above."
        return
    allowed = channel.permissions_for(guild.me)
    for permission, name in _NEEDED.items():
        if not getattr(allowed, permission):
            yield (
                f"I lack **{name}** in {channel.mention}: open it, then Edit Channel › "
                f"Permissions › add me, and allow {name}."
            )


def _inbox_faults(guild: discord.Guild, number: int) -> Iterator[str]:
    channel = guild.get_channel(number)
    if channel and channel.permissions_for(guild.default_role).view_channel:
        yield (
            f"Everybody can read the inbox {channel.mention}: open it, then Edit Channel › "
            "Permissions, and take View Channel from @everyone."
        )


def _role_faults(guild: discord.Guild, number: int) -> Iterator[str]:
    role: Any = guild.get_role(number)
    if role is None:
        yield "The curator role is gone: choose another one above."
    elif not role.permissions.manage_messages:
        yield (
            f"{role.mention} sees /kb only once you allow it: Server Settings › Integrations › "
            "Almanac › /kb › add the role."
        )
