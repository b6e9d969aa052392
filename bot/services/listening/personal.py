"""Write down everything that is kept about a person, for that person."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from bot.kb.model.keys import Address, Key
from bot.locale.i18n import ngettext
from bot.services.conversation.last_answers import LastAnswers
from bot.services.conversation.preferences import Preferences
from bot.services.listening.gaps import Gaps
from bot.services.ports.records import PersonalData
from bot.services.ports.stores import PersonStore


class PersonalRecords:
    """Show a person what is kept about them, and forget it; both raise `LedgerError`."""

    def __init__(
        self, store: PersonStore, preferences: Preferences, last: LastAnswers, gaps: Gaps
    ) -> None:
        self._store = store
        self._preferences = preferences
        self._last = last
        self._gaps = gaps

    async def export(self, person: int) -> PersonalData:
        """Collect everything that is kept about a person."""
        return await self._store.export(person)

    async def forget(self, person: int) -> None:
        """Delete all of it, in memory too; what they changed as a moderator loses their name."""
        await self._store.forget(person)
        self._last.forget(person)
        self._gaps.forget(person)
        self._preferences.forget(person)


def as_sentences(data: PersonalData) -> list[str]:
    """Describe what is stored, in one sentence for each kind."""
    kinds = (
        (len(data.waiting), _questions),
        (len(data.watches), _watches),
        (len(data.drafts), _drafts),
        (len(data.proposals), _proposals),
        (len(data.suggestions), _suggestions),
        (len(data.handoffs), _handoffs),
        (len(data.notes), _notes),
        (data.hashes, _marks),
        (int(data.plain), _plain_text),
        (sum(map(len, data.changes.values())), _changes),
    )
    return [describe(number).format(n=number) for number, describe in kinds if number]


def _questions(number: int) -> str:
    return ngettext(
        "{n} question whose answer you wait for, and the language I write to you in",
        "{n} questions whose answer you wait for, and the language I write to you in",
        number,
    )


def _watches(number: int) -> str:
    return ngettext(
        "{n} answer that you watch, and the language I write to you in",
        "{n} answers that you watch, and the language I write to you in",
        number,
    )


def _drafts(number: int) -> str:
    return ngettext(
        "{n} draft of forms, kept for seven days",
        "{n} drafts of forms, kept for seven days",
        number,
    )


def _proposals(number: int) -> str:
    return ngettext(
        "{n} change that you previewed or proposed as a moderator, kept for 30 days",
        "{n} changes that you previewed or proposed as a moderator, kept for 30 days",
        number,
    )


def _suggestions(number: int) -> str:
    return ngettext(
        "{n} suggestion that waits, or that was declined and you were not told yet, and your "
        "language",
        "{n} suggestions that wait, or that were declined and you were not told yet, and your "
        "language",
        number,
    )


def _handoffs(number: int) -> str:
    return ngettext(
        "{n} question that you asked moderators, kept until you get the reply, for 30 days at most",
        "{n} questions that you asked moderators, kept until you get the reply, for 30 days at "
        "most",
        number,
    )


def _notes(number: int) -> str:
    return ngettext(
        "{n} text that you wrote in a report, with your mark until a moderator sees it",
        "{n} texts that you wrote in reports, with your mark until a moderator sees them",
        number,
    )


def _marks(number: int) -> str:
    return ngettext(
        "a mark that you sent {n} question or report, for 30 days at most, so that nobody is "
        "counted twice",
        "a mark that you sent {n} questions or reports, for 30 days at most, so that nobody is "
        "counted twice",
        number,
    )


def _plain_text(number: int) -> str:
    return ngettext(
        "{n} wish for plain text in the place of cards",
        "{n} wishes for plain text in the place of cards",
        number,
    )


def _changes(number: int) -> str:
    return ngettext(
        "{n} answer that you changed as a moderator",
        "{n} answers that you changed as a moderator",
        number,
    )


def as_json(data: PersonalData) -> str:
    """Write all of it as JSON."""
    return json.dumps(_plain(data), indent=2, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Key | Address):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    # An id is longer than the whole numbers that JavaScript reads exactly.
    return str(value) if isinstance(value, int) and value >= 2**53 else value
