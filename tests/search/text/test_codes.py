"""Codes: any spelling becomes one token, and ordinary words never do."""

import pytest

from bot.search.text.codes import Codes, compact, read_written_codes
from bot.search.text.folding import fold, split

CODES = Codes(
    {"h1b", "h1b1", "eb2", "o1", "o1a", "l1", "l1a", "l1b", "i140", "ds2019", "h4", "f1", "b2"},
    {"niw", "visa", "ead", "opt"},
)


def read(text: str) -> list[str]:
    return [word for word, _ in CODES.read(split(fold(text)))]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("h1b", ["h1b"]),
        ("H-1B", ["h1b"]),
        ("h1-b", ["h1b"]),
        ("H 1B", ["h1b"]),
        ("h 1 b", ["h1b"]),
        ("h‑1b", ["h1b"]),
        ("h1bs", ["h1b"]),
        ("H-1Bs", ["h1b"]),
        ("H-1B's", ["h1b"]),
        ("h1b1", ["h1b1"]),
        ("H-1B1", ["h1b1"]),
        ("H 1B 1", ["h1b1"]),
        ("EB-2 NIW", ["eb2", "niw"]),
        ("eb2niw", ["eb2", "niw"]),
        ("eb 2", ["eb2"]),
        ("h4ead", ["h4", "ead"]),
        ("o1", ["o1"]),
        ("o-1a", ["o1a"]),
        ("o 1 a", ["o1a"]),
        ("0-1", ["o1"]),
        ("0-1a", ["o1a"]),
        ("l-1b visa", ["l1b", "visa"]),
        ("I-140", ["i140"]),
        ("i 140", ["i140"]),
        ("ds 2019", ["ds2019"]),
        ("f-1/opt", ["f1", "opt"]),
        ("x-9", ["x9"]),
    ],
)
def test_a_code_in_any_spelling_is_one_word(typed: str, words: list[str]) -> None:
    assert read(typed) == words


@pytest.mark.parametrize(
    "typed",
    ["is it 1 year", "can i 3 years", "to 1 employer", "top 10 jobs", "part 2", "room 101"],
)
def test_words_and_numbers_side_by_side_are_no_code(typed: str) -> None:
    assert read(typed) == typed.split()


def test_an_article_after_a_code_is_not_part_of_it() -> None:
    assert read("is l-1 a good choice") == ["is", "l1", "a", "good", "choice"]


def test_codes_are_found_in_careful_text() -> None:
    text = fold("From H-1B to O-1A, H-1B1 or EB-2; file I-140 and DS-2019 (not 24-7).", None)
    assert list(read_written_codes(text)) == ["h1b", "o1a", "h1b1", "eb2", "i140", "ds2019"]


def test_a_code_of_the_lexicon_loses_its_hyphens() -> None:
    assert compact("DS-2019") == "ds2019"


def test_codes_that_are_known_already_add_nothing() -> None:
    assert CODES.with_known({"h1b", "l1"}, {"visa", "s"}) is CODES
    assert ("perm", True) in CODES.with_known({"perm"}, ()).read(split("perm"))
    assert [word for word, _ in CODES.with_known((), {"tea"}).read(split("h1btea"))] == [
        "h1b",
        "tea",
    ]
