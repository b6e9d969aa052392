"""Make text safe and short enough to show."""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from bot.kb.checking.safety import UNSEEN
from bot.locale.i18n import ngettext
from bot.services.masking.mask import mask

ELLIPSIS = "…"

_WIDE = "\u1100"
"""The first letter that is as wide as two."""

DOTS = "⋯"
"""What opens the rest of what can be done; short, so that three buttons share a row of a phone."""

_MARKUP = re.compile(r"([\\*_~`|<>\[\]()#@:\-])")
_SPACES = re.compile(r"\s+")
_BASE36 = re.compile(r"[0-9a-z]{1,13}")


def cut(text: str, limit: int) -> str:
    """Cut a text to a number of characters, with an ellipsis if something is missing."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def rest_bullet(n: int) -> str:
    """Write the last bullet of a list of which so many are left out."""
    return "- " + ngettext("… and {n} more", "… and {n} more", n).format(n=n)


def cut_at_word(text: str, limit: int) -> str:
    """Cut a text as `cut` does, after a whole word if one ends in its second half."""
    if len(text) <= limit:
        return text
    end = text.rfind(" ", limit // 2, limit)
    return (text[:end] if end > 0 else text[: limit - 1]).rstrip(" ,;:.(") + ELLIPSIS


def width(text: str) -> int:
    """Count the widths of letters that a line of text takes: a Chinese sign is as wide as two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(letter >= _WIDE and east_asian_width(letter) in "WF" for letter in text)


def quoted(text: str, limit: int = 200) -> str:
    """Show somebody's own words as one harmless line: no markup, no mention, nothing unseen."""
    line = _SPACES.sub(" ", UNSEEN.sub(" ", text)).strip()
    return _MARKUP.sub(r"\\\1", cut(line, limit))


def quoted_question(text: str) -> str:
    """Quote what somebody asked, masked before it is cut: cards are read by others.

    What goes to moderators is read from the card, where half a number would be told from nothing.
    """
    return quoted(mask(text)) or ELLIPSIS


def to_base36(number: int) -> str:
    """Write an id in base 36: at most 13 characters, of which a `custom_id` has few."""
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits or "0"


def from_base36(text: str) -> int:
    """Read an id that `to_base36` wrote; raise `ValueError` for anything else."""
    if not _BASE36.fullmatch(text):
        raise ValueError("not an id in base 36")
    return int(text, 36)


def pieces(text: str, limit: int) -> Iterator[str]:
    """Split a text into pieces of at most `limit` characters, between words if there are any."""
    while len(text) > limit:
        at = text.rfind(" ", 1, limit + 1)
        at = at if at > 0 else limit
        yield text[:at]
        text = text[at:].removeprefix(" ")
    yield text
