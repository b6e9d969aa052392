"""Mask what identifies a person or a case in a text, before anybody else reads it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.services.masking.identifiers import IDENTIFIERS, LINK, Identifier

_TAKEN = "\0"
"""Stands where a number was found, so that no other kind reads across it."""

# Marks that the engine drops as well: accents, selectors and fillers that show nothing.
_DROPPED = re.compile(
    "[\u0300-\u036f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u2060-\u206f\u20d0-\u20ff"
    "\u3164\u093c\ufe00-\ufe0f\ufe20-\ufe2f\uffa0]"
)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u30fc\u00b7\u2022]")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text as the patterns read it, and where each of its characters comes from."""

    text: str
    starts: list[int]
    """The index in the original of each character; an original one may have become several."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    label: str


def mask(text: str) -> str:
    """Replace each number or address that belongs to a person with a word in brackets.

    A link goes too: it may lead to somebody's page. Mask before cutting: half a number is read by
    no pattern.
    """
    return _mask_kinds(text, (LINK, *IDENTIFIERS))


def mask_numbers(text: str) -> str:
    """Mask all but links: whoever proposes an answer names the page that says so."""
    return _mask_kinds(text, IDENTIFIERS)


def fold(text: str) -> FoldedText:
    """Fold width, invisible characters, dashes, digits of any script and runs of spaces."""
    letters: list[str] = []
    starts: list[int] = []
    for index, letter in enumerate(text):
        for plain in letter if " " <= letter <= "~" else _plain(letter):
            if plain == " " and letters and letters[-1] == " ":
                continue
            letters.append(plain)
            starts.append(index)
    return FoldedText("".join(letters), starts)


def _plain(letter: str) -> Iterator[str]:
    """Write a character in plain ones, if it shows anything."""
    for sign in unicodedata.normalize("NFKC", letter):
        digit = unicodedata.decimal(sign, None)
        if sign.isspace():
            yield " "
        elif digit is not None:
            yield str(digit)
        elif unicodedata.category(sign) in ("Cc", "Cf") or _DROPPED.match(sign):
            continue
        elif _DASHES.match(sign):
            yield "-"
        else:
            # Accents are dropped as the engine drops them: `número` names a number, too.
            yield unicodedata.normalize("NFKD", sign)[0]


def _mask_kinds(text: str, kinds: Iterable[Identifier]) -> str:
    folded = fold(text)
    spans = sorted(_find_spans(folded.text, kinds), key=lambda span: span.start)
    pieces: list[str] = []
    done = 0
    for span in spans:
        pieces += (text[done : folded.starts[span.start]], f"[{span.label}]")
        done = folded.starts[span.end - 1] + 1
    return "".join((*pieces, text[done:]))


def _find_spans(folded: str, kinds: Iterable[Identifier]) -> list[_Span]:
    spans: list[_Span] = []
    for kind in kinds:

        def take(match: re.Match[str], kind: Identifier = kind) -> str:
            group = "it" if "it" in kind.pattern.groupindex else 0
            label = kind.check(match[group]) if kind.check else kind.label
            if label is None:
                return match[0]
            spans.append(_Span(*match.span(group), label))
            start, end = (at - match.start() for at in match.span(group))
            return match[0][:start] + _TAKEN * (end - start) + match[0][end:]

        folded = kind.pattern.sub(take, folded)
    return spans
