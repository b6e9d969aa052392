"""Answer questions about pay from the wage tables, from the same snapshot as every question."""

from dataclasses import replace

from bot.kb.model.keys import Address
from bot.kb.reading.library import Library
from bot.kb.wages.tables import COUNTRY, Wages
from bot.search.pay_words import PayNames, PayWords, may_ask_pay, parse_pay
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Choice, Found
from bot.services.content.snapshot import SnapshotHolder
from bot.services.pay.figures import PayResult
from bot.services.pay.finding import find_figures
from bot.services.pay.query import PayQuery, narrow, pay_names, query_of
from bot.services.ports.clock import Clock, today
from bot.services.wages.composing import compose_pay, entry_of

MOST_PLACES = 25
"""Suggestions that Discord shows ("Application Command Option Choice")."""


class PayAnswers:
    """Answer what is asked of pay, as text or by the options of a command."""

    def __init__(self, snapshots: SnapshotHolder, clock: Clock) -> None:
        self._snapshots = snapshots
        self._clock = clock
        self._named: tuple[Wages, PayNames] | None = None

    def available(self, guild: int | None = None) -> bool:
        """Return whether the base has tables."""
        return bool(self._library(guild).wages)

    def read(self, text: str, *, guild: int | None = None) -> PayWords:
        """Read what a text says of pay."""
        return parse_pay(text, self._names(self._library(guild).wages))

    def ask(self, question: str, *, guild: int | None = None) -> Found | None:
        """Answer a question in free text; None if the tables are not what it asks for."""
        if not self.available(guild) or not may_ask_pay(question):
            return None
        query = query_of(self.read(question, guild=guild))
        return self.answer(query, question, guild=guild) if query else None

    def answer(
        self, query: PayQuery, question: str = "", *, guild: int | None = None
    ) -> Found | None:
        """Answer a query; None if the base has no tables."""
        result = find_figures(self._library(guild), query, today(self._clock))
        answer = self._compose(result, guild) if result else None
        if result is None or answer is None:
            return None
        question_text = question or answer.title
        choice = Choice(answer.address, answer.title, 1.0)
        return Found(question_text, answer, 1.0, (choice,), pay=result)

    def follow(self, rest: str, last: PayQuery, *, guild: int | None = None) -> Found | None:
        """Answer what follows an answer about pay ("and in austin?"); None if it does not."""
        if self.ask(rest, guild=guild):
            return None  # it asks for all that it needs
        query = narrow(last, self.read(rest, guild=guild))
        return self.answer(query, guild=guild) if query else None

    def localize(self, outcome: Found, *, guild: int | None = None) -> Found:
        """Compose an answer again, in the current language."""
        answer = self._compose(outcome.pay, guild) if outcome.pay else None
        return replace(outcome, answer=answer) if answer else outcome

    def places(self, typed: str, *, guild: int | None = None) -> tuple[str, ...]:
        """Suggest areas, those that begin with the typed words first."""
        areas = self._library(guild).wages.areas
        words = typed.casefold().strip()
        names = {
            area.short: (area.short.casefold(), area.name.casefold(), *area.aliases)
            for code, area in areas.items()
            if code != COUNTRY
        }
        starts = [name for name, known in names.items() if known[0].startswith(words)]
        also = [
            name for name, known in names.items() if any(alias.startswith(words) for alias in known)
        ]
        holds = [name for name, known in names.items() if any(words in alias for alias in known)]
        return tuple(dict.fromkeys((*starts, *also, *holds)))[:MOST_PLACES]

    def _compose(self, result: PayResult, guild: int | None) -> Answer | None:
        """Compose beside the entry that it leads on to; a server may have retired its own."""
        address, day = Address(entry_of(result)), today(self._clock)
        for snapshot in (self._snapshots.view(guild), self._snapshots.snapshot):
            for where in (address, Address(result.job.key)):
                if entry := snapshot.composer.compose(where, day):
                    return compose_pay(result, entry)
        return None

    def _library(self, guild: int | None) -> Library:
        return self._snapshots.view(guild).library

    def _names(self, wages: Wages) -> PayNames:
        if self._named is None or self._named[0] is not wages:
            self._named = wages, pay_names(wages)
        return self._named[1]
