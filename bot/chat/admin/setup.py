"""Set the bot up for a server: one panel that is saved as you go, with a doctor."""

import zoneinfo
from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import app_commands, ui

from bot.chat.admin.permissions import findings
from bot.chat.cards.card import card
from bot.chat.sending.failures import RefusedError
from bot.chat.sending.limits import SELECT_OPTIONS
from bot.chat.sending.replies import Interaction, note_done, open_form, replace, reply
from bot.chat.ui.actions import (
    CHECK_AGAIN,
    SET_APPROVAL,
    SET_CHANNELS,
    SET_FORUMS,
    SET_INBOX,
    SET_INVITES,
    SET_ROLE,
    SET_SOLVED,
    SET_ZONE,
    Handler,
    SelectAction,
)
from bot.chat.ui.controls import button, with_action
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import GuardedCog, admin_refusal, allow_admin, only_admins
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.content.reloading import BaseStatus
from bot.services.ports.records import GuildSettings
from bot.services.servers.settings import Servers

_TEXT_CHANNELS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]


class _ChosenValue(discord.SelectDefaultValue):
    """What is chosen already, with its id as a string.

    discord.py sends a number, and Discord's description of its interface knows ids as strings.
    """

    def to_dict(self) -> Any:
        """Serialize it as Discord does."""
        return {**super().to_dict(), "id": str(self.id)}


class SetupCog(GuardedCog):
    """Show admins the settings of their server, and save what they choose; none is needed."""

    name = "zone"

    def __init__(self, servers: Servers, base: BaseStatus) -> None:
        self._servers = servers
        self._base = base

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Change what the panel shows, for admins only."""
        return only_admins(
            SET_CHANNELS.handled_by(self._choose_channels),
            SET_ROLE.handled_by(self._choose_role),
            SET_INBOX.handled_by(self._choose_inbox),
            SET_FORUMS.handled_by(self._choose_forums),
            SET_SOLVED.handled_by(self._choose_tag),
            SET_APPROVAL.handled_by(self._switch_approval),
            SET_INVITES.handled_by(self._switch_invites),
            SET_ZONE.handled_by(self._ask_zone),
            CHECK_AGAIN.handled_by(self._show),
        )

    @app_commands.command(description="Set me up for this server, and see what is missing.")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    async def setup(self, interaction: Interaction) -> None:
        """Show the panel."""
        await reply(interaction, self._panel(interaction), private=True)

    async def allow(self, interaction: Interaction) -> bool:
        """Allow admins only."""
        return await allow_admin(interaction)

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form of the time zone."""
        return _("Time zone")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for the name of a zone."""
        hint = _("Such as America/New_York or Europe/Berlin")
        return (Field("zone", _("Time zone"), hint, most=64),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Accept a time zone."""
        if refusal := admin_refusal(interaction):
            raise RefusedError(refusal)
        typed = submission.fields["zone"].strip().replace(" ", "_").casefold()
        known = {name.casefold(): name for name in zoneinfo.available_timezones()}
        if typed not in known:
            raise RefusedError(_("I don't know this time zone: write it like Europe/Berlin."))
        await self._save(interaction, time_zone=known[typed])

    async def _choose_channels(
        self, interaction: Interaction, _state: None, channels: tuple[int, ...]
    ) -> None:
        await self._save(interaction, answer_channels=channels)

    async def _choose_role(
        self, interaction: Interaction, _state: None, roles: tuple[int, ...]
    ) -> None:
        await self._save(interaction, moderator_role=_first(roles))

    async def _choose_inbox(
        self, interaction: Interaction, _state: None, channels: tuple[int, ...]
    ) -> None:
        await self._save(interaction, inbox_channel=_first(channels))

    async def _choose_forums(
        self, interaction: Interaction, _state: None, forums: tuple[int, ...]
    ) -> None:
        await self._save(interaction, forums=forums)

    async def _choose_tag(
        self, interaction: Interaction, _state: None, tags: tuple[str, ...]
    ) -> None:
        tag = tags[0] if tags else None
        guild = interaction.client.get_guild(_guild(interaction))
        known = _tags(guild, self._servers.of(interaction.guild_id))
        if tag is not None and tag not in known:
            raise RefusedError(_("None of the forums has this tag anymore."))
        await self._save(interaction, solved_tag=tag)

    async def _switch_approval(self, interaction: Interaction, wanted: bool) -> None:
        await self._save(interaction, needs_approval=wanted)

    async def _switch_invites(self, interaction: Interaction, wanted: bool) -> None:
        await self._save(interaction, allows_invites=wanted)

    async def _ask_zone(self, interaction: Interaction, _state: None) -> None:
        zone = self._servers.of(interaction.guild_id).time_zone
        await open_form(interaction, render_form(self, "", 0, {"zone": zone}))

    async def _show(self, interaction: Interaction, _state: None) -> None:
        await replace(interaction, self._panel(interaction))

    async def _save(self, interaction: Interaction, **changes: Any) -> None:
        await self._servers.change(_guild(interaction), **changes)
        note_done(interaction)
        await replace(interaction, self._panel(interaction))

    def _panel(self, interaction: Interaction) -> ui.LayoutView:
        guild = interaction.client.get_guild(_guild(interaction))
        settings = self._servers.of(interaction.guild_id)
        faults = [] if guild is None else findings(guild, settings)
        if self._base.broken:
            faults = [*faults, _(_BROKEN_BASE)]
        return render_panel(settings, faults, _tags(guild, settings))


