"""What a second moderator publishes is what was shown, of every entry, and nothing after it."""

from datetime import datetime, timedelta
from typing import Any

import discord
import pytest
import simcord
from discord import ui

from bot.chat.cards.card import card
from bot.chat.client import AlmanacBot
from bot.kb.model.keys import Key
from bot.services.editing.editor import Edit
from bot.services.ports.ledger import NO_PARENT
from bot.services.ports.proposed import PROPOSAL_KEPT
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import labels, text_of, walk
from tests.support.forms import last, said, save
from tests.support.knowledge.base import FAQ_OWN, page

OURS = "Our server says this."
PHD, OWN = "faq:phd-needed", "faq:the-call"


async def wanted(world: World, desk: Services) -> None:
    await desk.servers.settings.change(
        world.guild.id, needs_approval=True, inbox_channel=world.inbox.id
    )


async def propose(
    world: World, about: str, answer: str = OURS, who: simcord.MemberActor | None = None
) -> discord.Message:
    moderator = who or world.moderator
    opened = await moderator.slash(world.channel, "kb edit", answer=f"={about}")
    if opened.modal is None:
        opened = await moderator.click(last(opened), label="Leave it, and open the form")
    proposed = await save(moderator, opened, answer=answer, reason=f"why {answer}")
    assert "Another moderator can publish it" in said(proposed)
    message = world.inbox.last_message
    assert message is not None
    return message


def written(message: discord.Message) -> str:
    return text_of([one.to_dict() for one in message.components])


def card_at(world: World, message: discord.Message) -> str:
    return written(next(one for one in world.inbox.history() if one.id == message.id))


def texts(world: World, desk: Services) -> str:
    """Write out everything that this server shows of its own."""
    newest = desk.snapshots.changes(world.guild.id).newest
    return "\n".join(one.body or "" for one in newest.values())


async def add_own(world: World, desk: Services) -> None:
    own = page("The call", FAQ_OWN.format(question="When is the call?"), summary="On Fridays.")
    await desk.editing.editor.write(Edit(world.guild.id, 1, "own"), Key.parse(OWN), own, NO_PARENT)


def state_of(message: discord.Message) -> str:
    shown = [one.to_dict() for one in message.components]
    identifier = next(one["custom_id"] for one in walk(shown) if one.get("label") == "Publish")
    return str(identifier).removeprefix("1|ok|")


async def press(world: World, who: simcord.MemberActor, state: str) -> simcord.InteractionResult:
    """Press a button that is gone from the card, as a client that still shows it does."""
    channel = world.env.bot.get_channel(world.inbox.id)
    assert isinstance(channel, discord.TextChannel)
    button = ui.Button[Any](label="Publish", custom_id=f"1|ok|{state}")
    sent = await channel.send(view=card([ui.ActionRow[Any](button)]))
    return await who.click(sent, label="Publish")


@pytest.mark.parametrize(
    "about",
    [
        "visa:h-1b",
        "visa:h-1b/duration",
        "visa:h-1b1",
        "role:ml-engineer",
        "salary:ml-engineer-entry-united",
        PHD,
        OWN,
    ],
)
async def test_every_kind_of_entry_is_shown_and_published(
    world: World, desk: Services, about: str
) -> None:
    await add_own(world, desk)
    await wanted(world, desk)
    shown = await propose(world, about)
    assert OURS in written(shown)
    assert OURS not in texts(world, desk)
    assert set(labels([one.to_dict() for one in shown.components])) == {
        "Publish",
        "Send back",
        "Whole text",
    }
    await world.second.click(shown, label="Publish")
    assert "Published: " in card_at(world, shown)
    assert OURS in texts(world, desk)


async def test_the_old_card_publishes_nothing_of_a_later_text(world: World, desk: Services) -> None:
    await wanted(world, desk)
    old = await propose(world, PHD, "The first text.")
    state = state_of(old)
    new = await propose(world, PHD, "A text that nobody saw.")
    late = await press(world, world.second, state)
    assert "proposed a newer text since" in said(late)
    assert texts(world, desk) == ""
    assert "replaced this proposal with a newer one" in card_at(world, old)
    await world.second.click(new, label="Publish")
    assert "A text that nobody saw." in texts(world, desk)


