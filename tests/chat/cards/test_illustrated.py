"""Pay comes with a picture, its words, and nobody else's offer."""

from typing import Any

import pytest
import simcord
import structlog

from bot.pictures.gallery import Gallery
from bot.services.answering.illustrations import Figures, Picture
from tests.chat.conftest import World
from tests.support.cards import choose, custom_id, last_card, text_of, walk

SENIOR = "$200,000 to $300,000"


async def paid(world: World, **filled: Any) -> simcord.InteractionResult:
    found = {"role": "ml engineer", "level": "senior", "place": "Seattle"} | filled
    result = await world.ana.slash(world.channel, "salary", **found)
    assert result.response is not None
    return result


def galleries(components: Any) -> list[dict[str, Any]]:
    return [item for one in walk(components) if one["type"] == 12 for item in one["items"]]


def card_of(result: simcord.InteractionResult) -> Any:
    assert result.acknowledged
    assert result.response is not None
    return result.response.components


async def test_pay_is_shown_as_a_picture_with_the_same_figures_as_its_words(world: World) -> None:
    result = await paid(world, offer=150_000)
    assert result.response is not None
    (item,) = galleries(card_of(result))
    assert SENIOR in item["description"]
    assert "Your offer: $150,000" in item["description"]
    (attached,) = result.response.message.attachments
    assert attached.filename == "figures.png"
    assert (await attached.read()).startswith(b"\x89PNG")


async def test_the_figures_can_be_read_as_text_with_ones_own_offer(world: World) -> None:
    result = await paid(world, offer=150_000)
    assert result.response is not None
    pressed = await choose(world.ana, result.response, "Picture as text")
    assert pressed.ephemeral
    said = text_of(card_of(pressed))
    assert f"- Senior: {SENIOR}" in said
    assert "Your offer: $150,000 base pay" in said


async def test_a_shared_answer_keeps_the_picture_and_not_the_offer(world: World) -> None:
    private = await paid(world, offer=150_000)
    assert private.response is not None
    shared = await choose(world.ana, private.response, "Share here")
    assert not shared.ephemeral
    (item,) = galleries(card_of(shared))
    assert SENIOR in item["description"]
    assert "150,000" not in str(card_of(shared))


async def test_an_answer_in_free_text_has_its_picture_too(world: World) -> None:
    asked = await world.ana.slash(
        world.channel, "ask", question="=salary:ml-engineer-senior-seattle"
    )
    assert len(galleries(card_of(asked))) == 1


async def test_a_direct_message_has_it_too(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("ML engineer pay, senior, Seattle")
    assert [one.filename for one in last_card(user.dm_channel).attachments] == ["figures.png"]


async def test_a_picture_leaves_with_the_card_that_it_belonged_to(world: World) -> None:
    result = await world.ana.slash(world.channel, "ask", question="how do i bake bread")
    assert result.response is not None
    browse = custom_id(card_of(result), "1|links|browse")
    await world.ana.select(result.response, ["salary:ml-engineer-senior-seattle"], custom_id=browse)
    assert len(result.response.message.attachments) == 1
    related = custom_id(card_of(result), "1|links|on")
    await world.ana.select(result.response, ["visa:h-1b"], custom_id=related)
    assert "main US work visa" in text_of(card_of(result))
    assert result.response.message.attachments == []


async def test_where_nothing_can_be_drawn_the_words_stand_in_its_place(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(self: Gallery, figures: Figures) -> Picture:
        raise OSError("no font")

    monkeypatch.setattr(Gallery, "draw", fail)
    with structlog.testing.capture_logs() as log:
        result = await paid(world)
    assert f"- Senior: {SENIOR}" in text_of(card_of(result))
    assert galleries(card_of(result)) == []
    assert [line["event"] for line in log if line["log_level"] == "error"] == ["picture.failed"]
