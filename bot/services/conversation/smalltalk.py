"""Recognize small talk: a greeting, a laugh, a stop, a wish to be forgotten."""

import re
import unicodedata

from bot.services.conversation.sayings import FILLERS, PARTS, WHOLE, Smalltalk

LONGEST = 80
"""Characters of a message that may be small talk."""

# Python takes the vowel signs of Devanagari for no letters.
_SIGNS = re.compile(r"[^\w\s\u0900-\u0963]+")
# Custom emoji of Discord, which have names made of letters.
_EMOJI = re.compile(r"<a?:\w{1,32}:\d+>|:[a-z0-9_+-]{2,32}:", re.IGNORECASE)
_LAUGH = re.compile(
    r"(?<![^\s])(?:a?(?:[hj][aeiu]){2,}[hj]?|b?(?:ha){2,}|(?:rs){2,}|k{3,}|lo+l(?:ol)*|lmf?ao+|x+d+"
    r"|(?:हा|ही){2,})(?![^\s])"
)
_RUN = re.compile(r"([^\W\d_])\1{2,}")
"""A letter that is drawn out: `niceee`, `okkk`."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def smalltalk(text: str) -> Smalltalk | None:
    """Recognize a message that asks nothing; None for everything else.

    It is one of the whole sayings, or nothing but short ones one after another. Every word must be
    known: "ok and my wife?" and "thanks, what about h4" are questions.
    """
    if len(text) > LONGEST:
        return None
    words = _plain(_EMOJI.sub(" ", text))
    if not words:
        return Smalltalk.CHAT if text.strip() else None
    whole = words.removesuffix(" almanac").removesuffix(" please")
    if sentence := _WHOLE.get(whole):
        return sentence
    laughing = _LAUGH.sub("haha", words)
    readings = dict.fromkeys((laughing, _RUN.sub(r"\1", laughing), _RUN.sub(r"\1\1", laughing)))
    return next(filter(None, map(_parts, readings)), None)


def _parts(words: str) -> Smalltalk | None:
    """Read words as sayings one after another; name the first kind in the order of `PARTS`."""
    kind_until: dict[int, int] = {0: _FILLER}
    for start in range(len(words)):
        if start not in kind_until:
            continue
        for end in range(start + 1, min(start + _LONGEST_PART, len(words)) + 1):
            rank = _PARTS.get(words[start:end])
            if rank is not None and _ends_word(words, end):
                after = end + (words[end : end + 1] == " ")
                best = min(rank, kind_until[start], kind_until.get(after, _FILLER))
                kind_until[after] = best
    rank = kind_until.get(len(words), _FILLER)
    return None if rank == _FILLER else tuple(PARTS)[rank]


def _ends_word(words: str, end: int) -> bool:
    """Return whether a word ends here: at a space, or beside a Chinese sign."""
    return end == len(words) or words[end] == " " or bool(_CHINESE.search(words[end - 1 : end + 1]))


def _plain(text: str) -> str:
    """Strip case, signs and the ways in which one letter can be written."""
    return " ".join(_SIGNS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split())


def _split_sayings(sayings: str) -> list[str]:
    return [_plain(saying) for saying in re.split(r"[,\n]", sayings.strip())]


_FILLER = len(PARTS)
"""Ranks below every kind."""

_WHOLE = {saying: kind for kind, sayings in WHOLE.items() for saying in _split_sayings(sayings)}

_PARTS = dict.fromkeys(_split_sayings(FILLERS), _FILLER) | {
    saying: rank
    for rank, sayings in enumerate(PARTS.values())
    for saying in _split_sayings(sayings)
}

_LONGEST_PART = max(map(len, _PARTS))
