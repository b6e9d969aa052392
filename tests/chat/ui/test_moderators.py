"""Only those who look after a server change its answers, by whatever way somebody tries."""

import re
from types import SimpleNamespace
from typing import Any

import discord
import pytest
import simcord

from bot.chat.client import AlmanacBot
from bot.chat.ui.moderators import NOT_HERE, Moderators
from bot.services.ports.records import GuildSettings
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.discord.forging import press, submit
from tests.support.forms import publish, said, save, values

FOR_EVERYBODY = {"again", "good", "bad", "send", "tell", "forget-me", "withdraw", "follow"}
FOR_EVERYBODY |= {"watch", "off", "stop-one", "stop-all", "to", "of"}
FOR_EVERYBODY |= {"open", "read", "page", "share", "words", "parts", "links", "topics"}
FOR_EVERYBODY |= {"path", "path-more", "watched", "turn", "open-one"}
FOR_EVERYBODY |= {"person", "person-at", "delete", "solved"}
FOR_EVERYBODY |= {"pay", "pay-share", "pay-words", "pay-to"}
FOR_EVERYBODY |= {"compare", "compare-share", "menu", "pay-menu", "none", "choices", "keep-me"}
"""Actions that anybody may press: what members say, and drafts and data of their own."""

FORGED = {"name": "Q?", "answer": "Mine.", "asks": "", "sources": "https://x.example", "reason": ""}
OTHER_FIELDS = {"phrasing": "mine", "reply": "mine", "note": "mine", "zone": "UTC"}


def bot_of(world: World) -> AlmanacBot:
    assert isinstance(world.env.bot, AlmanacBot)
    return world.env.bot


def admin_actions(world: World) -> list[str]:
    names = [name for name in bot_of(world).actions.names if not name.startswith("set-")]
    return sorted(set(names) - FOR_EVERYBODY)


async def allow_everybody(world: World) -> None:
    """Let everybody see /kb, as an admin may under Integrations."""
    (command,) = [one for one in await bot_of(world).tree.fetch_commands() if one.name == "kb"]
    world.guild.set_command_permissions(command, {world.guild.default_role: True})


async def ledger(desk: Services) -> tuple[Any, ...]:
    return await desk.stores.ledger.current()


async def test_discord_hides_the_commands_from_members(world: World) -> None:
    assert not [one for one in world.ana.available_commands(world.channel) if "kb" in one]
    assert "kb add" in world.moderator.available_commands(world.channel)


@pytest.mark.parametrize("command", ["kb add", "kb edit", "kb retire", "kb verify", "kb try"])
async def test_a_member_who_sees_the_commands_is_refused(
    world: World, desk: Services, command: str
) -> None:
    await allow_everybody(world)
    name = {"kb try": "question", "kb add": "question"}.get(command, "answer")
    refused = await world.ana.slash(world.channel, command, **{name: "=faq:phd-needed"})
    assert refused.ephemeral
    assert "Only moderators may do this" in said(refused)
    assert not await ledger(desk)


async def test_the_moderator_role_is_enough(world: World, desk: Services) -> None:
    await allow_everybody(world)
    refused = await world.role_holder.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    assert "Only moderators may do this" in said(refused)
    await desk.servers.settings.change(world.guild.id, moderator_role=world.moderator_role.id)
    done = await world.role_holder.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    assert "is retired" in said(done)


async def test_a_member_is_not_told_what_was_retired(world: World) -> None:
    await world.moderator.slash(world.channel, "kb retire", answer="=faq:phd-needed")
    await allow_everybody(world)
    assert not await world.ana.autocomplete(world.channel, "kb restore", "entry", "")


async def test_a_member_reaches_no_action_of_the_staff_by_its_custom_id(
    world: World, desk: Services
) -> None:
    names = admin_actions(world)
    assert {"undo", "anyway", "edit", "bring-back", "ok", "down", "right", "same"} <= set(names)
    for name in names:
        pressed = await press(world.ana, world.channel, f"1|{name}|f:phd-needed")
        assert "Only moderators may do this" in said(pressed), name
        chosen = await press(world.ana, world.channel, f"1|{name}|f:phd-needed", ["1"])
        assert "Only moderators may do this" in said(chosen), name
    assert not await ledger(desk)


