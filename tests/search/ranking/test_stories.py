"""A story is ranked by its whole meaning, and what it tells by the way rules nothing out."""

import pytest

from bot.search.index import Decision, Document, Index, Lexicon, Reason
from bot.search.values.semantic_scores import Place, SemanticScores

PLACES: tuple[Place, ...] = (
    ("visa:h-1b", None),
    ("visa:l-1", None),
    ("faq:merger", None),
    ("faq:asylum", None),
)

STORY = (
    "hi all. my company was bought by a bigger one in may and i am on h1b in boston. hr says that "
    "nothing changes for anybody. do i have to do something now?"
)


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(
        [
            Document("visa:h-1b", None, "H-1B visa", ("H-1B",), (), ("what is h1b",)),
            Document("visa:l-1", None, "L-1 visa", ("L-1",), (), ("what is l1",)),
            Document("faq:merger", None, "A merger", (), (), ("is a merger bad for workers",)),
            Document("faq:asylum", None, "Asylum fee", (), (), ("what is the asylum fee",)),
        ],
        Lexicon(outside=("asylum", "daca")),
    )


def meaning(*logits: float, alone: SemanticScores | None = None) -> SemanticScores:
    """Say what a model would: well asked, and near to the first of all in meaning."""
    order = sorted(range(len(logits)), key=lambda at: -logits[at])
    numbers = {place: at for at, place in enumerate(PLACES)}
    near = [0.8 if at == order[0] else 0.2 for at in range(len(logits))]
    return SemanticScores(numbers, PLACES, logits, near, 0.6, order, well_asked=True, alone=alone)


def test_no_code_that_a_story_tells_of_rules_out_what_it_means(index: Index) -> None:
    ranking = index.search(STORY, sense=meaning(1.0, 0.0, 9.0, 0.0))
    assert ranking.hits[0].entry == "faq:merger"
    assert ranking.decision is Decision.FOUND


def test_a_short_question_is_answered_only_by_what_carries_its_code(index: Index) -> None:
    ranking = index.search("is a merger bad for my l1", sense=meaning(0.0, 1.0, 9.0, 0.0))
    assert ranking.hits[0].entry == "visa:l-1"


def test_a_question_that_is_sure_alone_goes_before_its_story(index: Index) -> None:
    alone = meaning(0.0, 9.0, 0.0, 0.0)
    text = STORY.replace("do i have to do something now?", "what is l1 about?")
    assert index.search(text, sense=meaning(0.0, 1.0, 2.0, 0.0)).hits[0].entry == "faq:merger"
    ranking = index.search(text, sense=meaning(0.0, 1.0, 2.0, 0.0, alone=alone))
    assert ranking.hits[0].entry == "visa:l-1"


def test_a_subject_outside_is_not_answered_if_the_question_of_a_story_is_about_it(
    index: Index,
) -> None:
    text = STORY.replace("do i have to do something now?", "can i renew my daca?")
    ranking = index.search(text, sense=meaning(0.0, 0.0, 9.0, 0.0))
    assert (ranking.decision, ranking.reason) == (Decision.CLOSEST, Reason.CONTRADICTED)


def test_a_model_reads_a_story_as_a_whole_and_what_asks_alone(index: Index) -> None:
    read: list[str] = []

    def sense(text: str) -> SemanticScores:
        read.append(text)
        return meaning(0.0, 0.0, 1.0, 0.0)

    sensed = index.search(STORY).sensed(sense)
    whole, alone = read
    assert "bigger one" in whole
    assert not whole.startswith("hi all")
    assert alone == "do i have to do something now?"
    assert sensed is not None
    assert sensed.alone is not None


def test_a_model_reads_a_plain_question_once(index: Index) -> None:
    read: list[str] = []

    def sense(text: str) -> SemanticScores:
        read.append(text)
        return meaning(0.0, 0.0, 1.0, 0.0)

    index.search("is a merger bad for me").sensed(sense)
    assert read == ["is a merger bad for me"]
