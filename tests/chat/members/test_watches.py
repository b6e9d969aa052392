"""Whoever wants to know when an answer changes is told what changed, and stops it at will."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import simcord

from bot.chat.client import AlmanacBot
from bot.chat.members.watches import Watches, _whole_lines
from bot.kb.model.keys import Address
from bot.kb.reading.library import load_library
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.listening.watching import MOST_WATCHES
from bot.services.ports.records import NO_GUILD, Watch
from bot.wiring import Services
from tests.chat.conftest import NOON, World, make_bot, restarted
from tests.support.cards import choose, custom_id, labels, last_card, options, text_of
from tests.support.discord.forging import press
from tests.support.forms import last, said, save
from tests.support.knowledge.base import small_base

DURATION = "how long does h1b last"
TELL = "Tell me if it changes"


async def look(world: World) -> None:
    """Let a minute pass."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Watches")
    assert isinstance(cog, Watches)
    await cog.tell_due()


async def watch(
    world: World, actor: simcord.MemberActor, question: str = DURATION
) -> simcord.InteractionResult:
    asked = await actor.slash(world.channel, "ask", question=question)
    return await choose(actor, last(asked), TELL)


async def edit(world: World, **changes: str) -> simcord.InteractionResult:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    return await save(world.moderator, form, reason="asked often", **changes)


def told(user: simcord.UserHandle) -> list[str]:
    """Read the cards of somebody's direct messages."""
    history = user.dm_channel.history()
    return [text_of([one.to_dict() for one in message.components]) for message in history]


def rebuilt(folder: Path, before: str, after: str) -> Snapshot:
    """Read the small base anew, with one of its texts changed."""
    base = small_base(folder)
    page = base / "visas" / "h-1b.md"
    text = page.read_text("utf-8")
    assert before in text
    page.write_text(text.replace(before, after), "utf-8")
    return Snapshot.build(load_library(base))


async def test_after_an_edit_the_difference_is_told_once(world: World) -> None:
    asked = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    pressed = await choose(world.ana, last(asked), TELL)
    assert pressed.ephemeral
    assert "“Do I need a PhD?” changes or is taken down" in said(pressed)
    await look(world)
    assert told(world.ana.user) == []
    await edit(world, answer="Our server says no.")
    for _ in range(2):
        await look(world)
    (text,) = told(world.ana.user)
    assert "Changed: Do I need a PhD?" in text
    assert text.count("Test Guild") == 1, "whoever wrote it is named with the server"
    new, former = "**Now**\n- Our server says no.", "**Before**\n- The PhD is one of them."
    assert text.index(new) < text.index(former)
    assert text.index("Written by the moderators of") < text.index(new)
    assert "⚠️ Not verified with an official source" in text, "as its card warns"
    await edit(world, answer="Our server says perhaps.")
    await look(world)
    assert len(told(world.ana.user)) == 2


def test_what_it_said_before_is_whole_lines_and_a_count_of_the_others() -> None:
    lines = ("One sentence.", "- " + "Another one. " * 40, "- A third.")
    assert list(_whole_lines(lines, 100)) == ["- One sentence.", "- … and 2 more"]


