"""Write down everything that is kept about a person, for that person."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from bot.kb.keys import Address, Key
from bot.services.records import PersonalData


def as_sentences(data: PersonalData) -> list[str]:
    """Say what is kept, in one sentence for each kind of it."""
    changed = sum(map(len, data.changes.values()))
    said = (
        (len(data.waiting), "question{s} whose answer you wait for"),
        (len(data.watches), "answer{s} that you watch"),
        (len(data.drafts), "draft{s} of forms, kept for seven days"),
        (len(data.suggestions), "suggestion{s} that no moderator has handled yet"),
        (data.hashes, "question{s} or report{s} that can tell you apart, for 30 days at most"),
        (changed, "answer{s} that you changed as a moderator"),
    )
    return [f"{count} {what.format(s='s' * (count > 1))}" for count, what in said if count]


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
