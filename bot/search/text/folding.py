"""Fold what people type into plain words, whatever script, spelling or markup they use."""

import re
import unicodedata
from typing import NamedTuple

LONGEST = 2000
"""Characters of a message that count: what Discord lets a person send
(https://discord.com/developers/docs/resources/message#create-message)."""

MOST_WORDS = 400
"""Words of a message that count; more than so many characters hold in practice."""

_RAW_LONGEST = 4 * LONGEST
"""Characters looked at before folding: markup and invisible characters may fill some of them."""

# Mentions, channels, roles, custom emoji, timestamps and links carry no question.
# https://discord.com/developers/docs/reference#message-formatting
_MARKUP = re.compile(r"<(?:@[!&]?|#|t:|a?:\w{1,32}:|/[^:>]{1,99}:)[-\w:]{1,32}>|https?://\S+")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
# Accents on Latin, Greek and Cyrillic letters; vowel signs of other scripts stay.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u02bc\u00b4\u0060\uff07]")
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
# A number with points, such as 3.10, which is not 3.1, and the word that it hangs on: `python3.10`;
# a word of Latin letters and digits, perhaps with a contraction; or a run of another script.
_WORD = re.compile(
    r"(?<![0-9a-zß-ɏ])[a-zß-ɏ]{2,32}(?=[0-9]+\.[0-9])|v?[0-9]+(?:\.[0-9]+)+|"
    r"[0-9a-zß-ɏ]+(?:'[a-z]{1,2}(?![a-z]))?|[^\W_0-9a-zß-ɏ]+"
)
_GAP = re.compile(r"\s+")
# Most texts are plain: nothing in them needs folding but case.
_PLAIN = re.compile(r"(?:[a-zA-Z \n?!.'\"();%$&+-]++|[0-9](?![kK])|,(?![0-9])|:(?!/))*+")
# `700,000` and `700k` are one number; a 401k is not.
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_K = re.compile(r"(?<![\w.])(?<![a-z]-)(?!401k)(\d{1,4})k(?!\w)")


class Word(NamedTuple):
    """A word as typed and folded, and how it hangs on the word before."""

    text: str
    tight: bool
    """No space stands between the word before and this one."""


def fold(text: str, limit: int | None = LONGEST) -> str:
    """Fold case, width, accents, invisible characters and Discord markup; cut at a limit.

    The limit is in characters of the result; None keeps everything, for our own documents.
    """
    if limit is not None:
        text = text[:_RAW_LONGEST]
    if _PLAIN.fullmatch(text):
        return " ".join(text.lower().split())[:limit]
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
        text = unicodedata.normalize("NFC", text)
        text = _DASHES.sub("-", text)
    text = _APOSTROPHES.sub("'", _MARKUP.sub(" ", text)).casefold()
    text = _K.sub(r"\g<1>000", _THOUSANDS.sub("", text))
    return _GAP.sub(" ", text).strip()[:limit]


def split(folded: str, limit: int | None = MOST_WORDS) -> tuple[Word, ...]:
    """Split folded text into words, at most `limit` of them."""
    words: list[Word] = []
    last = -1
    for match in _WORD.finditer(folded):
        if limit is not None and len(words) == limit:
            break
        gap = folded[last : match.start()] if words else " "
        words.append(Word(match[0], " " not in gap))
        last = match.end()
    return tuple(words)
