"""Texts are cut as the model was taught to read them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.semantic.tokenizer import UNKNOWN, VOCABULARY_SHA256, Tokenizer

PIECES = json.loads((Path(__file__).parent / "pieces.json").read_text("utf-8"))
"""What the reference implementation (the library `tokenizers` 0.23) makes of texts."""

TOKENIZER = Tokenizer.bundled()


@pytest.mark.parametrize("text", PIECES)
def test_a_text_is_cut_as_by_the_reference(text: str) -> None:
    assert TOKENIZER.read(text, 1000) == PIECES[text]


def test_the_vocabulary_is_the_pinned_one() -> None:
    assert TOKENIZER.sha256 == VOCABULARY_SHA256
    assert Tokenizer("[UNK]\nother").sha256 != VOCABULARY_SHA256


@given(st.text(), st.integers(1, 20))
def test_any_text_is_cut_within_the_limit(text: str, limit: int) -> None:
    whole = TOKENIZER.read(text, 10_000)
    assert TOKENIZER.read(text, limit) == whole[:limit]
    assert all(0 <= number < 30_522 for number in whole)


@given(st.text(st.characters(max_codepoint=127)))
def test_case_and_spaces_change_nothing(text: str) -> None:
    assert TOKENIZER.read(f"  {text.upper()}\n", 1000) == TOKENIZER.read(text.lower(), 1000)


@given(st.lists(st.sampled_from(["visa", "h-1b", "what", "?", "spouse", "2026"])))
def test_words_are_cut_each_by_itself(words: list[str]) -> None:
    apart = [number for word in words for number in TOKENIZER.read(word, 1000)]
    assert TOKENIZER.read(" ".join(words), 1000) == apart


def test_a_word_without_known_pieces_is_unknown_as_a_whole() -> None:
    assert TOKENIZER.read("ok \U0001f9ff", 10) == [
        *TOKENIZER.read("ok", 10),
        TOKENIZER.number(UNKNOWN),
    ]
