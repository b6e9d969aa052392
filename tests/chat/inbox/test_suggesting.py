"""Members propose questions and answers; moderators make entries of them."""

from datetime import UTC, datetime, timedelta

import discord
import pytest
import simcord

from bot.chat.client import AlmanacBot
from bot.chat.inbox.declining import DeclinedTellingCog
from bot.chat.sending.rates import Rate
from bot.wiring import Services
from tests.chat.conftest import World
from tests.chat.handoffs.asking import told
from tests.support.cards import text_of
from tests.support.discord.forging import press, submit
from tests.support.forms import fill, last, said, save, values

QUESTION = "Where do I find a sourdough bakery?"


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def suggest(
    world: World, question: str = QUESTION, answer: str = "At the corner."
) -> simcord.InteractionResult:
    form = await world.ana.slash(world.channel, "suggest")
    return await save(world.ana, form, question=question, answer=answer)


def posted(world: World) -> discord.Message:
    message = world.inbox.last_message
    assert message is not None, "nothing was posted in the inbox"
    return message


def posted_text(world: World) -> str:
    return text_of([one.to_dict() for one in posted(world).components])


async def test_a_suggestion_reaches_the_moderators_masked_and_harmless(world: World) -> None:
    thanked = await suggest(world, answer="Ask @everyone or call 415-555-0100.")
    assert thanked.ephemeral
    assert "Thank you" in said(thanked)
    text = posted_text(world)
    assert QUESTION in text
    assert "\\@everyone" in text
    assert "555" not in text
    assert "ana" not in text


async def test_its_author_alone_withdraws_it_and_keeps_everything_else(
    world: World, desk: Services
) -> None:
    thanked, other = await suggest(world), await suggest(world, "Where do I park?")
    assert "/my forget" not in said(thanked)
    (mine, kept) = await desk.stores.suggestions.open(world.guild.id, limit=9)
    stranger = await press(world.ben, world.channel, f"1|withdraw|{mine.id}")
    assert "dealt with this suggestion already" in said(stranger)
    await world.ana.click(last(thanked), label="Withdraw")
    assert await desk.stores.suggestions.open(world.guild.id, limit=9) == (kept,)
    await desk.stores.suggestions.close(world.guild.id, kept.id)
    late = await world.ana.click(last(other), label="Withdraw")
    assert "dealt with this suggestion already" in said(late)


async def test_the_page_that_a_suggestion_names_is_kept(world: World) -> None:
    await suggest(world, answer="Yes: https://bakery.example/hours says so.")
    form = await world.moderator.click(posted(world), label="Write")
    assert values(form)["answer"] == "Yes: https://bakery.example/hours says so."


async def test_a_moderator_makes_an_entry_of_it_and_it_leaves_the_inbox(
    world: World, desk: Services
) -> None:
    await suggest(world)
    form = await world.moderator.click(posted(world), label="Write")
    assert (values(form)["name"], values(form)["answer"]) == (QUESTION, "At the corner.")
    saved = await save(world.moderator, form, sources="Bakery https://bakery.example")
    assert "Published" in said(saved)
    assert not await desk.stores.suggestions.open(world.guild.id, limit=9)


async def decline(world: World, reason: str = "") -> simcord.InteractionResult:
    form = await world.moderator.click(posted(world), label="Not for us")
    declined = await fill(world.moderator, form, reason=reason)
    await world.env.settle()
    return declined


async def test_a_declined_suggestion_leaves_with_its_reason_and_its_author_is_told_once(
    world: World, desk: Services
) -> None:
    await suggest(world)
    await decline(world, "We answer questions about *work*.")
    assert not await desk.stores.suggestions.open(world.guild.id, limit=9)
    assert f"not for us – “{QUESTION}”. We answer questions about" in posted_text(world)
    (message,) = told(world.ana)
    assert f"You suggested: “{QUESTION}”." in message
    assert "> We answer questions about \\*work\\*." in message
    assert "mia" not in message
    assert not (await desk.stores.people.export(world.ana.id)).suggestions
    await look(world)
    assert len(told(world.ana)) == 1


