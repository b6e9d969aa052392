"""What a moderator replies to a card in the inbox channel becomes an answer in two presses."""

import discord
import pytest
import simcord

from bot.wiring import Services
from tests.chat.conftest import World
from tests.chat.handoffs.asking import ask_person, told
from tests.support.cards import custom_id, labels, last_card, text_of
from tests.support.discord.forging import press
from tests.support.forms import fill, last, publish, said, values

QUESTION = "which bakery makes good sourdough"
ANSWER = "The one at the corner makes it.\n\n- Ask for rye."


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def send_gap(world: World) -> discord.Message:
    asked = await world.ana.slash(world.channel, "ask", question=QUESTION)
    await world.ana.click(last(asked), label="Tell me when there is an answer")
    await world.ana.click(last(asked), label="Send to moderators")
    return card(world)


def card(world: World) -> discord.Message:
    return last_card(world.inbox)


def text(message: discord.Message) -> str:
    return text_of([one.to_dict() for one in message.components])


def buttons(message: discord.Message) -> list[str]:
    return labels([one.to_dict() for one in message.components])


async def reply(
    world: World, words: str, actor: simcord.MemberActor | None = None
) -> discord.Message:
    """Reply to the newest card, and return what the bot offers."""
    await (actor or world.moderator).send(world.inbox, words, reply_to=card(world))
    return card(world)


async def test_a_reply_is_previewed_published_and_told_in_two_presses(
    world: World, desk: Services
) -> None:
    gap = await send_gap(world)
    offer = await reply(world, ANSWER)
    assert f"Make this the answer to “{QUESTION}”?" in text(offer)
    previewed = await world.moderator.click(offer, label="Preview the answer")
    assert previewed.ephemeral
    assert "The one at the corner makes it." in said(previewed)
    assert not desk.snapshots.changes(world.guild.id).newest
    published = await publish(world.moderator, previewed)
    assert "Published" in said(published)
    answered = said(await world.ben.slash(world.channel, "ask", question=QUESTION))
    assert "The one at the corner makes it." in answered
    assert "Ask for rye." in answered
    assert "There is an answer now" in told(world.ana)[-1]
    for message in (gap, offer):
        shown = next(one for one in world.inbox.history() if one.id == message.id)
        assert buttons(shown) == ["Open the answer", "Inbox"]


async def test_a_reply_is_no_question_to_the_bot(world: World) -> None:
    await send_gap(world)
    before = len(world.inbox.history())
    await reply(world, "how long does h1b last")
    assert len(world.inbox.history()) == before + 2
    assert "six years" not in text(card(world))


async def test_a_reply_that_is_no_answer_yet_comes_back_in_a_form(world: World) -> None:
    await send_gap(world)
    offer = await reply(world, "- Only a bullet\n@everyone")
    refused = await world.moderator.click(offer, label="Preview the answer")
    assert "begin with one sentence" in said(refused)
    form = await world.moderator.click(last(refused), label="Open the form again")
    assert values(form)["name"] == QUESTION
    assert values(form)["answer"].startswith("- Only a bullet")


async def test_a_reply_reaches_who_asked_a_person_with_one_press(world: World) -> None:
    asked = await ask_person(world, world.ana)
    assert asked.acknowledged
    offer = await reply(world, "At the corner.")
    assert buttons(offer) == ["Send the reply", "Make an answer of it"]
    await world.moderator.click(offer, label="Send the reply")
    await world.env.settle()
    assert "At the corner." in told(world.ana)[-1]
    assert "mia" not in told(world.ana)[-1]
    again = await press(world.second, world.inbox, sent_id(offer))
    assert "replied already" in said(again)
    assert len(told(world.ana)) == 1


def sent_id(offer: discord.Message) -> str:
    return custom_id([one.to_dict() for one in offer.components], "1|reply-")


async def test_an_answer_is_made_of_it_without_the_words_of_who_asked(world: World) -> None:
    await ask_person(world, world.ana)
    offer = await reply(world, "At the corner.")
    form = await world.moderator.click(offer, label="Make an answer of it")
    assert values(form)["name"] == ""
    assert values(form)["answer"] == "At the corner."
    previewed = await fill(world.moderator, form, name="Where is a bakery?")
    assert "At the corner." in said(previewed)


async def test_an_edited_reply_counts_as_it_stands_and_a_deleted_one_is_gone(
    world: World,
) -> None:
    await send_gap(world)
    message = await world.moderator.send(world.inbox, "At the cornr.", reply_to=card(world))
    offer = card(world)
    await world.moderator.edit(message, "At the corner.")
    previewed = await world.moderator.click(offer, label="Preview the answer")
    assert "At the corner." in said(previewed)
    await world.moderator.delete(message)
    gone = await world.moderator.click(offer, label="Preview the answer")
    assert "can't find your reply" in said(gone)


async def test_who_is_no_moderator_is_offered_nothing(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.channel.id)
    asked = await world.ana.slash(world.channel, "ask", question=QUESTION)
    await world.ana.click(last(asked), label="Send to moderators")
    gap = last_card(world.channel)
    await world.ben.send(world.channel, "At the corner.", reply_to=gap)
    assert "Preview the answer" not in buttons(last_card(world.channel))
    number = (await desk.stores.gaps.open(world.guild.id, ready=True, limit=1))[0].id
    forged = await press(world.ben, world.channel, f"1|reply-answer|g{number}|1")
    assert "Only moderators" in said(forged)


async def test_a_reply_to_anything_else_is_a_question_as_before(
    world: World, bot_mention: str
) -> None:
    await world.moderator.send(world.inbox, f"{bot_mention} how long does h1b last")
    answer = card(world)
    await world.moderator.send(world.inbox, "and the cost?", reply_to=answer)
    assert "Preview the answer" not in buttons(card(world))


async def test_what_was_settled_meanwhile_is_said(world: World) -> None:
    gap = await send_gap(world)
    offer = await reply(world, ANSWER)
    identifier = sent_id(offer)
    await world.second.click(gap, label="Not for us")
    late = await press(world.moderator, world.inbox, identifier)
    assert "dealt with this already" in said(late)


async def test_a_reply_that_discord_withholds_is_said(world: World) -> None:
    await send_gap(world)
    await world.moderator.send(
        world.inbox, "", reply_to=card(world), attachments=[("corner.txt", b"map")]
    )
    shown = world.inbox.last_message
    assert shown is not None
    assert "doesn't show me your reply" in shown.content