async def test_proposals_of_two_authors_wait_beside_each_other(
    world: World, desk: Services
) -> None:
    await wanted(world, desk)
    first = await propose(world, PHD, "The first text.")
    second = await propose(world, PHD, "The other text.", world.second)
    await world.second.click(first, label="Publish")
    assert "The first text." in texts(world, desk)
    late = await world.moderator.click(second, label="Publish")
    assert "changed the answer since" in said(late)
    assert "The other text." not in texts(world, desk)


async def test_a_number_with_another_hash_publishes_nothing(world: World, desk: Services) -> None:
    await wanted(world, desk)
    shown = await propose(world, PHD)
    number, digest = state_of(shown).split("|")
    for forged in (f"{number}|{'0' * 16}", f"{int(number) + 1}|{digest}"):
        assert "no longer kept" in said(await press(world, world.second, forged))
    for damaged in ("abc|e|faq:phd-needed", "1", "", "1|", "９|１", f"{number}|{digest}|more"):
        assert "another version" in said(await press(world, world.second, damaged))
    assert texts(world, desk) == ""


async def test_nothing_is_published_of_who_left(world: World, desk: Services) -> None:
    await wanted(world, desk)
    shown = await propose(world, PHD)
    world.guild.remove_member(world.moderator)
    refused = await world.second.click(shown, label="Publish")
    assert "may no longer change answers here" in said(refused)
    assert texts(world, desk) == ""


async def test_nothing_is_published_of_who_lost_the_role(world: World, desk: Services) -> None:
    await wanted(world, desk)
    await desk.servers.settings.change(world.guild.id, moderator_role=world.moderator_role.id)
    bot = world.env.bot
    assert isinstance(bot, AlmanacBot)
    (command,) = [one for one in await bot.tree.fetch_commands() if one.name == "kb"]
    world.guild.set_command_permissions(command, {world.moderator_role: True})
    shown = await propose(world, PHD, who=world.role_holder)
    await desk.servers.settings.change(world.guild.id, moderator_role=None)
    refused = await world.second.click(shown, label="Publish")
    assert "may no longer change answers here" in said(refused)
    assert texts(world, desk) == ""


async def test_a_proposal_is_published_once(world: World, desk: Services) -> None:
    await wanted(world, desk)
    shown = await propose(world, PHD)
    state = state_of(shown)
    await world.second.click(shown, label="Publish")
    again = await press(world, world.admin, state)
    assert "published already" in said(again)
    assert len(await desk.editing.editor.history(world.guild.id, Key.parse(PHD))) == 1


async def test_what_was_sent_back_is_not_published(world: World, desk: Services) -> None:
    await wanted(world, desk)
    shown = await propose(world, PHD)
    state = state_of(shown)
    await world.second.click(shown, label="Send back")
    late = await press(world, world.second, state)
    assert "sent back already" in said(late)
    assert texts(world, desk) == ""


async def test_a_proposal_of_a_month_ago_is_not_published(
    world: World, desk: Services, now: list[datetime]
) -> None:
    await wanted(world, desk)
    shown = await propose(world, PHD)
    now[0] += PROPOSAL_KEPT + timedelta(seconds=1)
    late = await world.second.click(shown, label="Publish")
    assert "no longer kept" in said(late)
    assert texts(world, desk) == ""


async def test_the_whole_text_is_handed_over_with_what_it_changes(
    world: World, desk: Services
) -> None:
    await wanted(world, desk)
    shown = await propose(world, "visa:h-1b")
    whole = await world.second.click(shown, label="Whole text")
    (file,) = last(whole).attachments
    assert file.filename == "proposal.txt"
    assert last(whole).ephemeral


async def test_what_its_author_types_afterward_is_kept(world: World, desk: Services) -> None:
    """Publishing drops the draft of what was published, and no later one."""
    await wanted(world, desk)
    shown = await propose(world, PHD)
    await world.second.click(shown, label="Publish")
    found = await desk.stores.people.export(world.moderator.id)
    assert found.drafts == ()
    assert [one.state for one in found.proposals] == ["published"]
