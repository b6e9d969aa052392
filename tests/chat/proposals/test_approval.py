"""Where a server wants it, a second moderator looks before an edit is published."""

import discord
import simcord

from bot.kb.model.keys import Key
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import text_of
from tests.support.forms import last, said, save, values

PHD = Key.parse("faq:phd-needed")


async def propose(world: World, desk: Services) -> simcord.InteractionResult:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    return await save(world.moderator, opened, answer="Our server says no.", reason="asked often")


async def asked(world: World) -> str:
    question = "do i need a phd for ml jobs"
    return said(await world.ana.slash(world.channel, "ask", question=question))


def newest(world: World) -> discord.Message:
    message = world.inbox.last_message
    assert message is not None
    return message


def inbox_text(world: World) -> str:
    return text_of([one.to_dict() for one in newest(world).components])


async def test_a_proposal_is_shown_in_the_inbox_as_members_would_see_it(
    world: World, desk: Services
) -> None:
    proposed = await propose(world, desk)
    assert "Another moderator can publish it" in said(proposed)
    assert "Our server says no." in inbox_text(world)
    assert "asked often" in inbox_text(world)
    assert "Our server says no." not in await asked(world)


async def test_another_moderator_publishes_it_and_it_can_be_taken_back(
    world: World, desk: Services
) -> None:
    await propose(world, desk)
    published = await world.second.click(newest(world), label="Publish")
    assert published.acknowledged
    assert "Published: **Do I need a PhD?**" in inbox_text(world)
    assert "Our server says no." in await asked(world)
    (version,) = await desk.editing.editor.history(world.guild.id, PHD)
    assert version.change.actor == world.moderator.id
    assert version.change.reason == "asked often (reviewed by a second moderator)"
    await world.second.click(newest(world), label="Undo")
    assert "Our server says no." not in await asked(world)


async def test_nobody_publishes_their_own(world: World, desk: Services) -> None:
    await propose(world, desk)
    own = await world.moderator.click(newest(world), label="Publish")
    assert "another moderator has to review" in said(own)
    assert "Our server says no." not in await asked(world)


async def test_what_is_sent_back_can_be_opened_by_its_author(world: World, desk: Services) -> None:
    await propose(world, desk)
    await world.second.click(newest(world), label="Send back")
    again = await world.moderator.click(newest(world), label="Open the form again")
    assert values(again)["answer"] == "Our server says no."
    other = await world.second.click(newest(world), label="Open the form again")
    assert "You have no such draft" in said(other)


async def test_without_an_inbox_the_text_is_handed_back(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, needs_approval=True)
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    refused = await save(world.moderator, opened, answer="Our server says no.")
    assert "there is no inbox channel" in said(refused)
    again = await world.moderator.click(last(refused), label="Open the form again")
    assert values(again)["answer"] == "Our server says no."


async def test_a_proposal_that_was_overtaken_is_not_published(world: World, desk: Services) -> None:
    await propose(world, desk)
    await desk.servers.settings.change(world.guild.id, needs_approval=False)
    opened = await world.second.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.second, opened, answer="Quicker.")
    late = await world.second.click(newest(world), label="Publish")
    assert "changed the answer since" in said(late)
    assert "Quicker." in await asked(world)


async def test_retiring_and_restoring_wait_for_somebody_else_too(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    answer = {"answer": "=faq:phd-needed", "reason": "asked often"}
    proposed = await world.moderator.slash(world.channel, "kb retire", **answer)
    assert "Another moderator can publish it" in said(proposed)
    assert "proposes to retire **Do I need a PhD?**: asked often" in inbox_text(world)
    own = await world.moderator.click(newest(world), label="Publish")
    assert "another moderator has to review" in said(own)
    assert "The PhD is one of them." in await asked(world)
    await world.second.click(newest(world), label="Publish")
    assert "Published: **retire Do I need a PhD?**" in inbox_text(world)
    assert "The PhD is one of them." not in await asked(world)
    (version,) = await desk.editing.editor.history(world.guild.id, PHD)
    assert version.change.actor == world.moderator.id
    assert version.change.reason == "asked often (reviewed by a second moderator)"
    await world.moderator.slash(world.channel, "kb restore", entry="faq:phd-needed")
    assert "proposes to restore" in inbox_text(world)
    await world.second.click(newest(world), label="Publish")
    assert "The PhD is one of them." in await asked(world)


async def test_a_step_is_published_once_and_not_after_another_change(
    world: World, desk: Services
) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )
    await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    card = newest(world)
    await desk.servers.settings.change(world.guild.id, needs_approval=False)
    opened = await world.second.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.second, opened, answer="Quicker.")
    late = await world.second.click(card, label="Publish")
    assert "changed the answer since" in said(late)
    assert "Quicker." in await asked(world)
    await world.second.click(card, label="Send back")
    assert "sent a proposal back" in inbox_text(world)


async def test_without_an_inbox_nothing_is_retired(world: World, desk: Services) -> None:
    await desk.servers.settings.change(world.guild.id, needs_approval=True)
    refused = await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    assert "there is no inbox channel" in said(refused)
    assert "The PhD is one of them." in await asked(world)
