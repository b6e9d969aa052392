"""`/path` is walked by private buttons, keeps nothing, and never says that somebody qualifies."""

import re
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.chat.members.path import render_stop
from bot.kb.model.keys import Address
from bot.locale.i18n import using_language
from bot.services.answering.answers import Answers
from bot.services.answering.guidance import Guidance
from bot.services.content.snapshot import SnapshotHolder
from bot.wiring import Services
from tests.chat.conftest import NOON, World, make_bot
from tests.support.cards import halves, labels, text_of
from tests.support.knowledge.shipped import shipped_snapshot
from tests.support.language.catalogs import catalog


def card_of(result: simcord.InteractionResult) -> Any:
    assert result.acknowledged
    assert result.response is not None
    return result.response.components


async def walk(world: World, *choices: str) -> simcord.InteractionResult:
    result = await world.ana.slash(world.channel, "path")
    assert result.response is not None
    for label in choices:
        await world.ana.click(result.response, label=label)
    return result


async def test_the_first_question_is_asked_in_private(world: World) -> None:
    result = await walk(world)
    assert result.ephemeral
    assert "-# Question 1 of at most 2\n### Where are you now?" in text_of(card_of(result))
    assert labels(card_of(result)) == ["Abroad", "In the USA"]


async def test_the_last_question_is_counted_without_a_doubt(world: World) -> None:
    assert "-# Question 2 of 2\n" in text_of(card_of(await walk(world, "Abroad")))


async def test_a_line_divides_the_end_of_a_path_from_its_day_and_its_limits(world: World) -> None:
    said, small_print = halves(card_of(await walk(world, "Abroad", "A degree")))
    assert "## " in said
    assert small_print.startswith("-# This guide was reviewed on ")
    assert "-# This guide was reviewed on " not in said


MORE = "What to prepare and ask"


async def test_choices_lead_to_what_to_read(world: World) -> None:
    result = await walk(world, "Abroad", "A degree")
    said = text_of(card_of(result))
    assert "Only an authority or a lawyer who knows your case can say whether you qualify" in said
    assert "Where are you now?" not in said, "the answer stands alone"
    reading = ["H-1B visa: duration", "O-1A visa"]
    assert labels(card_of(result)) == [*reading, MORE, "Back", "Start again"]


async def test_what_to_prepare_and_ask_and_the_way_there_stand_behind_the_end(world: World) -> None:
    result = await walk(world, "Abroad", "A degree", MORE)
    said = text_of(card_of(result))
    assert "-# Where are you now? **Abroad**\n-# What do you have? **A degree**" in said
    assert "**What to prepare**\n- Your degree." in said
    assert "**What to ask a lawyer**\n- Does my degree fit the job?" in said
    assert labels(card_of(result)) == ["Back"]
    back = await walk(world, "Abroad", "A degree", MORE, "Back")
    assert MORE in labels(card_of(back))


async def test_an_answer_is_read_beside_the_end_which_stays(world: World) -> None:
    result = await walk(world, "Abroad", "A degree")
    assert result.response is not None
    read = await world.ana.click(result.response, label="H-1B visa: duration")
    assert read.ephemeral
    assert "limited to six years" in text_of(card_of(read))
    assert MORE in labels(card_of(result))


async def test_back_goes_one_step_and_start_again_goes_all(world: World) -> None:
    result = await walk(world, "Abroad", "A degree", "Back")
    assert "What do you have?" in text_of(card_of(result))
    assert "Start again" not in labels(card_of(result)), "one step back is the start already"
    again = await walk(world, "Abroad", "A degree", "Start again")
    assert "Where are you now?" in text_of(card_of(again))


async def test_a_walk_goes_on_after_a_restart(
    world: World, answers: Answers, desk: Services, tmp_path: Path
) -> None:
    result = await walk(world, "Abroad")
    await world.env.restart_bot(make_bot(desk, tmp_path))
    assert result.response is not None
    await world.ana.click(result.response, label="A degree")
    assert MORE in labels(card_of(result))


async def test_where_the_questions_have_changed_a_walk_begins_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = await walk(world, "Abroad")
    monkeypatch.setattr("bot.services.answering.guidance.revision_of", lambda path: "f" * 8)
    assert result.response is not None
    await world.ana.click(result.response, label="A degree")
    said = text_of(card_of(result))
    assert "The questions have changed" in said
    assert "Where are you now?" in said


async def test_a_direct_message_needs_no_hiding(world: World) -> None:
    user = world.env.create_user("dora")
    result = await user.slash("path")
    assert not result.ephemeral
    assert result.response is not None
    await user.click(result.response, label="In the USA")
    assert "The L-1 moves workers" in text_of(card_of(result))


async def test_on_the_shipped_path_the_number_of_questions_never_grows() -> None:
    guidance = Guidance(SnapshotHolder(shipped_snapshot()), lambda: NOON)
    start, trail = guidance.start(), "0320"
    assert start is not None
    stops = [guidance.stop_at("visas", start.revision, trail[:at]) for at in range(len(trail) + 1)]
    numbers = [stop.most for stop in stops if stop]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[-1] == len(trail) + 1, "the last question is the last"


@pytest.mark.parametrize("locale", ["en-US", "es-ES", "hi", "pt-BR", "zh-CN"])
async def test_the_last_question_lists_countries_below_headings_with_day_and_answer(
    locale: str,
) -> None:
    guidance = Guidance(SnapshotHolder(shipped_snapshot()), lambda: NOON)
    start = guidance.start()
    assert start is not None
    with using_language(catalog(locale)):
        stop = guidance.stop_at("visas", start.revision, "0320")
        assert stop is not None
        said = text_of(render_stop(stop).to_components())
    assert len(re.findall(r"^-# \*\*[^*:：]+\*\*\n-# \w", said, re.MULTILINE)) == 2
    assert stop.read[0].address == Address.parse("faq:restricted-countries")
