"""The real bot in a browser page that looks like Discord, without an account or a token.

The page is simcord's preview: a pretended Discord in this process, served on loopback.
"""

import asyncio
from collections.abc import Callable, Sequence

import discord
import simcord

from bot.chat.card import card
from bot.chat.client import AlmanacBot
from bot.chat.replies import NO_PINGS

WIDTH, HEIGHT = 1100, 800
"""Size of the page's window in pixels, as long as nobody resizes it."""

SERVER_WELCOME = """\
### Welcome to the playground
This is the real bot. Type in the box below:
- `/ask how long does h1b last`, and watch the suggestions
- `/visa`, `/role`, `/salary`, `/faq` or `/help`
- `@Almanac can my spouse work on O-3`
- as Max: `/kb add`, `/kb edit`, `/kb inbox`, `/setup`

Buttons and selects work. The menu at the top changes between Ana, a member, and Max, a moderator.
-# Cannot be tried here: the menu of a message (Apps › Answer this), and whatever waits for time \
to pass."""

DIRECT_WELCOME = """\
### Welcome to the playground
This is a direct message with the real bot. Just write, for example:
- how long does h1b last
- can my spouse work on O-3
- h1b vs o1

Slash commands, buttons and selects work too.
-# Cannot be tried here: the menu of a message (Apps › Answer this), and whatever waits for time \
to pass."""


class PortTaken(Exception):
    """The page's port cannot be used; the message says what to do."""


async def serve(
    bot: AlmanacBot,
    *,
    port: int,
    dm: bool,
    announce: Callable[[str], None],
    stopping: asyncio.Event,
) -> None:
    """Serve the page until the event is set; `announce` is told its address.

    Raise `PortTaken` where the port cannot be used. Port 0 takes a free one.
    """
    async with simcord.run(bot, check_errors=False) as env:
        assert bot.user is not None, "simcord logs the bot in"
        await bot.user.edit(username="Almanac")
        channel, viewers = await (_direct if dm else _server)(env, bot)
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
            raise PortTaken(message) from error
        try:
            announce(f"Open {preview.url}")
            announce("Ctrl-C ends it.")
            await stopping.wait()
        finally:
            await preview.__aexit__(None, None, None)


async def _server(
    env: simcord.Env, bot: AlmanacBot
) -> tuple[simcord.ChannelHandle, Sequence[simcord.MemberActor]]:
    """Set up a server with a channel, a member and a moderator."""
    guild = env.create_guild("ML engineers abroad")
    channel = guild.create_text_channel("visa-questions")
    moderators = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_messages=True, manage_guild=True)
    )
    member = guild.add_member(env.create_user("ana", global_name="Ana, a member"))
    moderator = guild.add_member(
        env.create_user("max", global_name="Max, a moderator"), roles=[moderators]
    )
    await env.settle()
    shown = bot.get_channel(channel.id)
    assert isinstance(shown, discord.TextChannel), "simcord tells the bot of every channel"
    await shown.send(view=card([discord.ui.TextDisplay(SERVER_WELCOME)]), allowed_mentions=NO_PINGS)
    return channel, [member, moderator]


async def _direct(
    env: simcord.Env, bot: AlmanacBot
) -> tuple[simcord.ChannelHandle, Sequence[simcord.UserHandle]]:
    """Set up a direct message."""
    person = env.create_user("ana", global_name="Ana")
    known = await bot.fetch_user(person.id)
    await known.send(view=card([discord.ui.TextDisplay(DIRECT_WELCOME)]), allowed_mentions=NO_PINGS)
    return person.dm_channel, [person]
