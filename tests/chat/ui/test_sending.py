"""A reset is tried again once; what is saved is never said to have failed; nothing is lost."""

from datetime import timedelta

import pytest
import simcord
import structlog

from bot.chat.client import AlmanacBot
from bot.chat.members.watches import Watches
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import choose
from tests.support.discord.forging import press
from tests.support.discord.network import reset_connection
from tests.support.forms import file_of, fill, publish, said, save

pytestmark = pytest.mark.simcord(check_errors=False)

CALLBACK, FOLLOW_UP, MESSAGES = "/interactions/*/callback", "/webhooks/*", "/channels/*/messages"
PHD = "do i need a phd for ml jobs"
NOT_SHOWN = "Saved, but I could not show it"


@pytest.mark.parametrize("after_arrival", [False, True])
async def test_a_reset_is_tried_again_and_answered_once(
    world: World, monkeypatch: pytest.MonkeyPatch, after_arrival: bool
) -> None:
    reset_connection(monkeypatch, "POST", CALLBACK, after_arrival=after_arrival)
    with structlog.testing.capture_logs() as log:
        asked = await world.ana.slash(world.channel, "ask", question=PHD)
    assert "Do I need a PhD?" in said(asked)
    assert not asked.followups
    assert [line["event"] for line in log] == ["reply.reset"]


async def test_a_direct_message_is_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reset_connection(monkeypatch, "POST", MESSAGES)
    user = world.env.create_user("dora")
    await user.send_dm(PHD)
    assert "did not work" not in str([one.content for one in user.dm_channel.history()])
    assert any(one.components for one in user.dm_channel.history())


async def previewed(world: World, text: str = "Our server says no.") -> simcord.InteractionResult:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    return await fill(world.moderator, form, answer=text)


async def edited(world: World) -> str:
    return said(await publish(world.moderator, await previewed(world)))


async def test_a_save_that_cannot_be_shown_is_not_said_to_have_failed(
    world: World, desk: Services
) -> None:
    seen = await previewed(world)
    world.env.inject_error("PATCH", FOLLOW_UP, status=503)
    told = said(await publish(world.moderator, seen))
    assert NOT_SHOWN in told
    assert "did not work" not in told
    assert len(await desk.stores.ledger.current()) == 1
    assert not (await desk.stores.people.export(world.moderator.id)).drafts


async def test_a_save_survives_a_follow_up_that_is_reset(
    world: World, desk: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = await previewed(world)
    reset_connection(monkeypatch, "PATCH", FOLLOW_UP)
    published = await publish(world.moderator, seen)
    assert "Published. Members see this from now on." in said(published)
    assert len(await desk.stores.ledger.current()) == 1


@pytest.mark.parametrize("command", ["kb retire", "kb verify"])
async def test_what_else_is_changed_is_not_said_to_have_failed_either(
    world: World, desk: Services, command: str
) -> None:
    world.env.inject_error("POST", FOLLOW_UP, status=503)
    done = await world.moderator.slash(world.channel, command, answer="=faq:phd-needed")
    assert NOT_SHOWN in said(done)
    assert len(await desk.stores.ledger.current()) == 1


async def test_what_follows_from_a_save_happens_though_it_cannot_be_shown(
    world: World, desk: Services
) -> None:
    await desk.listening.gaps.wait("is tea free", world.guild.id, world.ana.id, "en-US")
    form = await world.moderator.slash(world.channel, "kb add")
    source = "This server https://example.org"
    typed = {"name": "Is tea free?", "answer": "Tea is free.", "asks": "", "sources": source}
    seen = await fill(world.moderator, form, **typed)
    world.env.inject_error("PATCH", FOLLOW_UP, status=503)
    await publish(world.moderator, seen)
    await world.env.settle()
    assert any(one.components for one in world.ana.user.dm_channel.history())


async def test_text_that_was_not_saved_is_handed_back_though_discord_fails(
    world: World, desk: Services
) -> None:
    form = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    world.env.inject_error("POST", CALLBACK, status=503)
    failed = await save(world.moderator, form, answer="Our server says no.")
    assert "did not work" in said(failed)
    assert file_of(failed) == "your-text.md"
    assert not await desk.stores.ledger.current()


async def test_who_could_not_be_told_is_told_later(
    world: World, desk: Services, now: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await world.ana.slash(world.channel, "ask", question=PHD)
    assert asked.response is not None
    await choose(world.ana, asked.response, "Tell me if it changes")
    await edited(world)
    bot = world.env.bot
    assert isinstance(bot, AlmanacBot)
    watches = bot.get_cog("Watches")
    assert isinstance(watches, Watches)
    reset_connection(monkeypatch, "POST", MESSAGES, times=2)
    await watches.tell_due()
    assert not world.ana.user.dm_channel.history()
    now[0] = desk.clock() + timedelta(days=1)
    await watches.tell_due()
    assert any(one.components for one in world.ana.user.dm_channel.history())


async def test_a_proposal_that_stands_in_the_inbox_is_not_said_to_have_failed(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, inbox_channel=world.inbox.id, needs_approval=True
    )
    seen = await previewed(world)
    world.env.inject_error("PATCH", FOLLOW_UP, status=503)
    told = said(await publish(world.moderator, seen))
    assert NOT_SHOWN in told
    assert len(world.inbox.history()) == 1


async def test_a_report_that_is_settled_is_not_said_to_have_failed(
    world: World, desk: Services
) -> None:
    asked = await world.moderator.slash(world.channel, "ask", question=PHD)
    assert asked.response is not None
    form = await choose(world.moderator, asked.response, "Not right")
    await world.moderator.submit_modal(form, {"reason": "wrong"})
    world.env.inject_error("POST", CALLBACK, status=503)
    settled = await press(world.moderator, world.channel, "1|right|f:phd-needed")
    assert NOT_SHOWN in said(settled)
    assert not await desk.stores.reports.open()
