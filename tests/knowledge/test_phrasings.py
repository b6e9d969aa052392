"""Phrasings are many, of every place alike, and none of them is a question that measures them."""

import json
from pathlib import Path

import pytest
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from bot.kb.model.text import fold
from bot.services.content.documents import documents
from tests.support.knowledge.shipped import shipped_library

STRANGERS = Path(__file__).parents[3] / "shared" / "questions" / "strangers.jsonl"

ENOUGH = 25
"""Phrasings of each place, of the entry and of strangers together."""

NEAR = 85
"""From this likeness of sorted words on a phrasing gives a measured question away."""


def test_every_place_has_enough_phrasings() -> None:
    few = {
        f"{one.entry}/{one.section or ''}": count
        for one in documents(shipped_library())
        if (count := len({*one.phrasings, *one.typed})) < ENOUGH
    }
    assert not few


@pytest.mark.skipif(not STRANGERS.is_file(), reason="the strangers' questions are not there")
def test_no_phrasing_is_a_question_of_strangers() -> None:
    rows = map(json.loads, STRANGERS.read_text("utf-8").splitlines())
    asked = [fold(row["text"]) for row in rows]
    phrasings = [
        text for one in documents(shipped_library()) for text in (*one.phrasings, *one.typed)
    ]
    likeness = cdist(
        [*map(fold, phrasings)], asked, scorer=fuzz.token_sort_ratio, score_cutoff=NEAR
    )
    # Only the phrasing is named: the questions are not for reading.
    assert [text for text, row in zip(phrasings, likeness, strict=True) if row.any()] == []
