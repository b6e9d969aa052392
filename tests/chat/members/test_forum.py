"""A new forum post is answered from its title: once, quietly, and only where admins chose it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

import discord
import pytest
import simcord

from bot.chat.sending.languages import Languages
from bot.local.clients import in_languages
from bot.services.answering.answers import Answers
from bot.services.content.outcomes import Closest, Unknown, WhichOne
from bot.wiring import Services
from tests.chat.conftest import World
from tests.support.cards import custom_id, labels, text_of, walk
from tests.support.discord.forging import press
from tests.support.forms import last, said
from tests.support.language.speaking import speaks

DURATION = "how long does h1b last"
SILENT = 1 << 12
"""A message that notifies nobody ("Message", "Message Flags")."""


@dataclass
class Forum:
    """A forum that admins chose, with tags."""

    world: World
    channel: simcord.ChannelHandle

    async def post(
        self, title: str, by: simcord.MemberActor | None = None, *, late_for: Any = None
    ) -> simcord.ChannelHandle:
        """Write a post as Discord tells of one: the thread, then its first message."""
        author = by or self.world.ana
        thread = await self.thread(title, author)
        if late_for is not None:
            self.world.env.backend.create_message(thread.id, late_for.id, "I think six years")
            await self.world.env.settle()
        await self.tell_of_first_message(thread, author)
        return thread

    def person(self, name: str) -> simcord.MemberActor:
        return self.world.guild.add_member(self.world.env.create_user(name))

    async def thread(self, title: str, author: simcord.MemberActor) -> simcord.ChannelHandle:
        backend = self.world.env.backend
        number = backend.snowflake()
        made = backend.create_thread(
            self.channel.id, title, author.id, message_id=number, broadcast=False
        )
        backend.announce_thread_create(made)
        await self.world.env.settle()
        return next(one for one in self.channel.threads if one.id == made.id)

    async def tell_of_first_message(
        self, thread: simcord.ChannelHandle, author: simcord.MemberActor, **about_author: bool
    ) -> None:
        user: dict[str, Any] = {"id": str(author.id), "username": author.name}
        user |= {"discriminator": "0", "avatar": None, **about_author}
        message: dict[str, Any] = {"id": str(thread.id), "channel_id": str(thread.id)}
        message |= {"author": user, "content": ""}
        message |= {"timestamp": "2026-11-24T12:00:00+00:00", "edited_timestamp": None, "type": 0}
        message |= {"attachments": [], "embeds": [], "mentions": [], "mention_roles": []}
        message |= {"pinned": False, "mention_everyone": False, "tts": False, "components": []}
        message |= {"guild_id": str(self.world.guild.id)}
        bot: Any = self.world.env.bot
        bot._connection.parse_message_create(message)
        await self.world.env.settle()


@pytest.fixture
def languages() -> Languages:
    """Know the languages that the bot ships with; the server's is English unless it is changed."""
    return Languages(files("bot") / "locale")


@pytest.fixture
async def forum(world: World, desk: Services) -> Forum:
    channel = world.guild.create_forum_channel("questions")
    channel._channel.available_tags = [
        {"id": str(number), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}
        for number, name in enumerate(("Visa", "Solved", "Pay", "Jobs", "Moves", "Study"), 71)
    ]
    world.env.backend.edit_channel(channel.id, {"topic": "ask here"})
    await world.env.settle()
    await desk.servers.settings.change(world.guild.id, forums=(channel.id,), solved_tag="Solved")
    return Forum(world, channel)


def answers_in(thread: simcord.ChannelHandle) -> list[discord.Message]:
    return [one for one in thread.history() if one.author.bot]


def text(message: discord.Message) -> str:
    return text_of([one.to_dict() for one in message.components])


def buttons(message: discord.Message) -> list[str]:
    return labels([one.to_dict() for one in message.components])


def tags(world: World, thread: simcord.ChannelHandle) -> list[int]:
    return list(world.env.backend.get_channel(thread.id).applied_tags)


async def test_a_post_is_answered_from_its_title_once_and_notifies_nobody(
    forum: Forum, now: list[datetime]
) -> None:
    thread = await forum.post(DURATION)
    (answer,) = answers_in(thread)
    assert "six years" in text(answer)
    assert answer.flags.value & SILENT
    assert answer.mentions == []
    assert buttons(answer)[-1] == "This solved it"
    # Past every limit, so that nothing else keeps a second answer back.
    now[0] += timedelta(hours=2)
    await forum.tell_of_first_message(thread, forum.world.ana)
    await forum.world.ben.send(thread, "thanks for asking")
    assert len(answers_in(thread)) == 1


