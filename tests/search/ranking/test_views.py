"""A question that says little by itself is taken with what is told beside it."""

from dataclasses import replace

import pytest

from bot.search.index import Decision, Document, Index, Lexicon
from bot.search.ranking.views import is_surer
from bot.search.values.ranking import Reason
from bot.search.values.semantic_scores import Place, SemanticScores


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(
        [
            Document("faq:cash", None, "Too much cash", (), (), ("the atm gave me too much cash",)),
            Document("faq:app", None, "Fix the app", (), (), ("how can i fix this app",)),
            Document("faq:size", None, "The wrong size", (), (), ("i received the wrong size",)),
            Document("faq:card", None, "Return a card", (), (), ("how can i return my old card",)),
            Document("visa:h-1b", None, "H-1B visa", ("H-1B",), (), ("what is h1b",)),
        ],
        Lexicon(),
    )


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("the atm gave me too much cash. how can i fix this?", "faq:cash"),
        ("i received the wrong size. can i return it?", "faq:size"),
        ("the atm gave me too much cash. why?", "faq:cash"),
        ("i received the wrong size. how can i return my old card?", "faq:card"),
        ("the atm gave me too much cash. what is h1b?", "visa:h-1b"),
    ],
)
def test_a_question_that_points_at_what_was_told_is_taken_with_it(
    index: Index, text: str, entry: str
) -> None:
    assert index.search(text).hits[0].entry == entry


def test_a_question_must_be_much_surer_alone_if_the_model_has_learned_little(index: Index) -> None:
    found = replace(index.search("what is h1b"), decision=Decision.FOUND)
    alone, whole = replace(found, confidence=0.8), replace(found, confidence=0.6)
    assert is_surer(alone, whole, well_asked=True)
    assert not is_surer(alone, whole, well_asked=False)
    assert is_surer(alone, replace(whole, confidence=0.4), well_asked=False)


def test_meaning_is_asked_if_the_best_by_words_is_contradicted() -> None:
    places: tuple[Place, ...] = (("faq:out", None), ("faq:in", None))
    index = Index.build(
        [
            Document("faq:out", None, "Not selected", ("Not selected",), (), ("now what",)),
            Document("faq:in", None, "The draw", (), (), ("you won the draw",)),
        ],
        Lexicon(),
    )
    ranking = index.search("i was selected")
    assert (ranking.hits[0].entry, ranking.reason) == ("faq:out", Reason.CONTRADICTED)
    assert not ranking.decisive
    numbers = {place: number for number, place in enumerate(places)}
    sense = SemanticScores(numbers, places, (0.0, 9.0), [0.2, 0.8], 0.6, [1, 0], well_asked=True)
    assert index.search("i was selected", sense=sense).hits[0].entry == "faq:in"


def test_meaning_is_not_asked_about_a_subject_that_the_base_leaves_out() -> None:
    index = Index.build(
        [Document("faq:fee", None, "The fee", (), (), ("what is the fee",))],
        Lexicon(outside=("asylum",)),
    )
    ranking = index.search("what is the asylum fee")
    assert ranking.reason is Reason.CONTRADICTED
    assert ranking.decisive
