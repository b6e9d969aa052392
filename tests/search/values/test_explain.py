"""Every decision can say which rule or threshold made it."""

from math import exp

import pytest

from bot.search.index import Decision, Document, Ranking, Reason
from bot.search.overlay import Overlay
from bot.search.values.calibration import CLOSEST, FOUND, OURS
from bot.search.values.explain import EVIDENCE_BY_MEANING, contributions, explain_rule
from bot.search.values.semantic_scores import OwnScores, SemanticScores
from tests.search.visas import visas


@pytest.mark.parametrize(
    ("question", "reason", "said"),
    [
        ("what is h1b1", Reason.EXACT, "word for word"),
        ("h1b vs o1", Reason.COMPARED, "names several entries"),
        ("can i work on k-1", Reason.CODE_UNKNOWN, "does not answer for"),
        ("xyzzy plugh", Reason.NOTHING, "no word of it"),
    ],
)
def test_a_rule_is_told_in_words(question: str, reason: Reason, said: str) -> None:
    ranking = visas().search(question)
    assert ranking.reason is reason
    assert said in explain_rule(ranking)


@pytest.mark.parametrize(
    ("question", "decision", "threshold"),
    [
        ("how many years may somebody work on h-1b", Decision.FOUND, FOUND),
        ("senior ml engineer pay", Decision.FOUND, OURS),
        ("what is the visa of my spouse and children", Decision.WHICH_ONE, OURS),
        ("base pay people", Decision.CLOSEST, CLOSEST),
    ],
)
def test_a_threshold_is_told_with_the_confidence(
    question: str, decision: Decision, threshold: float
) -> None:
    ranking = visas().search(question)
    assert (ranking.decision, ranking.reason) == (decision, Reason.CONFIDENCE)
    told = explain_rule(ranking)
    assert f"confidence {ranking.confidence:.2f}" in told
    assert f"at least {threshold:.2f}" in told


def test_the_evidence_adds_up_to_both_probabilities() -> None:
    ranking = visas().search("how many years may somebody work on h-1b")
    assert ranking.reason is Reason.CONFIDENCE
    assert_adds_up(ranking)


def test_the_evidence_for_an_own_entry_adds_up_likewise() -> None:
    dogs = Document("faq:dogs", None, "Can I bring my dog?", phrasings=("are dogs allowed",))
    place = (dogs.entry, None)
    own = OwnScores({place: 0}, (place,), (8.0,), (0.7,), (0.8,), (0,))
    sense = SemanticScores({}, (), (), (), 0.1, (), own=own)
    ranking = Overlay.build(visas(), (dogs,)).search("may my puppy come along", sense=sense)
    assert ranking.hits[0].place == place
    assert "nearest" in contributions(ranking)
    assert_adds_up(ranking)


def test_the_evidence_of_another_language_adds_up_likewise() -> None:
    place = ("visa:h-1b", "duration")
    sense = SemanticScores({place: 0}, (place,), (3.0,), (0.6,), 0.5, (0,), foreign=True)
    ranking = visas().search("the longest stay of a specialist", sense=sense)
    assert_adds_up(ranking)


def test_the_evidence_of_meaning_adds_up_likewise() -> None:
    place = ("visa:h-1b", "duration")
    sense = SemanticScores({place: 0}, (place,), (3.0,), (0.6,), 0.5, (0,), well_asked=True)
    ranking = visas().search("the longest stay of a specialist", sense=sense)
    assert ranking.hits[0].parts.meaning is not None
    assert {*EVIDENCE_BY_MEANING, "alike", "phrasing"} <= contributions(ranking).keys()
    assert_adds_up(ranking)


def assert_adds_up(ranking: Ranking) -> None:
    for at, probability in ((1, ranking.confidence), (2, ranking.known)):
        total = sum(one[at] for one in contributions(ranking).values())
        assert 1 / (1 + exp(-total)) == pytest.approx(probability)
