"""The Discord client: what it listens to, what it offers, and what it does when it is ready."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.chat.sending.failures import report
from bot.chat.sending.languages import Languages
from bot.chat.sending.mentions import CommandMentions
from bot.chat.sending.outgoing import NO_PINGS
from bot.chat.sending.replies import Interaction
from bot.chat.sync import mentions_of, numbers_there, sync_if_changed
from bot.chat.ui.dispatch import Actions, Dispatcher, Entrance
from bot.chat.ui.feature import Feature
from bot.chat.ui.forms import Forms
from bot.chat.ui.moderators import GuardedCog
from bot.services.ports.records import NO_GUILD
from bot.services.ports.shards import Shards
from bot.services.servers.identifying import IdentifyTurns
from bot.services.servers.leases import Leases

LOOK_EVERY = 1.0
"""Seconds between two looks whether it fell to this process to sync the commands."""

_log = structlog.get_logger(__name__)


class Tree(app_commands.CommandTree["AlmanacBot"]):
    """Commands that work everywhere unless they say otherwise, with one handler for errors."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Admit an interaction once, set the person's language, and guard moderators' commands.

        Suggestions decide for themselves.
        """
        if not self.client.entrance.admit(interaction):
            return False
        cog = getattr(interaction.command, "binding", None)
        if interaction.type is discord.InteractionType.autocomplete or not isinstance(
            cog, GuardedCog
        ):
            return True
        return await cog.allow(interaction)

    async def on_error(
        self, interaction: discord.Interaction["AlmanacBot"], error: app_commands.AppCommandError, /
    ) -> None:
        """Report the error to the person and to the operator."""
        command = interaction.command
        await report(interaction, error, command.qualified_name if command else "command")


class AlmanacBot(commands.AutoShardedBot):
    """Almanac on Discord; what it can do is installed before it starts."""

    def __init__(
        self,
        languages: Languages,
        *,
        sync_stamp: Path | None = None,
        when_ready: Callable[[], None] | None = None,
        shards: Shards | None = None,
        leases: Leases | None = None,
        turns: IdentifyTurns | None = None,
    ) -> None:
        """`sync_stamp` is the file that remembers the synced commands; without it none are synced.

        Without `shards` Discord says how many there are, and all of them are of this process.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=NO_PINGS,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **_gateway(shards),
        )
        self.entrance = Entrance(languages, lambda _person: False)
        self.actions = Actions(())
        self.mentions = CommandMentions()
        self.was_ready = False
        self._languages = languages
        self._parts: tuple[commands.Cog, ...] = ()
        self._sync_stamp = sync_stamp
        self._when_ready = when_ready
        self._leases = leases or Leases()
        self._turns = turns
        self._at_once: int | None = None
        """How many shards may identify themselves at once; None until Discord was asked."""

    def install(
        self, forms: Forms, features: Iterable[Feature], wants_plain: Callable[[int], bool]
    ) -> None:
        """Install what the rooms offer, and who reads plain text.

        Raise `ValueError` if two rooms answer one action.
        """
        self.entrance = Entrance(self._languages, wants_plain)
        features = tuple(features)
        handlers = [handler for feature in features for handler in feature.actions]
        self.actions = Actions((*handlers, *forms.actions))
        dispatcher = Dispatcher(self.entrance, self.actions, forms)
        self._parts = (dispatcher, *(cog for feature in features for cog in feature.cogs))

    async def setup_hook(self) -> None:
        """Offer the commands."""
        await self.tree.set_translator(self._languages)
        for part in self._parts:
            await self.add_cog(part)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait for the turn of a shard, among those of all processes."""
        if self._turns is None or shard_id is None:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        if self._at_once is None:
            self._at_once = (await self.fetch_session_start_limits()).max_concurrency
        await self._turns.wait(shard_id, self._at_once)

    async def on_ready(self) -> None:
        """Sync the commands, the first time only: READY comes again after every long silence."""
        if self.was_ready:
            return
        self.was_ready = True
        _log.info("ready", servers=len(self.guilds), shards=len(self.shards))
        if self._when_ready:
            self._when_ready()
        if self._sync_stamp and self.application_id:
            await self._sync(self._sync_stamp, self.application_id)

    async def _sync(self, stamp: Path, application: int) -> None:
        """Sync the commands, or leave it to the process that does, until this one has to."""
        if not self._leases.hold(NO_GUILD):
            _log.info("commands.of_another")
            await self._learn(await numbers_there(self.tree))
            while not self._leases.hold(NO_GUILD):
                await asyncio.sleep(LOOK_EVERY)
                if self.is_closed():
                    return
        await self._learn(await sync_if_changed(self.tree, application, stamp))

    async def _learn(self, numbers: Mapping[str, int]) -> None:
        self.mentions.learn(await mentions_of(self.tree, numbers))

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the conversation: there are no prefix commands."""

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event handler let through."""
        _log.exception("event.failed", event_name=event_method)


def _gateway(shards: Shards | None) -> dict[str, Any]:
    """Return which shards to connect; of none Discord says how many there are."""
    if shards is None:
        return {}
    return {"shard_ids": list(shards.numbers), "shard_count": shards.count}
