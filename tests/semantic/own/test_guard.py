"""However near a server's own entry seems, exact tokens stay exact, and only a sure one shows."""

import pytest

from bot.search.index import Decision
from bot.search.overlay import Overlay
from bot.search.values.documents import Document
from bot.search.values.semantic_scores import OwnScores, Place, SemanticScores
from tests.search.visas import DOCUMENTS, visas

PLACES = tuple((one.entry, one.section) for one in DOCUMENTS)
DOGS = Document("faq:dogs", None, "Can I bring my dog?", phrasings=("are dogs allowed",))
COPY = Document("visa:h-1b", None, "H-1B", names=("H-1B",), phrasings=("the work visa",))


def sense(nearest: float, *, own: Place = ("faq:dogs", None), usual: float = 0.1) -> SemanticScores:
    """Say that a question is as near to an own document, and to nothing else."""
    logit = -3 + 16 * nearest
    numbers = {place: at for at, place in enumerate(PLACES)}
    flat = [0.0] * len(PLACES)
    theirs = OwnScores({own: 0}, (own,), [logit], [nearest], [nearest], [0])
    return SemanticScores(numbers, PLACES, flat, flat, usual, range(len(PLACES)), own=theirs)


def ask(question: str, nearest: float, *own: Document) -> tuple[Decision, list[str]]:
    overlay = Overlay.build(visas(), own or (DOGS,))
    ranking = overlay.search(question, sense=sense(nearest))
    return ranking.decision, [hit.entry for hit in ranking.offered]


def test_the_surer_it_is_the_more_is_shown() -> None:
    question = "may my puppy come along"
    assert ask(question, 0.9) == (Decision.FOUND, ["faq:dogs"])
    decision, offered = ask(question, 0.58)
    assert decision is Decision.CLOSEST
    assert offered[0] == "faq:dogs"
    assert ask(question, 0.3)[0] is Decision.UNKNOWN


@pytest.mark.parametrize(
    "question", ["can my spouse work on h-4", "years on the h-1b", "what about the o-3"]
)
def test_it_never_answers_a_question_that_names_a_code(question: str) -> None:
    assert "faq:dogs" not in ask(question, 0.99)[1]


def test_what_is_hidden_or_gone_does_not_come_back() -> None:
    overlay = Overlay.build(visas(), (), {"visa:h-1b"})
    for place in (("faq:dogs", None), ("visa:h-1b", None)):
        ranking = overlay.search("may my puppy come along", sense=sense(0.9, own=place))
        assert all(hit.place != place for hit in ranking.hits)


def test_another_server_and_the_base_have_no_such_place() -> None:
    ranking = visas().search("may my puppy come along", sense=sense(0.9))
    assert all(hit.entry != "faq:dogs" for hit in ranking.hits)


def test_of_a_copy_what_is_nearer_counts() -> None:
    place = ("visa:h-1b", None)
    near = sense(0.9, own=place)
    score = near.score_of(place)
    assert score is not None
    assert score.nearest == 0.9
    assert next(near.best_places()) == place
    far = sense(0.1, own=place).score_of(place)
    assert far is not None
    assert far.learned