@pytest.mark.parametrize(
    ("title", "outcome"),
    [
        ("which bakery makes good sourdough", Unknown),
        ("can my wife work", WhichOne),
        ("spouse rules", Closest),
        ("h1b vs o1", WhichOne),
        ("hello", Unknown),
    ],
)
async def test_of_what_is_not_sure_nothing_is_said(
    forum: Forum, answers: Answers, title: str, outcome: type[object]
) -> None:
    assert type(await answers.ask(title)) is outcome
    assert answers_in(await forum.post(title)) == []


async def test_no_post_is_answered_before_admins_choose_its_forum(
    forum: Forum, desk: Services
) -> None:
    await desk.servers.settings.change(forum.world.guild.id, forums=())
    assert answers_in(await forum.post(DURATION)) == []


async def test_no_post_is_answered_after_a_person_has(forum: Forum) -> None:
    assert answers_in(await forum.post(DURATION, late_for=forum.world.ben)) == []


async def test_what_the_author_adds_is_no_answer(forum: Forum) -> None:
    thread = await forum.post(DURATION, late_for=forum.world.ana)
    assert len(answers_in(thread)) == 1


async def test_a_bot_s_post_is_left_alone(forum: Forum) -> None:
    robot = forum.world.guild.add_member(forum.world.env.create_user("robot", bot=True))
    thread = await forum.thread(DURATION, robot)
    await forum.tell_of_first_message(thread, robot, bot=True)
    assert answers_in(thread) == []


async def test_only_so_many_posts_are_answered_in_an_hour(
    forum: Forum, now: list[datetime]
) -> None:
    people = [forum.person(f"p{number}") for number in range(12)]
    threads = [await forum.post(DURATION, one) for one in people[:11]]
    assert [len(answers_in(one)) for one in threads] == [1] * 10 + [0]
    now[0] += timedelta(hours=2)
    assert len(answers_in(await forum.post(DURATION, people[11]))) == 1


async def test_a_second_post_of_the_same_person_is_not_answered_at_once(
    forum: Forum, now: list[datetime]
) -> None:
    assert len(answers_in(await forum.post(DURATION))) == 1
    assert answers_in(await forum.post(DURATION)) == []
    assert len(answers_in(await forum.post(DURATION, forum.world.ben))) == 1
    now[0] += timedelta(minutes=10)
    assert len(answers_in(await forum.post(DURATION))) == 1


async def test_what_was_not_answered_does_not_count(forum: Forum) -> None:
    await forum.post("which bakery makes good sourdough")
    await forum.post(DURATION, late_for=forum.world.ben)
    assert len(answers_in(await forum.post(DURATION))) == 1


async def test_where_the_bot_may_not_write_it_stays_quiet(forum: Forum) -> None:
    thread = await forum.thread(DURATION, forum.world.ana)
    forum.world.env.inject_error("POST", f"/channels/{thread.id}/messages", status=403, code=50013)
    await forum.tell_of_first_message(thread, forum.world.ana)
    assert answers_in(thread) == []


async def test_who_asked_marks_the_post_as_solved(forum: Forum) -> None:
    thread = await forum.post(DURATION)
    pressed = await forum.world.ana.click(answers_in(thread)[0], label="This solved it")
    assert "marked as solved" in said(pressed)
    assert tags(forum.world, thread) == [72]
    again = await forum.world.moderator.click(answers_in(thread)[0], label="This solved it")
    assert "marked as solved" in said(again)
    assert tags(forum.world, thread) == [72]


async def test_without_a_tag_it_is_only_thanked(forum: Forum, desk: Services) -> None:
    await desk.servers.settings.change(forum.world.guild.id, solved_tag=None)
    thread = await forum.post(DURATION)
    pressed = await forum.world.ana.click(answers_in(thread)[0], label="This solved it")
    assert said(pressed).strip() == "Thank you."
    assert tags(forum.world, thread) == []


async def test_nobody_else_marks_it_and_nothing_elsewhere(forum: Forum) -> None:
    thread = await forum.post(DURATION)
    pressed = await forum.world.ben.click(answers_in(thread)[0], label="This solved it")
    assert "Only who wrote this post" in said(pressed)
    assert tags(forum.world, thread) == []
    elsewhere = await press(forum.world.ana, forum.world.channel, "1|solved|v:h-1b/duration")
    assert "only below an answer in a forum post" in said(elsewhere)
    user = forum.world.env.create_user("dora")
    await user.send_dm("hello")
    direct = await press(user, user.dm_channel, "1|solved|v:h-1b/duration")
    assert "only below an answer in a forum post" in said(direct)


