"""Write what a control carries into its `custom_id`, and read it back: exact inverses.

Discord keeps 100 characters of a `custom_id`, which is all that is left of a control after a
restart. A codec never writes a bar, unless its part is the last one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.chat.sending.text import from_base36, to_base36
from bot.kb.model.entries import OVERVIEW
from bot.kb.model.keys import Address, Key, Kind

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

BAR = "|"

_LETTERS = {Kind.VISA: "v", Kind.ROLE: "r", Kind.SALARY: "s", Kind.FAQ: "f"}
"""Kinds in one letter: the longest address leaves no room for more. Never change one."""

_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """How a value is written into a `custom_id` and read back."""

    write: Callable[[T], str]
    parse: Callable[[str], T]

    def read(self, text: str) -> T:
        """Read what `write` wrote; raise `ValueError` for anything else."""
        value = self.parse(text)
        if self.write(value) != text:
            raise ValueError("not written by this codec")
        return value


def pair(first: Codec[A], last: Codec[B]) -> Codec[tuple[A, B]]:
    """Join two parts with a bar."""

    def write(values: tuple[A, B]) -> str:
        return f"{first.write(values[0])}{BAR}{last.write(values[1])}"

    def parse(text: str) -> tuple[A, B]:
        one, two = _split(text, 2)
        return first.read(one), last.read(two)

    return Codec(write, parse)


def triple(first: Codec[A], second: Codec[B], last: Codec[C]) -> Codec[tuple[A, B, C]]:
    """Join three parts with bars."""

    def write(values: tuple[A, B, C]) -> str:
        one, two, three = values
        return BAR.join((first.write(one), second.write(two), last.write(three)))

    def parse(text: str) -> tuple[A, B, C]:
        one, two, three = _split(text, 3)
        return first.read(one), second.read(two), last.read(three)

    return Codec(write, parse)


def optional(codec: Codec[T]) -> Codec[T | None]:
    """Write nothing for None; the codec itself must write something for every value."""

    def write(value: T | None) -> str:
        return "" if value is None else codec.write(value)

    def parse(text: str) -> T | None:
        return codec.read(text) if text else None

    return Codec(write, parse)


def _split(text: str, count: int) -> list[str]:
    parts = text.split(BAR, count - 1)
    if len(parts) != count:
        raise ValueError(f"{count} parts, not {len(parts)}")
    return parts


def _matching(pattern: str) -> Codec[str]:
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError("not in the form of this part")
        return text

    return Codec(check, check)


def _write_key(key: Key) -> str:
    return f"{_LETTERS.get(key.kind, key.kind.value)}:{key.slug}"


def _parse_key(text: str) -> Key:
    kind, _, slug = text.partition(":")
    return Key(_KINDS.get(kind) or Kind(kind), slug)


def _write_address(address: Address) -> str:
    key = _write_key(address.key)
    return f"{key}/{address.section}" if address.section else key


def _parse_address(text: str) -> Address:
    key, _, section = text.partition("/")
    if section:
        SECTION.read(section)
    return Address(_parse_key(key), section or None)


def _no_state(text: str) -> None:
    if text:
        raise ValueError("a state where none is written")


NOTHING: Codec[None] = Codec(lambda _: "", _no_state)
"""For controls whose name says everything."""

TEXT: Codec[str] = Codec(str, str)
"""Anything, bars included: the last part only."""

NUMBER: Codec[int] = Codec(str, lambda text: int(_matching("[0-9]{1,20}").read(text)))
"""A page, a place in a list, a revision of the ledger."""

ID: Codec[int] = Codec(to_base36, from_base36)
"""An id of Discord in base 36: at most 13 characters."""

SNOWFLAKE: Codec[int] = NUMBER
"""An id of Discord as Discord itself writes it, in the values of its own selects."""

REVISION = _matching("[0-9a-f]{8}|v[0-9]{1,12}")
"""Of the text of a shared entry, or of a server's ledger."""

HASH = _matching("[0-9a-f]{8}")
"""The revision of what only the shared base has."""

DIGEST = _matching("[0-9a-f]{16}")
"""Of the text that a proposal shows."""

SLUG = _matching("[a-z0-9-]+")
"""The name of a path, or of one of several selects on a card."""

SECTION = _matching("[a-z-]+")

TRAIL = _matching("[0-9]*")
"""The choices of a walk so far, a digit each."""

SWITCH: Codec[bool] = Codec(
    lambda on: "on" if on else "off", lambda text: _matching("on|off").read(text) == "on"
)

WAITING = _matching("[gs][0-9]{1,20}")
"""What waits in an inbox: the number of a gap or of a suggestion."""

KEY: Codec[Key] = Codec(_write_key, _parse_key)

ADDRESS: Codec[Address] = Codec(_write_address, _parse_address)

FULL_KEY: Codec[Key] = Codec(str, Key.parse)
"""As files write it: the values of a select have room, and a client may show them."""

FULL_ADDRESS: Codec[Address] = Codec(str, Address.parse)

PART: Codec[str | None] = Codec(
    lambda section: section or OVERVIEW,
    lambda text: None if text == OVERVIEW else SECTION.read(text),
)
"""A section of an entry, or its overview."""

TOKENS: Codec[tuple[str, ...]] = Codec(
    ".".join, lambda text: tuple(_matching("[0-9a-f]+(?:[.][0-9a-f]+)*").read(text).split("."))
)
"""Short names of what is compared."""
