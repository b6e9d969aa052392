"""Retire, restore, verify and undo say what is so, and take nothing away by another name."""

import simcord

from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.forms import fill, last, publish, said

PHD = "faq:phd-needed"


async def staff(world: World, command: str, **filled: str) -> str:
    return said(await world.moderator.slash(world.channel, command, **filled))


async def add(world: World, question: str, answer: str) -> simcord.InteractionResult:
    opened = await world.moderator.slash(world.channel, "kb add", question=question)
    previewed = await fill(world.moderator, opened, answer=answer, sources="this server")
    return await publish(world.moderator, previewed)


async def asked(world: World, question: str) -> str:
    return said(await world.ana.slash(world.channel, "ask", question=question))


async def test_restoring_what_is_not_retired_takes_no_own_answer_away(world: World) -> None:
    await add(world, "Is there a bus?", "Yes, line 7.")
    text = await staff(world, "kb restore", entry="faq:bus")
    assert "nothing to change: **Is there a bus?** is not retired" in text
    assert "line 7" in await asked(world, "is there a bus")


async def test_nothing_is_proposed_that_changes_nothing(world: World, desk: Services) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    assert "nothing to change" in await staff(world, "kb restore", entry=PHD)
    assert world.inbox.last_message is None


async def test_what_is_retired_already_is_said_with_the_way_back(world: World) -> None:
    assert "is retired" in await staff(world, "kb retire", answer=f"={PHD}")
    again = await staff(world, "kb retire", answer=f"={PHD}")
    assert "**Do I need a PhD?** is retired already. /kb restore brings it back." in again
    assert "Restored" in await staff(world, "kb restore", entry=PHD)


async def test_what_was_never_there_has_no_history(world: World) -> None:
    for command in ("kb history", "kb restore"):
        assert "can't find this answer" in await staff(world, command, entry="faq:nonsense")
    assert "Nobody has changed it" in await staff(world, "kb history", entry=PHD)


async def test_an_own_answer_is_verified_on_the_day_it_is_written_once(world: World) -> None:
    await add(world, "Is there a bus?", "Yes, line 7.")
    assert "Verified today" in await staff(world, "kb verify", answer="Is there a bus?")
    again = await staff(world, "kb verify", answer="Is there a bus?")
    assert "**Is there a bus?** was verified today already." in again


async def test_every_copy_that_verifying_begins_is_said(world: World) -> None:
    copy = "keeps its own copy from now on"
    assert copy in await staff(world, "kb verify", answer=f"={PHD}")
    assert "Restored" in await staff(world, "kb restore", entry=PHD)
    assert copy in await staff(world, "kb verify", answer=f"={PHD}")


async def test_a_second_undo_says_that_it_is_done_and_one_too_late_that_it_is_not(
    world: World,
) -> None:
    saved = await add(world, "Is there a bus?", "Yes, line 7.")
    assert "Taken back" in said(await world.moderator.click(last(saved), label="Undo"))
    again = said(await world.moderator.click(last(saved), label="Undo"))
    assert "This is taken back already." in again
    retired = await world.moderator.slash(world.channel, "kb retire", answer=f"={PHD}")
    await world.second.slash(world.channel, "kb restore", entry=PHD)
    opened = await world.second.slash(world.channel, "kb edit", answer=f"={PHD}")
    await publish(world.second, await fill(world.second, opened, answer="No."))
    late = said(await world.moderator.click(last(retired), label="Undo"))
    assert "Somebody changed it since" in late
