"""Admins set the bot up in one panel, saved as they go, with a doctor; nobody else does."""

from typing import Any

import discord
import pytest
import simcord

from bot.chat.client import AlmanacBot
from bot.wiring import Services, wire
from tests.chat.conftest import World
from tests.support import forms
from tests.support.cards import SEPARATOR, custom_id, labels, text_of
from tests.support.discord.forging import press, submit


async def panel(world: World) -> simcord.InteractionResult:
    return await world.admin.slash(world.channel, "setup")


def said(result: simcord.InteractionResult) -> str:
    assert result.acknowledged
    assert result.response is not None
    return text_of(result.response.components) or result.response.content


async def choose(
    world: World, shown: simcord.InteractionResult, start: str, values: list[object]
) -> simcord.InteractionResult:
    assert shown.response is not None
    identifier = custom_id(shown.response.components, start)
    return await world.admin.select(shown.response, values, custom_id=identifier)


async def test_an_admin_is_shown_the_panel_and_alone(world: World) -> None:
    shown = await panel(world)
    assert shown.ephemeral
    assert "No inbox channel: moderators get no notice" in said(shown)
    assert "Turn on second review" in labels(shown.response.components if shown.response else [])
    settings = [line for line in said(shown).splitlines() if line.startswith("**")]
    assert not [line for line in settings if line.endswith(".")], "none of these is a sentence"


async def test_with_an_inbox_nothing_is_missing(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "1|set-inbox", [world.inbox])
    assert "nothing is missing" in said(shown)


async def test_a_line_divides_the_settings_from_the_doctor(world: World) -> None:
    shown = await panel(world)
    assert shown.response is not None
    components: list[Any] = [one.to_dict() for one in shown.response.message.components]
    parts: list[list[Any]] = [[]]
    for one in components[0]["components"]:
        parts.append([]) if one["type"] == SEPARATOR else parts[-1].append(one)
    settings, review, checks = map(text_of, parts)
    assert "Inbox channel" in settings
    assert review.startswith("**Second review: off**")
    assert checks.startswith("**Checks**")
    assert [labels(part) for part in parts[1:]] == [
        ["Turn on second review", "Allow invites"],
        ["Check again"],
    ]


async def test_each_choice_is_saved_at_once(world: World, desk: Services) -> None:
    shown = await panel(world)
    await choose(world, shown, "1|set-channels", [world.channel])
    await choose(world, shown, "1|set-role", [world.moderator_role])
    await choose(world, shown, "1|set-inbox", [world.inbox])
    assert shown.response is not None
    await world.admin.click(shown.response, label="Turn on second review")
    settings = desk.servers.settings.of(world.guild.id)
    assert settings.answer_channels == (world.channel.id,)
    assert settings.moderator_role == world.moderator_role.id
    assert settings.inbox_channel == world.inbox.id
    assert settings.needs_approval
    assert "Turn off second review" in labels(shown.response.components)


async def test_a_choice_is_taken_back_by_choosing_nothing(world: World, desk: Services) -> None:
    shown = await panel(world)
    await choose(world, shown, "1|set-role", [world.moderator_role])
    await choose(world, shown, "1|set-role", [])
    assert desk.servers.settings.of(world.guild.id).moderator_role is None


async def test_what_was_chosen_is_there_after_a_restart(world: World, desk: Services) -> None:
    await choose(world, await panel(world), "1|set-inbox", [world.inbox])
    again = wire(desk.snapshots, desk.stores, desk.clock)
    await again.load()
    assert again.servers.settings.of(world.guild.id).inbox_channel == world.inbox.id


async def test_a_time_zone_is_understood_as_people_type_it(world: World, desk: Services) -> None:
    shown = await panel(world)
    assert shown.response is not None
    form = await world.admin.click(shown.response, label="Time zone of the digest: UTC")
    saved = await world.admin.submit_modal(form, {"zone": "america/new york"})
    assert saved.acknowledged
    assert desk.servers.settings.of(world.guild.id).time_zone == "America/New_York"


