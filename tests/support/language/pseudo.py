"""A language of brackets: what the catalogs would translate stands in ⟦…⟧, all else as it is."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from gettext import NullTranslations
from types import MappingProxyType
from typing import Any

from bot.chat.sending.languages import Languages
from bot.kb.model.entries import Entry, Section
from bot.kb.reading.library import Library
from bot.kb.reading.quotes import fill, quotable_by_all, quotable_facts
from bot.locale.i18n import Language
from tests.support.cards import walk

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


class Longer(NullTranslations):
    """Say all in half as many letters again: more than translations need."""

    def gettext(self, message: str) -> str:
        return message + "x" * (len(message) // 2)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class PseudoLanguages(Languages):
    """Know this language alone."""

    async def load(self) -> None:
        self._known = MappingProxyType({LOCALE: Language(LOCALE, Bracketed())})


_SAID = re.compile(r"⟦[^⟦⟧]*⟧")
_NO_WORDS = re.compile(r"https?://[^\s)>]+|<[@#][^>]*>|\b[0-9a-f]{8}\b|[\W\d_]")


def texts(components: Any) -> Iterator[str]:
    """Yield all that a card, a form or a picture says: texts, labels, hints and options."""
    for one in walk(components):
        inner = [one["component"]] if isinstance(one.get("component"), dict) else []
        parts = [one, *one.get("items", ()), *inner]
        for part in [*parts, *(one for holder in parts for one in holder.get("options", ()))]:
            named = ("content", "label", "placeholder", "description")
            yield from (part[name] for name in named if isinstance(part.get(name), str))


def unmarked(components: Any, known: Iterable[str] = ()) -> list[str]:
    """List the texts with words outside of brackets, but for the `known` ones."""
    leave_out = sorted({one.replace("**", "") for one in known} - {""}, key=len, reverse=True)
    # A comparison marks a name within its sentence, too.
    return [text for text in texts(components) if _rest(text.replace("**", ""), leave_out)]


def _rest(text: str, known: Iterable[str]) -> str:
    while _SAID.search(text):
        text = _SAID.sub("", text)
    for part in known:
        text = text.replace(part, "")
    return _NO_WORDS.sub("", text)


def said_by(library: Library, day: date) -> Iterator[str]:
    """Yield what a base says on a day: titles, texts, sources, and the values of typed fields."""
    shared = quotable_by_all(library.facts)
    for entry in library.entries.values():
        facts = quotable_facts(entry, shared)
        typed = entry.model_dump(mode="json")
        names = ("title", "question", "code", "place", "measured", "dependents", "soc_codes")
        for value in (typed.get(name) for name in names):
            yield from [value] if isinstance(value, str) else value or ()
        yield from (source.title for source in entry.sources)
        yield entry.title.partition(" pay")[0]
        parts: list[Entry | Section] = [entry, *entry.sections]
        for part in parts:
            for text in (part.summary, *part.points, *part.more.split("\n\n")):
                filled = fill(text, facts, day).text
                yield from [filled] if filled else []
