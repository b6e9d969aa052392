"""Controls work for whoever presses, on old cards and after a restart."""

from pathlib import Path

import pytest
import simcord

from bot.services.answering.answers import Answers
from bot.wiring import Services
from tests.chat.conftest import World, make_bot
from tests.support.cards import choose, custom_id, labels, last_card, text_of

DURATION = "limited to six years"
COST = "$2,965"
COSTS = ["visa:h-1b/cost"]
RELATED = "1|links|on"


async def asked(
    world: World, question: str = "how long does h1b last", show: str = "only me"
) -> simcord.InteractionResult:
    result = await world.ana.slash(world.channel, "ask", question=question, show=show)
    assert result.response is not None
    return result


def control(result: simcord.InteractionResult, start: str) -> str:
    assert result.response is not None
    return custom_id(result.response.components, start)


def said(result: simcord.InteractionResult) -> str:
    assert result.acknowledged
    assert result.response is not None
    return text_of(result.response.components)


async def test_another_part_takes_the_place_of_ones_own_private_card(world: World) -> None:
    first = await asked(world)
    assert first.response is not None
    await world.ana.select(first.response, COSTS, custom_id=control(first, RELATED))
    assert COST in said(first)
    assert DURATION not in said(first)


async def test_under_a_public_card_the_answer_is_for_the_presser_alone(world: World) -> None:
    public = await asked(world, show="everyone")
    assert public.response is not None
    pressed = await world.ben.select(public.response, COSTS, custom_id=control(public, RELATED))
    assert pressed.ephemeral
    assert COST in said(pressed)
    assert DURATION in said(public)


async def test_a_related_question_is_opened(world: World) -> None:
    first = await asked(world)
    assert first.response is not None
    identifier = control(first, RELATED)
    await world.ana.select(first.response, ["visa:o-1a"], custom_id=identifier)
    assert "O-1A visa" in said(first)


async def test_sharing_shows_the_answer_to_everyone_and_says_who(world: World) -> None:
    private = await asked(world)
    assert private.response is not None
    shared = await choose(world.ana, private.response, "Share here")
    assert not shared.ephemeral
    assert DURATION in said(shared)
    assert "Shared by ana" in said(shared)
    assert shared.response is not None
    menu = await world.ana.click(shared.response, label="⋯")
    assert menu.response is not None
    assert labels(menu.response.components) == [
        "Tell me if it changes",
        "Not right",
        "Delete",
    ]


async def test_who_may_not_write_here_may_not_share_here(world: World) -> None:
    result = await world.silent.slash(world.channel, "ask", question="what is h1b1")
    assert result.response is not None
    pressed = await choose(world.silent, result.response, "Share here")
    assert pressed.ephemeral
    assert pressed.response is not None
    assert "You can't post here" in pressed.response.content


async def test_a_choice_opens_its_answer(world: World) -> None:
    result = await asked(world, "can my spouse work")
    assert result.response is not None
    await world.ana.click(result.response, label="O-3 visa: family")
    assert "An O-3 spouse cannot work" in said(result)


async def test_a_topic_is_opened_where_nothing_was_found(world: World) -> None:
    result = await asked(world, "how do i bake bread")
    assert result.response is not None
    identifier = control(result, "1|links|browse")
    await world.ana.select(result.response, ["visa:h-1b"], custom_id=identifier)
    assert "main US work visa" in said(result)


async def test_controls_work_after_a_restart(
    world: World, answers: Answers, desk: Services, tmp_path: Path
) -> None:
    first = await asked(world)
    await world.env.restart_bot(make_bot(desk, tmp_path))
    assert first.response is not None
    await world.ana.select(first.response, COSTS, custom_id=control(first, RELATED))
    assert COST in said(first)


async def test_controls_work_in_a_direct_message(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("how long does h1b last")
    card = last_card(user.dm_channel)
    components = [component.to_dict() for component in card.components]
    pressed = await user.select(card, COSTS, custom_id=custom_id(components, RELATED))
    assert pressed.acknowledged
    edited = last_card(user.dm_channel)
    assert COST in text_of([component.to_dict() for component in edited.components])


async def test_an_answer_that_is_gone_is_said_with_a_way_on(
    world: World, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await asked(world)
    assert first.response is not None
    monkeypatch.setattr(answers, "show", lambda _, **__: None)
    await world.ana.select(first.response, COSTS, custom_id=control(first, RELATED))
    assert "no longer in the base" in said(first)