async def test_an_edit_that_is_taken_back_within_the_minute_is_not_told(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    saved = await edit(world, answer="Our server says no.")
    await world.moderator.click(last(saved), label="Undo")
    await look(world)
    assert told(world.ana.user) == []


async def test_an_edit_in_a_server_is_no_news_elsewhere(world: World) -> None:
    dora = world.env.create_user("dora")
    await dora.send_dm("do i need a phd for ml jobs")
    await choose(dora, last_card(dora.dm_channel), TELL)
    before = len(told(dora))
    await edit(world, answer="Our server says no.")
    await look(world)
    assert len(told(dora)) == before


async def test_a_changed_base_is_told_after_a_restart(
    world: World, desk: Services, snapshots: SnapshotHolder, tmp_path: Path
) -> None:
    await watch(world, world.ana)
    six = "value: 6\n    unit: years\n    text: six years"
    seven = "value: 7\n    unit: years\n    text: seven years"
    snapshots.swap(rebuilt(tmp_path / "base", six, seven))
    await world.env.restart_bot(make_bot(await restarted(desk), tmp_path))
    await look(world)
    (text,) = told(world.ana.user)
    assert "- H-1B time is normally limited to six years." in text
    assert "- H-1B time is normally limited to seven years." in text


async def test_another_part_of_the_entry_is_no_news(
    world: World, snapshots: SnapshotHolder, tmp_path: Path
) -> None:
    await watch(world, world.ana)
    snapshots.swap(rebuilt(tmp_path, "An employer files it.", "A company files it."))
    await look(world)
    assert told(world.ana.user) == []


async def test_a_fact_that_ends_is_told_on_that_day(world: World, now: list[datetime]) -> None:
    now[0] = NOON - timedelta(days=1)
    await watch(world, world.ana)
    await look(world)
    assert told(world.ana.user) == []
    now[0] = NOON
    await look(world)
    (text,) = told(world.ana.user)
    assert "The old limit was five years." in text


async def test_an_answer_that_is_taken_down_is_told_and_watched_no_longer(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed", reason="old")
    await look(world)
    (text,) = told(world.ana.user)
    assert "“Do I need a PhD?” was taken down" in text
    assert "You aren't watching any answers" in said(
        await world.ana.slash(world.channel, "my watches")
    )


async def test_closed_direct_messages_are_marked_and_never_tried_again(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says no.")
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await look(world)
    await edit(world, answer="Our server says perhaps.")
    await look(world)
    assert told(world.ana.user) == []
    listed = await world.ana.slash(world.channel, "my watches")
    assert "Your direct messages were closed" in said(listed)
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says yes.")
    await look(world)
    assert len(told(world.ana.user)) == 1


async def test_what_discord_did_not_take_is_tried_again_with_the_next_change(
    world: World, now: list[datetime]
) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says no.")
    world.env.inject_error("GET", f"/users/{world.ana.id}", status=400)
    await look(world)
    assert told(world.ana.user) == []
    now[0] += timedelta(days=1)
    await look(world)
    assert len(told(world.ana.user)) == 1


async def test_who_left_the_server_is_not_told_what_is_written_there(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says no.")
    world.env.inject_error(
        "GET", f"/guilds/{world.guild.id}/members/{world.ana.id}", status=404, code=10007
    )
    await look(world)
    assert told(world.ana.user) == []


async def test_each_watch_is_listed_and_stopped_by_itself_or_all_at_once(world: World) -> None:
    for question in (DURATION, "do i need a phd for ml jobs", "what is h1b1"):
        await watch(world, world.ana, question)
    listed = await world.ana.slash(world.channel, "my watches")
    assert listed.ephemeral
    assert "H-1B visa: duration (server “" in said(listed).replace("\\", "")
    choices = options(last(listed).components, "Stop watching…")
    stopped = await world.ana.select(
        last(listed),
        [choices["H-1B1 visa"]],
        custom_id=custom_id(last(listed).components, "1|stop"),
    )
    assert "H-1B1" not in said(stopped)
    assert "Do I need a PhD?" in said(stopped)
    nothing = await world.ana.click(last(stopped), label="Stop watching all")
    assert "You aren't watching any answers" in said(nothing)


async def test_the_message_opens_the_answer_as_its_server_shows_it(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    points = "\n".join(f"- Point {number} of what a member should know." for number in range(9))
    await edit(world, answer=f"Our server says no.\n{points}")
    await look(world)
    message = last_card(world.ana.user.dm_channel)
    opened = await world.ana.user.click(message, label="Open the answer")
    assert "Written by the moderators" in said(opened)
    assert "Our server says no." in said(opened)
    assert "Point 8" not in said(opened)
    # No other control would find a server's answer from a direct message.
    assert labels(last(opened).components) == ["More"]
    turned = await world.ana.user.click(last(opened), label="More")
    assert "Point 8" in said(turned)
    listed = await world.ana.slash(world.channel, "my watches")
    (choice,) = options(last(listed).components, "Open an answer…").values()
    again = await world.ana.select(
        last(listed), [choice], custom_id=custom_id(last(listed).components, "1|open-one")
    )
    assert "Our server says no." in said(again)


async def test_who_left_a_server_opens_no_answer_of_its_own(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says no.")
    await look(world)
    message = last_card(world.ana.user.dm_channel)
    path = f"/guilds/{world.guild.id}/members/{world.ana.id}"
    world.env.inject_error("GET", path, status=404, code=10007)
    opened = await world.ana.user.click(message, label="Open the answer")
    assert "You are not in that server, or I am no longer there." in said(opened)


async def test_a_watched_answer_of_everybody_opens_with_all_its_controls(world: World) -> None:
    await watch(world, world.ana)
    listed = await world.ana.slash(world.channel, "my watches")
    (choice,) = options(last(listed).components, "Open an answer…").values()
    opened = await world.ana.select(
        last(listed), [choice], custom_id=custom_id(last(listed).components, "1|open-one")
    )
    assert "H-1B visa: duration" in said(opened).replace("\\", "")
    assert "Helpful" in labels(last(opened).components)


async def test_the_message_itself_stops_its_watch(world: World) -> None:
    await watch(world, world.ana, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says no.")
    await look(world)
    pressed = await world.ana.user.click(
        last_card(world.ana.user.dm_channel), label="Stop watching"
    )
    assert "anymore" in said(pressed)
    assert "You aren't watching any answers" in said(
        await world.ana.slash(world.channel, "my watches")
    )


async def test_writing_stop_ends_all_of_them(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm(DURATION)
    await choose(user, last_card(user.dm_channel), TELL)
    await user.send_dm("stop")
    assert "Stopped" in user.dm_channel.history()[-1].content
    assert "You aren't watching any answers" in said(await user.slash("my watches"))


async def test_a_person_watches_only_so_many(world: World, desk: Services) -> None:
    kept = Watch(world.ana.id, NO_GUILD, Address.parse("visa:h-1b"), "v1", NOON)
    for number in range(MOST_WATCHES):
        address = Address.parse(f"faq:number-{number}")
        await desk.stores.watches.add(replace(kept, address=address))
    more = await press(world.ana, world.channel, "1|watch|v:h-1b")
    assert "that is the most" in said(more)
    await desk.stores.watches.drop(world.ana.id, NO_GUILD, address)
    assert "changes or is taken down" in said(
        await press(world.ana, world.channel, "1|watch|v:h-1b")
    )


async def test_thousands_are_told_some_at_a_time_and_nobody_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.announcements.telling.MOST_AT_ONCE", 1)
    members = (world.ana, world.ben, world.second)
    for member in members:
        await watch(world, member, "do i need a phd for ml jobs")
    await edit(world, answer="Our server says no.")
    for minutes in (1, 2, 3, 3):
        await look(world)
        assert sum(len(told(member.user)) for member in members) <= minutes
    assert [len(told(member.user)) for member in members] == [1, 1, 1]


async def test_an_answer_that_is_gone_cannot_be_watched(world: World) -> None:
    pressed = await press(world.ana, world.channel, "1|watch|v:never-was")
    assert "no longer in the base" in said(pressed)


async def test_what_is_watched_is_shown_and_forgotten_with_the_rest(world: World) -> None:
    await watch(world, world.ana)
    assert "1 answer that you watch" in said(await world.ana.slash(world.channel, "my data"))
    asked = await world.ana.slash(world.channel, "my forget")
    await world.ana.click(last(asked), label="Delete everything")
    assert "You aren't watching any answers" in said(
        await world.ana.slash(world.channel, "my watches")
    )
