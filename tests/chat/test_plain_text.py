"""Who wants it gets every answer of their own as one short text without a card."""

from pathlib import Path

import discord
import pytest
import simcord

from bot.services.answering.answers import Answers
from bot.wiring import Services, wire
from tests.chat.conftest import World, make_bot
from tests.support.cards import choose, labels
from tests.support.forms import fill, last, said, save


async def ask(world: World, question: str, **filled: str) -> simcord.InteractionResult:
    return await world.ana.slash(world.channel, "ask", question=question, **filled)


def is_plain(message: discord.Message) -> bool:
    kinds = {one.type for one in message.components}
    return bool(message.content) and kinds <= {discord.ComponentType.action_row}


async def test_an_answer_is_one_text_with_labeled_buttons(world: World) -> None:
    told = await world.ana.slash(world.channel, "my plain")
    assert told.ephemeral
    assert "plain text" in said(told)
    asked = await ask(world, "how long does h1b last")
    assert asked.ephemeral
    assert is_plain(last(asked).message)
    assert last(asked).content.startswith("Answer · H-1B visa: duration\nH-1B time is normally")
    shown = ["Helpful", "Follow up", "Sources and options"]
    assert labels(last(asked).components) == shown


async def test_it_changes_nothing_for_anybody_else_nor_for_what_everybody_sees(
    world: World, bot_mention: str
) -> None:
    await world.ana.slash(world.channel, "my plain")
    other = await world.ben.slash(world.channel, "ask", question="how long does h1b last")
    public = await ask(world, "how long does h1b last", show="everyone")
    await world.ana.send(world.channel, f"{bot_mention} how long does h1b last")
    mentioned = world.channel.last_message
    assert mentioned is not None
    for message in (last(other).message, last(public).message, mentioned):
        assert not is_plain(message)


async def test_the_cards_come_back(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    assert "cards again" in said(await world.ana.slash(world.channel, "my plain"))
    assert not is_plain(last(await ask(world, "how long does h1b last")).message)


async def test_in_a_direct_message_answers_and_choices_are_plain(world: World) -> None:
    user = world.env.create_user("dora")
    await user.slash("my plain")
    await user.send_dm("can my spouse work")
    choice = next(one for one in user.dm_channel.history() if "Which one" in one.content)
    assert is_plain(choice)
    opened = await user.click(choice, label="O-3 visa: family")
    assert "An O-3 spouse cannot work" in said(opened)
    assert is_plain(last(opened).message)
    await user.send_dm("how do i bake bread")
    assert "I don't have an answer for that" in user.dm_channel.history()[-1].content


async def test_a_comparison_and_a_chart_are_words(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    compared = await ask(world, "h1b vs o1a")
    assert is_plain(last(compared).message)
    assert last(compared).content.startswith("H-1B or O-1A?\n")
    assert "**H-1B** time" in last(compared).content
    named = await world.ana.slash(world.channel, "compare", first="h1b", second="o1a")
    assert last(named).content == last(compared).content
    pay = await world.ana.slash(world.channel, "salary", level="senior", offer=210_000)
    assert last(pay).attachments == []
    assert "210,000" in last(pay).content


EVERYTHING: tuple[tuple[str, dict[str, str]], ...] = (
    ("ask", {"question": "how do i bake bread"}),
    ("path", {}),
    ("help", {}),
    ("faq", {}),
    ("compare", {"first": "h1b", "second": "ml engineer"}),
    ("my watches", {}),
    ("my forget", {}),
    ("kb stats", {}),
    ("kb inbox", {}),
    ("kb history", {"entry": "=faq:phd-needed"}),
    ("kb try", {"question": "how long does h1b last"}),
    ("setup", {}),
)
"""Commands that answer with something else than an answer, and how."""


@pytest.mark.parametrize(("command", "filled"), EVERYTHING, ids=[one for one, _ in EVERYTHING])
async def test_everything_else_is_plain_too(
    world: World, command: str, filled: dict[str, str]
) -> None:
    await world.admin.slash(world.channel, "my plain")
    asked = await world.admin.slash(world.channel, command, **filled)
    assert asked.ephemeral
    assert is_plain(last(asked).message)


async def test_a_path_goes_on_in_new_messages(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    first = await world.ana.slash(world.channel, "path")
    label = labels(last(first).components)[0]
    second = await world.ana.click(last(first), label=label)
    assert is_plain(last(second).message)
    assert last(second).message.id != last(first).message.id
    assert label in last(second).content


async def test_what_is_told_later_is_plain(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    asked = await ask(world, "do i need a phd for ml jobs")
    await choose(world.ana, last(asked), "Tell me if it changes", menu="Sources and options")
    form = await world.admin.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.admin, form, answer="No: nobody does.")
    await world.env.advance_time(61)
    told = world.ana.user.dm_channel.history()[-1]
    assert is_plain(told)
    assert told.content.startswith("Changed: Do I need a PhD?")


async def test_that_a_suggestion_is_declined_is_told_in_plain_text(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    form = await world.ana.slash(world.channel, "suggest")
    await fill(world.ana, form, question="which bakery is good")
    inbox = await world.admin.slash(world.channel, "kb inbox")
    refusal = await world.admin.click(last(inbox), label="Not for us")
    await fill(world.admin, refusal, reason="Not about work.")
    await world.env.settle()
    told = world.ana.user.dm_channel.history()[-1]
    assert is_plain(told)
    assert "“Not about work.”" in told.content


async def test_what_is_chosen_from_a_card_is_plain_too(world: World) -> None:
    helped = await world.ana.slash(world.channel, "ask", question="can my spouse work")
    await world.ana.slash(world.channel, "my plain")
    opened = await world.ana.click(last(helped), label="O-3 visa: family")
    assert is_plain(last(opened).message)


async def test_after_plain_text_a_card_stands_below_it(world: World) -> None:
    user = world.env.create_user("dora")
    await user.slash("my plain")
    await user.send_dm("can my spouse work")
    choice = next(one for one in user.dm_channel.history() if "Which one" in one.content)
    await user.slash("my plain")
    opened = await user.click(choice, label="O-3 visa: family")
    assert not is_plain(last(opened).message)


async def test_a_follow_up_of_plain_text_is_plain(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    asked = await ask(world, "how long does h1b last")
    form = await world.ana.click(last(asked), label="Follow up")
    assert "H-1B visa: cost" in last(await save(world.ana, form, question="the cost?")).content


async def test_the_wish_outlives_a_restart_and_is_forgotten_with_the_rest(
    world: World, desk: Services, answers: Answers, tmp_path: Path
) -> None:
    await world.ana.slash(world.channel, "my plain")
    again = wire(desk.snapshots, desk.stores, desk.clock)
    await again.load()
    await world.env.restart_bot(make_bot(again, tmp_path))
    assert is_plain(last(await ask(world, "how long does h1b last")).message)
    assert "plain text" in said(await world.ana.slash(world.channel, "my data"))
    asked = await world.ana.slash(world.channel, "my forget")
    await world.ana.click(last(asked), label="Delete everything")
    assert not is_plain(last(await ask(world, "how long does h1b last")).message)
