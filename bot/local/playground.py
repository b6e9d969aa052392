"""The real bot in a browser page that looks like Discord, without an account or a token.

The page is simcord's preview: a pretended Discord in this process, served on loopback, with
`front.py` before it.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import discord
import simcord
from discord import ui
from discord.ext import tasks
from simcord.backend.cdn import CDN_BASE

from bot.chat.cards.card import card
from bot.chat.cards.ways_on import open_button
from bot.chat.client import AlmanacBot
from bot.chat.sending.outgoing import NO_PINGS
from bot.local.clients import ENGLISH, in_languages
from bot.local.front import Front
from bot.services.content.answer import Link

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
This is the real bot. Type into the box below, and press Enter:
- `/ask how long does h1b last`
- `@Almanac can my spouse work on O-3`
- `/visa h1b cost`, `/compare h1b o1` or `/salary ml engineer`
- as Max or Mia: `/kb inbox` or `/setup`

After `/` a list of all commands opens: Enter takes the first, and a second Enter sends it. \
Buttons and selects work. The menu at the top changes between Ana and Ben, members, and Max and \
Mia, moderators. What the bot says elsewhere, in #moderators or to one person, is shown here too, \
some of it a minute later: press Refresh preview.
-# Cannot be tried here: the menu of a message (Apps › Answer this), and whatever waits for hours \
to pass."""

DIRECT_WELCOME = """\
### Welcome to the playground
This is a direct message with the real bot. Just write and press Enter, for example:
- how long does h1b last
- can my spouse work on O-3
- h1b vs o1

Slash commands, buttons and selects work too.
-# Cannot be tried here: the menu of a message (Apps › Answer this), and whatever waits for hours \
to pass."""


NOBODY_ASKED = (
    "-# Nobody was asked, so nobody answers, as on Discord: begin with `/ask` or `@Almanac`, or "
    "press an example at the top."
)

AVATAR = "almanac"
"""What simcord calls the picture of the bot."""


async def serve(
    bot: AlmanacBot,
    *,
    port: int,
    dm: bool,
    announce: Callable[[str], None],
    stopping: asyncio.Event,
    language: str = ENGLISH,
    examples: Sequence[Link] = (),
) -> None:
    """Serve the page until the event is set; `announce` is told its address.

    The first card has a button for each example. Everybody on it uses Discord in the language, and
    so does the server.

    Raise `PortTakenError` if the port cannot be used. Port 0 picks a free one.
    """
    async with _world(bot) as env:
        speaking = in_languages({}, server=language, others=language)
        assert bot.user is not None, "simcord logs the bot in"
        await bot.user.edit(username="Almanac")
        place = _direct(env, bot, examples) if dm else open_server(env, bot, language, examples)
        channel, viewers = await place
        preview = env.preview(
            channel,
            viewers=viewers,
            layout="channel",
            width=WIDTH,
            height=HEIGHT,
            assets={_picture_of(env): ("almanac.png", _avatar())},
        )
        async with preview, Front(preview.url, bot.user.id).serve(port) as address:
            announce(f"Open {address}")
            announce("Ctrl-C ends it.")
            with speaking:
                await _until_stopped(bot, stopping)


@asynccontextmanager
async def _world(bot: AlmanacBot) -> AsyncIterator[simcord.Env]:
    """Open a simulated Discord, set to today, for the bot."""
    env = simcord.Env(bot, check_errors=False, settle_timeout=PATIENCE)
    # Before anybody lives in it: later, the bot would live through every minute that passes.
    env.backend.advance_clock((datetime.now(UTC) - env.now()).total_seconds())
    env.backend.bot_user.avatar = AVATAR
    await env.start()
    try:
        with env.time_context():
            yield env
    finally:
        await env.shutdown()


def _picture_of(env: simcord.Env) -> str:
    """Return the address at which simcord looks for the bot's picture."""
    return f"{CDN_BASE}/avatars/{env.backend.bot_user.id}/{AVATAR}.png"


