"""`/ask` and the menu of a message answer, privately unless they are asked otherwise."""

import re

import pytest

from tests.chat.conftest import World
from tests.support.cards import labels, options, text_of

BAD_INPUT = {
    "nothing but spaces": "   ",
    "4,000 characters": "why " * 1000,
    "one long word": "x" * 4000,
    "emoji only": "🙂🙃🙂",
    "right to left": "\u202eהאם אני יכול לעבוד\u202c",
    "zero width": "\u200b\u200d\ufeff",
    "mentions": "@everyone @here <@1> <@&2> <#3>",
    "markdown": "**bold** `code` ||spoiler|| [click](https://evil.example) > # heading",
    "a code block": "```python\nimport os\n```",
    "code": "'; DROP TABLE faq; -- ${jndi:ldap://x} {{fact:premium-fee}}",
    "a made-up suggestion": "=visa:none/none",
}


async def test_an_answer_has_sentence_bullets_source_and_date(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="how long does h1b last")
    assert result.response is not None
    card = result.response.components
    said = text_of(card)
    assert "H-1B visa: duration" in said
    assert "H-1B time is normally limited to six years." in said
    assert "- Time abroad can be claimed back." in said
    assert " · as of 7 Oct 2026 · [Open](https://www.uscis.gov/h-1b)" in said
    assert not re.search("[0-9a-f]{8}", said), "which version it is means nothing to a member"


async def test_the_second_question_of_a_message_opens_beside_its_answer(world: World) -> None:
    question = "how long does h1b last? do i need a phd for ml jobs?"
    result = await world.ana.slash(world.channel, "ask", question=question)
    assert result.response is not None
    said = text_of(result.response.components)
    assert "H-1B time is normally limited to six years." in said
    assert "Your message may also ask:" in said
    beside = await world.ana.click(result.response, label="Do I need a PhD?")
    assert beside.response is not None
    assert beside.response.id != result.response.id
    assert "PhD" in text_of(beside.response.components)


async def test_an_expired_figure_is_not_shown_and_the_card_says_so(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="how long does h1b last")
    assert result.response is not None
    said = text_of(result.response.components)
    assert "five years" not in said
    assert "its figure was valid until 23 Nov 2026" in said


async def test_an_answer_is_private_unless_everyone_is_chosen(world: World) -> None:
    private = await world.ana.slash(world.channel, "ask", question="what is h1b1")
    public = await world.ana.slash(world.channel, "ask", question="what is h1b1", show="everyone")
    assert private.ephemeral
    assert not public.ephemeral
    assert private.response is not None
    assert public.response is not None
    everybody = ["Tell me if it changes", "Not right"]
    for shown, expected in (
        (private.response, ["Share here", *everybody]),
        (public.response, [*everybody, "Delete"]),
    ):
        menu = await world.ana.click(shown, label="⋯")
        assert menu.ephemeral
        assert menu.response is not None
        assert labels(menu.response.components) == expected


async def test_look_alikes_are_told_apart_and_the_title_shows_it(world: World) -> None:
    for question, title in (("can my spouse work on h4", "H-4"), ("... on o3", "O-3")):
        result = await world.ana.slash(
            world.channel, "ask", question=question.replace("...", "can my spouse work")
        )
        assert result.response is not None
        assert f"{title} visa: family" in text_of(result.response.components)


async def test_a_part_of_no_named_visa_is_offered_for_each(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="can my spouse work")
    assert result.response is not None
    card = result.response.components
    assert "Which one do you mean?" in text_of(card)
    assert {"H-4 visa: family", "O-3 visa: family"} <= set(labels(card))


async def test_what_is_not_known_is_said_with_a_way_on(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="how do i bake bread")
    assert result.response is not None
    card = result.response.components
    assert "I don't have an answer for that" in text_of(card)
    assert "H-1B visa" in options(card, "Topics")


@pytest.mark.parametrize("question", BAD_INPUT.values(), ids=BAD_INPUT.keys())
async def test_bad_input_gets_a_clean_answer(world: World, question: str) -> None:
    result = await world.ana.slash(world.channel, "ask", question=question)
    assert result.acknowledged
    assert result.response is not None
    said = text_of(result.response.components)
    assert "did not work" not in said
    assert "](https://evil.example" not in said
    assert "\u202e" not in said
    assert result.response.message.mentions == []
    assert not result.response.message.mention_everyone


async def test_suggestions_come_back_as_their_answers(world: World) -> None:
    choices = await world.ana.autocomplete(world.channel, "ask", "question", "h1b dur")
    assert choices[0] == {"name": "H-1B visa: duration", "value": "=visa:h-1b/duration"}
    for chosen in (choices[0]["value"], choices[0]["name"]):
        result = await world.ana.slash(world.channel, "ask", question=chosen)
        assert result.response is not None
        assert "limited to six years" in text_of(result.response.components)


@pytest.mark.parametrize("typed", ["", "h", "H-1", "spouse wrok", "🙂", "x" * 3000])
async def test_suggestions_are_at_most_25_and_short(world: World, typed: str) -> None:
    choices = await world.ana.autocomplete(world.channel, "ask", "question", typed)
    assert len(choices) <= 25
    assert all(len(choice["name"]) <= 100 and len(choice["value"]) <= 100 for choice in choices)


async def test_the_menu_answers_somebodys_message_in_private(world: World) -> None:
    message = await world.ben.send(world.channel, "how long does h1b last?")
    result = await world.ana.context_menu(world.channel, "Answer this", message)
    assert result.ephemeral
    assert result.response is not None
    assert "limited to six years" in text_of(result.response.components)


async def test_the_menu_on_a_picture_without_words_says_that_it_has_nothing(world: World) -> None:
    message = await world.ben.send(world.channel, "🙂")
    result = await world.ana.context_menu(world.channel, "Answer this", message)
    assert result.response is not None
    assert "I don't have an answer for that" in text_of(result.response.components)
