"""An answer keeps to its question: edited, deleted, asked by a reply; and who may take it away."""

from datetime import UTC, datetime

import discord
import pytest
import simcord

from bot.services.ports.records import Counter
from bot.wiring import Services
from tests.chat.conftest import World
from tests.chat.members.test_conversation import cards, sentences
from tests.support.cards import choose, labels, last_card
from tests.support.discord.forging import press
from tests.support.forms import last, said

DURATION, SPOUSE = "how long does h1b last", "can my spouse work on O-3"


async def asked(world: World, text: str) -> tuple[discord.Message, discord.Message]:
    """Let Ana mention the bot; return her message and the answer."""
    message = await world.ana.send(world.channel, text)
    answer = world.channel.last_message
    assert answer is not None
    assert answer.author.bot
    return message, answer


def ours(channel: simcord.ChannelHandle) -> list[int]:
    return [one.id for one in channel.history() if one.author.bot]


async def test_an_edited_question_is_answered_again_in_place(
    world: World, bot_mention: str
) -> None:
    message, answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.ana.edit(message, f"{bot_mention} {SPOUSE}")
    assert ours(world.channel) == [answer.id]
    assert "cannot work" in cards(world.channel)[-1]
    assert "six years" not in cards(world.channel)[-1]


async def test_so_is_a_direct_message_and_no_introduction_follows(world: World) -> None:
    user = world.env.create_user("dora")
    message = await user.send_dm(DURATION)
    before = ours(user.dm_channel)
    actor_edit = world.env.backend.edit_message
    actor_edit(user.dm_channel.id, message.id, {"content": SPOUSE})
    await world.env.settle()
    assert ours(user.dm_channel) == before
    assert "cannot work" in cards(user.dm_channel)[0]


async def test_an_edit_that_changes_no_word_changes_nothing(world: World, bot_mention: str) -> None:
    message, answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.ana.edit(message, f"{bot_mention} {DURATION}")
    edits = [one for one in world.env.http_requests if one.method == "PATCH"]
    assert edits == []
    assert ours(world.channel) == [answer.id]


async def test_a_question_that_becomes_thanks_gets_a_sentence_and_back(
    world: World, bot_mention: str
) -> None:
    message, _answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.ana.edit(message, f"{bot_mention} thanks")
    assert cards(world.channel) == []
    assert sentences(world.channel) == ["You are welcome."]
    await world.ana.edit(message, f"{bot_mention} {DURATION}")
    assert "six years" in cards(world.channel)[-1]
    assert sentences(world.channel) == []


async def test_an_edit_is_counted_as_no_other_question(
    world: World, desk: Services, bot_mention: str
) -> None:
    message, _answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.ana.edit(message, f"{bot_mention} {SPOUSE}")
    day = datetime(2026, 11, 1, tzinfo=UTC).date()
    totals = await desk.stores.counters.totals(world.guild.id, day)
    assert totals[Counter.ANSWER] == 1


async def test_an_answer_that_was_taken_away_does_not_come_back_with_an_edit(
    world: World, bot_mention: str
) -> None:
    message, answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.moderator.delete(answer)
    await world.ana.edit(message, f"{bot_mention} {SPOUSE}")
    assert ours(world.channel) == []


async def test_a_deleted_question_takes_its_answer_with_it(world: World, bot_mention: str) -> None:
    message, _answer = await asked(world, f"{bot_mention} {DURATION}")
    _other, stays = await asked(world, f"{bot_mention} {SPOUSE}")
    await world.ana.delete(message)
    assert ours(world.channel) == [stays.id]


async def test_an_answer_that_is_gone_already_troubles_nobody(
    world: World, bot_mention: str
) -> None:
    message, answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.moderator.delete(answer)
    await world.ana.delete(message)
    assert ours(world.channel) == []


async def test_a_bare_mention_answers_the_message_it_replies_to(
    world: World, bot_mention: str
) -> None:
    first, _answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.ben.send(world.channel, bot_mention, reply_to=first)
    assert "six years" in cards(world.channel)[-1]


