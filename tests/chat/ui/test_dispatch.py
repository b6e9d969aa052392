"""What no version of ours made is refused in one sentence, and what comes twice is taken once."""

from typing import Any

import discord
import pytest
import structlog

from bot.chat.client import AlmanacBot
from bot.chat.ui.dispatch import Actions
from bot.chat.ui.incoming import Once
from bot.wiring import Services
from tests.chat.conftest import World
from tests.chat.ui.test_actions import declared, nothing
from tests.support.discord.forging import press, submit
from tests.support.forms import file_of, last, said

OTHER_VERSION = "belongs to another version of Almanac"


def bot_of(world: World) -> AlmanacBot:
    assert isinstance(world.env.bot, AlmanacBot)
    return world.env.bot


async def test_every_action_is_answered(world: World) -> None:
    assert bot_of(world).actions.names == set(declared())


def test_two_who_answer_one_action_are_refused_at_the_start() -> None:
    (action, *_) = declared().values()
    handler = action.handled_by(nothing)
    with pytest.raises(ValueError, match=action.name):
        Actions([handler, handler])


@pytest.mark.parametrize(
    ("custom_id", "values"),
    [
        ("1|open|nonsense", None),
        ("1|never-was|", None),
        ("2|open|v:h-1b", None),
        ("open|visa:h-1b", None),
        ("🙂", None),
        ("1|page|v:h-1b|0a1b2c3d|-1", None),
        ("1|links|related", ["nonsense"]),
        ("1|parts|v:h-1b|0a1b2c3d", ["🙂"]),
    ],
)
async def test_a_damaged_press_is_said_and_logged_in_one_line(
    world: World, custom_id: str, values: list[str] | None
) -> None:
    with structlog.testing.capture_logs() as log:
        pressed = await press(world.ana, world.channel, custom_id, values)
    assert pressed.ephemeral
    assert OTHER_VERSION in said(pressed)
    (line,) = log
    assert line["event"] == "control.other_version"
    assert "exc_info" not in line
    assert "nonsense" not in str(line)


async def test_a_form_whose_name_is_gone_hands_back_what_was_typed(
    world: World, desk: Services
) -> None:
    sent = await submit(world.ana, world.channel, "1|f|gone|x|0", {"answer": "My long text."})
    assert OTHER_VERSION in said(sent)
    assert file_of(sent) == "your-text.md"
    (file,) = last(sent).attachments
    assert b"My long text." in await file.read()
    assert not last(sent).components
    assert not (await desk.stores.people.export(world.ana.id)).drafts


@pytest.mark.parametrize("custom_id", ["f|e||0", "1|f|e|", "nonsense"])
async def test_a_form_of_another_version_says_so(world: World, custom_id: str) -> None:
    sent = await submit(world.ana, world.channel, custom_id, {"answer": "x"})
    assert OTHER_VERSION in said(sent)


async def test_a_press_that_comes_twice_is_answered_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[discord.Interaction[Any]] = []
    bot_of(world).add_listener(_keep(taken), "on_interaction")
    await press(world.ana, world.channel, "1|read|f:phd-needed")
    answered = len(world.env.http_requests)
    bot_of(world).dispatch("interaction", taken[0])
    await world.env.settle()
    assert len(world.env.http_requests) == answered


async def test_a_command_that_comes_twice_is_answered_and_counted_once(
    world: World, desk: Services
) -> None:
    taken: list[discord.Interaction[Any]] = []
    bot_of(world).add_listener(_keep(taken), "on_interaction")
    await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    answered = len(world.env.http_requests)
    bot_of(world).tree._from_interaction(taken[0])
    await world.env.settle()
    assert len(world.env.http_requests) == answered
    day = desk.clock().date()
    assert set((await desk.stores.counters.totals(world.guild.id, day)).values()) == {1}


async def test_a_message_that_comes_twice_is_answered_and_counted_once(
    world: World, desk: Services, bot_mention: str
) -> None:
    taken: list[discord.Message] = []
    bot_of(world).add_listener(_keep(taken), "on_message")
    await world.ana.send(world.channel, f"{bot_mention} do i need a phd for ml jobs")
    answered = len(world.channel.history())
    bot_of(world).dispatch("message", taken[0])
    await world.env.settle()
    assert len(world.channel.history()) == answered
    day = desk.clock().date()
    assert set((await desk.stores.counters.totals(world.guild.id, day)).values()) == {1}


def test_only_so_many_ids_are_remembered() -> None:
    once = Once(most=2)
    assert [once.is_first(number) for number in (1, 1, 2, 3, 1)] == [True, False, True, True, True]


def _keep(taken: list[Any]) -> Any:
    async def keep(event: Any) -> None:
        taken.append(event)

    return keep
