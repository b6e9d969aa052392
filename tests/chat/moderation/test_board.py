"""A server's board lists what can be asked, opens it privately and keeps itself up to date."""

import asyncio

import discord
import simcord

from bot.chat.client import AlmanacBot
from bot.chat.moderation.board import Boards, render_board
from bot.chat.moderation.board import _hash as board_hash
from bot.services.answering.answers import Answers
from bot.services.ports.records import Board
from bot.wiring import Services
from tests.chat.cards.test_card import assert_fits
from tests.chat.conftest import World
from tests.support.cards import custom_id, options, text_of
from tests.support.forms import said, save


async def post(world: World) -> simcord.InteractionResult:
    return await world.moderator.slash(world.channel, "kb board")


def board(world: World) -> discord.Message:
    (message,) = [one for one in world.channel.history() if one.components]
    return message


def parts(world: World) -> list[dict[str, object]]:
    return [dict(one.to_dict()) for one in board(world).components]


async def look(world: World) -> None:
    """Let a minute pass."""
    assert isinstance(world.env.bot, AlmanacBot)
    cog = world.env.bot.get_cog("Boards")
    assert isinstance(cog, Boards)
    await cog.refresh_changed()


async def test_it_is_posted_pinned_and_opens_an_answer_privately(world: World) -> None:
    told = await post(world)
    assert told.ephemeral
    assert "keeps itself up to date" in said(told)
    assert "may not pin" not in said(told)
    assert board(world).pinned
    choices = options(parts(world), "Visas and green cards")
    identifier = custom_id(parts(world), "1|links|board-visa")
    opened = await world.ana.select(board(world), [choices["H-1B visa"]], custom_id=identifier)
    assert opened.ephemeral
    assert "main US work visa" in said(opened)


async def test_questions_are_reached_by_their_topic_or_at_once(world: World) -> None:
    await post(world)
    identifier = custom_id(parts(world), "1|topics|")
    opened = await world.ana.select(board(world), ["general"], custom_id=identifier)
    assert opened.ephemeral
    assert "What people ask" in said(opened)


async def test_a_new_answer_is_on_it_within_a_minute(world: World) -> None:
    await post(world)
    before = text_of(parts(world))
    form = await world.moderator.slash(world.channel, "kb retire", answer="=visa:l-1")
    assert form.acknowledged
    await look(world)
    assert "L-1 visa" not in options(parts(world), "Visas and green cards")
    assert text_of(parts(world)) != before


async def test_what_changes_nothing_on_it_edits_nothing(world: World) -> None:
    await post(world)
    await look(world)
    world.env.inject_error(
        "PATCH", f"/channels/{world.channel.id}/messages/{board(world).id}", status=500
    )
    form = await world.moderator.slash(world.channel, "kb edit", answer="=visa:h-1b/duration")
    await save(world.moderator, form, answer="Six years, and here is more.")
    await look(world)
    assert board(world).edited_at is None


async def test_another_board_takes_the_place_of_the_first(world: World, desk: Services) -> None:
    await post(world)
    first = board(world).id
    await post(world)
    assert board(world).id != first
    (kept,) = await desk.stores.boards.list_all()
    assert kept.message == board(world).id


async def test_one_that_was_deleted_is_forgotten(world: World, desk: Services) -> None:
    await post(world)
    await board(world).delete()
    await world.moderator.slash(world.channel, "kb retire", answer="=visa:l-1")
    await look(world)
    assert await desk.stores.boards.list_all() == ()


async def test_where_the_bot_may_not_pin_that_is_said(world: World) -> None:
    me = world.guild.me
    assert me is not None
    channel = world.guild.create_text_channel(
        "faq",
        overwrites={me: discord.PermissionOverwrite(pin_messages=False, manage_messages=False)},
    )
    told = await world.moderator.slash(channel, "kb board")
    assert "I can't pin it" in said(told)


async def test_where_the_bot_may_not_write_that_is_said(world: World, desk: Services) -> None:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=403, code=50013)
    assert "I can't post here" in said(await post(world))
    assert await desk.stores.boards.list_all() == ()


async def test_members_cannot_post_one(world: World) -> None:
    assert "kb board" not in world.ana.available_commands(world.channel)


async def test_the_board_of_a_server_fits_a_message(answers: Answers) -> None:
    assert_fits(render_board(answers, 1))


async def test_between_two_boards_other_work_has_its_turn(
    world: World, desk: Services, answers: Answers
) -> None:
    boards, turns = 50, 0
    for guild in range(1, boards + 1):
        # As at a start where nothing changed: no board is edited, and nothing is awaited for it.
        shown = board_hash(render_board(answers, guild))
        await desk.stores.boards.keep(Board(guild, 1, guild, shown))
    looking = asyncio.create_task(look(world))
    while not looking.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns >= boards


async def test_a_board_that_discord_did_not_take_is_edited_at_the_next_look(world: World) -> None:
    await post(world)
    await world.moderator.slash(world.channel, "kb retire", answer="=visa:l-1")
    place = f"/channels/{world.channel.id}/messages/{board(world).id}"
    world.env.inject_error("PATCH", place, status=500, code=0)
    await look(world)
    assert "L-1 visa" in options(parts(world), "Visas and green cards")
    await look(world)
    assert "L-1 visa" not in options(parts(world), "Visas and green cards")
