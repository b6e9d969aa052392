"""Every Monday morning moderators find in their inbox what to look at; one press verifies."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest

from bot.chat.client import AlmanacBot
from bot.chat.inbox.digests import Digests
from bot.kb.model.keys import Key
from bot.services.answering.answers import Answers
from bot.wiring import Services
from tests.chat.conftest import World, make_bot, restarted
from tests.support.cards import choose, choose_option, text_of
from tests.support.discord.forging import press, submit
from tests.support.forms import last, said

MONDAY = datetime(2027, 2, 1, 9, tzinfo=UTC)
"""A Monday on which all reviews of the small base are overdue."""

PHD = "Do I need a PhD?"


@pytest.fixture
def now() -> list[datetime]:
    return [MONDAY]


@pytest.fixture(autouse=True)
async def with_inbox(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)


async def tick(world: World) -> None:
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Digests")
    assert isinstance(cog, Digests)
    await cog.post_due()


def posts(world: World) -> list[discord.Message]:
    return world.inbox.history()


def newest_text(world: World) -> str:
    return text_of([one.to_dict() for one in posts(world)[-1].components])


async def test_the_digest_names_what_is_overdue_the_most_read_first(world: World) -> None:
    for _ in range(2):
        await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    await tick(world)
    text = newest_text(world)
    assert "Week 05 of 2027" in text
    assert "Do I need a PhD? – 30 Jan 2027, read 2 times" in text.split("\n")[2]
    assert "and 4 more" in text


async def test_it_comes_once_a_week_also_over_a_restart(
    world: World, desk: Services, answers: Answers, tmp_path: Path, now: list[datetime]
) -> None:
    for _ in range(2):
        await tick(world)
    await world.env.restart_bot(make_bot(desk, tmp_path))
    await tick(world)
    assert len(posts(world)) == 1
    now[0] = datetime(2027, 2, 8, 9, tzinfo=UTC)
    await tick(world)
    assert len(posts(world)) == 2


@pytest.mark.parametrize(
    ("zone", "at", "comes"),
    [
        ("UTC", datetime(2027, 2, 1, 8, 59, tzinfo=UTC), False),
        ("Europe/Berlin", datetime(2027, 2, 1, 8, 0, tzinfo=UTC), True),
        ("America/New_York", datetime(2027, 2, 1, 9, 0, tzinfo=UTC), False),
        ("UTC", datetime(2027, 2, 2, 9, 0, tzinfo=UTC), False),
    ],
)
async def test_it_comes_on_monday_at_nine_where_the_server_is(
    world: World, desk: Services, now: list[datetime], zone: str, at: datetime, comes: bool
) -> None:
    await desk.servers.settings.change(world.guild.id, time_zone=zone)
    now[0] = at
    await tick(world)
    assert bool(posts(world)) is comes


async def test_there_is_none_where_nothing_is_to_be_looked_at(
    world: World, now: list[datetime]
) -> None:
    now[0] = datetime(2026, 12, 7, 9, tzinfo=UTC)
    await tick(world)
    assert not posts(world)


async def test_an_entry_is_verified_from_it_with_a_note(world: World, desk: Services) -> None:
    await tick(world)
    message = posts(world)[-1]
    form = await choose_option(world.moderator, message, "Mark as verified today…", PHD, "1|verify")
    done = await world.moderator.submit_modal(form, {"note": "read it again"})
    assert "Verified today" in said(done)
    (version,) = await desk.editing.editor.history(world.guild.id, Key.parse("faq:phd-needed"))
    assert version.change.reason == "read it again"


async def test_the_inbox_is_opened_from_it_for_the_presser_alone(world: World) -> None:
    asked = await world.ana.slash(world.channel, "ask", question="which bakery makes sourdough")
    assert asked.response is not None
    await world.ana.click(asked.response, label="Send to moderators")
    await tick(world)
    assert "Waiting: 0 disputed, 1 not answered, 0 suggested." in newest_text(world)
    opened = await world.moderator.click(posts(world)[-1], label="Inbox")
    assert opened.ephemeral
    assert "which bakery makes sourdough" in said(opened)
    assert "Week 05" in newest_text(world)


async def test_a_member_verifies_nothing(world: World, desk: Services) -> None:
    chosen = await press(world.ana, world.channel, "1|verify|", ["faq:phd-needed"])
    assert "Only moderators may do this" in said(chosen)
    sent = await submit(world.ana, world.channel, "1|f|v|faq:phd-needed|0", {"note": "x"})
    assert "Only moderators may do this" in said(sent)
    assert not await desk.stores.ledger.current()


async def test_a_digest_that_cannot_be_posted_is_tried_again(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await tick(world)
    assert not posts(world)
    await tick(world)
    assert len(posts(world)) == 1


async def test_a_review_on_demand_lists_what_is_due_and_one_press_verifies(
    world: World, desk: Services, now: list[datetime]
) -> None:
    now[0] = datetime(2026, 11, 24, 9, tzinfo=UTC)
    await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    read = await world.moderator.slash(world.channel, "kb review")
    assert "Most read" in said(read)
    assert "Do I need a PhD? – 30 Jan 2027, read once" in said(read)
    now[0] = MONDAY
    listed = await world.moderator.slash(world.channel, "kb review")
    assert "Review overdue" in said(listed)
    verified = await choose_option(
        world.moderator, last(listed), "Mark as verified today…", PHD, "1|verified"
    )
    assert "Verified today." in said(verified)
    (version,) = await desk.editing.editor.history(world.guild.id, Key.parse("faq:phd-needed"))
    assert version.change.reason == "verified"


async def test_a_review_opens_an_answer_before_it_is_verified(
    world: World, now: list[datetime]
) -> None:
    now[0] = datetime(2026, 11, 24, 9, tzinfo=UTC)
    listed = await world.moderator.slash(world.channel, "kb review")
    assert "Nothing is due within 14 days.\n**Next reviews**" in said(listed)
    opened = await choose_option(
        world.moderator, last(listed), "Open an answer…", PHD, "1|links|beside"
    )
    assert "The PhD is one of them." in said(opened)


async def test_what_members_reported_is_in_the_review_though_nothing_of_it_is_due(
    world: World, now: list[datetime]
) -> None:
    now[0] = datetime(2026, 11, 24, 9, tzinfo=UTC)
    answer = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    form = await choose(world.ana, last(answer), "Not right")
    await world.ana.submit_modal(form, {"reason": "wrong"})
    review = await world.moderator.slash(world.channel, "kb review")
    reported, _, read = said(review).partition("Most read")
    assert "Reported by members" in reported
    assert "Do I need a PhD? – 24 Nov 2026" in reported
    assert "Do I need a PhD?" in read
    opened = await world.moderator.click(last(review), label="Inbox")
    assert "Do I need a PhD?" in said(opened)


async def test_an_overdue_answer_that_is_given_reaches_the_inbox_the_same_day(
    world: World, now: list[datetime]
) -> None:
    cog = digests(world)
    await cog.post_doubtful()
    assert not posts(world)
    await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    for _ in range(2):
        await cog.post_doubtful()
    assert len(posts(world)) == 1
    assert "Given today though its review is overdue" in newest_text(world)
    assert "Do I need a PhD?" in newest_text(world)
    await world.ana.slash(world.channel, "ask", question="can i bring my family")
    await cog.post_doubtful()
    assert "Can my family come with me?" in newest_text(world)
    assert "Do I need a PhD?" not in newest_text(world)


async def test_a_disputed_answer_that_is_given_reaches_the_inbox_the_same_day_once(
    world: World, now: list[datetime], tmp_path: Path, desk: Services
) -> None:
    now[0] = datetime(2026, 11, 24, 9, tzinfo=UTC)
    question = "do i need a phd for ml jobs"
    answer = await world.moderator.slash(world.channel, "ask", question=question)
    form = await choose(world.moderator, last(answer), "Not right")
    await world.moderator.submit_modal(form, {"reason": "wrong"})
    before = len(posts(world))
    await digests(world).post_doubtful()
    assert len(posts(world)) == before
    now[0] += timedelta(days=1)
    await digests(world).post_doubtful()
    assert len(posts(world)) == before
    await world.ana.slash(world.channel, "ask", question=question)
    await digests(world).post_doubtful()
    assert "Given today though it is disputed" in newest_text(world)
    assert "Do I need a PhD? – 24 Nov 2026, read once" in newest_text(world)
    await world.ben.slash(world.channel, "ask", question=question)
    await digests(world).post_doubtful()
    await world.env.restart_bot(make_bot(await restarted(desk), tmp_path))
    await digests(world).post_doubtful()
    assert len(posts(world)) == before + 1


def digests(world: World) -> Digests:
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Digests")
    assert isinstance(cog, Digests)
    return cog
