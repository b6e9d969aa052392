"""No choice is a dead end, each says what it answers, and who greets is greeted."""

import discord
import pytest
import simcord

from bot.chat.cards.card import NO_ANSWER, NONE_FITS
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import labels, last_card, text_of, walk
from tests.support.forms import last

WIFE = "can my spouse work"


async def asked(world: World, question: str = WIFE) -> simcord.InteractionResult:
    return await world.ana.slash(world.channel, "ask", question=question)


async def test_each_choice_has_its_first_sentence_below_it(world: World) -> None:
    result = await asked(world)
    said = text_of(last(result).components)
    assert "Which one do you mean?" in said
    assert "-# An O-3 spouse cannot work" in said


async def test_none_of_these_leads_to_topics_and_moderators_with_the_question(
    world: World,
) -> None:
    result = await asked(world)
    await world.ana.click(last(result), label="None of these")
    components = last(result).components
    assert f"### {NONE_FITS}\n> {WIFE}" in text_of(components)
    assert NO_ANSWER not in text_of(components), "there were answers"
    assert "Send to moderators" in labels(components)
    sent = await world.ana.click(last(result), label="Send to moderators")
    assert "Sent to the moderators, without your name. They cannot reply" in last(sent).content


async def test_from_none_of_these_a_way_leads_back_to_the_choices(world: World) -> None:
    result = await asked(world)
    before = labels(last(result).components)
    await world.ana.click(last(result), label="None of these")
    await world.ana.click(last(result), label="Back to the choices")
    assert labels(last(result).components) == before


async def test_what_was_asked_stands_above_the_heading_of_the_choices(world: World) -> None:
    said = text_of(last(await asked(world)).components)
    assert said.startswith(f"> {WIFE}\n### Which one do you mean?\n")


async def test_no_choice_is_louder_than_another(world: World) -> None:
    pressed = [one for one in walk(last(await asked(world)).components) if one.get("label")]
    assert {one["style"] for one in pressed} == {discord.ButtonStyle.secondary.value}


async def test_under_plain_text_none_of_these_knows_the_question_too(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    result = await asked(world)
    given_up = await world.ana.click(last(result), label="None of these")
    assert last(given_up).content.startswith(f"{NONE_FITS}\n“{WIFE}”")


async def test_in_a_direct_message_none_of_these_offers_topics_and_a_person(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    user = world.env.create_user("dora")
    await user.send_dm(WIFE)
    await user.click(last_card(user.dm_channel), label="None of these")
    components = [one.to_dict() for one in last_card(user.dm_channel).components]
    assert NONE_FITS in text_of(components)
    assert labels(components) == ["Back to the choices", "Ask a person"]


@pytest.mark.parametrize("greeting", ["hello", "thanks!", "good morning"])
async def test_who_greets_is_greeted(world: World, greeting: str) -> None:
    result = await asked(world, greeting)
    assert result.ephemeral
    assert NO_ANSWER not in last(result).content
    assert not last(result).components
