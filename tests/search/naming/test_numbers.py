"""A server's own answers that differ in a number, a day or a `not` never stand for each other."""

import pytest

from bot.search.index import Decision, Document
from bot.search.overlay import Overlay
from tests.search.visas import DOCUMENTS, LEXICON, visas
from tests.support.meaning import MODES, Asking, learned


def own(slug: str, question: str, body: str) -> Document:
    return Document(f"faq:{slug}", None, question, (question,), body=body, years=(2026,))


OWN = (
    own("python", "How do I install Python 3.10?", "Use pyenv."),
    own("windows", "Where is the Windows 11 driver?", "In the pinned post."),
    own("homework", "When is homework 3 due?", "By noon."),
    own("meetup", "Where is the 2026 meetup?", "In Berlin."),
    own("monday", "Is the office open on Monday?", "Yes, from nine."),
    own("garden", "Is the garden open?", "Yes, from nine."),
    own("room", "What is in room 12?", "The printer."),
    own("chapter", "What is chapter 2 about?", "Trees."),
    own("season", "When does season 3 start?", "Soon."),
    own("edition", "Where is edition 3 of the handbook?", "In the library."),
    own("discount", "Is there a discount for members?", "Yes, ten percent."),
    own("club", "How do I join the reading club?", "Write to its owner."),
)


@pytest.fixture(scope="module", params=MODES)
def ask(request: pytest.FixtureRequest) -> Asking:
    meaning = learned((*DOCUMENTS, *OWN), LEXICON) if request.param == "meaning" else None
    return Asking(Overlay.build(visas(), OWN), meaning)


@pytest.mark.parametrize(
    ("question", "neighbor"),
    [
        ("how do i install python 3.11", "python"),
        ("how do i install python 3.1", "python"),
        ("where is the windows 12 driver", "windows"),
        ("when is homework 4 due", "homework"),
        ("where is the 2025 meetup", "meetup"),
        ("where is the meetup in 2027", "meetup"),
        ("is the office open on sunday", "monday"),
        ("office open on tuesdays?", "monday"),
        ("is the garden not open", "garden"),
        ("isn't the garden open", "garden"),
        ("is the garden open on sunday", "garden"),
        ("what is in room 13", "room"),
        ("what is chapter three about", "chapter"),
        ("when does season 4 start", "season"),
        ("where is the second edition of the handbook", "edition"),
    ],
)
def test_the_neighbor_of_another_number_is_the_closest_at_most(
    ask: Asking, question: str, neighbor: str
) -> None:
    ranking = ask(question)
    assert ranking.decision in (Decision.CLOSEST, Decision.UNKNOWN)
    assert f"faq:{neighbor}" in {hit.entry for hit in ranking.hits}


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("install python 3.10", "python"),
        ("windows 11 driver", "windows"),
        ("homework 3 due", "homework"),
        ("where's the 2026 meetup", "meetup"),
        ("is the office open on mondays", "monday"),
        ("is the garden open now", "garden"),
        ("what's in room 12", "room"),
        ("chapter two about", "chapter"),
        ("when will season 3 start", "season"),
        ("third edition of the handbook where", "edition"),
        ("discount for members after 4 years", "discount"),
        ("discount for 2 members", "discount"),
        ("join the reading club with 3 publications", "club"),
        ("i am 35, how do i join the reading club", "club"),
    ],
)
def test_the_same_number_and_any_quantity_are_answered(
    ask: Asking, question: str, entry: str
) -> None:
    ranking = ask(question)
    assert (ranking.decision, ranking.offered[0].entry) == (Decision.FOUND, f"faq:{entry}")


def test_which_of_two_versions_is_meant_is_never_asked_back(ask: Asking) -> None:
    ranking = ask("compare python 3.12 with python 3.13")
    assert ranking.decision in (Decision.CLOSEST, Decision.UNKNOWN)