async def test_nobody_reaches_them_in_a_direct_message(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    for name in admin_actions(world):
        pressed = await press(user, user.dm_channel, f"1|{name}|f:phd-needed")
        assert NOT_HERE in said(pressed), name


STAFF_FORMS = ["1|f|e||0", "1|f|e|faq:phd-needed|0", "1|f|a|faq:phd-needed|0"]
STAFF_FORMS += ["1|f|h|1|0", "1|f|v|faq:phd-needed|0", "1|f|s|g1|0", "1|f|zone||0"]
MAY_NOT = "Only (moderators|admins) may do this"


@pytest.mark.parametrize("form", STAFF_FORMS)
async def test_a_member_s_forged_form_is_refused_and_handed_back(
    world: World, desk: Services, form: str
) -> None:
    sent = await submit(world.ana, world.channel, form, FORGED | OTHER_FIELDS)
    assert re.search(MAY_NOT, said(sent))
    assert not await ledger(desk)
    assert desk.servers.settings.of(world.guild.id) == GuildSettings(world.guild.id)


@pytest.mark.parametrize("form", STAFF_FORMS)
async def test_no_form_of_the_staff_is_taken_in_a_direct_message(
    world: World, desk: Services, form: str
) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    sent = await submit(user, user.dm_channel, form, FORGED | OTHER_FIELDS)
    assert NOT_HERE in said(sent)
    assert not await ledger(desk)


async def test_a_form_of_this_server_submitted_elsewhere_changes_nothing_here(
    world: World, desk: Services
) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    assert opened.modal is not None
    eva, channel = await moderator_elsewhere(world)
    identifier = opened.modal["custom_id"]
    seen = await submit(eva, channel, identifier, values(opened) | {"answer": "Hers."})
    await publish(eva, seen)
    assert channel.guild is not None
    assert {change.guild for change in await ledger(desk)} == {channel.guild.id}
    shown = await world.ana.slash(world.channel, "ask", question="do i need a phd for ml jobs")
    assert "Hers." not in said(shown)


async def test_who_lost_the_permission_meanwhile_cannot_save(world: World, desk: Services) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    fields = values(opened)
    assert opened.modal is not None
    identifier = opened.modal["custom_id"]
    # The same form, sent by somebody who may not: what counts is who submits.
    sent = await submit(world.ana, world.channel, identifier, fields)
    assert "Only moderators may do this" in said(sent)
    assert not await ledger(desk)


async def moderator_elsewhere(world: World) -> tuple[simcord.MemberActor, simcord.ChannelHandle]:
    other = world.env.create_guild("Other")
    role = other.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    eva = other.add_member(world.env.create_user("eva"), roles=[role])
    return eva, other.create_text_channel("general")


async def test_a_moderator_of_another_server_changes_nothing_here(
    world: World, desk: Services
) -> None:
    opened = await world.moderator.slash(world.channel, "kb edit", answer="=faq:phd-needed")
    await save(world.moderator, opened, answer="Only here.")
    (change,) = await ledger(desk)
    eva, channel = await moderator_elsewhere(world)
    undone = await press(eva, channel, f"1|undo|{change.batch}")
    assert "nothing to change" in said(undone)
    shown = await press(eva, channel, "1|history|f:phd-needed|0")
    assert "Only here." not in said(shown)
    back = await press(eva, channel, "1|bring-back|f:phd-needed", [str(change.revision)])
    assert "nothing to change" in said(back)
    form = await press(eva, channel, "1|edit|f:phd-needed")
    assert "Only here." not in str(form.modal)
    assert await ledger(desk) == (change,)


async def test_a_person_s_drafts_are_their_own(world: World) -> None:
    opened = await world.moderator.slash(world.channel, "kb add")
    await save(world.moderator, opened, **(FORGED | {"sources": "none"}))
    again = await press(world.second, world.channel, "1|again|e|faq:q")
    assert "You have no such draft" in said(again)


@pytest.mark.parametrize("broken", ["faq:", "visa:h-1b/nothing", "🙂"])
async def test_nonsense_in_a_custom_id_is_said_and_never_hangs(world: World, broken: str) -> None:
    for name in admin_actions(world):
        pressed = await press(world.moderator, world.channel, f"1|{name}|{broken}")
        assert pressed.acknowledged, name


def test_where_only_a_person_brought_the_bot_nobody_is_a_moderator(desk: Services) -> None:
    interaction: Any = SimpleNamespace(
        guild_id=1,
        client=SimpleNamespace(get_guild=lambda _: None),
        permissions=discord.Permissions.all(),
    )
    assert Moderators(desk.servers.settings).refusal(interaction) == NOT_HERE
