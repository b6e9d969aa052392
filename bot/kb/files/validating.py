"""Read files of TOML into the schema, and say on which line one breaks it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.kb.files.explaining import Loc, Models, problems_of
from bot.kb.files.files import read_text
from bot.kb.files.tables import Table
from bot.kb.model.problems import BrokenBaseError, Problem

_Model = TypeVar("_Model", bound=BaseModel)


def read_table(path: Path) -> Table:
    """Read a file of TOML; raise `BrokenBaseError` or `UnreadableFileError`."""
    return Table.read(read_text(path), str(path))


def validate(
    model: type[_Model], table: Table, path: Path, parts: Mapping[str, type[BaseModel]]
) -> _Model:
    """Validate a table; raise `BrokenBaseError` with the line of each problem."""
    try:
        return model.model_validate(table.values)
    except ValidationError as error:
        name_facts = partial(_name_facts, values=table.values)
        result = problems_of(
            error, str(path), lambda loc: table.line(*loc), Models(model, parts), name_facts
        )
        raise BrokenBaseError(tuple(result)) from error


def _name_facts(loc: Loc, values: Mapping[str, Any]) -> Loc:
    """Write the number of a fact as its name, if it has one."""
    match loc:
        case ("facts", int(number), *rest):
            fact = values["facts"][number]
            name = fact.get("name") if isinstance(fact, dict) else None
            return ("facts", name, *rest) if isinstance(name, str) else loc
    return loc


def broken_error(path: Path, line: int, field: str, message: str) -> BrokenBaseError:
    """Return the error for one fault in a file."""
    return BrokenBaseError((Problem(str(path), line, field, message),))
