"""The real bot in a browser page that looks like Discord, without an account or a token.

The page is simcord's preview: a pretended Discord in this process, served on loopback.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import discord
import simcord
from discord import ui
from discord.ext import tasks

from bot.chat.cards.card import card
from bot.chat.client import AlmanacBot
from bot.chat.sending.outgoing import NO_PINGS
from bot.local.clients import ENGLISH, in_languages

WIDTH, HEIGHT = 1100, 800
"""Size of the page's window in pixels, as long as nobody resizes it."""

PATIENCE = 60.0
"""Seconds that an answer may take: a change is held against every question of the base."""

MINUTE = 60.0
"""Seconds between two looks for what changed, as on Discord."""

MEMBERS = {"ana": "Ana, a member", "ben": "Ben, a member"}
MODERATORS = {"max": "Max, a moderator", "mia": "Mia, a moderator"}

SERVER_WELCOME = """\
### Welcome to the playground
This is the real bot. Type in the box below:
- `/ask how long does h1b last`, and watch the suggestions
- `/visa`, `/role`, `/salary`, `/faq` or `/help`
- `@Almanac can my spouse work on O-3`
- as Max or Mia: `/kb add`, `/kb edit`, `/kb inbox`, `/setup`

Buttons and selects work. The menu at the top changes between Ana and Ben, members, and Max and \
Mia, moderators. What the bot says elsewhere, in #moderators or to one person, is shown here too, \
some of it a minute later: press Refresh preview.
-# Cannot be tried here: the menu of a message (Apps › Answer this), and whatever waits for hours \
to pass."""

DIRECT_WELCOME = """\
### Welcome to the playground
This is a direct message with the real bot. Just write, for example:
- how long does h1b last
- can my spouse work on O-3
- h1b vs o1

Slash commands, buttons and selects work too.
-# Cannot be tried here: the menu of a message (Apps › Answer this), and whatever waits for hours \
to pass."""


class PortTakenError(Exception):
    """The page's port cannot be used; the message says what to do."""


async def serve(
    bot: AlmanacBot,
    *,
    port: int,
    dm: bool,
    announce: Callable[[str], None],
    stopping: asyncio.Event,
    language: str = ENGLISH,
) -> None:
    """Serve the page until the event is set; `announce` is told its address.

    Everybody on it uses Discord in the language, and so does the server.

    Raise `PortTakenError` if the port cannot be used. Port 0 takes a free one.
    """
    async with simcord.run(bot, check_errors=False, settle_timeout=PATIENCE) as env:
        speaking = in_languages({}, server=language, others=language)
        assert bot.user is not None, "simcord logs the bot in"
        await bot.user.edit(username="Almanac")
        channel, viewers = await (_direct(env, bot) if dm else open_server(env, bot, language))
        preview = env.preview(
            channel,
            viewers=viewers,
            layout="channel",
            width=WIDTH,
            height=HEIGHT,
            port=port or None,
        )
        try:
            await preview.__aenter__()
        except simcord.SetupError as error:
            if not isinstance(error.__cause__, OSError):
                raise
            message = f"Port {port} is taken: try 'almanac playground --port {port + 1}'."
            raise PortTakenError(message) from error
        try:
            announce(f"Open {preview.url}")
            announce("Ctrl-C ends it.")
            with speaking:
                await _until_stopped(bot, stopping)
        finally:
            await preview.__aexit__(None, None, None)


async def _until_stopped(bot: AlmanacBot, stopping: asyncio.Event) -> None:
    """Do every minute what the bot does by itself, until the event is set."""
    while not stopping.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), MINUTE)
        await pass_minute(bot)


async def pass_minute(bot: AlmanacBot) -> None:
    """Do once what the bot does every minute.

    simcord's time stands still, and a page whose press meets it being moved is stuck.
    """
    for cog in tuple(bot.cogs.values()):
        for name, attribute in vars(type(cog)).items():
            if isinstance(attribute, tasks.Loop) and not attribute.hours:
                await getattr(cog, name)()


async def open_server(
    env: simcord.Env, bot: AlmanacBot, language: str = ENGLISH
) -> tuple[simcord.ChannelHandle, Sequence[simcord.MemberActor]]:
    """Set up a server with two channels, two members and two moderators."""
    guild = env.create_guild("ML engineers abroad", preferred_locale=language)
    channel = guild.create_text_channel("visa-questions")
    moderators = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True, manage_guild=True)
    )
    hidden, seen = (discord.PermissionOverwrite(view_channel=may) for may in (False, True))
    me = guild.me
    assert me is not None, "the bot is in every server that simcord makes"
    inbox = guild.create_text_channel(
        "moderators", overwrites={guild.default_role: hidden, moderators: seen, me: seen}
    )
    people, elsewhere = [], {inbox.id: "In #moderators"}
    for group, roles in ((MEMBERS, []), (MODERATORS, [moderators])):
        for name, called in group.items():
            person = env.create_user(name, global_name=called)
            people.append(guild.add_member(person, roles=roles))
            elsewhere[person.dm_channel.id] = f"To {called}, in a direct message"
    await env.settle()
    shown = bot.get_channel(channel.id)
    assert isinstance(shown, discord.TextChannel), "simcord tells the bot of every channel"
    await shown.send(view=card([ui.TextDisplay(SERVER_WELCOME)]), allowed_mentions=NO_PINGS)
    bot.add_listener(_Echo(shown, elsewhere).on_message)
    return channel, people


class _Echo:
    """Repeat in the channel on the page what the bot says where nobody can look."""

    def __init__(self, shown: discord.TextChannel, elsewhere: Mapping[int, str]) -> None:
        self._shown = shown
        self._elsewhere = elsewhere

    async def on_message(self, message: discord.Message) -> None:
        """Repeat a message of the bot, with its controls and files."""
        where = self._elsewhere.get(message.channel.id)
        if where is None or message.author.id != self._shown.guild.me.id:
            return
        files = [await one.to_file() for one in message.attachments]
        kind: Any = ui.LayoutView if message.flags.components_v2 else ui.View
        view = kind.from_message(message)
        # Stopped before it is sent: its controls are the bot's own, which answer everywhere.
        view.stop()
        await self._shown.send(f"-# {where}:", allowed_mentions=NO_PINGS)
        await self._shown.send(
            message.content or None, view=view, files=files, allowed_mentions=NO_PINGS
        )


async def _direct(
    env: simcord.Env, bot: AlmanacBot
) -> tuple[simcord.ChannelHandle, Sequence[simcord.UserHandle]]:
    """Set up a direct message."""
    person = env.create_user("ana", global_name="Ana")
    known = await bot.fetch_user(person.id)
    await known.send(view=card([ui.TextDisplay(DIRECT_WELCOME)]), allowed_mentions=NO_PINGS)
    return person.dm_channel, [person]
