"""Channels and roles in what moderators type: names in a form, silent links on a card."""

import re

import discord

from bot.kb.model.markup import outside_code
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _

THIS_SERVER = N_("This server")
"""The title of a source that is the server itself; what may be typed for it in any case."""

_CHANNEL = re.compile(r"<#(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_MESSAGE = re.compile(r"https://(?:\w+\.)?discord\.com/channels/[\d/@me]+")
_MOST_ROLES = 250


def with_links(text: str, guild: discord.Guild | None) -> str:
    """Turn `#name` of a channel and `@name` of a role into links, but not in code."""
    if guild is None or not ("#" in text or "@" in text):
        return text
    channels = {f"#{one.name}": f"<#{one.id}>" for one in guild.channels}
    roles = {f"@{one.name}": f"<@&{one.id}>" for one in guild.roles[:_MOST_ROLES]}
    # Nobody may be notified of everything, not even in words that look like it.
    names = {name: link for name, link in {**channels, **roles}.items() if name != "@@everyone"}
    if not names:
        return text
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w<&#@])(?:{'|'.join(map(re.escape, longest))})(?![\w-])")
    return "".join(
        piece if is_code else pattern.sub(lambda match: names[match[0]], piece)
        for piece, is_code in outside_code(text)
    )


def with_names(text: str, guild: discord.Guild | None) -> str:
    """Turn such links back into names; one of a channel that is gone stays as it is."""
    if guild is None:
        return text

    def channel(match: re.Match[str]) -> str:
        one = guild.get_channel(int(match[1]))
        return f"#{one.name}" if one else match[0]

    def role(match: re.Match[str]) -> str:
        one = guild.get_role(int(match[1]))
        return f"@{one.name}" if one else match[0]

    return _ROLE.sub(role, _CHANNEL.sub(channel, text))


def with_addresses(sources: str, guild: int) -> str:
    """Replace `this server` and bare message links with what a line of sources needs."""
    return "\n".join(_line(line.strip(), guild) for line in sources.splitlines())


def _line(line: str, guild: int) -> str:
    here, message = _(THIS_SERVER), _("A message in this server")
    if line.rstrip(".").casefold() in {"this server", here.casefold()}:
        return f"{here} https://discord.com/channels/{guild}"
    return f"{message} {line}" if _MESSAGE.fullmatch(line) else line