def _avatar() -> bytes:
    return (files("bot.local") / "avatar.png").read_bytes()


async def _until_stopped(bot: AlmanacBot, stopping: asyncio.Event) -> None:
    """Run the bot's periodic work every minute until the event is set."""
    while not stopping.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), MINUTE)
        await pass_minute(bot)


async def pass_minute(bot: AlmanacBot) -> None:
    """Run the work of one minute.

    simcord's time stands still, and a page whose press meets it being moved is stuck.
    """
    for cog in tuple(bot.cogs.values()):
        # What several cogs share stands in a class above theirs.
        for name, attribute in inspect.getmembers_static(type(cog)):
            if isinstance(attribute, tasks.Loop) and not attribute.hours:
                await getattr(cog, name)()


async def open_server(
    env: simcord.Env, bot: AlmanacBot, language: str = ENGLISH, examples: Sequence[Link] = ()
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
        for name, channel_name in group.items():
            person = env.create_user(name, global_name=channel_name)
            people.append(guild.add_member(person, roles=roles))
            elsewhere[person.dm_channel.id] = f"To {channel_name}, in a direct message"
    await env.settle()
    guild_channel = bot.get_channel(channel.id)
    assert isinstance(guild_channel, discord.TextChannel), "simcord tells the bot of every channel"
    await guild_channel.send(view=_welcome(SERVER_WELCOME, examples), allowed_mentions=NO_PINGS)
    bot.add_listener(_Echo(guild_channel, elsewhere).on_message)
    bot.add_listener(_Hint(guild_channel).on_message)
    return channel, people


class _Echo:
    """Repeat in the channel on the page what the bot says where nobody can look."""

    def __init__(self, channel: discord.TextChannel, elsewhere: Mapping[int, str]) -> None:
        self._shown = channel
        self._elsewhere = elsewhere

    async def on_message(self, message: discord.Message) -> None:
        """Repeat a message of the bot, with its controls and files."""
        where = self._elsewhere.get(message.channel.id)
        if where is None or message.author.id != self._shown.guild.me.id:
            return
        files = [await attachment.to_file() for attachment in message.attachments]
        kind: Any = ui.LayoutView if message.flags.components_v2 else ui.View
        view = kind.from_message(message)
        # Stopped before it is sent: its controls are the bot's own, which answer everywhere.
        view.stop()
        await self._shown.send(f"-# {where}:", allowed_mentions=NO_PINGS)
        await self._shown.send(
            message.content or None, view=view, files=files, allowed_mentions=NO_PINGS
        )


class _Hint:
    """Post a hint below a message that addresses nobody: silence looks like a fault."""

    def __init__(self, channel: discord.TextChannel) -> None:
        self._shown = channel

    async def on_message(self, message: discord.Message) -> None:
        """Post the hint if a person's message addresses nobody."""
        is_addressed = message.author.bot or self._shown.guild.me in message.mentions
        if message.channel.id == self._shown.id and not is_addressed:
            await message.reply(NOBODY_ASKED, allowed_mentions=NO_PINGS)


def _welcome(text: str, examples: Sequence[Link]) -> ui.LayoutView:
    """Render the first card, with examples to press."""
    items: list[ui.Item[Any]] = [ui.TextDisplay(text)]
    if examples:
        items.append(ui.TextDisplay("**Or press one:**"))
        items += [ui.ActionRow(open_button(link)) for link in examples]
    return card(items)


async def _direct(
    env: simcord.Env, bot: AlmanacBot, examples: Sequence[Link]
) -> tuple[simcord.ChannelHandle, Sequence[simcord.UserHandle]]:
    """Set up a direct message."""
    person = env.create_user("ana", global_name="Ana")
    known = await bot.fetch_user(person.id)
    await known.send(view=_welcome(DIRECT_WELCOME, examples), allowed_mentions=NO_PINGS)
    return person.dm_channel, [person]
