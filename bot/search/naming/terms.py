"""The words that `naming_reader.py` looks at: terms, taken apart again."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.search.naming.words import MEASURED, NAMING, UNITS, UNNAMED, WORDS
from bot.search.text.lexer import Kind, Term, stem

_NUMBER = re.compile(r"(?:v(?=[0-9]+\.))?([0-9]+(?:\.[0-9]+)*)")
FISCAL = re.compile(r"fy(?:20)?([0-9]{2})")
_GLUED = re.compile(r"(?<![a-z])([a-z]{3,}+)([0-9]{1,4})")

_WORD, _NUMERIC = Kind.WORD, Kind.NUMBER
"""Looked up once: members of an enumeration are slow."""

_SAYING = frozenset({Kind.NUMBER, Kind.LEVEL})

_REMEMBERED = 1 << 12
"""Terms that are remembered as split: a base repeats its words a hundred times."""


class Token(NamedTuple):
    """A word or number of a text."""

    text: str
    """The stem."""
    typed: str
    kind: Kind
    plain: bool = False
    """Whether it says nothing by itself: most words neither count nor date anything."""

    @property
    def number(self) -> str | None:
        """Its digits if it is a plain number."""
        plain = _NUMBER.fullmatch(self.text) if self.kind is _NUMERIC else None
        return plain[1] if plain else None

    @property
    def is_plural(self) -> bool:
        """Whether it looks like a plural."""
        word = self.typed
        ends = word.endswith("s") and not word.endswith(("ss", "us", "is"))
        return self.kind is _WORD and len(word) > 3 and ends

    @property
    def is_noun(self) -> bool:
        """Whether it may be what a number says which one of."""
        word = self.typed
        plain = self.kind is _WORD and len(word) > 1 and word.isalpha() and not self.is_plural
        return plain and self.text not in UNNAMED and not word.endswith(("ed", "ing"))


NONE = Token("", "", Kind.WORD)

NO_SLIPS: Mapping[str, str] = {}


def as_typed(word: Token, typed: Mapping[str, str]) -> Token:
    """Undo the correction of a word that says what a number is, though the base does not use it."""
    before = typed.get(word.typed)
    root = stem(before) if before else ""
    known = root in UNITS or root in MEASURED or root in NAMING
    return Token(root, before, Kind.WORD) if before and known else word


@lru_cache(_REMEMBERED)
def split_term(term: Term) -> tuple[Token, ...]:
    """Split a phrase, or a word with a number attached (`windows11`)."""
    return tuple(one._replace(plain=_is_plain(one)) for one in _split(term))


def _split(term: Term) -> Iterator[Token]:
    if term.parts:
        for part, typed in zip(term.parts, term.typed.split(), strict=False):
            yield Token(part, typed, Kind.NUMBER if part[:1].isdigit() else _WORD)
    elif term.kind is Kind.NUMBER and (glued := _GLUED.fullmatch(term.text)):
        yield Token(stem(glued[1]), glued[1], _WORD)
        yield Token(glued[2], glued[2], Kind.NUMBER)
    else:
        yield Token(term.text, term.typed, term.kind)


def _is_plain(word: Token) -> bool:
    """Return whether a word says nothing: of codes only a fiscal year does."""
    if word.kind in _SAYING or word.text in WORDS:
        return False
    return word.text.isalpha() or (word.kind is Kind.CODE and not FISCAL.fullmatch(word.text))
