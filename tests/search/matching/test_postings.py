"""Words add up to the same scores however many documents there are."""

import pytest

from bot.search.matching import postings
from bot.search.matching.postings import Postings

DOCUMENTS = ({"visa": 0.5, "long": 0.25}, {"fee": 1.0}, {"visa": 0.125, "fee": 0.5})
TERMS = (("visa", 1.0), ("fee", 0.5), ("nowhere", 1.0))


@pytest.mark.parametrize("most", [len(DOCUMENTS), 0])
def test_scores_are_added_up_in_a_list_or_one_by_one(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postings, "MOST_SPELLED", most)
    index = Postings.with_documents(DOCUMENTS, [1.0], 100)
    assert index.score(TERMS).sums == {0: 0.5, 1: 0.5, 2: 0.375}


def test_a_document_without_any_of_the_words_has_no_score() -> None:
    index = Postings.with_documents(DOCUMENTS, [1.0], 100)
    assert index.score([("long", 1.0)]).sums == {0: 0.25}
