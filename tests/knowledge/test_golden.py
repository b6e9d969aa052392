"""Golden questions find their answers in the base that ships, and others are refused.

The scores are printed: `pytest tests/knowledge/test_golden.py -s`.
"""

from itertools import chain
from statistics import mean

from bot.search.text.folding import fold
from tests.support.knowledge.claims import load_claims
from tests.support.knowledge.golden import first_hits, index_of, load_golden, refusals
from tests.support.knowledge.shipped import shipped_index, shipped_library, shipped_snapshot

HITS = 0.97
"""The share of answerable questions whose first offer must be right."""

HITS_WITH_HALF = 0.90
"""The same where a random half of all phrasings is gone: each draw is asked its share."""

REFUSED = 0.95
"""The share of the others that must get no answer."""

DRAWS = range(5)


def test_golden_questions_find_their_answers() -> None:
    score = first_hits(shipped_index(), load_golden()[0])
    print(f"\nfirst hit: {score}")
    assert score.share >= HITS, score


def test_golden_questions_find_their_answers_without_half_of_the_phrasings() -> None:
    answered = load_golden()[0]
    shares = [
        first_hits(index_of(shipped_library(), 0.5, seed), answered[seed :: len(DRAWS)]).share
        for seed in DRAWS
    ]
    print(f"\nfirst hit with half of the phrasings: {[f'{share:.1%}' for share in shares]}")
    assert mean(shares) >= HITS_WITH_HALF


def test_questions_outside_the_base_are_refused() -> None:
    score = refusals(shipped_index(), load_golden()[1])
    print(f"\nrefused: {score}")
    assert score.share >= REFUSED, score


def test_every_golden_question_names_a_place_that_is_there() -> None:
    places = {place for one in load_golden()[0] for place in one.places}
    known = {str(link.address) for link in shipped_snapshot().links.values()}
    assert sorted(places - known) == []


def test_there_are_enough_golden_questions() -> None:
    answered, refused = load_golden()
    assert len(answered) >= 1_800
    assert len(refused) >= 600


def test_no_golden_question_and_no_claim_is_a_phrasing_of_the_base() -> None:
    entries = shipped_library().entries.values()
    known = chain.from_iterable((*entry.aliases, *entry.asks) for entry in entries)
    sections = chain.from_iterable(section.asks for entry in entries for section in entry.sections)
    phrasings = set(map(_letters, chain(known, sections)))
    asked = [one.ask for group in load_golden() for one in group]
    asked += [claim.question for claim in load_claims()]
    assert len(asked) == len(set(map(_letters, asked)))
    assert [ask for ask in asked if _letters(ask) in phrasings] == []


def _letters(text: str) -> str:
    """Fold a question down to its letters and digits: spelling a code otherwise changes nothing."""
    return "".join(char for char in fold(text) if char.isalnum())
