"""Members say what is helpful and what is not right; moderators settle it."""

from datetime import date
from pathlib import Path

import discord
import pytest
import simcord

from bot.kb.model.keys import Key
from bot.services.ports.records import NO_GUILD, Counter
from bot.wiring import Services
from tests.chat.conftest import World, make_bot, restarted
from tests.support.cards import choose, text_of
from tests.support.discord.forging import press, submit
from tests.support.forms import last, said, save, values

PHD = Key.parse("faq:phd-needed")
WARNING = "People say that this may not be right"


async def ask(
    world: World, actor: simcord.MemberActor, channel: simcord.ChannelHandle | None = None
) -> simcord.InteractionResult:
    question = "do i need a phd for ml jobs"
    return await actor.slash(channel or world.channel, "ask", question=question)


async def complain(
    world: World, actor: simcord.MemberActor, reason: str = "out of date", note: str = ""
) -> simcord.InteractionResult:
    answer = await ask(world, actor)
    form = await choose(actor, last(answer), "Not right")
    return await actor.submit_modal(form, {"reason": reason, "note": note})


def inbox(world: World) -> discord.Message:
    message = world.inbox.last_message
    assert message is not None, "nothing was posted in the inbox"
    return message


def inbox_text(world: World) -> str:
    return text_of([one.to_dict() for one in inbox(world).components])


@pytest.fixture
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def test_helpful_is_counted_once_for_each_person(world: World, desk: Services) -> None:
    for actor in (world.ana, world.ana, world.ben):
        thanked = await actor.click(last(await ask(world, actor)), label="Helpful")
        assert thanked.ephemeral
        assert "Thank you" in said(thanked)
    totals = await desk.stores.counters.totals(world.guild.id, date(2026, 11, 24))
    assert totals[Counter.HELPFUL] == 2


async def test_one_member_alone_puts_no_warning_on_an_answer(world: World) -> None:
    for _ in range(3):
        assert "Sent to the moderators of this server" in said(await complain(world, world.ana))
    assert WARNING not in said(await ask(world, world.ben))


@pytest.mark.usefixtures("with_inbox")
async def test_two_members_put_a_warning_on_it_and_the_moderators_see_why(world: World) -> None:
    await complain(world, world.ana)
    await complain(world, world.ben, "wrong")
    assert WARNING in said(await ask(world, world.ana))
    text = inbox_text(world)
    assert "**Do I need a PhD?**\n> The PhD is one of them." in text
    assert ", as of 7 Oct 2026" in text
    assert "2 people: out of date (1), wrong (1)" in text
    assert "First reported on 24 Nov 2026" in text


@pytest.mark.usefixtures("with_inbox")
async def test_moderators_read_what_is_right_instead_masked_and_without_a_name(
    world: World, desk: Services
) -> None:
    await complain(world, world.ana, note="A **degree** will do, see https://x.example @everyone")
    assert (await desk.stores.people.export(world.ana.id)).notes
    await complain(world, world.ben, note="My case is EAC2190000001")
    for text in (
        inbox_text(world),
        said(await world.moderator.slash(world.inbox, "kb inbox")),
    ):
        assert "Right instead, as they say:" in text
        assert r"\*\*degree\*\*" in text
        assert r"\@everyone" in text
        assert "EAC2190000001" not in text
        assert "ana" not in text
    for actor in (world.ana, world.ben):
        assert not (await desk.stores.people.export(actor.id)).notes


async def test_what_was_written_is_shown_to_its_author_and_forgotten_with_them(
    world: World, desk: Services
) -> None:
    await complain(world, world.ana, note="A degree will do.")
    shown = said(await world.ana.slash(world.channel, "my data"))
    assert "1 text that you wrote in a report" in shown
    await desk.listening.personal.forget(world.ana.id)
    (report,) = await desk.stores.reports.open(world.guild.id)
    assert report.notes == ()


async def test_who_says_it_twice_is_quoted_once_as_they_said_it_last(
    world: World, desk: Services
) -> None:
    for note in ("A degree will do.", "", "A master's will do."):
        await complain(world, world.ana, note=note)
    (report,) = await desk.stores.reports.open(world.guild.id)
    assert report.notes == ("A master's will do.",)


async def test_outside_of_a_server_no_words_are_asked_for(world: World) -> None:
    user = world.env.create_user("dora")
    answer = await user.slash("ask", question="do i need a phd for ml jobs")
    form = await choose(user, last(answer), "Not right")
    assert list(values(form)) == ["reason"]


