"""Every action that a button or a select can name, with what it carries: a promise.

Cards stay in channels for years, so once released an action keeps its name and its state. A change
that old cards could not follow takes a new name; one of the grammar itself, a new `VERSION`.

    custom_id = VERSION "|" action "|" state     state = parts, joined by "|"

    1|share|v:h-1b/cost|0a1b2c3d

A form is written the same way, with `FORM` as its action: `1|f|form|about|revision`.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.chat.sending.failures import OtherVersionError
from bot.chat.sending.limits import CUSTOM_ID
from bot.chat.sending.replies import Interaction
from bot.chat.ui import codecs as part
from bot.chat.ui.codecs import BAR, Codec, optional, pair, triple
from bot.chat.ui.pay_codec import PAY_QUERY

VERSION = "1"
"""Of the grammar."""

FORM = "f"
"""Stands where a control has its action."""

S = TypeVar("S")
V = TypeVar("V")

Work = Callable[[Interaction], Awaitable[None]]
"""A press that was understood, still to be answered."""

Read = Callable[[str, Sequence[str]], Work]
"""Reads a state and the chosen values; raises `ValueError` for what no control carries."""


@dataclass(frozen=True, slots=True)
class Handler:
    """What answers an action.

    It must check for itself whether the person may do this: anybody can send any `custom_id`.
    """

    name: str
    read: Read

    def understand(self, state: str, values: Sequence[str]) -> Work:
        """Read a press; raise `OtherVersionError` for what no control of ours carries."""
        try:
            return self.read(state, values)
        except ValueError as error:
            raise OtherVersionError from error


@dataclass(frozen=True, slots=True)
class ButtonAction(Generic[S]):
    """What a button does, and the state that it carries."""

    name: str
    state: Codec[S]

    def custom_id(self, state: S) -> str:
        """Write the whole `custom_id`; raise `ValueError` if it is longer than Discord takes."""
        return _custom_id(self.name, self.state.write(state))

    def handled_by(self, handler: Callable[[Interaction, S], Awaitable[None]]) -> Handler:
        """Return the handler that reads a press and passes it on."""

        def read(text: str, values: Sequence[str]) -> Work:
            if values:
                raise ValueError("values of a button")
            state = self.state.read(text)
            return lambda interaction: handler(interaction, state)

        return Handler(self.name, read)


@dataclass(frozen=True, slots=True)
class SelectAction(Generic[S, V]):
    """What a select does, the state that it carries, and what can be chosen from it."""

    name: str
    state: Codec[S]
    value: Codec[V]
    may_be_empty: bool = False

    def custom_id(self, state: S) -> str:
        """Write the whole `custom_id`; raise `ValueError` if it is longer than Discord takes."""
        return _custom_id(self.name, self.state.write(state))

    def handled_by(
        self, handler: Callable[[Interaction, S, tuple[V, ...]], Awaitable[None]]
    ) -> Handler:
        """Return the handler that reads a press and passes it on."""

        def read(text: str, values: Sequence[str]) -> Work:
            if not values and not self.may_be_empty:
                raise ValueError("nothing is chosen")
            state, chosen = self.state.read(text), tuple(map(self.value.read, values))
            return lambda interaction: handler(interaction, state, chosen)

        return Handler(self.name, read)


def read_custom_id(custom_id: str) -> tuple[str, str]:
    """Split a `custom_id` into its action and its state; raise `ValueError` for another version."""
    version, bar, rest = custom_id.partition(BAR)
    name, second, state = rest.partition(BAR)
    if version != VERSION or not bar or not second:
        raise ValueError("another version")
    return name, state


def write_custom_id(name: str, state: str) -> str:
    """Write a `custom_id` of this version, of any length."""
    return BAR.join((VERSION, name, state))


def _custom_id(name: str, state: str) -> str:
    custom_id = write_custom_id(name, state)
    if len(custom_id) > CUSTOM_ID:
        raise ValueError(f"the custom_id of {name} has {len(custom_id)} characters")
    return custom_id


_WHERE = pair(part.ADDRESS, part.REVISION)
_BELOW = pair(part.ID, part.ADDRESS)
_WATCHED = pair(part.ID, part.FULL_ADDRESS)
_PROPOSED = pair(part.NUMBER, part.DIGEST)
_COMPARED = pair(part.TOKENS, optional(part.SECTION))

# Answers.
OPEN = ButtonAction("open", part.ADDRESS)
READ = ButtonAction("read", part.ADDRESS)
PAGE = ButtonAction("page", triple(part.ADDRESS, part.REVISION, part.NUMBER))
SHARE = ButtonAction("share", _WHERE)
WORDS = ButtonAction("words", pair(part.ADDRESS, optional(part.NUMBER)))
DELETE = ButtonAction("delete", part.ID)
"""Delete a public answer of the bot, by its message."""
MENU = ButtonAction("menu", pair(part.ADDRESS, optional(part.NUMBER)))
"""Open what is done seldom; with a picture, an offer that is marked in it."""
PARTS = SelectAction("parts", pair(part.KEY, part.REVISION), part.PART)
LINKS = SelectAction("links", part.SLUG, part.FULL_ADDRESS)
TOPICS = SelectAction("topics", part.NUMBER, part.TEXT)
FOLLOW = ButtonAction("follow", part.ADDRESS)
OPEN_FOR = ButtonAction("of", _BELOW)
"""Open an answer for somebody who may reply with it to the message that it carries."""
REPLY_TO = ButtonAction("to", _BELOW)

# Pay from the wage tables.
PAY = ButtonAction("pay", pair(part.NUMBER, PAY_QUERY))
"""Show a page of an answer about pay."""
PAY_SHARE = ButtonAction("pay-share", PAY_QUERY)
PAY_WORDS = ButtonAction("pay-words", PAY_QUERY)
PAY_MENU = ButtonAction("pay-menu", PAY_QUERY)
PAY_REPLY = ButtonAction("pay-to", pair(part.ID, PAY_QUERY))

# Comparisons and paths.
COMPARE = ButtonAction("compare", triple(part.TOKENS, optional(part.SECTION), part.NUMBER))
COMPARE_SHARE = ButtonAction("compare-share", _COMPARED)
PATH = ButtonAction("path", triple(part.SLUG, part.HASH, part.TRAIL))
PATH_MORE = ButtonAction("path-more", triple(part.SLUG, part.HASH, part.TRAIL))
"""Read what to prepare and to ask at an end, and how it was reached."""

# What members say and want.
GOOD = ButtonAction("good", _WHERE)
SOLVED = ButtonAction("solved", part.ADDRESS)
"""Say that an answer solved a forum post."""
BAD = ButtonAction("bad", _WHERE)
NONE_FITS = ButtonAction("none", part.NOTHING)
"""Open what to do if no choice of a card is what was asked."""
CHOICES = ButtonAction("choices", part.NOTHING)
"""Go back to those choices."""
SEND = ButtonAction("send", part.NOTHING)
TELL = ButtonAction("tell", part.NOTHING)
PERSON = ButtonAction("person", optional(part.ADDRESS))
"""Ask the moderators what stands on the card, or about an answer."""
PERSON_AT = SelectAction("person-at", part.NOTHING, part.SNOWFLAKE)
"""Choose the server whose moderators are asked."""
WATCH = ButtonAction("watch", part.ADDRESS)
OPEN_WATCHED = ButtonAction("watched", _BELOW)
"""Open an answer of a server, or the shared one of none; the next one turns its pages."""
TURN_WATCHED = ButtonAction("turn", triple(part.NUMBER, part.ID, part.ADDRESS))
OPEN_LISTED = SelectAction("open-one", part.NOTHING, _WATCHED)
UNWATCH = ButtonAction("off", _BELOW)
UNWATCH_ONE = SelectAction("stop-one", part.NOTHING, _WATCHED)
UNWATCH_ALL = ButtonAction("stop-all", part.NOTHING)
FORGET_ME = ButtonAction("forget-me", part.NOTHING)
KEEP_ME = ButtonAction("keep-me", part.NOTHING)
WITHDRAW = ButtonAction("withdraw", part.NUMBER)
"""Take back what one proposed."""

# The inbox.
INBOX = ButtonAction("inbox", part.NUMBER)
STILL_RIGHT = ButtonAction("right", part.ADDRESS)
TAKE_DOWN = ButtonAction("down", part.ADDRESS)
SAME = ButtonAction("same", pair(part.WAITING, part.ADDRESS))
SAME_AS_OTHER = ButtonAction("other", part.WAITING)
WRITE = ButtonAction("write", part.WAITING)
DECLINE = ButtonAction("decline", part.WAITING)
PERSON_REPLY = ButtonAction("person-reply", part.NUMBER)
PERSON_CLOSE = ButtonAction("person-close", part.NUMBER)
REPLY_ANSWER = ButtonAction("reply-answer", pair(part.WAITING, part.ID))
"""Preview a message as the answer to what waits; this one and the next two carry that message."""
REPLY_FORM = ButtonAction("reply-form", part.ID)
REPLY_SEND = ButtonAction("reply-send", pair(part.NUMBER, part.ID))
VERIFY = SelectAction("verify", part.NOTHING, part.FULL_KEY)
VERIFY_NOW = SelectAction("verified", part.NOTHING, part.FULL_KEY)
"""Verify without a note; the other one asks for it."""

# Editing.
EDIT = ButtonAction("edit", part.ADDRESS)
NEW = ButtonAction("new", part.NOTHING)
AGAIN = ButtonAction("again", part.TEXT)
"""Open a form again; this one and those that follow carry the name of a draft."""
SAVE_ANYWAY = ButtonAction("anyway", part.TEXT)
"""Stands on cards of before there were previews."""
ADD_INSTEAD = ButtonAction("instead", part.TEXT)
UNDO = ButtonAction("undo", part.TEXT)
HISTORY = ButtonAction("history", pair(part.KEY, part.NUMBER))
BRING_BACK = SelectAction("bring-back", part.KEY, part.NUMBER)
IMPORT = ButtonAction("import", pair(part.NUMBER, part.ID))
IMPORT_PHRASINGS = ButtonAction("import-asks", pair(part.NUMBER, part.ID))
"""Import, and make questions that another answer takes already phrasings of it."""
PUBLISH_OWN = ButtonAction("publish", _PROPOSED)
"""Publish what its author saw in a preview; the next one is for a second moderator."""
DISCARD = ButtonAction("discard", _PROPOSED)
PUBLISH = ButtonAction("ok", _PROPOSED)
SEND_BACK = ButtonAction("no", _PROPOSED)
WHOLE_TEXT = ButtonAction("all", _PROPOSED)

# Setting up.
SET_CHANNELS = SelectAction("set-channels", part.NOTHING, part.SNOWFLAKE, may_be_empty=True)
SET_ROLE = SelectAction("set-role", part.NOTHING, part.SNOWFLAKE, may_be_empty=True)
SET_INBOX = SelectAction("set-inbox", part.NOTHING, part.SNOWFLAKE, may_be_empty=True)
SET_FORUMS = SelectAction("set-forums", part.NOTHING, part.SNOWFLAKE, may_be_empty=True)
SET_SOLVED = SelectAction("set-solved", part.NOTHING, part.TEXT, may_be_empty=True)
SET_APPROVAL = ButtonAction("set-approval", part.SWITCH)
SET_INVITES = ButtonAction("set-invites", part.SWITCH)
SET_ZONE = ButtonAction("set-zone", part.NOTHING)
CHECK_AGAIN = ButtonAction("set-again", part.NOTHING)
