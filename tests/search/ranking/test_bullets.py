"""The bullet that a question is after is found by the words that the answer's head lacks."""

import pytest

from bot.search.index import Document, Index, Lexicon

ABOUT = "OPT travel. You may leave and come back with a valid visa."
BULLETS = (
    "Carry the card and a letter of the employer.",
    "A signature of the school on the I-20 must be younger than six months.",
    "Trips to Canada and Mexico of under thirty days need no new visa.",
)


def built() -> Index:
    return Index.build(
        [
            Document("faq:travel", None, "OPT travel", (), (), ("can i travel on opt",)),
            Document("faq:letter", None, "Letters", (), (), ("is a letter of an employer needed",)),
        ],
        Lexicon(),
    )


@pytest.fixture(scope="module")
def index() -> Index:
    return built()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("can i travel on opt to mexico", 2),
        ("opt travel how old may the signature on my i-20 be", 1),
        ("travel on opt, which letter of my employer", 0),
        ("can i travel on opt", None),
        ("can i travel on opt with a valid visa", None),
        ("opt travel with my cat by ship", None),
        ("", None),
    ],
)
def test_the_bullet_is_the_one_that_holds_most_of_what_is_asked(
    index: Index, question: str, expected: int | None
) -> None:
    ranking = index.search(question)
    assert index.ranker.nearest_bullet(ranking, BULLETS, ABOUT) == expected


def test_an_answer_without_bullets_has_none(index: Index) -> None:
    assert index.ranker.nearest_bullet(index.search("opt travel mexico"), (), ABOUT) is None


def test_bullets_are_found_when_others_took_their_place_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.search.ranking.bullets._MOST_TEXTS", 1)
    index = built()
    ranking = index.search("can i travel on opt to mexico")
    assert [index.ranker.nearest_bullet(ranking, BULLETS, ABOUT) for _ in range(2)] == [2, 2]
