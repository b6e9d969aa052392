"""A question in another language is told from an English one without a model."""

import json
from pathlib import Path

import pytest

from bot.search.text.foreign import is_foreign
from tests.support.knowledge.golden import load_golden

LANGUAGES = Path(__file__).parents[2] / "strangers" / "languages.jsonl"


def test_what_people_ask_in_other_languages_is_foreign() -> None:
    asked = [json.loads(line)["text"] for line in LANGUAGES.read_text("utf-8").splitlines()]
    assert len(asked) >= 60
    assert [text for text in asked if not is_foreign(text)] == []


def test_no_english_question_is() -> None:
    golden = [one.ask for group in load_golden() for one in group]
    assert len(golden) > 2000
    # Some golden questions are in other languages on purpose.
    assert {text for text in golden if is_foreign(text)} == {
        "H1B basics kya hai",
        "OPT kya hota hai",
        "puedo comprar casa con h1b",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "h1b",
        "do i put résumé or cv",
        "can José Pérez be my co-author",
        "is 王 a problem on my passport",
        "el camino college opt",
        "does tata or de shaw sponsor",
    ],
)
def test_names_and_codes_tell_nothing(text: str) -> None:
    assert not is_foreign(text)


@pytest.mark.parametrize(
    "text", ["qué es CPT", "H1B kya hai", "o que é OPT", "c'est quoi le OPT où"]
)
def test_few_words_are_enough(text: str) -> None:
    assert is_foreign(text)
