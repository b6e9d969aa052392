"""Whatever meaning says, exact tokens, lookalikes, refusals and outside subjects stay exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.index import Decision, Index, Lexicon
from bot.search.overlay import Overlay
from bot.search.values.semantic_scores import Place, SemanticScores
from tests.search.visas import DOCUMENTS, LEXICON, visas

PLACES = tuple((one.entry, one.section) for one in DOCUMENTS)


def sense_for(first: Place, strength: float = 50.0) -> SemanticScores:
    """Claim that a question can mean nothing but one document."""
    number = PLACES.index(first)
    logits = [strength if at == number else 0.0 for at in range(len(PLACES))]
    order = sorted(range(len(PLACES)), key=lambda at: -logits[at])
    central = [1.0 if at == number else 0.0 for at in range(len(PLACES))]
    numbers = {place: at for at, place in enumerate(PLACES)}
    return SemanticScores(numbers, PLACES, logits, central, 0.9, order)


@given(st.sampled_from(PLACES), st.sampled_from(["h1b", "h-1b1", "o1", "l1", "l-2", "h4", "o3"]))
def test_a_question_that_names_a_code_is_never_answered_without_it(place: Place, code: str) -> None:
    question = f"and what about the years on {code}"
    allowed = {hit.entry for hit in visas().search(question, limit=100).hits}
    carrying = {one.entry for one in DOCUMENTS if _carries(one.entry, code)}
    for hit in visas().search(question, limit=100, sense=sense_for(place)).hits:
        assert hit.entry in allowed | carrying


def _carries(entry: str, code: str) -> bool:
    return any(hit.entry == entry for hit in visas().search(f"what is {code}", limit=100).hits)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("can my spouse work on h-4", ("visa:o-3", None)),
        ("can my spouse work on o-3", ("visa:h-4", None)),
        ("years on the h-1b1", ("visa:h-1b", "duration")),
        ("years on the h-1b", ("visa:h-1b1", None)),
        ("is the o-1 for engineers", ("visa:l-1", None)),
        ("is the l-1 for engineers", ("visa:o-1a", None)),
        ("eb-2 for scientists", ("visa:eb-2-niw", None)),
    ],
)
def test_a_lookalike_never_answers_however_sure_meaning_is(question: str, wrong: Place) -> None:
    ranking = visas().search(question, sense=sense_for(wrong))
    assert all(hit.entry != wrong[0] for hit in ranking.offered)


def test_a_code_that_the_base_lacks_is_never_found() -> None:
    for place in PLACES:
        ranking = visas().search("can i work on the x-9", sense=sense_for(place))
        assert ranking.decision is not Decision.FOUND


def test_a_refusal_is_not_taken() -> None:
    ranking = visas().search("is there any age limit for h1b", sense=sense_for(("visa:h-1b", None)))
    assert ranking.decision is not Decision.FOUND


def test_another_level_or_place_is_not_found() -> None:
    for question in ("junior ml engineer wages in san francisco", "ml engineer wages in boston"):
        ranking = visas().search(question, sense=sense_for(("salary:mle-senior-sf", None)))
        assert ranking.decision is not Decision.FOUND


def test_a_subject_outside_the_base_is_not_found() -> None:
    index = Index.build(DOCUMENTS, Lexicon(LEXICON.synonyms, outside=("asylum",)))
    for place in PLACES:
        ranking = index.search("may asylum seekers have a job", sense=sense_for(place))
        assert ranking.decision is not Decision.FOUND


def test_a_word_for_word_phrasing_stays_where_it_is() -> None:
    ranking = visas().search("what is h1b1", sense=sense_for(("visa:h-1b", None)))
    assert [hit.entry for hit in ranking.offered] == ["visa:h-1b1"]


def test_an_entry_that_a_guild_hides_does_not_come_back_by_meaning() -> None:
    overlay = Overlay.build(visas(), (), {"visa:h-1b"})
    ranking = overlay.search("the longest stay", sense=sense_for(("visa:h-1b", "duration")))
    assert all(hit.entry != "visa:h-1b" for hit in ranking.hits)
