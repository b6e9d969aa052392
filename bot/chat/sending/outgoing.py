"""The one way out to Discord: what is sent, tried again once if the connection was reset.

discord.py tries again after most failures, but not after a reset on Linux. Whatever still fails
here is one of two errors of ours, for those who send without an interaction to answer.
"""

import io
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import aiohttp
import discord
import structlog
from discord import ui

from bot.chat.sending.plain_text import in_plain_text
from bot.services.answering.illustrations import Illustration

PICTURE = "figures.png"
"""The name of an attached picture, by which a card shows it."""

NO_PINGS = discord.AllowedMentions.none()

RESET = (aiohttp.ClientError, OSError)
"""How a connection breaks; a timeout is an `OSError` too."""

GONE_CODES = frozenset({10003, 10008, 50001, 50013})
"""Unknown channel, unknown message, no access, no permission ("JSON Error Codes"): out of reach."""

T = TypeVar("T")

_log = structlog.get_logger(__name__)


class NotSentError(Exception):
    """Discord did not take what was sent; it may another time."""

    def __init__(self, code: int = 0) -> None:
        """`code` is Discord's; 0 if it did not answer at all."""
        super().__init__(f"code {code}")
        self.code = code

    @property
    def is_passing(self) -> bool:
        """Whether nothing was wrong with what was sent: the connection or Discord itself failed."""
        return self.code == 0


class OutOfReachError(NotSentError):
    """Nothing can be sent there: it is gone, closed or not allowed."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send; a second try can read it again."""

    data: bytes
    name: str
    description: str | None = None

    def as_file(self) -> discord.File:
        """Return it as a `discord.File`, which is spent by one attempt."""
        return discord.File(io.BytesIO(self.data), self.name, description=self.description)


@dataclass(frozen=True, slots=True)
class Content:
    """What is sent: a card, or text with controls, and files with either."""

    view: ui.LayoutView | ui.View | None = None
    text: str | None = None
    attachments: Sequence[Attachment] = ()
    ping: int | None = None
    """The one person who is notified of it; nobody else ever is."""
    plain: bool = False
    """Whether a card is for one person who reads plain text in the place of cards."""
    silent: bool = False
    """Whether whoever follows the channel is not notified either; holds for a new message."""

    def send_arguments(self) -> dict[str, Any]:
        """Return the arguments for sending it, with fresh files: one attempt uses them up."""
        options: dict[str, Any] = {"allowed_mentions": self._allowed_mentions()}
        if self.view is not None:
            options["view"] = self.view
        if self.text:
            options["content"] = self.text
        if self.attachments:
            options["files"] = [attachment.as_file() for attachment in self.attachments]
        if self.silent:
            options["silent"] = True
        return options

    def edit_arguments(self) -> dict[str, Any]:
        """Return the arguments for an edit that replaces everything, files included."""
        return {
            "content": self.text,
            "view": self.view,
            "attachments": [attachment.as_file() for attachment in self.attachments],
            "allowed_mentions": NO_PINGS,
        }

    def messages(self) -> Sequence["Content"]:
        """Split it into what one message each takes: plain text may be longer than that.

        The last one has the controls, and no picture.
        """
        if not self.plain or not isinstance(self.view, ui.LayoutView):
            return (self,)
        files = [one for one in self.attachments if one.name != PICTURE]
        *first, (text, controls) = in_plain_text(self.view)
        before = (replace(self, text=one, view=view, attachments=()) for one, view in first)
        return (*before, replace(self, text=text, view=controls, attachments=files))

    def _allowed_mentions(self) -> discord.AllowedMentions:
        if self.ping is None:
            return NO_PINGS
        person = discord.Object(self.ping, type=discord.User)
        return discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[person]
        )


def pictures(illustration: Illustration | None) -> Sequence[Attachment]:
    """List what must be sent with a card that shows the illustration."""
    if illustration is None or illustration.picture is None:
        return ()
    picture = illustration.picture
    return (Attachment(picture.png, PICTURE, picture.alt),)


async def attempt(send: Callable[[], Awaitable[T]]) -> T:
    """Send, and once more if the connection was reset meanwhile."""
    try:
        return await send()
    except RESET as error:
        _log.info("sending.reset", error=type(error).__name__)
    return await send()


async def deliver(send: Callable[[], Awaitable[T]]) -> T:
    """Send without an interaction; raise `OutOfReachError` or `NotSentError`."""
    try:
        return await attempt(send)
    except (discord.Forbidden, discord.NotFound) as error:
        raise OutOfReachError(error.code) from error
    except discord.HTTPException as error:
        raise NotSentError(error.code) from error
    except RESET as error:
        raise NotSentError from error


async def find_member(server: discord.Guild, person: int) -> discord.Member | None:
    """Ask Discord for a member of a server, or None if nobody is; may raise `NotSentError`."""
    try:
        return await deliver(lambda: server.fetch_member(person))
    except OutOfReachError:
        return None


async def post(
    place: discord.abc.Messageable,
    content: Content,
    reference: discord.MessageReference | None = None,
    nonce: str | None = None,
) -> discord.Message:
    """Post a message; raise `OutOfReachError` or `NotSentError`.

    By the nonce Discord knows a second attempt of what arrived after all, for some minutes.
    """
    extra: dict[str, Any] = {"nonce": nonce or secrets.token_hex(8)}
    if reference is not None:
        extra["reference"] = reference
    return await deliver(lambda: place.send(**content.send_arguments(), **extra))


async def tell(client: discord.Client, person: int, content: Content, nonce: str) -> None:
    """Write to a person; raise `OutOfReachError` or `NotSentError`."""
    user = await deliver(lambda: client.fetch_user(person))
    for number, message in enumerate(content.messages()):
        await post(user, message, nonce=f"{nonce}-{number}" if number else nonce)


async def edit(message: discord.PartialMessage, content: Content) -> None:
    """Replace the content of a message; raise `OutOfReachError` or `NotSentError`."""
    await deliver(lambda: message.edit(**content.edit_arguments()))


async def delete(message: discord.PartialMessage | discord.Message) -> None:
    """Delete a message; raise `OutOfReachError` or `NotSentError`."""
    await deliver(message.delete)


async def set_tags(thread: discord.Thread, tags: Sequence[discord.ForumTag]) -> None:
    """Set the tags of a forum post; raise `OutOfReachError` or `NotSentError`."""
    # Of an archived post Discord changes nothing unless it is opened again with it.
    await deliver(lambda: thread.edit(archived=False, applied_tags=tags))


async def pin(message: discord.Message) -> None:
    """Pin a message; raise `OutOfReachError` or `NotSentError`."""
    await deliver(message.pin)
