"""Public answers that stand in channels are put right, silently and the newest first."""

import asyncio
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.chat.announcements import corrections as correcting
from bot.kb.model.keys import Key
from bot.services.answering.answers import Answers
from bot.services.ports.records import PublishedAnswer
from bot.wiring import Services
from tests.chat.conftest import World, make_bot
from tests.support.cards import choose, text_of
from tests.support.forms import last, publish, said, save

PHD = Key.parse("faq:phd-needed")
QUESTION = "do i need a phd for ml jobs"
WARNING = "People say that this may not be right"


async def ask(world: World, show: str = "everyone") -> simcord.InteractionResult:
    return await world.ana.slash(world.channel, "ask", question=QUESTION, show=show)


async def correct(world: World, answer: str = "Our server says no.") -> None:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.moderator, form, answer=answer)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "PAUSE", 0)


def edits(world: World) -> list[str]:
    return [
        entry.path
        for entry in world.env.http_requests
        if entry.method == "PATCH" and "/channels/" in entry.path
    ]


async def remembered(world: World, desk: Services) -> tuple[PublishedAnswer, ...]:
    await desk.stores.published_answers.mark(world.guild.id, [PHD])
    return await desk.stores.published_answers.list_marked(world.guild.id, limit=9)


async def test_a_public_answer_is_corrected_where_it_stands(world: World) -> None:
    public = await ask(world)
    await correct(world)
    text = said(public)
    assert "Our server says no." in text
    assert "Corrected on 24 Nov 2026" in text


async def test_what_is_corrected_loses_its_warning_however_slow_the_database(
    world: World, desk: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = type(desk.stores.reports)
    settle = reports.settle

    async def slowly(*arguments: Any) -> bool:
        for _ in range(99):
            await asyncio.sleep(0)
        return await settle(*arguments)

    monkeypatch.setattr(reports, "settle", slowly)
    form = await choose(world.moderator, last(await ask(world)), "Not right")
    await world.moderator.submit_modal(form, {"reason": "wrong"})
    public = await ask(world)
    assert WARNING in said(public)
    await correct(world)
    assert "Our server says no." in said(public)
    assert WARNING not in said(public)


async def test_a_corrected_range_of_pay_has_a_picture_of_its_new_figures(world: World) -> None:
    public = await world.ana.slash(
        world.channel,
        "salary",
        role="ml engineer",
        level="senior",
        place="Seattle",
        show="everyone",
    )
    address = "=salary:ml-engineer-senior-seattle"
    form = await world.moderator.slash(world.channel, "kb edit", answer=address)
    await save(world.moderator, form, answer="Our server knows better.")
    message = last(public)
    assert "Corrected on" in said(public)
    assert [one.filename for one in message.attachments] == ["figures.png"]


async def test_shared_and_mentioned_answers_are_corrected_too(
    world: World, bot_mention: str
) -> None:
    private = await ask(world, "only me")
    shared = await choose(world.ana, last(private), "Share here")
    await world.ana.send(world.channel, f"{bot_mention} {QUESTION}")
    await correct(world)
    assert "Our server says no." in said(shared)
    newest = world.channel.last_message
    assert newest is not None
    assert "Our server says no." in text_of([one.to_dict() for one in newest.components])


async def test_the_newest_is_corrected_first(world: World) -> None:
    first, second = await ask(world), await ask(world)
    await correct(world)
    place = f"/channels/{world.channel.id}/messages"
    assert edits(world) == [f"{place}/{last(second).id}", f"{place}/{last(first).id}"]


async def test_a_private_answer_is_not_remembered(world: World, desk: Services) -> None:
    await ask(world, "only me")
    user = world.env.create_user("dora")
    await user.send_dm(QUESTION)
    assert not await remembered(world, desk)


async def test_who_asked_is_not_remembered(world: World, desk: Services) -> None:
    await ask(world)
    (served,) = await remembered(world, desk)
    assert str(world.ana.id) not in repr(served)


async def test_what_was_only_verified_or_is_asked_in_more_ways_is_left_alone(world: World) -> None:
    await ask(world)
    await world.moderator.slash(world.channel, "kb verify", answer="=faq:phd-needed")
    seen = await world.moderator.slash(
        world.channel, "kb alias", answer="=faq:phd-needed", phrasing="doctorate required or not"
    )
    await publish(world.moderator, seen)
    assert not edits(world)


async def test_a_retired_answer_is_taken_down_and_an_undo_puts_it_back(world: World) -> None:
    public = await ask(world)
    retired = await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    assert "taken down on 24 Nov 2026" in said(public)
    await world.moderator.click(last(retired), label="Undo")
    assert "Do I need a PhD?" in said(public)


async def test_what_a_restart_interrupts_goes_on_after_it(
    world: World, desk: Services, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = await ask(world), await ask(world)
    monkeypatch.setattr(correcting, "PAUSE", 3600)
    await correct(world)
    assert "Our server says no." in said(second)
    assert "Our server says no." not in said(first)
    monkeypatch.setattr(correcting, "PAUSE", 0)
    await world.env.restart_bot(make_bot(desk, tmp_path))
    assert "Our server says no." in said(first)
    assert len(edits(world)) == 2


@pytest.mark.parametrize("code", [10003, 10008, 50001, 50013])
async def test_a_message_out_of_reach_is_forgotten(world: World, desk: Services, code: int) -> None:
    await ask(world)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=code)
    await correct(world)
    assert not await remembered(world, desk)


async def test_a_message_that_failed_for_another_reason_is_tried_at_the_next_change(
    world: World,
) -> None:
    public = await ask(world)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=50035)
    await correct(world)
    assert "Our server says no." not in said(public)
    await correct(world, "Our server says never.")
    assert "Our server says never." in said(public)


async def test_nothing_is_remembered_where_the_bot_cannot_see_the_channel(
    world: World, desk: Services
) -> None:
    me = world.guild.me
    assert me is not None
    hidden = discord.PermissionOverwrite(view_channel=False)
    channel = world.guild.create_text_channel("secret", overwrites={me: hidden})
    await world.ana.slash(channel, "ask", question=QUESTION, show="everyone")
    assert not await remembered(world, desk)
