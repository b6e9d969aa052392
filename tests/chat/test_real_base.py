"""The base that ships is drawn whole: every entry and section fits its card."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.chat.card import draw_answer
from bot.chat.pages import page
from bot.kb.keys import Address
from bot.kb.library import load_library
from bot.services.answers import Answers
from bot.services.outcomes import Found
from bot.services.snapshot import Keeper, Snapshot
from tests.chat.test_card import assert_fits

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@pytest.fixture(scope="module")
def real() -> Snapshot:
    return Snapshot.build(load_library(KNOWLEDGE))


def test_every_entry_and_section_of_the_base_fits_a_card(real: Snapshot) -> None:
    drawn = 0
    for key, entry in real.library.entries.items():
        for name in (None, *(section.name for section in entry.sections)):
            answer = real.composer.compose(Address(key, name), date(2026, 11, 24))
            assert answer is not None
            for number in range(1, page(answer).count + 1):
                assert_fits(draw_answer(answer, share=True, number=number))
                drawn += 1
    assert drawn > 100


@pytest.mark.parametrize(
    ("question", "address", "holds"),
    [
        ("how long does h1b last", "visa:h-1b/duration", "six years"),
        ("can my spouse work on O-3", "visa:o-3/family", "No,"),
        ("can my spouse work on H-4", "visa:h-4/family", "only if the H-1B worker has"),
        ("can my spouse work on L-2", "visa:l-2/family", "by status alone"),
        ("what is the o-1 visa", "visa:o-1a", "O-1A"),
        ("what is the l-1 visa", "visa:l-1", "L-1"),
        ("h-1b1", "visa:h-1b1", "not the H-1B"),
        ("eb-2 niw", "visa:eb-2-niw", "without an employer"),
        ("eb-2", "visa:eb-2", "normally needs an employer"),
        ("o1 premium processing cost", "visa:o-1a/cost", "USD"),
        ("do i need a phd to become an ml engineer", "faq:phd-needed", "No,"),
        ("do multiple employers improve h1b odds", "faq:h1b-several-employers", "does not raise"),
        ("which us cities offer the best ml opportunities", "faq:best-cities", "Bay Area"),
        ("can my family accompany me to the united states", "faq:bring-family", "Yes,"),
        ("is there a pathway to permanent residency", "faq:green-card-path", "Yes,"),
        ("which programming skills matter most for ml jobs", "faq:programming-skills", "Python"),
        ("what does an mlops engineer do", "role:mlops-engineer", "pipelines"),
        ("senior ml engineer salary", "salary:ml-engineer-senior-us", "USD 300,000"),
    ],
)
async def test_what_the_article_raised_is_answered(
    real: Snapshot, question: str, address: str, holds: str
) -> None:
    answers = Answers(Keeper(real), lambda: datetime(2026, 11, 24, tzinfo=UTC))
    outcome = await answers.ask(question)
    assert isinstance(outcome, Found)
    assert str(outcome.answer.address) == address
    assert holds in outcome.answer.summary
