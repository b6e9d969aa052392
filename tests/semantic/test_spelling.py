"""Abbreviations of the lexicon are written out, and nothing else is."""

import pytest

from bot.search.values.documents import Lexicon
from bot.semantic.spelling import Spelling

SPELLING = Spelling(
    Lexicon({"gc": ("green card", "permanent residence"), "fee": ("cost",), "work visa": ("a b",)})
)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("whats a gc pls", "whats a green card pls"),
        ("GC, fee?", "green card, fee?"),
        ("gcc and gc-1", "gcc and green card-1"),
        ("work visa", "work visa"),
    ],
)
def test_an_abbreviation_is_written_out(written: str, spelled: str) -> None:
    assert SPELLING.spell(written) == spelled
