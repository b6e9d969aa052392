"""What a careful adviser says before any advice: to whom it applies, and what never to do first."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from bot.kb.model.facts import Value
from bot.kb.model.text import Line

Brief = Annotated[Line, Field(max_length=240)]
"""Six of these stand on the first page of a card, before its bullets."""


class Conditions(Value):
    """The conditions of an answer that can cost somebody their status or their job."""

    today: Brief | None = None
    """In an emergency, the step to take on this very day; it stands before everything else."""
    applies_to: Brief
    since: Annotated[Brief, Field(alias="from")]
    """From which day or event on."""
    unless: Brief
    never_first: Brief
    """What never to do before anything else."""
    lawyer_before: Brief
    """What not to do before a lawyer has seen the case."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text with the name of its field in a file."""
        for name, field in type(self).model_fields.items():
            if text := getattr(self, name):
                yield field.alias or name, text


_FIELDS = {field.alias or name for name, field in Conditions.model_fields.items()}


def by_section(values: Any, top: str) -> Mapping[str, Any]:
    """Read the conditions of a front matter, which are those of the top unless they name parts."""
    if not isinstance(values, Mapping):
        return {} if values is None else {top: values}
    return {top: values} if _FIELDS & values.keys() else values
