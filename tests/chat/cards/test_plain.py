"""A card as plain text: one short text, the sentence first and the source never lost."""

import re
from datetime import date

import pytest

from bot.chat.cards.plain import CONTENT, GOES_ON, plain, plain_answer
from bot.kb.model.keys import Address
from bot.services.answering.answers import Answers
from bot.services.content.answer import Answer
from bot.services.content.outcomes import Closest, Found, Unknown
from bot.services.content.snapshot import Snapshot
from tests.chat.cards.test_card import composed, longest

ENDED = "One sentence was removed: its figure was valid until 23 Nov 2026. See the source."


@pytest.fixture
def answer(snapshot: Snapshot) -> Answer:
    found = snapshot.composer.compose(Address.parse("visa:h-1b/duration"), date(2026, 11, 24))
    assert found is not None
    return found


def test_an_answer_begins_with_its_sentence_and_ends_with_its_source(answer: Answer) -> None:
    assert plain_answer(answer).splitlines() == [
        "H-1B visa: duration",
        "H-1B time is normally limited to six years.",
        "- The first approval is for up to three years.",
        "- Time abroad can be claimed back.",
        "",
        "Source: USCIS, H-1B Specialty Occupations, read 7 Oct 2026, <https://www.uscis.gov/h-1b>",
        f"{ENDED} General information, not legal advice.",
    ]


def test_the_longest_answer_fits_a_message_and_says_that_it_goes_on() -> None:
    said = plain_answer(composed(longest("Words." * 40)), ["A line beside it."] * 200)
    assert len(said) <= CONTENT
    assert GOES_ON in said
    assert "Source: " in said
    assert said.endswith("General information, not legal advice.")


def test_the_words_of_a_picture_follow_the_bullets(answer: Answer) -> None:
    lines = plain_answer(answer, ["- Senior: USD 1"]).splitlines()
    assert lines[4] == "- Senior: USD 1"


async def test_every_outcome_has_a_plain_text(answers: Answers) -> None:
    found = await answers.ask("how long does h1b last")
    assert isinstance(found, Found)
    assert plain(found) == plain_answer(found.answer)
    several = await answers.ask("how long does h1b last? do i need a phd for ml jobs?")
    assert "Your message may also ask:\n- Do I need a PhD" in plain(several)
    which = await answers.ask("can my spouse work")
    assert "Which one do you mean?\n- " in plain(which)
    assert "- O-3 visa: family" in plain(which)
    assert plain(Closest("q", found.candidates, 0.1)).startswith("“q”\nI am not sure.")
    unknown = plain(Unknown("*bake* @everyone"))
    assert "\\*bake\\* \\@everyone" in unknown


async def test_no_markup_of_cards_is_left(answers: Answers) -> None:
    for question in ("how long does h1b last", "can my spouse work", "bake bread"):
        assert not re.search(r"^(###|-#|>)", plain(await answers.ask(question)), re.M)
