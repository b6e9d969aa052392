"""Who could not be told of something is told later, once; what was refused is final."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat.announcements import corrections as correcting
from bot.chat.announcements.corrections import CorrectionCog
from bot.chat.announcements.wishes import WishTellingCog
from bot.chat.client import AlmanacBot
from bot.services.answering.answers import Answers
from bot.services.ports.ledger import LedgerError
from bot.wiring import Services
from tests.chat.announcements.test_correcting import ask as ask_publicly
from tests.chat.conftest import MODERATOR, World, make_bot
from tests.chat.inbox.test_unanswered import ask as ask_in_vain
from tests.chat.inbox.test_unanswered import posted, write
from tests.chat.members.test_watches import edit, look, told, watch
from tests.support.forms import last, said, save

PHD = "do i need a phd for ml jobs"
LATER = timedelta(minutes=5)


class Wire:
    """The way to Discord, which breaks when it is told to: before or after a request arrived."""

    def __init__(self, bot: Any) -> None:
        self._request = bot.http.request
        self._broken: list[tuple[str, str, bool]] = []
        self.nonces: list[str] = []
        bot.http.request = self.request

    def breaks(self, method: str, part: str, *, arrived: bool = False) -> None:
        """Reset the next request like this one: if it did not arrive, its second attempt too."""
        self._broken += [(method, part, arrived)] * (1 if arrived else 2)

    async def request(self, route: Any, **named: Any) -> Any:
        params = named.get("params") or named.get("json") or {}
        if isinstance(params, dict) and route.url.endswith("/messages"):
            self.nonces.append(str(params.get("nonce")))
        for one in self._broken:
            method, part, arrived = one
            if route.method == method and part in route.url:
                self._broken.remove(one)
                if arrived:
                    await self._request(route, **named)
                raise ConnectionResetError(104, "Connection reset by peer")
        return await self._request(route, **named)


@pytest.fixture
def wire(world: World) -> Wire:
    return Wire(world.env.bot)


async def locked(*_: Any) -> None:
    raise LedgerError("database is locked")


async def pass_time(world: World, now: list[datetime]) -> None:
    """Let some minutes pass, and everything that looks at the clock look."""
    now[0] += LATER
    await look(world)
    assert isinstance(world.env.bot, AlmanacBot)
    telling, correct = (world.env.bot.get_cog(name) for name in ("WishTellingCog", "CorrectionCog"))
    assert isinstance(telling, WishTellingCog)
    assert isinstance(correct, CorrectionCog)
    await telling.tell_due()
    await correct.resume()
    await world.env.settle()


async def test_a_watcher_is_told_after_a_reset_once(
    world: World, wire: Wire, now: list[datetime]
) -> None:
    await watch(world, world.ana, PHD)
    await edit(world, answer="Our server says no.")
    wire.breaks("POST", "/messages")
    await look(world)
    assert told(world.ana.user) == []
    await look(world)
    assert told(world.ana.user) == [], "it is tried again at once"
    for _ in range(3):
        await pass_time(world, now)
    assert len(told(world.ana.user)) == 1


async def test_a_second_try_has_the_nonce_of_the_first(
    world: World, wire: Wire, now: list[datetime]
) -> None:
    await watch(world, world.ana, PHD)
    await edit(world, answer="Our server says no.")
    wire.breaks("POST", "/messages", arrived=True)
    await look(world)
    await pass_time(world, now)
    first, second = wire.nonces[-2:]
    assert first == second != "None"


async def test_a_watcher_is_told_after_discord_was_down(world: World, now: list[datetime]) -> None:
    await watch(world, world.ana, PHD)
    await edit(world, answer="Our server says no.")
    world.env.inject_error("POST", "/users/@me/channels", status=500, code=0)
    await look(world)
    assert told(world.ana.user) == []
    await pass_time(world, now)
    assert len(told(world.ana.user)) == 1


async def test_what_was_told_and_could_not_be_noted_is_not_told_again(
    world: World, desk: Services, now: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    await watch(world, world.ana, PHD)
    await edit(world, answer="Our server says no.")

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.stores.watches), "mark_told", locked)
        for _ in range(3):
            await pass_time(world, now)
    assert len(told(world.ana.user)) == 1
    await pass_time(world, now)
    (noted,) = await desk.stores.watches.of_user(world.ana.id)
    assert (noted.tries, noted.due) == (0, None)
    assert len(told(world.ana.user)) == 1


async def test_nobody_is_told_where_that_cannot_be_noted_first(
    world: World, desk: Services, now: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    await watch(world, world.ana, PHD)
    await edit(world, answer="Our server says no.")

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.stores.watches), "begin", locked)
        await look(world)
    assert told(world.ana.user) == []
    await pass_time(world, now)
    assert len(told(world.ana.user)) == 1


@pytest.fixture
async def answered(world: World, desk: Services, wire: Wire) -> Wire:
    """A question that ana waited for was answered, and the way to her was broken."""
    await desk.servers.settings.change(world.guild.id, inbox_channel=world.inbox.id)
    asked = await ask_in_vain(world, world.ana)
    await world.ana.click(last(asked), label="Tell me when there is an answer")
    await world.ana.click(last(asked), label="Send to moderators")
    form = await world.moderator.click(posted(world), label="Write")
    wire.breaks("POST", "/users/@me/channels")
    assert "Published" in said(await write(world, form))
    await world.env.settle()
    return wire


@pytest.mark.usefixtures("answered")
async def test_who_waited_for_an_answer_is_told_after_a_reset_once(
    world: World, now: list[datetime]
) -> None:
    assert told(world.ana.user) == []
    for _ in range(3):
        await pass_time(world, now)
    (text,) = told(world.ana.user)
    assert "There is an answer now" in text


@pytest.mark.usefixtures("answered")
async def test_who_waited_for_an_answer_is_told_after_a_restart(
    world: World, desk: Services, answers: Answers, now: list[datetime], tmp_path: Path
) -> None:
    await world.env.restart_bot(make_bot(desk, tmp_path))
    await pass_time(world, now)
    assert len(told(world.ana.user)) == 1


@pytest.mark.usefixtures("answered")
async def test_who_says_stop_meanwhile_is_not_told(world: World, now: list[datetime]) -> None:
    await world.ana.user.send_dm("stop")
    before = len(told(world.ana.user))
    await pass_time(world, now)
    assert len(told(world.ana.user)) == before


async def test_who_takes_no_messages_is_tried_once(
    world: World, answered: Wire, now: list[datetime], desk: Services
) -> None:
    world.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    for _ in range(2):
        await pass_time(world, now)
    assert told(world.ana.user) == []
    assert not (await desk.stores.people.export(world.ana.id)).waiting


@pytest.mark.usefixtures("answered")
async def test_an_answer_that_cannot_be_rendered_ends_no_loop(
    world: World, now: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("an answer that cannot be rendered")

    with monkeypatch.context() as patch:
        patch.setattr(WishTellingCog, "_render", broken)
        await pass_time(world, now)
    for _ in range(2):
        await pass_time(world, now)
    (text,) = told(world.ana.user)
    assert "There is an answer now" in text


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "PAUSE", 0)


@pytest.mark.usefixtures("no_pause")
async def test_an_answer_is_corrected_after_a_reset(
    world: World, wire: Wire, now: list[datetime]
) -> None:
    public = await ask_publicly(world)
    wire.breaks("PATCH", "/messages/")
    await edit(world, answer="Our server says no.")
    await world.env.settle()
    assert "Our server says no." not in said(public)
    await pass_time(world, now)
    assert "Our server says no." in said(public)


@pytest.mark.usefixtures("no_pause")
async def test_one_answer_that_fails_keeps_no_other_from_being_corrected(
    world: World, wire: Wire
) -> None:
    first, second = await ask_publicly(world), await ask_publicly(world)
    wire.breaks("PATCH", "/messages/")
    await edit(world, answer="Our server says no.")
    await world.env.settle()
    assert "Our server says no." in said(first)
    assert "Our server says no." not in said(second)


async def test_what_is_corrected_slowly_in_one_server_keeps_no_other_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(correcting, "PAUSE", 3600)
    elsewhere = world.env.create_guild("Elsewhere")
    channel = elsewhere.create_text_channel("general")
    roles = [elsewhere.create_role("Moderators", permissions=MODERATOR)]
    other = elsewhere.add_member(world.env.create_user("olga"), roles=roles)
    for _ in range(2):
        await ask_publicly(world)
    await edit(world, answer="Our server says no.")
    public = await other.slash(channel, "ask", question=PHD, show="everyone")
    form = await other.slash(channel, "kb edit", answer="=faq:phd-needed")
    await save(other, form, answer="Elsewhere it is yes.")
    await world.env.settle()
    assert "Elsewhere it is yes." in said(public)
