"""Every claim of the first article, and every correction since, is answered as it stands today."""

from datetime import date

import pytest

from bot.services.answering.report import as_text
from tests.support.knowledge.claims import Claim, load_claims
from tests.support.knowledge.shipped import shipped_snapshot

CLAIMS = 200


def test_every_claim_is_there_once() -> None:
    expected = [f"C{number:03}" for number in range(1, CLAIMS + 1)]
    assert [claim.id for claim in load_claims()] == expected


@pytest.mark.parametrize("claim", load_claims(), ids=str)
def test_the_answer_to_a_claim_says_what_is_true(claim: Claim) -> None:
    snapshot = shipped_snapshot()
    best = snapshot.index.search(claim.question).offered[0]
    address = snapshot.links[best.entry, best.section].address
    answer = snapshot.composer.compose(address, date(2026, 11, 24))
    assert answer is not None
    assert str(address) == claim.entry
    text = as_text(answer).casefold()
    assert [words for words in claim.must if words.casefold() not in text] == []
    assert [words for words in claim.must_not if words.casefold() in text] == []
