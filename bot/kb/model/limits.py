"""How much of anything a base may hold: far above what people write, far below what does harm."""

import math
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

PART_LIMIT = 4000
"""Characters of an entry's top or of one section: Discord shows 4,000 on a card, and one field of
a form takes 4,000 ("Component Reference"), so that every part can be edited again."""

ENTRY_LIMIT = 200_000
"""Characters of one file of an entry: nine times the longest one."""

FILE_LIMIT = 2**19
"""Bytes of one file."""

DEPTH_LIMIT = 8
"""Lists and tables within one another: the schema needs four."""

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
_LARGEST = 10**15
"""Beyond any sum of money or count of people; a float still holds every whole number."""

_SCALAR_LIMIT = 200
"""Characters of a value that is words, such as `1 April`."""

Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day that an entry may name."""

ReviewDays = Annotated[int, Field(ge=1, le=3660)]
"""Days until the next check: ten years at most."""


def _figure(value: object) -> object:
    """Refuse what is no figure in one sentence, if a union would give one for each type."""
    if isinstance(value, bool) or not isinstance(value, int | float | date | str):
        raise ValueError("must be a number, a date or words")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("must be a number, not nan or inf")
    if isinstance(value, int | float) and abs(value) > _LARGEST:
        raise ValueError(f"must be a number of at most {_LARGEST:,}")
    if isinstance(value, datetime):
        raise ValueError("must be a day without a time")
    if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(f"must be a day from {FIRST_DAY} to {LAST_DAY}")
    if isinstance(value, str) and not 0 < len(value) <= _SCALAR_LIMIT:
        raise ValueError(f"must have 1 to {_SCALAR_LIMIT} characters")
    return value


Figure = Annotated[int | float | date | str, BeforeValidator(_figure)]
"""What a fact says, for comparing: a number, a day, or words if it is neither."""
