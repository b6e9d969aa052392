"""`/salary` and `/level` answer from the tables; every control of theirs works after a restart."""

from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot
from tests.chat.conftest import World
from tests.support.cards import choose, last_card, text_of, walk
from tests.support.knowledge.base import small_base
from tests.support.knowledge.wages import write_wages


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Give the small base wage tables."""
    folder: Path = small_base(tmp_path_factory.mktemp("base"))
    write_wages(folder, "faq:phd-needed")
    return Snapshot.build(load_library(folder))


async def asked(world: World, command: str, **filled: Any) -> simcord.InteractionResult:
    result = await world.ana.slash(world.channel, command, **filled)
    assert result.response is not None
    return result


def card(result: simcord.InteractionResult) -> Any:
    assert result.response is not None
    return result.response.components


def sent_card(channel: simcord.ChannelHandle) -> list[Any]:
    return [one.to_dict() for one in last_card(channel).components]


def text(result: simcord.InteractionResult) -> str:
    return text_of(card(result))


async def test_salary_says_first_where_an_offer_stands(world: World) -> None:
    said = text(await asked(world, "salary", role="ml engineer", place="seattle", offer=180_000))
    assert "$180,000 is above the median for software developers in Seattle" in said
    assert "Pay: ML engineer, Seattle" in said


async def test_an_offer_without_its_thousands_is_asked_for(world: World) -> None:
    said = text(await asked(world, "salary", place="Seattle", offer=95))
    assert "$95,000 a year? I read it so." in said


async def test_an_offer_that_is_no_pay_of_a_year_is_not_judged(world: World) -> None:
    said = text(await asked(world, "salary", place="Seattle", offer=5_000))
    assert "$5,000 cannot be a year's pay" in said
    assert "below the 10th percentile" not in said


async def test_an_unknown_place_keeps_the_offer(world: World) -> None:
    said = text(await asked(world, "salary", place="Boise", offer=150_000))
    assert "I have no figures for Boise" in said
    assert "$150,000 is above the median for software developers in the United States" in said


@pytest.mark.parametrize("role", ["data scientist", "15-2051", "Data Scientists"])
async def test_level_takes_a_job_or_its_code(world: World, role: str) -> None:
    said = text(await asked(world, "level", offer=90_000, place="Bellevue", role=role))
    assert "$90,000 in Seattle is below level I for data scientists" in said
    assert "this code and place cannot carry the petition at this pay" in said


async def test_level_without_a_place_asks_for_it(world: World) -> None:
    said = text(await asked(world, "level", offer=150_000))
    assert "name the city of the work site, since its county decides" in said


async def test_free_text_and_direct_messages_answer_the_same(world: World) -> None:
    question = "150k in seattle which level"
    said = text(await asked(world, "ask", question=question))
    user = world.env.create_user("dora")
    await user.send_dm(question)
    assert "$150,000 in Seattle is level II of IV for software developers" in said
    sent = text_of(sent_card(user.dm_channel))
    assert "$150,000 in Seattle is level II of IV for software developers" in sent


async def test_the_picture_has_the_figures_as_alt_text_and_as_text(world: World) -> None:
    result = await asked(world, "level", offer=150_000, place="seattle")
    (gallery,) = [one for one in walk(card(result)) if one["type"] == 12]
    alt = gallery["items"][0]["description"]
    assert "Level III: from $160,000" in alt
    assert "Your offer: $150,000" in alt
    assert result.response is not None
    pressed = await choose(world.ana, result.response, "Picture as text")
    assert pressed.ephemeral
    assert "- Level III: from $160,000" in text(pressed)


async def test_pay_leads_to_the_level_and_back_with_the_offer(world: World) -> None:
    result = await asked(world, "salary", place="seattle", offer=150_000)
    assert result.response is not None
    await world.ana.click(result.response, label="Wage level")
    assert "$150,000 in Seattle is level II" in text(result)
    await world.ana.click(result.response, label="Pay")
    assert "$150,000 is below the median" in text(result)


async def test_what_is_shared_leaves_the_offer_out(world: World) -> None:
    result = await asked(world, "level", offer=151_234, place="seattle")
    assert result.response is not None
    shared = await choose(world.ana, result.response, "Share here")
    assert not shared.ephemeral
    assert "Level I in Seattle begins at $120,000 for software developers" in text(shared)
    assert "151,234" not in str(card(shared))
    assert "151234" not in str(card(shared))


async def test_an_answer_to_a_message_can_be_put_below_it(world: World) -> None:
    message = await world.ben.send(world.channel, "what do ml engineers earn in seattle")
    result = await world.ana.context_menu(world.channel, "Answer this", message)
    assert result.response is not None
    await world.ana.click(result.response, label="Reply publicly")
    said = text_of(sent_card(world.channel))
    assert "The median for software developers in Seattle" in said


async def test_plain_text_has_the_same_figures(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    result = await world.ana.slash(world.channel, "level", offer=150_000, place="seattle")
    assert result.response is not None
    said = result.response.message.content
    assert "is level II of IV for software developers" in said
    assert "- Level III: from $160,000" in said


async def test_places_and_jobs_are_suggested_by_any_of_their_names(world: World) -> None:
    places = await world.ana.autocomplete(world.channel, "level", "place", "belle")
    assert [choice["value"] for choice in places] == ["Seattle"]
    jobs = await world.ana.autocomplete(world.channel, "salary", "role", "mle")
    assert [choice["name"] for choice in jobs] == ["ML engineer"]


async def test_a_conversation_goes_on_from_pay(world: World) -> None:
    user = world.env.create_user("dora")
    for asked, told in (
        ("is 150k good for an ml engineer in seattle", "$150,000 is below the median for software"),
        ("and in san francisco?", "$150,000 is below the median for software developers in San F"),
        ("which level is that", "$150,000 in San Francisco is level II"),
        (
            "and for a data scientist",
            "in San Francisco is level III of IV for data scientists",
        ),
        ("what about 180k", "in San Francisco is level IV of IV for data scientists"),
        ("and how long does h1b last", "limited to six years"),
    ):
        await user.send_dm(asked)
        assert told in text_of(sent_card(user.dm_channel)), asked
