"""A question reaches moderators masked and without a name, from a server or a direct message."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.services.ports.ledger import LedgerError
from bot.services.ports.shards import BEFORE, Shards
from bot.wiring import Services
from tests.chat.conftest import World, make_bot
from tests.chat.handoffs.asking import (
    ASK_A_PERSON,
    BAKERY,
    DIRECT,
    ask_person,
    newest,
    opened,
    posted,
    reply,
    text,
    told,
)
from tests.support.cards import choose, custom_id, labels, last_card, options
from tests.support.discord.forging import press, submit
from tests.support.forms import file_of, fill, last, said, values


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def kept(desk: Services, world: World) -> int:
    return len(await desk.listening.handoffs.waiting(world.guild.id))


async def test_a_miss_reaches_the_inbox_masked_and_without_a_name(world: World) -> None:
    form = await opened(world, world.ana)
    assert values(form)["question"] == BAKERY
    sent = await fill(
        world.ana, form, **DIRECT, question="My case EAC2112345678 waits. What *now*?"
    )
    assert sent.ephemeral
    assert "see your question now, without your name" in said(sent)
    card = text(posted(world))
    assert "My case \\[receipt number\\] waits\\. What \\*now\\*?".replace("\\.", ".") in card
    for leak in ("EAC", "ana", str(world.ana.id), "discord.com/channels"):
        assert leak not in card
    assert "by direct message" in card


async def test_behind_the_dots_of_an_answer_its_title_is_filled_in(world: World) -> None:
    asked = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    form = await choose(world.ana, last(asked), ASK_A_PERSON)
    assert values(form)["question"] == "Do I need a PhD?"


@pytest.mark.parametrize("question", ["h1b vs bakery sourdough", BAKERY, "doctorate for plumbing"])
async def test_it_stands_below_every_miss_and_in_a_direct_message(
    world: World, question: str
) -> None:
    asked = await world.ana.slash(world.channel, "ask", question=question)
    await world.ana.user.send_dm(question)
    direct = last_card(world.ana.user.dm_channel)
    for components in (last(asked).components, [one.to_dict() for one in direct.components]):
        assert ASK_A_PERSON in labels(components)


async def test_who_wants_plain_text_has_the_button_too(world: World) -> None:
    await world.ana.slash(world.channel, "my plain")
    asked = await world.ana.slash(world.channel, "ask", question=BAKERY)
    assert ASK_A_PERSON in labels(last(asked).components)
    form = await opened(world, world.ana)
    assert values(form)["question"] == BAKERY


async def test_moderators_get_a_link_only_if_the_asker_wishes(
    world: World, bot_mention: str
) -> None:
    await ask_person(world, world.ana, link="yes")
    assert (
        f"discord.com/channels/{world.guild.id}/{world.channel.id}\n" in text(posted(world)) + "\n"
    )
    await world.ana.send(world.channel, f"{bot_mention} {BAKERY}")
    public = newest(world.channel)
    form = await world.ana.click(public, label=ASK_A_PERSON)
    await fill(world.ana, form, place="direct", link="yes")
    link = f"discord.com/channels/{world.guild.id}/{world.channel.id}/{public.id}"
    assert link in text(posted(world))


@pytest.mark.parametrize(
    "wish", ["talk to a human", "moderator please", "quiero hablar con una persona", "转人工"]
)
async def test_who_asks_for_a_person_is_offered_one(
    world: World, bot_mention: str, wish: str
) -> None:
    await world.ana.send(world.channel, f"{bot_mention} {wish}")
    form = await world.ana.click(newest(world.channel), label=ASK_A_PERSON)
    assert values(form)["question"] == ""
    await fill(world.ana, form, **DIRECT, question="Who can look at my letter?")
    assert "Who can look at my letter?" in text(posted(world))


async def test_a_server_without_an_inbox_says_who_can_help(
    world: World, desk: Services, bot_mention: str
) -> None:
    asked = await world.ana.slash(world.channel, "ask", question=BAKERY)
    form = await world.ana.click(last(asked), label=ASK_A_PERSON)
    await desk.servers.settings.change(world.guild.id, inbox_channel=None)
    refused = await fill(world.ana, form, **DIRECT)
    assert "Its moderators can help" in said(refused)
    assert file_of(refused) == "your-text.md"
    await desk.servers.settings.change(world.guild.id, moderator_role=world.moderator_role.id)
    pressed = await world.ana.click(last(asked), label=ASK_A_PERSON)
    assert f"<@&{world.moderator_role.id}> can help" in said(pressed)
    await world.ana.send(world.channel, f"{bot_mention} moderator please")
    message = world.channel.last_message
    assert message is not None
    assert "can help" in message.content


async def test_without_an_inbox_no_person_is_offered_and_other_ways_are(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=None)
    missed = await world.ana.slash(world.channel, "ask", question=BAKERY)
    assert ASK_A_PERSON not in labels(last(missed).components)
    assert "Send to moderators" in labels(last(missed).components)
    answer = await world.ana.slash(world.channel, "ask", question="how long does h1b last")
    menu = await world.ana.click(last(answer), label="⋯")
    assert "Not right" in labels(last(menu).components)
    assert ASK_A_PERSON not in labels(last(menu).components)
    # Nor in a direct message, as long as no server has an inbox.
    await world.ana.user.send_dm(BAKERY)
    assert ASK_A_PERSON not in labels(last_components(world))
    await world.ana.user.send_dm("talk to a human")
    replied = world.ana.user.dm_channel.last_message
    assert replied is not None
    assert "We share no server that takes questions" in replied.content


def last_components(world: World) -> list[Any]:
    message = last_card(world.ana.user.dm_channel)
    return [one.to_dict() for one in message.components]


async def test_in_a_direct_message_the_asker_picks_among_shared_servers_with_an_inbox(
    world: World, desk: Services
) -> None:
    without = world.env.create_guild("Without an inbox")
    strange = world.env.create_guild("Of strangers")
    without.add_member(world.ana.user)
    await desk.servers.settings.change(
        strange.id, inbox_channel=strange.create_text_channel("in").id
    )
    await world.ana.user.send_dm(BAKERY)
    pressed = await world.ana.user.click(last_card(world.ana.user.dm_channel), label=ASK_A_PERSON)
    listed = options(last(pressed).components, "Servers")
    assert listed == {world.guild.name: str(world.guild.id)}
    identifier = custom_id(last(pressed).components, "1|person-at|")
    form = await world.ana.user.select(last(pressed), [str(world.guild.id)], custom_id=identifier)
    assert values(form) == {"question": BAKERY}
    sent = await world.ana.user.submit_modal(form, values(form))
    assert world.guild.name in said(sent)
    assert BAKERY in text(posted(world))
    await reply(world, "At the corner.")
    assert "At the corner." in told(world.ana)[-1]


async def test_who_shares_no_server_with_an_inbox_is_told_who_can_help(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("talk to a human")
    pressed = await user.click(last_card(user.dm_channel), label=ASK_A_PERSON)
    assert "We share no server that takes questions" in said(pressed)


async def test_a_forged_form_reaches_no_server_that_its_sender_is_not_in(
    world: World, desk: Services
) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    there = await press(user, user.dm_channel, "1|person-at|", [str(world.guild.id)])
    refused = await user.submit_modal(there, {"question": "Let me in?"})
    assert "You are not in that server" in said(refused)
    nowhere = await submit(user, user.dm_channel, "1|f|p||0", {"question": "Let me in?"})
    assert "You are not in that server" in said(nowhere)
    assert await kept(desk, world) == 0


async def test_a_forged_press_carries_nothing_of_its_own(world: World) -> None:
    for custom in ("1|person|nonsense", "1|person|f:phd-needed|x", "1|person-at|x"):
        pressed = await press(world.ana, world.channel, custom)
        assert "another version" in said(pressed)
    gone = await press(world.ana, world.channel, "1|person|v:never-was")
    assert values(gone)["question"] == ""


async def test_the_same_submission_twice_is_one_question(world: World, desk: Services) -> None:
    for _ in range(2):
        await desk.listening.handoffs.ask("Who?", world.guild.id, world.ana.id, "the same")
    assert await kept(desk, world) == 1


async def test_a_person_can_ask_only_so_often(
    world: World, desk: Services, now: list[datetime]
) -> None:
    for _ in range(3):
        await ask_person(world, world.ana)
    refused = await ask_person(world, world.ana)
    assert "3 of your questions wait there already" in said(refused)
    assert await kept(desk, world) == 3
    for one in await desk.listening.handoffs.waiting(world.guild.id):
        await desk.listening.handoffs.answer(world.guild.id, one.id, "Yes.")
    for _ in range(2):
        await ask_person(world, world.ana)
    refused = await ask_person(world, world.ana)
    assert "several times in the last hour" in said(refused)
    assert file_of(refused) == "your-text.md"
    now[0] += timedelta(hours=2)
    assert "see your question now" in said(await ask_person(world, world.ana))


async def test_a_question_that_cannot_be_kept_comes_back_and_uses_up_no_limit(
    world: World, desk: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(*_: object, **__: object) -> None:
        raise LedgerError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(desk.stores.handoffs, "add", down)
        for _ in range(6):
            failed = await ask_person(world, world.ana)
            assert "Nothing can be saved right now" in said(failed)
            assert file_of(failed) == "your-text.md"
    assert "see your question now" in said(await ask_person(world, world.ana))


async def test_an_empty_question_is_handed_back(world: World, desk: Services) -> None:
    refused = await ask_person(world, world.ana, question=" \u200b ")
    assert "Write the question" in said(refused)
    assert await kept(desk, world) == 0


async def test_it_is_shown_and_forgotten_with_everything_else(world: World, desk: Services) -> None:
    await ask_person(world, world.ana)
    shown = await world.ana.slash(world.channel, "my data")
    assert "1 question that you asked moderators" in said(shown)
    (file,) = last(shown).attachments
    assert BAKERY in (await file.read()).decode()
    await press(world.ana, world.channel, "1|forget-me|")
    late = await world.moderator.click(posted(world), label="Reply")
    assert "took the question back" in said(late)


async def test_stop_takes_it_back(world: World, desk: Services) -> None:
    await ask_person(world, world.ana)
    await world.ana.user.send_dm("stop")
    newest_message = world.ana.user.dm_channel.history()[-1]
    assert "Stopped" in newest_message.content
    assert await kept(desk, world) == 0


async def test_a_moderator_of_another_server_neither_reads_nor_answers_it(
    world: World, desk: Services
) -> None:
    await ask_person(world, world.ana)
    other = world.env.create_guild("Other")
    role = other.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    eva = other.add_member(world.env.create_user("eva"), roles=[role])
    channel = other.create_text_channel("general")
    assert "The inbox is empty" in said(await eva.slash(channel, "kb inbox"))
    for name in ("person-reply", "person-close"):
        assert "replied already" in said(await press(eva, channel, f"1|{name}|1"))
    refused = await submit(eva, channel, "1|f|h|1|0", {"reply": "Mine."})
    assert "replied already" in said(refused)
    assert await kept(desk, world) == 1


async def test_what_cannot_be_posted_is_in_the_inbox_all_the_same(world: World) -> None:
    world.env.inject_error("POST", f"/channels/{world.inbox.id}/messages", status=403, code=50013)
    assert "see your question now" in said(await ask_person(world, world.ana))
    shown: simcord.InteractionResult = await world.moderator.slash(world.inbox, "kb inbox")
    assert BAKERY in said(shown)
    assert {"Reply", "Close without a reply"} <= set(labels(last(shown).components))


async def test_in_a_direct_message_a_server_that_another_process_sees_is_found_too(
    world: World, desk: Services, tmp_path: Path
) -> None:
    elsewhere = (world.guild.id // BEFORE + 1) % 2
    other = replace(desk, shards=Shards(elsewhere, elsewhere, 2))
    await world.env.restart_bot(make_bot(other, tmp_path))
    await desk.servers.settings.change(world.env.create_guild("Of strangers").id, inbox_channel=1)
    await world.ana.user.send_dm(BAKERY)
    pressed = await world.ana.user.click(last_card(world.ana.user.dm_channel), label=ASK_A_PERSON)
    assert options(last(pressed).components, "Servers") == {world.guild.name: str(world.guild.id)}
    identifier = custom_id(last(pressed).components, "1|person-at|")
    form = await world.ana.user.select(last(pressed), [str(world.guild.id)], custom_id=identifier)
    sent = await world.ana.user.submit_modal(form, values(form))
    assert world.guild.name in said(sent)
    assert BAKERY in text(posted(world))
