"""`/compare` shows two or three side by side, and so does a question that names both."""

from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.chat.cards.compared import with_label
from bot.services.answering.answers import Answers
from bot.wiring import Services
from tests.chat.conftest import World, make_bot
from tests.support.cards import halves, labels, last_card, text_of


def card_of(result: simcord.InteractionResult) -> Any:
    assert result.acknowledged
    assert result.response is not None
    return result.response.components


async def compared(world: World, **filled: str) -> simcord.InteractionResult:
    return await world.ana.slash(
        world.channel, "compare", **({"first": "h4", "second": "o3"} | filled)
    )


async def test_two_visas_stand_side_by_side_and_each_can_be_read(world: World) -> None:
    result = await compared(world)
    assert result.ephemeral
    said = text_of(card_of(result))
    assert "## H-4 or O-3?" in said
    assert "- An **H-4** spouse may work only with a work permit." in said
    assert "- An **O-3** spouse cannot work in the USA." in said
    assert result.response is not None
    read = await world.ana.click(result.response, label="O-3 visa")
    assert read.ephemeral
    assert "O-3 visa" in text_of(card_of(read))
    assert "## H-4 or O-3?" in text_of(card_of(result)), "the comparison stays"


async def test_pay_is_answered_in_the_largest_letters_and_names_its_source_and_day(
    world: World,
) -> None:
    pair = {
        "first": "=salary:ml-engineer-entry-united",
        "second": "=salary:ml-engineer-senior-united",
    }
    rows, small_print = halves(card_of(await compared(world, **pair)))
    assert rows.startswith("-# Pay: Entry level or Senior?\n### Entry level: ")
    assert "\n### Senior: " in rows
    assert small_print.startswith("-# Source: ")
    assert " · as of " in small_print.partition("\n")[0]


async def test_a_line_divides_the_rows_from_their_day(world: World) -> None:
    rows, small_print = halves(card_of(await compared(world)))
    assert "An **O-3** spouse cannot work" in rows
    assert "not legal advice" not in rows
    assert "not legal advice" in small_print


async def test_what_the_base_does_not_say_is_shown_as_missing(world: World) -> None:
    said = text_of(card_of(await compared(world, first="h1b")))
    assert "- **O-3**: no answer yet" in said
    assert "No answers yet about: family visa, eligibility" in said


async def test_a_question_that_names_two_is_answered_by_both(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="h1b or o1a")
    assert "## H-1B or O-1A?" in text_of(card_of(result))
    assert {"H-1B visa", "O-1A visa", "Share here"} == set(labels(card_of(result)))


async def test_a_direct_message_compares_too(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("h1b vs o1a")
    card = [one.to_dict() for one in last_card(user.dm_channel).components]
    assert "## H-1B or O-1A?" in text_of(card)
    assert "Share here" not in labels(card)


async def test_a_comparison_is_shared_with_the_name_of_who_did(world: World) -> None:
    result = await compared(world)
    assert result.response is not None
    shared = await world.ana.click(result.response, label="Share here")
    assert not shared.ephemeral
    assert "Shared by ana" in text_of(card_of(shared))


async def test_who_may_not_write_here_may_not_share_a_comparison_here(world: World) -> None:
    result = await world.silent.slash(world.channel, "compare", first="h4", second="o3")
    assert result.response is not None
    pressed = await world.silent.click(result.response, label="Share here")
    assert pressed.response is not None
    assert "You can't post here" in pressed.response.content


async def test_pages_turn_in_place_even_after_a_restart(
    world: World,
    desk: Services,
    answers: Answers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.chat.cards.compared.PAGE_TEXT", 250)
    result = await compared(world)
    assert "Page 1 of 2" in text_of(card_of(result))
    await world.env.restart_bot(make_bot(desk, tmp_path))
    assert result.response is not None
    await world.ana.click(result.response, label="Next page")
    assert "Page 2 of 2" in text_of(card_of(result))
    await world.ana.click(result.response, label="Previous page")
    assert "Page 1 of 2" in text_of(card_of(result))


async def test_under_a_public_comparison_pages_turn_for_the_presser_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.cards.compared.PAGE_TEXT", 250)
    result = await compared(world, show="everyone")
    assert result.response is not None
    pressed = await world.ben.click(result.response, label="Next page")
    assert pressed.ephemeral
    assert "Page 2 of 2" in text_of(card_of(pressed))
    assert "Page 1 of 2" in text_of(card_of(result))


async def test_what_cannot_be_compared_is_said_privately(world: World) -> None:
    result = await compared(world, second="*bread*", show="everyone")
    assert result.ephemeral
    said = text_of(card_of(result))
    assert "I can't compare these" in said
    assert "\\*bread\\*" in said


async def test_the_second_name_is_suggested_from_the_kind_of_the_first(world: World) -> None:
    choices = await world.ana.autocomplete(
        world.channel, "compare", "second", "", first="=role:ml-engineer"
    )
    assert choices == []
    choices = await world.ana.autocomplete(
        world.channel, "compare", "second", "o", first="=visa:h-1b"
    )
    assert {"name": "O-1A visa", "value": "=visa:o-1a"} in choices


async def test_what_is_missing_on_one_side_reaches_the_inbox_like_a_question(
    world: World, desk: Services
) -> None:
    for actor in (world.ana, world.ben, world.ben):
        await actor.slash(world.channel, "compare", first="h1b", second="o1a")
    gaps = await desk.stores.gaps.open(world.guild.id, ready=True, limit=9)
    assert {gap.text for gap in gaps} == {"O-1A duration", "O-1A cost and who pays"}
    assert {(gap.askings, gap.people) for gap in gaps} == {(3, 2)}


async def test_a_question_that_compares_counts_it_too_and_a_direct_message_does_not(
    world: World, desk: Services
) -> None:
    await world.ana.slash(world.channel, "ask", question="h1b vs o1a")
    user = world.env.create_user("dora")
    await user.send_dm("h1b vs h1b1")
    gaps = await desk.stores.gaps.open(world.guild.id, ready=False, limit=9)
    assert {gap.text for gap in gaps} == {"O-1A duration", "O-1A cost and who pays"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("H-1B time is limited.", "**H-1B** time is limited."),
        ("The first H-1B stay lasts three years.", "The first **H-1B** stay lasts three years."),
        ("An H-1B1 is another visa.", "**H-1B**: An H-1B1 is another visa."),
        ("There is no lottery at all for it.", "**H-1B**: There is no lottery at all for it."),
    ],
)
def test_a_side_is_named_once(text: str, said: str) -> None:
    assert with_label("H-1B", text) == said


async def test_what_cannot_be_compared_can_still_be_read(world: World) -> None:
    result = await compared(world, first="h1b", second="ml engineer")
    assert {"H-1B visa", "ML engineer"} <= set(labels(card_of(result)))