async def test_without_a_reason_the_author_is_told_that_much(world: World) -> None:
    await suggest(world)
    await decline(world)
    (message,) = told(world.ana)
    assert message.endswith("declined it.")


async def test_who_said_stop_is_told_nothing_and_the_suggestion_still_waits(
    world: World, desk: Services
) -> None:
    await suggest(world)
    await world.ana.user.send_dm("stop")
    assert "Stopped" in world.ana.user.dm_channel.history()[-1].content
    assert len(await desk.stores.suggestions.open(world.guild.id, limit=9)) == 1
    await decline(world, "No.")
    assert told(world.ana) == []
    assert not (await desk.stores.people.export(world.ana.id)).suggestions


async def test_an_outage_is_waited_out_and_a_closed_door_is_final(
    world: World, desk: Services, now: list[datetime]
) -> None:
    await suggest(world)
    world.env.inject_error("POST", "/users/@me/channels", status=500)
    await decline(world, "No.")
    assert told(world.ana) == []
    kept = (await desk.stores.people.export(world.ana.id)).suggestions
    assert [one.declined for one in kept] == ["No."]
    now[0] += timedelta(minutes=5)
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await look(world)
    assert not (await desk.stores.people.export(world.ana.id)).suggestions


async def test_a_reason_that_pings_or_comes_too_late_is_handed_back(
    world: World, desk: Services
) -> None:
    await suggest(world)
    (waiting,) = await desk.stores.suggestions.open(world.guild.id, limit=9)
    form = await world.moderator.click(posted(world), label="Not for us")
    refused = await fill(world.moderator, form, reason="@everyone says no")
    assert "would mention people" in said(refused)
    await decline(world, "No.")
    late = await submit(world.second, world.inbox, f"1|f|no|{waiting.id}|0", {"reason": "No."})
    assert "dealt with this already" in said(late)


async def test_only_moderators_decline(world: World, desk: Services) -> None:
    await suggest(world)
    (waiting,) = await desk.stores.suggestions.open(world.guild.id, limit=9)
    forged = await submit(world.ben, world.channel, f"1|f|no|{waiting.id}|0", {"reason": "No."})
    assert "Only moderators" in said(forged)
    assert await desk.stores.suggestions.open(world.guild.id, limit=9) == (waiting,)


async def look(world: World) -> None:
    """Let a minute pass."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("DeclinedTellingCog")
    assert isinstance(cog, DeclinedTellingCog)
    await cog.tell_due()
    await world.env.settle()


async def test_somebodys_message_is_suggested_from_its_menu(world: World) -> None:
    message = await world.ben.send(world.channel, QUESTION)
    form = await world.ana.context_menu(world.channel, "Suggest for the FAQ", message)
    assert values(form)["question"] == QUESTION
    long = await world.ben.send(world.channel, "An answer. " * 40)
    form = await world.ana.context_menu(world.channel, "Suggest for the FAQ", long)
    assert values(form)["answer"].startswith("An answer.")


async def test_the_fourth_suggestion_of_an_hour_is_handed_back(
    world: World, desk: Services
) -> None:
    for number in range(3):
        await suggest(world, f"question {number}")
    refused = await suggest(world, "question 4")
    assert "several suggestions" in said(refused)
    again = await world.ana.click(last(refused), label="Open the form again")
    assert values(again)["question"] == "question 4"
    assert len(await desk.stores.suggestions.open(world.guild.id, limit=9)) == 3


async def test_in_a_direct_message_there_is_nobody_to_suggest_to(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    refused = await user.slash("suggest")
    assert "only in a server that has added me" in said(refused)


def test_a_rate_forgets_after_its_time() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    rate = Rate(2, timedelta(hours=1), lambda: now)
    assert [rate.allows(1), rate.allows(1), rate.allows(1)] == [True, True, False]
    assert rate.allows(2)
    now += timedelta(hours=1)
    assert rate.allows(1)