async def test_an_unknown_time_zone_is_handed_back(world: World, desk: Services) -> None:
    shown = await panel(world)
    assert shown.response is not None
    form = await world.admin.click(shown.response, label="Time zone of the digest: UTC")
    refused = await world.admin.submit_modal(form, {"zone": "Atlantis"})
    assert refused.response is not None
    assert "write it like Europe/Berlin" in refused.response.content
    again = await world.admin.click(refused.response, label="Open the form again")
    assert again.modal is not None
    assert again.modal["components"][0]["component"]["value"] == "Atlantis"
    assert desk.servers.settings.of(world.guild.id).time_zone == "UTC"
    taken = await world.admin.submit_modal(again, {"zone": "europe/berlin"})
    assert desk.servers.settings.of(world.guild.id).time_zone == "Europe/Berlin"
    assert taken.response is not None
    assert "Time zone of the digest: Europe/Berlin" in labels(taken.response.components)


async def test_the_doctor_names_each_missing_permission_and_where_to_mend_it(
    world: World,
) -> None:
    me = world.guild.me
    assert me is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    quiet = world.guild.create_text_channel("quiet", overwrites={me: silent})
    shown = await panel(world)
    await choose(world, shown, "1|set-channels", [quiet])
    text = said(shown)
    assert f"I lack **Send Messages** in {quiet.mention}" in text
    assert "Edit Channel › Permissions" in text


async def test_the_doctor_warns_of_an_inbox_that_everybody_reads(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "1|set-inbox", [world.channel])
    assert "Everybody can read the inbox" in said(shown)


async def test_the_doctor_says_how_a_role_gets_to_see_the_command(world: World) -> None:
    shown = await panel(world)
    await choose(world, shown, "1|set-role", [world.moderator_role])
    assert "Server Settings › Integrations" in said(shown)


async def test_answers_are_for_everyone_where_the_admins_said_so(world: World) -> None:
    before = await world.ana.slash(world.channel, "ask", question="what is h1b1")
    assert before.ephemeral
    await choose(world, await panel(world), "1|set-channels", [world.channel])
    after = await world.ana.slash(world.channel, "ask", question="what is h1b1")
    assert not after.ephemeral
    private = await world.ana.slash(world.channel, "ask", question="what is h1b1", show="only me")
    assert private.ephemeral


def admin_actions(bot: discord.Client, start: str) -> list[str]:
    assert isinstance(bot, AlmanacBot)
    return [name for name in bot.actions.names if name.startswith(start)]


@pytest.mark.parametrize("who", ["ana", "moderator", "role_holder"])
async def test_nobody_else_reaches_an_admin_s_action_by_its_custom_id(
    world: World, desk: Services, who: str
) -> None:
    actor = getattr(world, who)
    names = admin_actions(world.env.bot, "set-")
    assert len(names) == 9
    for name in names:
        pressed = await press(actor, world.channel, f"1|{name}|on")
        assert "Only admins may do this" in said(pressed)
    sent = await submit(actor, world.channel, "1|f|zone||0", {"zone": "Europe/Berlin"})
    assert "Only admins may do this" in said(sent)
    assert desk.servers.settings.of(world.guild.id) == type(desk.servers.settings.of(1))(
        world.guild.id
    )


async def test_in_a_direct_message_there_is_nothing_to_set_up(world: World) -> None:
    user = world.env.create_user("dora")
    await user.send_dm("hello")
    pressed = await press(user, user.dm_channel, "1|set-approval|on")
    assert "only in a server that has added me" in said(pressed)


async def test_a_control_of_another_version_says_so(world: World) -> None:
    pressed = await press(world.ana, world.channel, "1|never-was|1")
    assert "belongs to another version" in said(pressed)


async def test_invites_are_refused_in_answers_until_an_admin_allows_them(
    world: World, desk: Services
) -> None:
    answer = {"answer": "Our sister server is discord.gg/tea now.", "sources": "this server"}
    form = await world.moderator.slash(world.channel, "kb add", question="Where is tea?")
    refused = await forms.fill(world.moderator, form, **answer)
    assert "invite to another server" in forms.said(refused)
    shown = await panel(world)
    assert shown.response is not None
    await world.admin.click(shown.response, label="Allow invites")
    assert "Forbid invites" in labels(shown.response.components)
    form = await world.moderator.slash(world.channel, "kb add", question="Where is tea?")
    saved = await forms.save(world.moderator, form, **answer)
    assert "discord.gg/tea" in forms.said(saved)
    await world.admin.click(shown.response, label="Forbid invites")
    assert not desk.servers.settings.of(world.guild.id).allows_invites
    form = await world.moderator.slash(world.channel, "kb edit", answer="where is tea")
    refused = await forms.fill(world.moderator, form, reason="once more")
    assert "invite to another server" in forms.said(refused)
