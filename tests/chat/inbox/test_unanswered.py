"""What nobody answers reaches the moderators without a name, and who waits is told once."""

from datetime import datetime, timedelta

import discord
import pytest
import simcord

from bot.services.listening.gaps import MOST_NEAR
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import labels, last_card, text_of
from tests.support.discord.forging import press
from tests.support.forms import last, publish, said, save, values

QUESTION = "which bakery makes good sourdough"
ANSWER = {
    "answer": "The one at the corner.",
    "sources": "Bakery https://bakery.example",
}


FRAMED = "must a doctorate be framed on the wall"
NEAR = "doctorate for jobs in plumbing"


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def ask(
    world: World, actor: simcord.MemberActor, question: str = QUESTION
) -> simcord.InteractionResult:
    return await actor.slash(world.channel, "ask", question=question)


async def inbox(world: World) -> simcord.InteractionResult:
    return await world.moderator.slash(world.inbox, "kb inbox")


def posted(world: World) -> discord.Message:
    message = world.inbox.last_message
    assert message is not None, "nothing was posted in the inbox"
    return message


def posted_text(world: World) -> str:
    return text_of([one.to_dict() for one in posted(world).components])


async def write(world: World, form: simcord.InteractionResult) -> simcord.InteractionResult:
    return await save(world.moderator, form, **ANSWER)


async def test_a_question_of_one_person_stays_their_own(world: World) -> None:
    for _ in range(5):
        await ask(world, world.ana)
    assert "The inbox is empty" in said(await inbox(world))


async def test_three_askings_of_two_people_are_shown_masked_with_what_is_near(
    world: World,
) -> None:
    question = "which bakery near EAC2112345678 makes sourdough"
    for actor in (world.ana, world.ana, world.ben):
        await ask(world, actor, question)
    shown = said(await inbox(world))
    assert "which bakery near \\[receipt number\\] makes sourdough" in shown
    assert "asked 3 times · 2 people" in shown
    assert "EAC" not in shown
    assert "1 of 1 in the inbox" in shown


async def test_what_helps_most_people_is_shown_first_and_one_person_counts_once(
    world: World,
) -> None:
    for actor in (*[world.ana] * 4, world.ben):
        await ask(world, actor, "how do i bake bread")
    asked = [await ask(world, actor) for actor in (world.ana, world.ben, world.silent)]
    first = await inbox(world)
    assert QUESTION in said(first)
    assert "asked 3 times · 3 people" in said(first)
    await world.ana.click(last(asked[0]), label="Tell me when there is an answer")
    for _ in range(2):
        await ask(world, world.ana, QUESTION)
    shown = said(await inbox(world))
    assert "asked 5 times · 3 people · 1 waits for the answer" in shown
    second = said(await world.moderator.click(last(first), label="Next"))
    assert "asked 5 times · 2 people" in second


async def test_other_wordings_of_a_question_are_counted_together(
    world: World, desk: Services
) -> None:
    for actor, question in (
        (world.ana, "good sourdough bakery"),
        (world.ben, "which bakery has good sourdough?"),
        (world.ben, "the bakery with a good sourdough"),
    ):
        await ask(world, actor, question)
    (gap,) = await desk.stores.gaps.open(world.guild.id, ready=True, limit=9)
    assert (gap.askings, gap.people) == (3, 2)


async def test_what_is_answered_is_no_gap(world: World, desk: Services) -> None:
    await ask(world, world.ana, "how long does h1b last")
    await ask(world, world.ana, "can my spouse work")
    assert not await desk.stores.gaps.open(world.guild.id, ready=False, limit=9)


async def test_an_asker_sends_a_question_and_the_moderators_see_it_without_a_name(
    world: World,
) -> None:
    asked = await ask(world, world.ana, "which *bakery* makes [good] sourdough?")
    sent = await world.ana.click(last(asked), label="Send to moderators")
    assert "without your name" in said(sent)
    text = posted_text(world)
    assert "which \\*bakery\\* makes \\[good\\] sourdough?" in text
    assert "ana" not in text
    assert str(world.ana.id) not in text


async def test_a_written_answer_is_told_to_those_who_wait_once(world: World) -> None:
    asked = await ask(world, world.ana)
    waiting = await world.ana.click(last(asked), label="Tell me when there is an answer")
    assert "I'll tell you once" in said(waiting)
    await world.ana.click(last(asked), label="Send to moderators")
    form = await world.moderator.click(posted(world), label="Write")
    assert values(form)["name"] == QUESTION
    assert values(form)["asks"] == QUESTION
    assert "Published" in said(await write(world, form))
    (told,) = world.ana.user.dm_channel.history()
    text = text_of([one.to_dict() for one in told.components])
    assert "There is an answer now" in text
    assert "The one at the corner." in text
    assert "The inbox is empty" in said(await inbox(world))
    opened = await world.moderator.slash(world.channel, "kb edit", answer=QUESTION)
    await save(world.moderator, opened, answer="Another one.")
    assert len(world.ana.user.dm_channel.history()) == 1


async def test_whoever_closed_their_messages_is_left_in_peace(world: World) -> None:
    asked = await ask(world, world.ana)
    await world.ana.click(last(asked), label="Tell me when there is an answer")
    await world.ana.click(last(asked), label="Send to moderators")
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    form = await world.moderator.click(posted(world), label="Write")
    assert "Published" in said(await write(world, form))


