"""Look-alikes of the base that ships answer for themselves, both ways."""

import pytest

from bot.search.index import Decision
from tests.support.knowledge.shipped import shipped_index

PAIRS = (
    ("o-1", "visa:o-1a", "l-1", "visa:l-1"),
    ("h-4", "visa:h-4", "o-3", "visa:o-3"),
    ("h-4", "visa:h-4", "l-2", "visa:l-2"),
    ("l-2", "visa:l-2", "j-2", "visa:j-2"),
    ("h-1b", "visa:h-1b", "h-1b1", "visa:h-1b1"),
    ("eb-2", "visa:eb-2", "eb-2 niw", "visa:eb-2-niw"),
    ("eb-2", "visa:eb-2", "eb-3", "visa:eb-3"),
    ("eb-1a", "visa:eb-1a", "eb-1b", "visa:eb-1b"),
    ("l-1a", "visa:l-1a", "l-1b", "visa:l-1b"),
    ("o-1", "visa:o-1a", "o-3", "visa:o-3"),
)

GENERAL = ("{}", "what is the {} visa")
PARTICULAR = (
    "tell me all about {} please",
    "can my spouse work on {}",
    "how long can i stay on {}",
    "what does {} cost",
)


def _spellings(name: str) -> tuple[str, ...]:
    return name, name.upper(), name.replace("-", ""), name.replace("-", " ")


@pytest.mark.parametrize(("first", "entry", "second", "other"), PAIRS)
def test_of_two_look_alikes_the_one_that_is_named_answers(
    first: str, entry: str, second: str, other: str
) -> None:
    for name, own in ((first, entry), (second, other)):
        for question in (asked.format(one) for asked in GENERAL for one in _spellings(name)):
            ranking = shipped_index().search(question)
            assert (ranking.decision, ranking.offered[0].entry) == (Decision.FOUND, own), question


@pytest.mark.parametrize(("first", "entry", "second", "other"), PAIRS)
def test_a_look_alike_never_answers_for_the_other(
    first: str, entry: str, second: str, other: str
) -> None:
    for name, lookalike in ((first, other), (second, entry)):
        for question in (asked.format(one) for asked in PARTICULAR for one in _spellings(name)):
            ranking = shipped_index().search(question)
            assert ranking.offered[0].entry != lookalike, question


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("i was selected in the h1b lottery", "faq:not-selected"),
        ("senior ml engineer salary", "salary:ml-engineer-entry-us"),
        ("entry level ml engineer salary", "salary:ml-engineer-senior-us"),
        ("ml engineer salary in boston", "salary:ai-engineer-bay-area"),
    ],
)
def test_a_negation_a_level_or_a_place_is_never_answered_by_its_opposite(
    question: str, never: str
) -> None:
    ranking = shipped_index().search(question)
    found = ranking.offered[0].entry if ranking.decision is Decision.FOUND else ""
    assert found != never
