"""Typing errors: forgiven in words, never in codes, and always reported."""

import pytest

from bot.search.typos import Speller
from tests.search.visas import answer, first, visas

SPELLER = Speller({"visa": 9, "duration": 4, "transfer": 3, "employer": 5, "last": 2, "fee": 1})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vsia", "visa"),
        ("vias", "visa"),
        ("visaa", "visa"),
        ("duratoin", "duration"),
        ("durashun", None),
        ("transfre", "transfer"),
        ("tranxsfr", "transfer"),
        ("emploeyr", "employer"),
        ("fea", None),
        ("vixe", None),
        ("2026", None),
        ("h1v1", None),
    ],
)
def test_the_nearest_word_within_the_limit_is_meant(typed: str, meant: str | None) -> None:
    assert SPELLER.correct(typed) == meant


def test_a_misspelled_question_finds_its_section() -> None:
    assert first("how logn does my h1b visa lsat, mximum yaers") == "visa:h-1b/duration"


def test_corrections_are_reported() -> None:
    corrections = visas().search("which emploeyr can file for h1b").corrections
    assert [(one.typed, one.read) for one in corrections] == [("emploeyr", "employer")]


@pytest.mark.parametrize("question", ["what is h1c", "what is h2b", "o-9"])
def test_a_code_is_never_corrected_into_another(question: str) -> None:
    assert answer(question) in {"closest", "unknown"}
    assert not visas().search(question).corrections
