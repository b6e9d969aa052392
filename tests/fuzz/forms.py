"""Type hostile text into the form for an answer: it becomes an entry, or named problems."""

import random
from datetime import date

from bot.kb.keys import Key, Kind
from bot.services.wording import Unfit, Wording, new_entry
from tests.fuzz.fuzzing import Deadline, FindingError, attempt

_PIECES = ("[", "](", "**", "https://", "uscis.gov", "\n- ", "## ", "{{", "}}", "\u200b", "Tea ")


def run(rng: random.Random, until: Deadline) -> int:
    """Fill in all fields from pieces that mean something to some reader of text."""
    tried = 0
    while not tried or not until.passed:
        fields = ["".join(rng.choices(_PIECES, k=rng.randint(0, 40))) for _ in range(4)]
        with attempt(fields):
            try:
                new_entry(Key(Kind.FAQ, "tea"), Wording(*fields), date(2026, 11, 29))
            except Unfit as error:
                if not error.sentences:
                    raise FindingError("refused without a sentence") from error
        tried += 1
    return tried
