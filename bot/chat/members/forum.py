"""Answer a new forum post from its title: once, quietly, and never after a person has."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.chat.answers.delivery import Delivery
from bot.chat.answers.places import Below
from bot.chat.members.addressed import is_addressed
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import (
    Content,
    NotSentError,
    OutOfReachError,
    deliver,
    post,
    set_tags,
)
from bot.chat.sending.rates import Rate
from bot.chat.sending.replies import Interaction, send_text
from bot.chat.ui.actions import SOLVED, Handler
from bot.chat.ui.controls import button
from bot.chat.ui.incoming import Once, begin
from bot.chat.ui.moderators import Moderators, in_own_server
from bot.kb.model.keys import Address
from bot.locale.i18n import N_, set_language
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.outcomes import Found
from bot.services.listening.usage import UsageCounter
from bot.services.ports.clock import Clock
from bot.services.ports.records import Counter
from bot.services.servers.settings import Servers

MOST, WITHIN = 10, timedelta(hours=1)
"""Posts that are answered in one server: more at once are rather a raid than questions."""

MOST_OF_PERSON, WITHIN_OF_PERSON = 1, timedelta(minutes=10)
"""Posts of one person that are answered: the same question is often posted twice."""

LOOKED_AT = 50
"""Messages of a post that are looked at for a person's answer."""

MOST_TAGS = 5
"""Tags of one post ("Channel", "Start Thread in Forum or Media Channel")."""

NO_POST = N_("This works only below an answer in a forum post.")
NOT_YOURS = N_("Only who wrote this post, and moderators, can say that it is solved.")
THANKS = N_("Thank you.")
MARKED = N_("Thank you. This post is marked as solved.")
NOT_MARKED = N_("Thank you. I can't set the tag here; the checks of /setup tell admins why.")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class InPost(Below):
    """A forum post: its answer notifies nobody, and can be said to have solved it."""

    answer: Address | None = None

    @property
    def asked_through(self) -> str:
        """The title of a post."""
        return "forum post"

    async def send(self, content: Content) -> int | None:
        """Post it; raise `OutOfReachError` or `NotSentError`."""
        if isinstance(content.view, ui.LayoutView) and self.answer is not None:
            solved = button(SOLVED, self.answer, _("This solved it"), discord.ButtonStyle.success)
            content.view.add_item(ui.ActionRow(solved))
        return (await post(self.place, replace(content, silent=True), self.reference)).id


class ForumPosts(commands.Cog):
    """Answer posts in the forums that admins chose, and mark what was solved."""

    def __init__(
        self,
        *,
        answers: Answers,
        delivery: Delivery,
        servers: Servers,
        moderators: Moderators,
        usage_counter: UsageCounter,
        languages: Languages,
        clock: Clock,
        me: Callable[[], discord.ClientUser | None],
    ) -> None:
        self._answers = answers
        self._delivery = delivery
        self._servers = servers
        self._moderators = moderators
        self._usage_counter = usage_counter
        self._languages = languages
        self._me = me
        self._once = Once()
        self._solved_once = Once()
        self._of_person = Rate(MOST_OF_PERSON, WITHIN_OF_PERSON, clock)
        self._of_server = Rate(MOST, WITHIN, clock)

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Mark a post as solved by an answer; each press is checked against the post itself."""
        return (SOLVED.handled_by(self._solved),)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a post when its first message comes: before it, Discord takes no other."""
        thread = message.channel
        if not isinstance(thread, discord.Thread) or message.id != thread.id:
            return
        chosen = thread.parent_id in self._servers.of(thread.guild.id).forums
        # What mentions the bot is answered by the conversation.
        if not chosen or message.author.bot or is_addressed(message, self._me()):
            return
        if not self._once.is_first(message.id):
            return
        begin()
        set_language(self._languages.of_message(message))
        try:
            await self._answer(message, thread)
        except NotSentError as error:
            _log.info("forum.not_answered", guild=thread.guild.id, code=error.code)

    async def _answer(self, message: discord.Message, thread: discord.Thread) -> None:
        guild = thread.guild.id
        outcome = await self._answers.ask(thread.name, guild=guild)
        if not isinstance(outcome, Found) or await _is_answered(message, thread):
            return
        if not (self._of_person.allows(message.author.id) and self._of_server.allows(guild)):
            return
        place = replace(InPost.message(message), answer=outcome.answer.address)
        await self._delivery.answer_message(place, outcome)

    async def _solved(self, interaction: Interaction, address: Address) -> None:
        thread = await _post_of(interaction)
        if thread is None:
            await send_text(interaction, _(NO_POST))
            return
        person = interaction.user.id
        if thread.owner_id != person and self._moderators.refusal(interaction) is not None:
            await send_text(interaction, _(NOT_YOURS))
            return
        if self._solved_once.is_first(thread.id) and self._answers.show(
            address, guild=thread.guild.id
        ):
            self._usage_counter.count(thread.guild.id, Counter.HELPFUL, address.key)
        await send_text(interaction, await self._mark(thread))

    async def _mark(self, thread: discord.Thread) -> str:
        """Set the tag of solved posts if there is one, and say what came of it."""
        name = self._servers.of(thread.guild.id).solved_tag
        if name is None or not isinstance(thread.parent, discord.ForumChannel):
            return _(THANKS)
        tag = discord.utils.get(thread.parent.available_tags, name=name)
        if tag is None:
            return _(NOT_MARKED)
        others = [one for one in thread.applied_tags if one.id != tag.id]
        try:
            # Of five tags the last gives way: that it is solved is what people look for.
            await set_tags(thread, [*others[: MOST_TAGS - 1], tag])
        except NotSentError as error:
            _log.info("forum.not_marked", guild=thread.guild.id, code=error.code)
            return _(NOT_MARKED)
        return _(MARKED)


async def _is_answered(message: discord.Message, thread: discord.Thread) -> bool:
    """Return whether somebody else wrote already; events may come late, after an outage."""

    async def others_wrote() -> bool:
        after = thread.history(limit=LOOKED_AT, after=message)
        people = [one.author.id async for one in after if not one.author.bot]
        return any(person != message.author.id for person in people)

    return await deliver(others_wrote)


async def _post_of(interaction: Interaction) -> discord.Thread | None:
    """Find the forum post that was pressed in; None if it is none."""
    guild, number = interaction.guild, interaction.channel_id
    if not in_own_server(interaction) or guild is None or number is None:
        return None
    thread = guild.get_thread(number) or await _fetch(interaction, number)
    if isinstance(thread, discord.Thread) and isinstance(thread.parent, discord.ForumChannel):
        return thread
    return None


async def _fetch(interaction: Interaction, number: int) -> object:
    """Fetch a channel that discord.py does not know, as it knows no archived post."""
    try:
        return await deliver(lambda: interaction.client.fetch_channel(number))
    except OutOfReachError:
        return None