def render_panel(
    settings: GuildSettings, faults: list[str], tags: Sequence[str] = ()
) -> ui.LayoutView:
    """Render the panel with what is chosen, and what the doctor found.

    `tags` are those of the chosen forums, for one that marks a solved post.
    """
    approval, invites = settings.needs_approval, settings.allows_invites
    zone = _("Time zone of the digest: {zone}").format(zone=settings.time_zone)
    return card(
        [
            ui.TextDisplay(_(_WHAT)),
            ui.TextDisplay(
                _(
                    "**Answer channels** – everyone sees answers in these; elsewhere only the "
                    "person who asks"
                )
            ),
            ui.ActionRow(_channels(SET_CHANNELS, settings.answer_channels, SELECT_OPTIONS)),
            ui.TextDisplay(
                _("**Moderator role** – may change answers, even without Manage Messages")
            ),
            ui.ActionRow(_role(settings.moderator_role)),
            ui.TextDisplay(
                _("**Inbox channel** – unanswered questions, reports and the weekly digest")
            ),
            ui.ActionRow(_channels(SET_INBOX, _as_tuple(settings.inbox_channel), 1)),
            ui.ActionRow(button(SET_ZONE, None, zone)),
            *_forums(settings, tags),
            ui.Separator(),
            ui.TextDisplay(_(_SECOND).format(state=_on_or_off(approval))),
            ui.ActionRow(
                button(
                    SET_APPROVAL,
                    not approval,
                    _("Turn off second review") if approval else _("Turn on second review"),
                )
            ),
            ui.TextDisplay(_(_INVITES).format(state=_on_or_off(invites))),
            ui.ActionRow(
                button(
                    SET_INVITES, not invites, _("Forbid invites") if invites else _("Allow invites")
                )
            ),
            ui.Separator(),
            ui.TextDisplay(_doctor(faults)),
            ui.ActionRow(button(CHECK_AGAIN, None, _("Check again"))),
        ]
    )


def _on_or_off(switched: bool) -> str:
    return _("on") if switched else _("off")


_WHAT = N_(
    """\
### Set up Almanac
These settings are optional; what you choose is saved at once."""
)

_SECOND = N_(
    "**Second review: {state}** – if on, another moderator approves each change before it is "
    "published; verifying and undoing need no approval"
)

_INVITES = N_(
    "**Invites: {state}** – if on, answers of this server may hold invites to other servers"
)

_BROKEN_BASE = N_(
    "The newest shared answers have a mistake, so I still use the last good ones. Whoever runs me "
    "finds the mistake in the log."
)


def _doctor(faults: list[str]) -> str:
    if not faults:
        return _("**Checks** – nothing is missing")
    return "\n".join((_("**Checks**"), *(f"- {fault}" for fault in faults)))


def _forums(settings: GuildSettings, tags: Sequence[str]) -> Iterator[ui.Item[Any]]:
    yield ui.TextDisplay(_("**Forums** – new posts are answered from their titles, if I am sure"))
    kinds = [discord.ChannelType.forum]
    yield ui.ActionRow(_channels(SET_FORUMS, settings.forums, SELECT_OPTIONS, kinds))
    if settings.forums and tags:
        yield ui.ActionRow(_solved_tags(settings.solved_tag, tags))


def _solved_tags(chosen: str | None, tags: Sequence[str]) -> ui.Select[Any]:
    return ui.Select(
        custom_id=SET_SOLVED.custom_id(None),
        placeholder=_("Tag of solved posts: none"),
        min_values=0,
        options=[
            discord.SelectOption(label=tag, value=tag, default=tag == chosen)
            for tag in tags[:SELECT_OPTIONS]
        ],
    )


def _tags(guild: discord.Guild | None, settings: GuildSettings) -> list[str]:
    """List the names of the tags of all chosen forums, each once."""
    forums = (guild.get_channel(number) for number in settings.forums) if guild else ()
    tags_by_forum = (
        forum.available_tags for forum in forums if isinstance(forum, discord.ForumChannel)
    )
    return list(dict.fromkeys(tag.name for tags in tags_by_forum for tag in tags))


def _channels(
    action: SelectAction[None, int],
    chosen: tuple[int, ...],
    most: int,
    kinds: Sequence[discord.ChannelType] = _TEXT_CHANNELS,
) -> ui.ChannelSelect[Any]:
    select = ui.ChannelSelect[Any](
        channel_types=list(kinds),
        placeholder=_("No channel chosen"),
        min_values=0,
        max_values=most,
        default_values=[
            _ChosenValue(id=channel, type=discord.SelectDefaultValueType.channel)
            for channel in chosen
        ],
    )
    return with_action(action, None, select)


def _role(chosen: int | None) -> ui.RoleSelect[Any]:
    select = ui.RoleSelect[Any](
        placeholder=_("No role chosen"),
        min_values=0,
        max_values=1,
        default_values=[
            _ChosenValue(id=role, type=discord.SelectDefaultValueType.role)
            for role in _as_tuple(chosen)
        ],
    )
    return with_action(SET_ROLE, None, select)


def _as_tuple(value: int | None) -> tuple[int, ...]:
    return () if value is None else (value,)


def _first(values: tuple[int, ...]) -> int | None:
    return values[0] if values else None


def _guild(interaction: Interaction) -> int:
    assert interaction.guild_id is not None, "admins are asked for in servers only"
    return interaction.guild_id