@pytest.mark.usefixtures("with_inbox")
async def test_once_it_is_shown_nothing_tells_who_complained(world: World, desk: Services) -> None:
    await complain(world, world.ana)
    assert (await desk.stores.people.export(world.ana.id)).hashes == 1
    await complain(world, world.ben)
    for actor in (world.ana, world.ana, world.moderator):
        await complain(world, actor)
    for actor in (world.ana, world.ben, world.moderator):
        assert (await desk.stores.people.export(actor.id)).hashes == 0
    shown = said(await world.moderator.slash(world.inbox, "kb inbox"))
    assert "2 people: out of date" in shown


async def test_one_person_s_complaint_is_seen_in_the_inbox_and_then_forgets_them(
    world: World, desk: Services
) -> None:
    await complain(world, world.ana)
    shown = said(await world.moderator.slash(world.inbox, "kb inbox"))
    assert "1 person: out of date" in shown
    assert (await desk.stores.people.export(world.ana.id)).hashes == 0
    await complain(world, world.ana)
    assert WARNING not in said(await ask(world, world.ana))
    await complain(world, world.ben)
    assert WARNING in said(await ask(world, world.ana))


async def test_one_moderator_is_enough(world: World) -> None:
    await complain(world, world.moderator)
    assert WARNING in said(await ask(world, world.ana))


@pytest.mark.usefixtures("with_inbox")
async def test_still_right_takes_the_warning_off(world: World) -> None:
    await complain(world, world.moderator)
    settled = await world.second.click(inbox(world), label="Keep as it is")
    assert settled.acknowledged
    assert "still right" in inbox_text(world)
    assert WARNING not in said(await ask(world, world.ana))


@pytest.mark.usefixtures("with_inbox")
async def test_a_correction_takes_the_warning_off(world: World, desk: Services) -> None:
    await complain(world, world.moderator)
    form = await world.second.click(inbox(world), label="Edit the answer")
    saved = await save(world.second, form, answer="Our server says no.")
    for shown in (said(saved), said(await ask(world, world.ana))):
        assert "Our server says no." in shown
        assert WARNING not in shown
    assert not await desk.stores.reports.open(world.guild.id)


@pytest.mark.usefixtures("with_inbox")
async def test_taking_it_down_retires_the_answer(world: World, desk: Services) -> None:
    await complain(world, world.moderator)
    taken = await world.second.click(inbox(world), label="Take down")
    assert "is retired" in said(taken)
    assert desk.editing.editor.retired(world.guild.id) == (PHD,)
    assert not await desk.stores.reports.open(world.guild.id)


@pytest.mark.usefixtures("with_inbox")
async def test_what_was_settled_meanwhile_is_said(world: World) -> None:
    await complain(world, world.moderator)
    message = inbox(world)
    await world.second.click(message, label="Keep as it is")
    late = await press(world.moderator, world.inbox, "1|right|f:phd-needed")
    assert "settled this already" in said(late)


async def test_the_warning_is_there_after_a_restart(
    world: World, desk: Services, tmp_path: Path
) -> None:
    await complain(world, world.moderator)
    await world.env.restart_bot(make_bot(await restarted(desk), tmp_path))
    assert WARNING in said(await ask(world, world.ana))


async def test_the_warning_is_shown_in_its_own_server_only(world: World) -> None:
    await complain(world, world.moderator)
    other = world.env.create_guild("Other")
    channel = other.create_text_channel("general")
    eva = other.add_member(world.env.create_user("eva"))
    assert WARNING not in said(await ask(world, eva, channel))


@pytest.mark.usefixtures("with_inbox")
async def test_an_unknown_reason_or_answer_changes_nothing(world: World, desk: Services) -> None:
    for form, reason in (
        ("1|f|n|faq:phd-needed|abcdef12|0", "because"),
        ("1|f|n|nonsense|x|0", "wrong"),
        ("1|f|n|faq:never-written|abcdef12|0", "wrong"),
    ):
        sent = await submit(world.ana, world.channel, form, {"reason": reason})
        assert sent.acknowledged
    assert not await desk.stores.reports.open()
    await press(world.ana, world.channel, "1|good|f:never-written|abcdef12")
    assert not await desk.stores.counters.totals(world.guild.id, date(2026, 11, 24))


async def test_where_no_moderator_could_settle_it_no_warning_is_put_on_it(
    world: World, desk: Services
) -> None:
    for name in ("dora", "emil"):
        user = world.env.create_user(name)
        answer = await user.slash("ask", question="do i need a phd for ml jobs")
        form = await choose(user, last(answer), "Not right")
        thanked = await user.submit_modal(form, {"reason": "wrong"})
        assert "It is counted" in said(thanked)
    assert WARNING not in said(await user.slash("ask", question="do i need a phd for ml jobs"))
    assert not await desk.stores.reports.open()
    counted = await desk.stores.counters.totals(NO_GUILD, date(2026, 11, 24))
    assert counted == {Counter.NOT_RIGHT: 2}
