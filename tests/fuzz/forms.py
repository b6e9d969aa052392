"""Type hostile text into the form for an answer: it becomes an entry, or named problems."""

import random
from collections.abc import Callable
from datetime import date
from functools import partial

from bot.kb.checking.safety import entry_faults
from bot.kb.model.entries import Entry
from bot.kb.model.keys import Key, Kind
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import parse_entry, print_entry
from bot.services.editing.entry_fields import (
    EntryFields,
    UnfitTextError,
    change_entry,
    new_entry,
    new_key,
)
from tests.fuzz.fuzzing import Deadline, FindingError, attempt
from tests.support.knowledge.shipped import shipped_library

TODAY = date(2026, 11, 29)

_PIECES = (
    *(
        "[",
        "](",
        ")",
        "[a](https://uscis.gov)",
        "**",
        "||",
        "`",
        "```",
        "~~",
        "__",
        "\\",
        "<@1>",
        "@here",
    ),
    *(
        "https://",
        "https://uscis.gov",
        "https://[",
        "https:///x",
        "http://x",
        "uscis.gov",
        "discord.gg/x",
    ),
    *(
        "\n",
        "\n\n",
        "\n- ",
        "\n  - ",
        "\n1. ",
        "\n> ",
        "\n## ",
        "\n##x",
        "\n---\n",
        "\n    ",
        "\t",
        " ",
    ),
    *(
        "{{",
        "}}",
        "{{nope}}",
        "{{fact:premium-fee}}",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\ud800",
        "\x00",
        "\u2028",
    ),
    *(
        "Tea ",
        "a",
        "1,",
        "१",
        "北京",
        "👍",
        "ﷺ",
        "\u0300",
        ": ",
        "# ",
        "- ",
        "'",
        '"',
        "&",
        "<b>",
        "null",
        "2026-01-01",
    ),
)


def run(rng: random.Random, until: Deadline) -> int:
    """Fill in all fields from pieces that mean something to some reader of text."""
    entries = list(shipped_library().entries.values())
    tried = 0
    while not tried or not until.passed:
        wording = EntryFields(*(_text(rng) for _ in range(4)))
        entry = rng.choice(entries)
        section = rng.choice((None, *(one.name for one in entry.sections)))
        with attempt((wording, str(entry.key), section), seconds=30):
            key = new_key(wording.name, [Key(Kind.FAQ, "tea")])
            _check(partial(new_entry, key, wording, TODAY))
            _check(partial(change_entry, entry, section, wording))
        tried += 1
    return tried


def _text(rng: random.Random) -> str:
    pieces = rng.choices(_PIECES, k=rng.randint(0, 30))
    if pieces and rng.random() < 0.1:
        pieces.append(rng.choice(pieces) * 2000)
    return "".join(pieces)


def _check(make: Callable[[], Entry]) -> None:
    """Make an entry as the editor does, up to the text that the ledger keeps."""
    try:
        entry = make()
    except UnfitTextError as error:
        if not error.sentences:
            raise FindingError("refused without a sentence") from error
        return
    if list(entry_faults(entry)):
        return
    try:
        read = parse_entry(print_entry(entry), entry.key)
    except BrokenBaseError as error:
        raise FindingError(f"cannot be read back: {error}") from error
    if read != entry:
        raise FindingError("is read back otherwise")
