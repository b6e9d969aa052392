"""Who may do what in a server, asked again at every command, press and form.

Discord hides commands from who may not use them. But anybody can press a button that somebody
else was shown, and send any `custom_id`: so the person who presses is checked, every time.
"""

from collections.abc import Callable, Sequence

import discord
from discord.ext import commands

from bot.chat.sending.outgoing import find_member
from bot.chat.sending.replies import Interaction, send_text
from bot.chat.ui.actions import Handler, Work
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.servers.settings import Servers

NOT_HERE = N_("This works only in a server that has added me. Ask its admins to add me there.")
NOT_MODERATOR = N_(
    "Only moderators may do this: it needs the permission Manage Messages, or the moderator role "
    "that the admins chose with /setup."
)
NOT_ADMIN = N_("Only admins may do this: it needs the permission Manage Server.")


class Moderators:
    """Decide who may change a server's answers."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers

    def refusal(self, interaction: Interaction) -> str | None:
        """Explain why the person may not change this server's answers; None if they may."""
        if not in_own_server(interaction):
            return _(NOT_HERE)
        if interaction.permissions.manage_messages:
            return None
        role = self._servers.of(interaction.guild_id).moderator_role
        member = interaction.user
        if role and isinstance(member, discord.Member) and member.get_role(role):
            return None
        return _(NOT_MODERATOR)

    async def may_still(self, interaction: Interaction, person: int) -> bool:
        """Return whether a person, present or not, may change this server's answers now."""
        guild = interaction.guild
        if guild is None:
            return False
        member = await find_member(guild, person)
        return member is not None and self.is_one(member, interaction.channel)

    def is_one(self, member: discord.Member, here: object) -> bool:
        """Return whether a member may change this server's answers, as a channel `here` allows."""
        role = self._servers.of(member.guild.id).moderator_role
        allowed = [member.guild_permissions]
        if isinstance(here, discord.abc.GuildChannel):
            allowed.append(here.permissions_for(member))
        return any(one.manage_messages for one in allowed) or bool(role and member.get_role(role))

    async def allow(self, interaction: Interaction) -> bool:
        """Return whether the person may change this server's answers, and tell them if not."""
        return await _check(interaction, self.refusal)

    def only(self, *handlers: Handler) -> tuple[Handler, ...]:
        """Guard actions: each asks first whether the person who presses is a moderator."""
        return tuple(_guard(handler, self.refusal) for handler in handlers)


class GuardedCog(commands.Cog):
    """Commands that the tree runs only if `allow` says so."""

    async def allow(self, interaction: Interaction) -> bool:
        """Return whether the person may use these commands, and tell them if not."""
        raise NotImplementedError


async def allow_admin(interaction: Interaction) -> bool:
    """Return whether the person may set the bot up here, and tell them if not."""
    return await _check(interaction, admin_refusal)


def only_admins(*handlers: Handler) -> tuple[Handler, ...]:
    """Guard actions: each asks first whether the person who presses is an admin."""
    return tuple(_guard(handler, admin_refusal) for handler in handlers)


def admin_refusal(interaction: Interaction) -> str | None:
    """Explain why the person may not set the bot up here; None if they may."""
    if not in_own_server(interaction):
        return _(NOT_HERE)
    return None if interaction.permissions.manage_guild else _(NOT_ADMIN)


def in_own_server(interaction: Interaction) -> bool:
    """Return whether this happens in a server that has the bot, not only a person who has it."""
    guild = interaction.guild_id
    return guild is not None and interaction.client.get_guild(guild) is not None


async def _check(interaction: Interaction, refusal: Callable[[Interaction], str | None]) -> bool:
    sentence = refusal(interaction)
    if sentence is not None:
        await send_text(interaction, sentence)
    return sentence is None


def _guard(handler: Handler, refusal: Callable[[Interaction], str | None]) -> Handler:
    def read(state: str, values: Sequence[str]) -> Work:
        async def checked(interaction: Interaction) -> None:
            # Who may not do this is not told what a control would have to carry.
            if await _check(interaction, refusal):
                await handler.understand(state, values)(interaction)

        return checked

    return Handler(handler.name, read)
