"""What is asked after an answer is understood from it, and never as another visa."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import simcord

from bot.services.answering.answers import Answers
from bot.services.ports.records import Counter
from bot.wiring import Services, wire
from tests.chat.conftest import NOON, World, make_bot
from tests.support.cards import labels, last_card, text_of
from tests.support.forms import last, said, save

PROCESSING = "Premium processing of an H-1B petition costs"


def shown(channel: simcord.ChannelHandle) -> str:
    return text_of([one.to_dict() for one in last_card(channel).components])


async def test_in_a_direct_message_the_next_question_is_about_the_last_answer(
    world: World,
) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("how long does h1b last")
    await user.send_dm("and the cost?")
    assert "H-1B visa: cost" in shown(user.dm_channel)


async def test_the_same_part_of_another_visa_is_found_and_then_followed(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("can my spouse work on H-4")
    await user.send_dm("same for O-3?")
    assert "O-3 spouse cannot work" in shown(user.dm_channel)
    await user.send_dm("and H-1B1?")
    assert "Answer · H-1B1 visa" in shown(user.dm_channel)


async def test_after_a_mention_a_person_goes_on_without_the_subject(
    world: World, bot_mention: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    await world.ana.send(world.channel, f"{bot_mention} and the cost?")
    assert PROCESSING in shown(world.channel)


async def test_what_one_person_asked_says_nothing_about_another_ones_question(
    world: World, bot_mention: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    await world.ben.send(world.channel, f"{bot_mention} and can my spouse work?")
    assert "Which one do you mean?" in shown(world.channel)


async def test_a_reply_to_an_answer_is_about_that_answer_whoever_writes_it(
    world: World, bot_mention: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    answer = world.channel.last_message
    assert answer is not None
    await world.ben.send(world.channel, f"{bot_mention} can my spouse work on O-3")
    await world.ben.send(world.channel, f"{bot_mention} and the cost?", reply_to=answer)
    assert PROCESSING in shown(world.channel)


async def test_a_question_that_stands_alone_is_answered_alone(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("how long does h1b last")
    await user.send_dm("do i need a phd for ml jobs")
    assert "Answer · Do I need a PhD?" in shown(user.dm_channel)


async def test_after_a_quarter_of_an_hour_it_is_forgotten(
    world: World, desk: Services, answers: Answers, tmp_path: Path
) -> None:
    now = NOON
    later: Any = wire(desk.snapshots, desk.stores, lambda: now)
    await world.env.restart_bot(make_bot(later, tmp_path))
    user = world.env.create_user("dora")
    await user.send_dm("how long does h1b last")
    now += timedelta(minutes=15)
    await user.send_dm("and the cost?")
    assert PROCESSING in shown(user.dm_channel)
    now += timedelta(minutes=16)
    await user.send_dm("and how long?")
    assert "H-1B visa: duration" not in shown(user.dm_channel).split("\n")[0]


async def test_a_form_below_an_answer_takes_the_next_question(world: World) -> None:
    asked = await world.ana.slash(
        world.channel, "ask", question="how long does h1b last", show="everyone"
    )
    form = await world.ben.click(last(asked), label="Follow up")
    result = await save(world.ben, form, question="and the cost?")
    assert PROCESSING in said(result)
    assert result.ephemeral


async def test_it_goes_on_from_what_was_opened_with_a_press(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("can my spouse work")
    await user.click(last_card(user.dm_channel), label="O-3 visa: family")
    await user.send_dm("and what about H-4?")
    assert "H-4 visa: family" in shown(user.dm_channel)


SMALL = (
    "lol",
    "who are you?",
    "good bot",
    "ok thanks",
    "haha",
    "nice",
    "👍",
    "bruh",
    "哈哈",
    "vale",
)


@pytest.mark.parametrize("said_next", ["and the cost?", *SMALL])
async def test_in_public_nothing_goes_on_from_a_private_answer(
    world: World, bot_mention: str, said_next: str
) -> None:
    await world.ana.slash(world.channel, "ask", question="how long does h1b last", show="only me")
    await world.ana.send(world.channel, f"{bot_mention} {said_next}")
    answer = world.channel.last_message
    assert answer is not None
    assert "H-1B" not in text_of([one.to_dict() for one in answer.components]).split("\n")[0]


async def test_in_public_a_question_goes_on_from_the_last_public_answer(
    world: World, bot_mention: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    question = "can my spouse work on O-3"
    await world.ana.slash(world.channel, "ask", question=question, show="only me")
    await world.ana.send(world.channel, f"{bot_mention} and the cost?")
    assert PROCESSING in shown(world.channel)


async def test_what_follows_a_private_answer_is_private_where_everybody_sees_answers(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(world.guild.id, answer_channels=(world.channel.id,))
    question = "how long does h1b last"
    asked = await world.ana.slash(world.channel, "ask", question=question, show="only me")
    form = await world.ana.click(last(asked), label="Follow up")
    assert (await save(world.ana, form, question="and the cost?")).ephemeral


@pytest.mark.parametrize("small", SMALL)
async def test_small_talk_is_no_follow_up_and_no_question_for_moderators(
    world: World, desk: Services, bot_mention: str, small: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    await world.ana.send(world.channel, f"{bot_mention} {small}")
    answer = world.channel.last_message
    assert answer is not None
    assert answer.content
    assert answer.components == []
    asked = await world.ana.slash(world.channel, "ask", question=small)
    assert "Send to moderators" not in labels(last(asked).components)
    await desk.stores.flush()
    assert await desk.stores.gaps.open(world.guild.id, ready=False, limit=9) == ()
    counted = await desk.stores.counters.totals(world.guild.id, NOON.date())
    assert counted[Counter.ANSWER] == 1
