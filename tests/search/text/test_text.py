"""Folding: whatever people type becomes plain words."""

import pytest

from bot.search.text.folding import LONGEST, MOST_WORDS, fold, split


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("  What IS\n\tH-1B? ", "what is h-1b?"),
        ("ｗｈａｔ ｉｓ Ｈ－１Ｂ", "what is h-1b"),
        ("¿Cuánto cuesta?", "¿cuanto cuesta?"),
        ("wh\u200bat\u202e is\ufeff h\u2011\u20601b", "what is h-1b"),
        ("<@123456789012345678> <@&42> <#99> what is h1b", "what is h1b"),
        ("hi <:wave:123456789> <a:party:98765> <t:1700000000:R>", "hi"),
        ("see https://example.org/a?b=c now", "see now"),
        ("can’t", "can't"),
    ],
)
def test_typed_text_folds_to_plain_words(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_vowel_signs_of_other_scripts_are_kept() -> None:
    assert fold("हिन्दी") == "हिन्दी"


def test_a_long_question_is_cut() -> None:
    assert len(fold("ab " * 2000)) <= LONGEST
    assert len(fold("\ufdfa" * 2000)) <= LONGEST
    assert len(split("a " * 500)) == MOST_WORDS


def test_markdown_and_backticks_are_not_words() -> None:
    words = [word.text for word in split(fold("**what** is `h1b` ||now|| ~~x~~"))]
    assert words == ["what", "is", "h1b", "now", "x"]


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("a 100k fee", "a 100000 fee"),
        ("USD 100,000", "usd 100000"),
        ("1,234,567", "1234567"),
        ("my 401k", "my 401k"),
        ("4, 100", "4, 100"),
    ],
)
def test_a_number_is_one_word_however_it_is_written(typed: str, folded: str) -> None:
    assert fold(typed) == folded
