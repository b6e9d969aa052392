"""A person sees what is kept about them and has it deleted; so does a server that goes."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from bot.chat.client import AlmanacBot
from bot.kb.model.keys import Address, Key
from bot.wiring import Services
from tests.chat.conftest import NOON, World
from tests.support.cards import labels
from tests.support.forms import last, said, save

PHD = Key.parse("faq:phd-needed")


async def leave_traces(world: World) -> None:
    """Do as a moderator everything that leaves something behind."""
    actor = world.moderator
    form = await actor.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(actor, form, answer="Our server says no.", reason="asked often")
    form = await actor.slash(world.channel, "kb edit", answer="=faq:bring-family")
    await save(actor, form, answer="- no sentence")
    asked = await actor.slash(world.channel, "ask", question="which bakery makes sourdough")
    await actor.click(last(asked), label="Tell me when there is an answer")
    form = await actor.slash(world.channel, "suggest")
    await save(actor, form, question="Where is the bakery?")


async def test_where_nothing_is_kept_that_is_said(world: World) -> None:
    shown = await world.ana.slash(world.channel, "my data")
    assert shown.ephemeral
    assert "Nothing is kept about you." in said(shown)


async def test_everything_that_is_kept_is_shown_and_handed_over(world: World) -> None:
    await leave_traces(world)
    shown = await world.moderator.slash(world.channel, "my data")
    assert shown.ephemeral
    text = said(shown)
    for sentence in (
        "1 question whose answer you wait for",
        "1 draft of forms",
        "1 suggestion that waits",
        "a mark that you sent 1 question or report, for 30 days at most",
        "1 answer that you changed",
    ):
        assert sentence in text
    (file,) = last(shown).attachments
    data = json.loads(await file.read())
    (wish,) = data["waiting"]
    assert (wish["text"], wish["locale"]) == ("which bakery makes sourdough", "en-US")
    assert data["suggestions"][0]["question"] == "Where is the bakery?"
    assert data["changes"] == {str(world.guild.id): ["faq:phd-needed"]}
    assert data["drafts"][0]["fields"]["answer"] == "- no sentence"


async def test_it_is_deleted_only_after_being_asked_once(world: World, desk: Services) -> None:
    await leave_traces(world)
    asked = await world.moderator.slash(world.channel, "my forget")
    assert "This cannot be undone" in said(asked)
    assert labels(last(asked).components) == ["Delete everything", "Cancel"]
    await world.moderator.click(last(asked), label="Delete everything")
    shown = await world.moderator.slash(world.channel, "my data")
    assert "Nothing is kept about you." in said(shown)
    (version,) = await desk.editing.editor.history(world.guild.id, PHD)
    assert version.change.actor is None
    assert version.change.reason == "asked often"


async def test_who_cancels_keeps_everything(world: World) -> None:
    await leave_traces(world)
    asked = await world.moderator.slash(world.channel, "my forget")
    await world.moderator.click(last(asked), label="Cancel")
    assert "Nothing was deleted." in said(asked)
    assert "Kept about you" in said(await world.moderator.slash(world.channel, "my data"))


async def test_nobody_is_forgotten_but_who_presses(world: World) -> None:
    await leave_traces(world)
    asked = await world.ana.slash(world.channel, "my forget")
    await world.ana.click(last(asked), label="Delete everything")
    assert "Kept about you" in said(await world.moderator.slash(world.channel, "my data"))


async def test_it_works_in_a_direct_message(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    assert "Nothing is kept about you." in said(await user.slash("my data"))


async def test_a_server_that_removes_the_bot_is_forgotten_after_thirty_days(
    world: World, desk: Services
) -> None:
    await leave_traces(world)
    guild: Any = SimpleNamespace(id=world.guild.id)
    assert isinstance(world.env.bot, AlmanacBot)
    await membership(world).on_guild_remove(guild)
    await desk.stores.sweep(NOON + timedelta(days=29))
    assert await desk.stores.ledger.current(world.guild.id)
    await desk.stores.sweep(NOON + timedelta(days=31))
    assert not await desk.stores.ledger.current(world.guild.id)
    await membership(world).on_guild_join(guild)
    shown = desk.editing.editor.visible(world.guild.id, PHD)
    assert shown == desk.snapshots.snapshot.library.entries[PHD]


async def test_a_server_that_comes_back_in_time_keeps_its_answers(
    world: World, desk: Services
) -> None:
    await leave_traces(world)
    guild: Any = SimpleNamespace(id=world.guild.id)
    await membership(world).on_guild_remove(guild)
    await membership(world).on_guild_join(guild)
    await desk.stores.sweep(NOON + timedelta(days=31))
    view = desk.snapshots.view(world.guild.id)
    answer = view.composer.compose(Address(PHD), NOON.date())
    assert answer is not None
    assert answer.summary == "Our server says no."


def membership(world: World) -> Any:
    found = world.env.bot.get_cog("Membership")  # type: ignore[attr-defined]
    assert found is not None
    return found
