"""A message that asks several things gets its answer, and the others are named beside it."""

from dataclasses import replace

import pytest

from bot.services.answering.answers import Answers
from bot.services.answering.several import MOST_NAMED, NEAR, also, questions
from bot.services.content.outcomes import Found, Outcome

DURATION, PHD, SPOUSE = "visa:h-1b/duration", "faq:phd-needed", "visa:o-3/family"


def shown(outcome: Outcome) -> list[str]:
    """List the answer, then what is named beside it."""
    assert isinstance(outcome, Found), outcome
    return [
        str(one) for one in (outcome.answer.address, *(beside.address for beside in outcome.also))
    ]


@pytest.mark.parametrize(
    "message",
    [
        "how long does an h1b last? do i need a phd for ml jobs?",
        "My employer asks. How long does an H-1B last? And do I need a PhD for ML jobs?",
        "how long does an h1b last?\ndo i need a phd for ml jobs?",
    ],
)
async def test_the_second_question_of_a_message_is_named_beside_its_answer(
    answers: Answers, message: str
) -> None:
    assert shown(await answers.ask(message)) == [DURATION, PHD]


async def test_two_questions_that_find_nothing_together_are_answered_apart(
    answers: Answers,
) -> None:
    message = "how long does an h1b last? can my spouse work on O-3?"
    assert shown(await answers.ask(message)) == [DURATION, SPOUSE]


@pytest.mark.parametrize(
    "message",
    [
        "how long does an h1b last",
        "how long does an h1b last? how many years can i stay on h1b?",
        "how long does an h1b last? and then? why?",
        "how long does an h1b last? how do i bake bread?",
    ],
)
async def test_nothing_is_named_beside_an_answer_to_one_question(
    answers: Answers, message: str
) -> None:
    assert shown(await answers.ask(message)) == [DURATION]


async def test_what_is_named_has_its_first_sentence_for_the_reader(answers: Answers) -> None:
    outcome = await answers.ask("how long does an h1b last? do i need a phd for ml jobs?")
    introduced = answers.introduce(outcome, "en")
    assert isinstance(introduced, Found)
    (beside,) = introduced.also
    answer = answers.show(beside.address)
    assert answer is not None
    assert (beside.title, beside.sentence) == (answer.title, answer.summary)


async def test_a_story_names_what_is_nearly_as_likely_and_not_more_than_fits(
    answers: Answers,
) -> None:
    ranking = await answers.explain("how long does an h1b last")
    first = ranking.hits[0]
    others = [
        replace(first, entry=f"faq:{at}", section=None, score=score * first.score)
        for at, score in enumerate((1.0, NEAR, NEAR, NEAR - 0.01))
    ]
    story = replace(ranking, story="a story", hits=(first, *others))
    assert also(story, ()) == tuple(others[:MOST_NAMED])
    assert also(replace(story, hits=(first, others[3])), ()) == ()
    assert also(replace(story, story=""), ()) == ()


async def test_only_so_many_questions_are_ranked_by_themselves(answers: Answers) -> None:
    many = " ".join(f"how long does visa number {at} last?" for at in range(40))
    assert len(questions(await answers.explain(many))) == 3
