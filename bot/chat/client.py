"""The Discord client: what it listens to, what it offers, and what it does when it is ready."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.asking import Asking
from bot.chat.comparing import Comparing
from bot.chat.conversation import Conversation
from bot.chat.curators import StaffCog
from bot.chat.following import Following
from bot.chat.forms import Forms
from bot.chat.guide import Guide
from bot.chat.handing_back import HandBack
from bot.chat.languages import Languages
from bot.chat.membership import Membership
from bot.chat.moderation.wiring import Moderation
from bot.chat.options import Audience
from bot.chat.path import Paths
from bot.chat.presses import Presses
from bot.chat.privacy import My
from bot.chat.replies import Interaction
from bot.chat.replying import Replying
from bot.chat.setting_up import SettingUp
from bot.chat.short_talk import ShortTalk
from bot.chat.sync import sync_if_changed
from bot.chat.topics import Topics
from bot.chat.ui.dispatch import Actions, Dispatcher, Entrance
from bot.chat.ui.failures import report
from bot.chat.ui.sending import NO_PINGS
from bot.chat.watches import Watches
from bot.services.answers import Answers
from bot.services.comparisons import Comparisons
from bot.services.desk import Desk
from bot.services.following import FollowUps
from bot.services.guidance import Guidance
from bot.services.illustrations import Illustrations
from bot.services.presenting import Presenter
from bot.services.salaries import Salaries
from bot.services.usage import Draw
from bot.services.watching import Watching

_log = structlog.get_logger(__name__)


class Tree(app_commands.CommandTree["AlmanacBot"]):
    """Commands that work everywhere unless they say otherwise, with one border for errors."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Take it once, in the person's language, and ask who uses a command of moderators.

        Suggestions decide for themselves.
        """
        if not self.client.entrance.admits(interaction):
            return False
        cog = getattr(interaction.command, "binding", None)
        if interaction.type is discord.InteractionType.autocomplete or not isinstance(
            cog, StaffCog
        ):
            return True
        return await cog.allow(interaction)

    async def on_error(
        self, interaction: discord.Interaction["AlmanacBot"], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person, and the operator."""
        command = interaction.command
        await report(interaction, error, command.qualified_name if command else "command")


class AlmanacBot(commands.AutoShardedBot):
    """Almanac on Discord, wired from the services that it is given."""

    def __init__(
        self,
        *,
        answers: Answers,
        salaries: Salaries,
        desk: Desk,
        illustrations: Illustrations,
        comparisons: Comparisons,
        guidance: Guidance,
        draw: Draw | None = None,
        languages: Languages | None = None,
        sync_stamp: Path | None = None,
        when_ready: Callable[[], None] | None = None,
        shard_count: int | None = None,
    ) -> None:
        """Take the services, the moderators' desk, and what to do once.

        Without a file that remembers the synced commands they are never synced by itself, and
        without languages everything is in English.
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
            shard_count=shard_count,
        )
        self.was_ready = False
        self.languages = languages or Languages()
        self.entrance = Entrance(self.languages)
        audience = Audience(desk.servers)
        setting_up = SettingUp(desk.servers)
        hand_back = HandBack(desk.stores.drafts, desk.clock)
        moderation = Moderation(
            desk=desk,
            answers=answers,
            illustrations=illustrations,
            hand_back=hand_back,
            draw=draw,
            client=self,
        )
        presenter = Presenter(answers, illustrations, comparisons, desk.preferences)
        follow_ups = FollowUps(answers, salaries, desk.keeper, desk.clock)
        delivery = Delivery(
            presenter, audience, self.languages, desk.tally, desk.serving, follow_ups.last
        )
        following = Following(follow_ups, delivery)
        replying = Replying(presenter, delivery, self.languages)
        presses = Presses(answers, presenter, delivery)
        comparing = Comparing(comparisons, delivery)
        paths = Paths(guidance)
        forms = Forms((setting_up, following, *moderation.forms), hand_back)
        watching = Watching(desk.stores.watches, answers, desk.keeper, desk.clock)
        watches = Watches(watching, self)
        my = My(desk, watches, follow_ups.last)
        parts = (setting_up, forms, following, replying, watches, moderation, my, presses)
        pressed = (*parts, comparing, paths)
        self.actions = Actions(handler for part in pressed for handler in part.actions)
        self._parts = (
            Asking(answers, delivery, self.tree),
            Topics(answers, salaries, audience, self.languages, delivery),
            comparing,
            paths,
            Guide(answers),
            Conversation(
                delivery,
                follow_ups,
                ShortTalk(answers, watching, desk.stores.gaps),
                self.languages,
                lambda: self.user,
            ),
            setting_up,
            my,
            watches,
            Membership(desk),
            Dispatcher(self.entrance, self.actions, forms),
            *moderation.cogs,
        )
        self._sync_stamp = sync_stamp
        self._when_ready = when_ready

    async def setup_hook(self) -> None:
        """Offer the commands."""
        await self.tree.set_translator(self.languages)
        for part in self._parts:
            await self.add_cog(part)

    async def on_ready(self) -> None:
        """Sync the commands, the first time only: READY comes again after every long silence."""
        if self.was_ready:
            return
        self.was_ready = True
        _log.info("ready", servers=len(self.guilds), shards=self.shard_count)
        if self._when_ready:
            self._when_ready()
        if self._sync_stamp and self.application_id:
            await sync_if_changed(self.tree, self.application_id, self._sync_stamp)

    async def on_message(self, message: discord.Message, /) -> None:
        """Leave messages to the conversation: there are no prefix commands."""

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """Log what an event handler let through."""
        _log.exception("event.failed", event_name=event_method)
