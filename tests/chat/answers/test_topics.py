"""`/visa`, `/role`, `/salary` and `/faq` look things up by kind; `/help` shows the way."""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.wiring import Services
from tests.chat.conftest import World, make_bot
from tests.support.cards import labels, last_card, options, text_of
from tests.support.forms import save


async def said(world: World, command: str, /, **filled: Any) -> str:
    """Use a command and read the card."""
    result = await world.ana.slash(world.channel, command, **filled)
    assert result.ephemeral
    assert result.response is not None
    return text_of(result.response.components)


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        ({"name": "=visa:h-1b"}, "main US work visa"),
        ({"name": "h1b"}, "main US work visa"),
        ({"name": "H-1B visa", "part": "duration"}, "limited to six years"),
        ({"name": "h1b", "part": "Cost and who pays"}, "$2,965"),
        ({"name": "h1b", "part": "how long"}, "limited to six years"),
        ({"name": "pastry"}, "I don't have an answer for that"),
    ],
)
async def test_a_visa_is_found_by_name_and_part(
    world: World, filled: dict[str, str], expected: str
) -> None:
    assert expected in await said(world, "visa", **filled)


async def test_a_role_is_found(world: World) -> None:
    assert "ML engineer" in await said(world, "role", name="mle")


async def test_a_role_is_never_answered_by_a_visa(world: World) -> None:
    assert "H-1B visa\n" not in await said(world, "role", name="h1b")


async def test_pay_is_found_and_an_offer_is_put_beside_it(world: World) -> None:
    text = await said(world, "salary", role="ml engineer", level="entry", offer=130_000)
    assert "$120,000 to $160,000" in text
    assert "Your offer of $130,000 lies within this range" in text
    assert "compare your total pay" in text


async def test_pay_for_a_place_without_figures_is_called_the_closest(world: World) -> None:
    text = await said(world, "salary", role="ml engineer", level="entry", place="Denver")
    assert "Closest I have" in text


async def test_an_empty_faq_lists_all_questions(world: World) -> None:
    result = await world.ana.slash(world.channel, "faq")
    assert result.response is not None
    listed = options(result.response.components, "Topics")
    assert set(listed) == {"Do I need a PhD?", "Can my family come with me?"}


async def test_a_faq_topic_is_answered(world: World) -> None:
    assert "Do I need a PhD?" in await said(world, "faq", topic="phd")


@pytest.mark.parametrize(
    ("command", "option", "typed", "first"),
    [
        ("visa", "name", "h1b1", "H-1B1 visa"),
        ("role", "name", "", "ML engineer"),
        ("salary", "role", "ml", "ML engineer"),
        ("salary", "place", "sea", "Seattle"),
        ("faq", "topic", "phd", "Do I need a PhD?"),
    ],
)
async def test_each_option_suggests_its_own_kind(
    world: World, command: str, option: str, typed: str, first: str
) -> None:
    choices = await world.ana.autocomplete(world.channel, command, option, typed)
    assert choices[0]["name"] == first


async def test_parts_are_suggested_for_the_chosen_visa(world: World) -> None:
    choices = await world.ana.autocomplete(world.channel, "visa", "part", "", name="=visa:h-1b")
    assert [choice["name"] for choice in choices] == ["Duration", "Cost and who pays"]


async def test_help_says_what_there_is_how_fresh_it_is_and_what_is_kept(world: World) -> None:
    text = await said(world, "help")
    fresh = "16 answers · newest review 1 Nov 2026"
    assert fresh in text
    assert "A question that I cannot answer is kept without your name" in text


async def test_help_names_the_day_of_the_server_s_last_correction(world: World) -> None:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.moderator, form, answer="Our server says no.")
    assert "last correction 24 Nov 2026" in await said(world, "help")
    dora = world.env.create_user("dora")
    await dora.send_dm("help")
    elsewhere = text_of([one.to_dict() for one in last_card(dora.dm_channel).components])
    assert "newest review 1 Nov 2026" in elsewhere


async def test_help_mentions_each_command_so_that_a_press_fills_it_in(world: World) -> None:
    text = await said(world, "help")
    assert "**Follow up**" in text
    for name in ("ask", "visa", "role", "salary", "level", "faq", "compare", "path"):
        assert re.search(rf"</{name}:\d+>", text), name
    assert re.search(r"</my watches:(\d+)>.*</my plain:\1>", text, re.DOTALL), "one group"
    assert "**/" not in text


async def test_help_mentions_commands_after_a_restart_that_syncs_nothing(
    world: World, desk: Services, tmp_path: Path
) -> None:
    first = await said(world, "help")
    await world.env.restart_bot(make_bot(desk, tmp_path))
    assert await said(world, "help") == first


async def test_the_examples_of_help_are_answered_beside_it(world: World) -> None:
    result = await world.ana.slash(world.channel, "help")
    assert result.response is not None
    examples = labels(result.response.components)
    assert len(examples) == 2, "pay has no phrasing in the small base"
    read = await world.ana.click(result.response, label="How long does h1b last")
    assert read.ephemeral
    assert read.response is not None
    assert "limited to six years" in text_of(read.response.components)


async def test_commands_work_in_a_direct_message_without_being_hidden(world: World) -> None:
    user = world.env.create_user("dora")
    result = await user.slash("visa", name="h1b")
    assert not result.ephemeral
    assert result.response is not None
    assert "main US work visa" in text_of(result.response.components)
