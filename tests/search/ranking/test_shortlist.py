"""A question that names several codes is listed as if every document were looked at."""

from itertools import combinations

import pytest

from bot.search.ranking import shortlist
from bot.search.ranking.shortlist import Discount
from tests.support.knowledge.shipped import shipped_index

CODES = ("h1b", "o-1", "l-1", "opt", "eb-2 niw", "tn", "h-4")
QUESTIONS = (
    *(f"{one} vs {other}" for one, other in combinations(CODES, 2)),
    "can i move from f-1 to h1b while my i-140 is pending",
    "o-1 or eb-1a or h1b for a researcher with 3 papers",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_passing_over_what_cannot_come_in_changes_nothing(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = shipped_index()
    quick = index.search(question)
    monkeypatch.setattr(shortlist, "WIDER", 1000)
    monkeypatch.setattr(
        Discount, "bounds", lambda _self, _scores, numbers: dict.fromkeys(numbers, 1e9)
    )
    assert index.search(question) == quick
