"""What is settled elsewhere has no buttons in the inbox channel anymore."""

from pathlib import Path

import discord
import pytest

from bot.chat.announcements.closing import CardClosingCog
from bot.chat.client import AlmanacBot
from bot.wiring import Services
from tests.chat.conftest import World, make_bot, restarted
from tests.chat.handoffs.asking import ask_person, posted, text
from tests.support.cards import choose, labels
from tests.support.forms import fill, last, save

QUESTION = "which bakery makes good sourdough"


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def send(world: World) -> discord.Message:
    asked = await world.ana.slash(world.channel, "ask", question=QUESTION)
    await world.ana.click(last(asked), label="Send to moderators")
    return posted(world)


async def report(world: World) -> discord.Message:
    asked = await world.moderator.slash(world.channel, "ask", question="do i need a phd")
    form = await choose(world.moderator, last(asked), "Not right")
    await world.moderator.submit_modal(form, {"reason": "wrong"})
    return posted(world)


async def suggest(world: World) -> discord.Message:
    form = await world.ana.slash(world.channel, "suggest")
    await fill(world.ana, form, question=QUESTION)
    return posted(world)


async def look(world: World) -> None:
    """Let a minute pass."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("CardClosingCog")
    assert isinstance(cog, CardClosingCog)
    await cog.tell_due()
    await world.env.settle()


def buttons(message: discord.Message) -> list[str]:
    return labels([one.to_dict() for one in message.components])


async def test_a_question_that_has_an_answer_now_says_which(world: World) -> None:
    await send(world)
    shown = await world.second.slash(world.inbox, "kb inbox")
    form = await world.second.click(last(shown), label="Write")
    await save(world.second, form, answer="The one at the corner.", sources="this server")
    await world.env.settle()
    assert text(posted(world)).startswith(f"“{QUESTION}” has an answer now")
    assert buttons(posted(world)) == ["Open the answer", "Inbox"]


async def test_a_question_that_was_declined_in_another_list_has_no_buttons(world: World) -> None:
    await send(world)
    shown = await world.second.slash(world.inbox, "kb inbox")
    await world.second.click(last(shown), label="Not for us")
    await world.env.settle()
    assert text(posted(world)) == f"“{QUESTION}” has been dealt with."
    assert buttons(posted(world)) == ["Inbox"]


async def test_a_report_whose_answer_was_corrected_or_found_right_is_settled(
    world: World,
) -> None:
    await report(world)
    form = await world.second.slash(world.channel, "kb edit", answer="do i need a phd")
    await save(world.second, form, answer="Our server says no.")
    await world.env.settle()
    assert text(posted(world)) == "What was said against **Do I need a PhD?** is settled."
    await report(world)
    shown = await world.second.slash(world.inbox, "kb inbox")
    await world.second.click(last(shown), label="Keep as it is")
    await world.env.settle()
    assert buttons(posted(world)) == ["Inbox"]


async def test_a_press_on_the_card_itself_says_more_and_stays(world: World) -> None:
    message = await send(world)
    await world.second.click(message, label="Not for us")
    await look(world)
    assert "not for us" in text(posted(world))


async def test_words_that_were_taken_back_leave_the_channel(world: World, desk: Services) -> None:
    for posting in (suggest(world), ask_person(world, world.ana)):
        await posting
        assert QUESTION in text(posted(world))
        await desk.listening.personal.forget(world.ana.id)
        await look(world)
        assert QUESTION not in text(posted(world))
        assert "took it back" in text(posted(world))


async def test_a_question_that_was_replied_to_from_the_list_is_settled(world: World) -> None:
    await ask_person(world, world.ana)
    shown = await world.second.slash(world.inbox, "kb inbox")
    form = await world.second.click(last(shown), label="Reply")
    await fill(world.second, form, reply="At the corner.")
    await world.env.settle()
    assert "dealt with" in text(posted(world))
    assert buttons(posted(world)) == ["Inbox"]


async def test_a_card_is_closed_after_a_restart_and_tried_again_after_an_outage(
    world: World, desk: Services, tmp_path: Path
) -> None:
    message = await suggest(world)
    await desk.listening.personal.forget(world.ana.id)
    path = f"/channels/{world.inbox.id}/messages/{message.id}"
    world.env.inject_error("PATCH", path, status=500)
    await look(world)
    assert QUESTION in text(posted(world))
    await world.env.restart_bot(make_bot(await restarted(desk), tmp_path))
    await look(world)
    assert QUESTION not in text(posted(world))


async def test_a_card_that_somebody_deleted_is_forgotten(world: World, desk: Services) -> None:
    message = await suggest(world)
    await message.delete()
    await desk.listening.personal.forget(world.ana.id)
    await look(world)
    assert await desk.listening.inbox_cards.find(world.inbox.id, message.id) is None
