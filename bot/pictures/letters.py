"""The letters of pictures: which font writes which, and whether a text can be written at all."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "fonts"

LATIN, DEVANAGARI, CHINESE = "latin.ttf", "devanagari.ttf", "chinese.otf"

_RUNS = re.compile(
    r"(?P<devanagari>[\u0900-\u097f\u200c\u200d]+(?: +[\u0900-\u097f\u200c\u200d]+)*)"
    r"|(?P<chinese>[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)"
    r"|(?P<latin>[^\u0900-\u097f\u200c\u200d\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)"
)
_LATIN = re.compile(r"[ -~\u00a0-\u017f\u2009\u2010-\u2026\u202f\u2030\u2039\u203a\u20ac\n]*")
_FILES = {"devanagari": DEVANAGARI, "chinese": CHINESE, "latin": LATIN}


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Divide a line into parts of one script, each with the file of its font."""
    for match in _RUNS.finditer(text):
        yield _FILES[match.lastgroup or "latin"], match[0]


def can_write(text: str) -> bool:
    """Return whether the fonts have every letter of a text."""
    for font, part in runs(text):
        if font == LATIN and not _LATIN.fullmatch(part):
            return False
        if font == CHINESE and not set(part) <= _signs():
            return False
    return True


@cache
def _signs() -> frozenset[str]:
    """Read the Chinese signs that were cut into the font (`tests/looks/fonts.py`)."""
    return frozenset((FOLDER / "chinese.txt").read_text("utf-8"))