async def test_of_words_that_discord_keeps_back_the_way_on_is_said(
    world: World, bot_mention: str
) -> None:
    first = await world.ana.send(world.channel, DURATION)
    await world.ben.send(world.channel, bot_mention, reply_to=first)
    assert "the message that you reply to" in sentences(world.channel)[-1]
    assert "Apps › Answer this" in sentences(world.channel)[-1]


async def test_a_bare_mention_below_an_answer_gets_help(world: World, bot_mention: str) -> None:
    _first, answer = await asked(world, f"{bot_mention} {DURATION}")
    await world.ben.send(world.channel, bot_mention, reply_to=answer)
    assert "How to ask" in cards(world.channel)[-1]


async def test_who_mentions_the_role_of_the_bot_is_told_how_to_ask(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The pretended Discord gives the bot's role no tags; `tests/sockets` has them.
    role = world.moderator_role
    own = property(lambda guild: guild.get_role(role.id))
    monkeypatch.setattr(discord.Guild, "self_role", own)
    await world.ana.send(world.channel, f"{role.mention} {DURATION}")
    assert "Mention me, not my role" in sentences(world.channel)[-1]


async def test_the_asker_deletes_what_everybody_sees(world: World) -> None:
    public = await world.ana.slash(world.channel, "ask", question=DURATION, show="everyone")
    pressed = await choose(world.ana, last(public), "Delete")
    assert "The answer is deleted." in said(pressed)
    assert ours(world.channel) == []
    # What is gone stands nowhere above.
    own = await world.ana.slash(world.channel, "ask", question=DURATION)
    assert "already here" not in said(await choose(world.ana, last(own), "Share here"))


async def test_so_does_who_mentioned_the_bot_and_every_moderator(
    world: World, bot_mention: str
) -> None:
    for actor in (world.ana, world.moderator):
        _message, answer = await asked(world, f"{bot_mention} {DURATION}")
        assert "The answer is deleted." in said(await choose(actor, answer, "Delete"))
        assert ours(world.channel) == []


async def test_nobody_else_does_not_even_by_a_forged_press(world: World, bot_mention: str) -> None:
    from bot.chat.sending.text import to_base36

    _message, answer = await asked(world, f"{bot_mention} {DURATION}")
    public = await world.ana.slash(world.channel, "ask", question=SPOUSE, show="everyone")
    menu = await world.ben.click(last(public), label="⋯")
    assert "Delete" not in labels(last(menu).components)
    theirs = await world.ana.send(world.channel, "mine")
    for number in (answer.id, last(public).id, theirs.id):
        pressed = await press(world.ben, world.channel, f"1|delete|{to_base36(number)}")
        assert "Only who asked" in said(pressed)
    # What somebody else wrote is no answer, whoever presses.
    pressed = await press(world.moderator, world.channel, f"1|delete|{to_base36(theirs.id)}")
    assert "Only who asked" in said(pressed)
    assert {answer.id, theirs.id} <= {one.id for one in world.channel.history()}


async def test_a_second_press_says_that_it_is_gone(world: World) -> None:
    public = await world.ana.slash(world.channel, "ask", question=DURATION, show="everyone")
    menu = await world.ana.click(last(public), label="⋯")
    await world.ana.click(last(menu), label="Delete")
    pressed = await press(world.ana, world.channel, "1|delete|1")
    assert "It is gone already" in said(pressed)


async def test_one_s_own_card_and_direct_messages_offer_nothing_to_delete(world: World) -> None:
    private = await world.ana.slash(world.channel, "ask", question=DURATION)
    menu = await world.ana.click(last(private), label="⋯")
    assert "Delete" not in labels(last(menu).components)
    user = world.env.create_user("dora")
    await user.send_dm(DURATION)
    menu = await user.click(last_card(user.dm_channel), label="⋯")
    assert "Delete" not in labels(last(menu).components)
    pressed = await press(user, user.dm_channel, "1|delete|1")
    assert "only in a server that has added me" in said(pressed)
