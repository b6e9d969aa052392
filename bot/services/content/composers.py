"""Who composes: one composer for shared knowledge, which remembers answers, and one per server."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from bot.kb.model.keys import Address, Key
from bot.kb.reading.library import Library
from bot.locale.i18n import Language, current_language
from bot.search.text.bounded import BoundedDict
from bot.search.text.layered import LayeredMapping
from bot.services.content.answer import Answer, Sentence
from bot.services.content.changes import OwnEntries, ServerEntries
from bot.services.content.composing import Composer, titles_of

MOST_COMPOSED = 1000
"""Answers, and as many first sentences, that are remembered: some 4 kB each."""

T = TypeVar("T")

_Composed = tuple[Address, date, str | None, Language]
"""What is composed, of which day, for which language of text, and in which names are said."""


def _remembered() -> BoundedDict[_Composed, T]:
    return BoundedDict(MOST_COMPOSED)


@dataclass(frozen=True, eq=False)
class SharedComposer(Composer):
    """Composes shared knowledge; it is never changed, so what was composed lately is remembered."""

    _answers: BoundedDict[_Composed, Answer] = field(default_factory=_remembered, init=False)
    _sentences: BoundedDict[_Composed, Sentence] = field(default_factory=_remembered, init=False)

    def with_own_entries(self, library: Library, own: ServerEntries) -> "ServerComposer":
        """Compose from a library that lays a server's own entries over this one's."""
        return ServerComposer(
            library,
            LayeredMapping(own.revisions, self._revisions),
            LayeredMapping(titles_of(own.entries.values()), self._titles),
            self._facts,
            OwnEntries(own.days, self._library.entries),
            self,
        )

    def compose(self, address: Address, today: date, language: str | None = None) -> Answer | None:
        """Compose an answer as `Composer.compose` does, or return it as it was composed before."""
        key = (address, today, language, current_language())
        answer = self._answers.get(key)
        if answer is None and (answer := super().compose(address, today, language)):
            self._answers[key] = answer
        return answer

    def sentence(self, address: Address, today: date, language: str | None) -> Sentence | None:
        """Compose the first sentence likewise."""
        key = (address, today, language, current_language())
        sentence = self._sentences.get(key)
        if sentence is None and (sentence := super().sentence(address, today, language)):
            self._sentences[key] = sentence
        return sentence


@dataclass(frozen=True, eq=False)
class ServerComposer(Composer):
    """Composes what one server sees: its own entries, and everybody's through their composer."""

    _shared: SharedComposer

    def compose(self, address: Address, today: date, language: str | None = None) -> Answer | None:
        """Compose an answer; one that the server shares with everybody is theirs."""
        if self._is_shared(address.key):
            return self._shared.compose(address, today, language)
        return super().compose(address, today, language)

    def sentence(self, address: Address, today: date, language: str | None) -> Sentence | None:
        """Compose the first sentence likewise."""
        if self._is_shared(address.key):
            return self._shared.sentence(address, today, language)
        return super().sentence(address, today, language)

    def _is_shared(self, key: Key) -> bool:
        """Return whether neither an entry nor a related one is covered or hidden by the server."""
        entry, shared = self._library.entries.get(key), self._own.shared_entries
        named = (key, *entry.related) if entry else (key,)
        return all(self._library.entries.get(one) is shared.get(one) for one in named)