async def test_a_thread_of_another_channel_is_no_post(forum: Forum) -> None:
    backend = forum.world.env.backend
    made = backend.create_thread(forum.world.channel.id, "plans", forum.world.ana.id)
    await forum.world.env.settle()
    thread = next(one for one in forum.world.channel.threads if one.id == made.id)
    pressed = await press(forum.world.ana, thread, "1|solved|v:h-1b/duration")
    assert "only below an answer in a forum post" in said(pressed)


async def test_a_post_that_was_archived_meanwhile_is_opened_and_marked(forum: Forum) -> None:
    thread = await forum.post(DURATION)
    backend = forum.world.env.backend
    backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await forum.world.env.settle()
    pressed = await press(forum.world.ana, thread, "1|solved|v:h-1b/duration")
    assert "marked as solved" in said(pressed)
    assert tags(forum.world, thread) == [72]
    meta = backend.get_channel(thread.id).thread_metadata
    assert meta is not None
    assert not meta.archived


async def test_of_five_tags_the_last_gives_way(forum: Forum) -> None:
    thread = await forum.post(DURATION)
    forum.world.env.backend.edit_channel(thread.id, {"applied_tags": [71, 73, 74, 75, 76]})
    await forum.world.env.settle()
    await forum.world.ana.click(answers_in(thread)[0], label="This solved it")
    assert tags(forum.world, thread) == [71, 73, 74, 75, 72]


@pytest.mark.parametrize("locale", ["es-ES", "hi", "pt-BR", "zh-CN"])
async def test_a_post_is_answered_in_the_language_of_the_server(
    forum: Forum, languages: Languages, locale: str
) -> None:
    forum.world.env.backend.edit_guild(forum.world.guild.id, {"preferred_locale": locale})
    await forum.world.env.settle()
    lines = languages.by_name(locale).lines
    solved = lines.gettext("This solved it")
    assert solved != "This solved it"
    (answer,) = answers_in(await forum.post(DURATION))
    assert buttons(answer)[-1] == solved
    with in_languages(speaks(forum.world.ana, locale)):
        pressed = await forum.world.ana.click(answer, label=solved)
    assert said(pressed).strip() == lines.gettext("Thank you. This post is marked as solved.")


async def test_a_tag_that_may_not_be_set_is_said(forum: Forum) -> None:
    thread = await forum.post(DURATION)
    forum.world.env.inject_error("PATCH", f"/channels/{thread.id}", status=403, code=50013)
    pressed = await forum.world.ana.click(answers_in(thread)[0], label="This solved it")
    assert "I can't set the tag here" in said(pressed)


async def test_admins_choose_forums_and_a_tag_in_the_panel(forum: Forum, desk: Services) -> None:
    world = forum.world
    await desk.servers.settings.change(world.guild.id, forums=(), solved_tag=None)
    shown = await world.admin.slash(world.channel, "setup")
    assert "set-solved" not in str(last(shown).components)
    identifier = custom_id(last(shown).components, "1|set-forums|")
    await world.admin.select(last(shown), [forum.channel], custom_id=identifier)
    again = await world.admin.slash(world.channel, "setup")
    identifier = custom_id(last(again).components, "1|set-solved|")
    await world.admin.select(last(again), ["Solved"], custom_id=identifier)
    settings = desk.servers.settings.of(world.guild.id)
    assert (settings.forums, settings.solved_tag) == ((forum.channel.id,), "Solved")
    forged = await press(world.admin, world.channel, "1|set-solved|", ["Nonsense"])
    assert "None of the forums has this tag" in said(forged)
    assert desk.servers.settings.of(world.guild.id).solved_tag == "Solved"


async def test_the_checks_name_what_is_missing(forum: Forum, desk: Services) -> None:
    world = forum.world
    await desk.servers.settings.change(world.guild.id, solved_tag="Done")
    shown = await world.admin.slash(world.channel, "setup")
    assert "has no tag “Done”" in said(shown)
    await desk.servers.settings.change(world.guild.id, forums=(1,))
    assert "A forum is gone" in said(await world.admin.slash(world.channel, "setup"))
    options = [one for one in walk(last(shown).components) if one.get("options")]
    assert len(options) == 1


async def test_the_checks_name_the_permission_that_tags_need(
    forum: Forum, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = forum.world
    lacking = discord.Permissions(discord.Permissions.all().value & ~(1 << 34))
    monkeypatch.setattr(discord.ForumChannel, "permissions_for", lambda *_: lacking)
    shown = await world.admin.slash(world.channel, "setup")
    assert "I lack **Manage Threads and Posts**" in said(shown)
