"""A language of brackets: what the catalogues would translate stands in ⟦…⟧, all else as it is."""

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from types import MappingProxyType
from typing import Any

from bot.chat.languages import Languages
from bot.locale.speech import Language

LOCALE = "es-ES"
"""The locale of Discord that stands for it."""


class Bracketed(NullTranslations):
    """Put whatever is looked up into brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        # Commands keep their names, by which tests call them.
        return message


class PseudoLanguages(Languages):
    """Know this language alone."""

    async def load(self) -> None:
        self._known = MappingProxyType({LOCALE: Language(LOCALE, Bracketed())})


SHOWN = {"content", "label", "placeholder", "title", "description"}
"""What people read of a component or a form."""


def unmarked(components: Any, known: Iterable[str] = ()) -> list[str]:
    """List the texts of cards or forms that stand outside of brackets; `known` is not the bot's."""
    left = []
    for text in _texts(components):
        rest = text
        while _BRACKETED.search(rest):
            rest = _BRACKETED.sub("", rest)
        for word in sorted(known, key=len, reverse=True):
            rest = rest.replace(word, "")
        if any(letter.isalpha() for letter in rest):
            left.append(text)
    return left


_BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name in SHOWN and isinstance(inner, str):
                yield inner
            elif name != "author":
                yield from _texts(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from _texts(inner)