async def test_a_question_becomes_a_phrasing_of_an_answer_that_is_near(world: World) -> None:
    asked = await ask(world, world.ana, FRAMED)
    await world.ana.click(last(asked), label="Send to moderators")
    form = await world.moderator.click(posted(world), label="Same as another…")
    seen = await world.moderator.submit_modal(form, {"answer": "Do I need a PhD?"})
    assert "Published" in said(await publish(world.moderator, seen))
    again = await ask(world, world.ana, FRAMED)
    assert "Do I need a PhD?" in said(again)
    assert "The inbox is empty" in said(await inbox(world))


async def test_an_answer_that_nobody_means_is_not_offered_as_near(world: World) -> None:
    asked = await ask(world, world.ana, NEAR)
    await world.ana.click(last(asked), label="None of these")
    await world.ana.click(last(asked), label="Send to moderators")
    named = [
        label
        for label in labels([one.to_dict() for one in posted(world).components])
        if label.startswith("Same as:")
    ]
    assert len(named) < MOST_NEAR


async def test_the_nearest_answers_are_offered_as_buttons(world: World) -> None:
    asked = await ask(world, world.ana, NEAR)
    await world.ana.click(last(asked), label="None of these")
    await world.ana.click(last(asked), label="Send to moderators")
    assert "Do I need a PhD?" not in posted_text(world), "its button says it"
    seen = await world.moderator.click(posted(world), label="Same as: Do I need a PhD?")
    assert "Published" in said(await publish(world.moderator, seen))
    again = await ask(world, world.ana, NEAR)
    assert "not sure" not in said(again)


async def test_what_is_declined_stays_away(world: World, desk: Services) -> None:
    asked = await ask(world, world.ana)
    await world.ana.click(last(asked), label="Send to moderators")
    await world.moderator.click(posted(world), label="Not for us")
    assert f"not for us – “{QUESTION}”" in posted_text(world)
    for actor in (world.ana, world.ben, world.ben):
        await ask(world, actor)
    assert not await desk.stores.gaps.open(world.guild.id, ready=False, limit=9)
    late = await press(world.second, world.inbox, "1|write|g1")
    assert "dealt with this already" in said(late)


async def test_the_inbox_goes_through_everything_that_waits(world: World) -> None:
    for question in (QUESTION, "how do i bake bread"):
        asked = await ask(world, world.ana, question)
        await world.ana.click(last(asked), label="Send to moderators")
    first = await inbox(world)
    assert "1 of 2 in the inbox" in said(first)
    following = await world.moderator.click(last(first), label="Next")
    assert "2 of 2 in the inbox" in said(following)


async def test_a_person_can_send_only_so_many_questions(world: World) -> None:
    for number in range(6):
        asked = await ask(world, world.ana, f"sourdough bakery {'x' * (number + 1)}zz")
        sent = await world.ana.click(last(asked), label="Send to moderators")
    assert "several questions" in said(sent)


async def test_in_a_direct_message_there_are_no_moderators(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm(QUESTION)
    answer = last_card(user.dm_channel)
    assert "Send to moderators" not in labels([one.to_dict() for one in answer.components])
    pressed = await press(user, user.dm_channel, "1|send|")
    assert "only in a server that has added me" in said(pressed)


async def test_a_press_without_a_question_says_so(world: World) -> None:
    pressed = await press(world.ana, world.channel, "1|tell|")
    assert "Ask it again" in said(pressed)


async def test_a_moderator_of_another_server_does_not_read_them(world: World) -> None:
    asked = await ask(world, world.ana)
    await world.ana.click(last(asked), label="Send to moderators")
    other = world.env.create_guild("Other")
    role = other.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    eva = other.add_member(world.env.create_user("eva"), roles=[role])
    channel = other.create_text_channel("general")
    assert "The inbox is empty" in said(await eva.slash(channel, "kb inbox"))
    assert "dealt with this already" in said(await press(eva, channel, "1|write|g1"))
    await press(eva, channel, "1|decline|g1")
    assert "1 of 1 in the inbox" in said(await inbox(world))


async def test_a_number_that_begins_before_the_end_of_a_card_never_reaches_the_moderators(
    world: World,
) -> None:
    asked = await ask(world, world.ana, f"{'how do i bake bread ':x<187} EAC2112345678 is my case")
    assert "EAC" not in said(asked)
    await world.ana.click(last(asked), label="Send to moderators")
    assert "EAC" not in posted_text(world)
    assert "Not answered yet" in posted_text(world)


async def test_what_its_askers_found_right_afterwards_is_offered_first(
    world: World, now: list[datetime]
) -> None:
    missed, found = "can the bakery hire my better half", "can my spouse work on h-4"
    await ask(world, world.ana, missed)
    await ask(world, world.ana, found)
    await ask(world, world.ana, found)
    await ask(world, world.ben, missed)
    now[0] += timedelta(minutes=6)
    await ask(world, world.ben, "do i need a phd for ml jobs")
    await ask(world, world.silent, missed)
    shown = await inbox(world)
    assert "Who asked it found right after it: **H\\-4 visa\\: family**" in said(shown)
    assert "Do I need a PhD?" not in said(shown)
    ways = ["Write", "Same as another…", "Not for us", "Same as: H-4 visa: family"]
    assert labels(last(shown).components)[: len(ways)] == ways


async def test_who_is_forgotten_links_nothing_anymore(world: World, desk: Services) -> None:
    missed = "can the bakery hire my better half"
    for actor in (world.ana, world.ana, world.ben):
        await ask(world, actor, missed)
    for person in (world.ana.id, world.ben.id):
        await desk.listening.personal.forget(person)
    for actor in (world.ana, world.ben):
        await ask(world, actor, "can my spouse work on h-4")
    (gap,) = await desk.stores.gaps.open(world.guild.id, ready=False, limit=9)
    assert desk.listening.gaps.found_after(gap) == ()
