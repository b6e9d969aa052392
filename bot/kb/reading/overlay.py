"""Read `overlay.toml`, the file that says: these entries lie over a base, and some are retired."""

from collections import Counter
from typing import Annotated

from pydantic import Field, ValidationError

from bot.kb.files.explaining import Models, problems_of
from bot.kb.files.tables import Table
from bot.kb.model.entries import KeyField
from bot.kb.model.facts import Value
from bot.kb.model.keys import Key
from bot.kb.model.problems import BrokenBaseError, Problem


class Overlay(Value):
    """What the file holds."""

    retired: Annotated[tuple[KeyField, ...], Field(max_length=5000)] = ()
    """Entries of the base that are not shown."""


def read_overlay(text: str, path: str) -> tuple[Key, ...]:
    """List the retired entries; raise `BrokenBaseError` with every problem found."""
    table = Table.read(text, path)
    try:
        retired = Overlay.model_validate(table.values).retired
    except ValidationError as error:
        result = problems_of(error, path, lambda loc: table.line(*loc[:1]), Models(Overlay, {}))
        raise BrokenBaseError(tuple(result)) from error
    if twice := [key for key, count in Counter(retired).items() if count > 1]:
        message = f"'{twice[0]}' stands here twice"
        raise BrokenBaseError((Problem(path, table.line("retired"), "retired", message),))
    return retired
