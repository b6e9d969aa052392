"""`/kb board`: a pinned overview of what can be asked, which keeps itself up to date."""

import asyncio
import hashlib
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import discord
import structlog
from discord import ui
from discord.ext import commands, tasks

from bot.chat.cards.browsing import topic_select
from bot.chat.cards.card import card
from bot.chat.cards.ways_on import MOST_BROWSED, drawers
from bot.chat.sending.languages import Languages
from bot.chat.sending.limits import SELECT_OPTIONS
from bot.chat.sending.outgoing import (
    GONE_CODES,
    Content,
    NotSentError,
    OutOfReachError,
    delete,
    edit,
    pin,
    post,
)
from bot.chat.sending.references import link_to
from bot.chat.sending.replies import Interaction, defer, note_done, send_text
from bot.kb.model.keys import Kind
from bot.locale.i18n import N_, current_language, day, ngettext
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.background.isolation import Isolation
from bot.services.content.snapshot import Snapshot, SnapshotHolder
from bot.services.ports.clock import Clock
from bot.services.ports.records import Board
from bot.services.servers.boards import PinnedBoards
from bot.services.servers.leases import Leases

POSTED = N_("The board is here and keeps itself up to date: {link}")
NOT_PINNED = N_("I can't pin it: pin it yourself, or allow me **Pin Messages** here.")
NOT_ALLOWED = N_(
    "I can't post here: allow me **View Channel** and **Send Messages**, then try again."
)

_KINDS = {
    Kind.VISA: N_("Visas and green cards"),
    Kind.ROLE: N_("Jobs"),
    Kind.SALARY: N_("Pay"),
}
"""What the selects are called; questions go by topic."""

_log = structlog.get_logger(__name__)


class Boards(commands.Cog):
    """Post the board of a server, one in each, and edit it when what it shows changes."""

    def __init__(
        self,
        *,
        boards: PinnedBoards,
        snapshots: SnapshotHolder,
        answers: Answers,
        languages: Languages,
        leases: Leases,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._boards = boards
        self._snapshots = snapshots
        self._answers = answers
        self._languages = languages
        self._leases = leases
        self._client = client
        self._isolation = Isolation("boards", clock)
        self._shown: dict[int, tuple[Snapshot, str]] = {}
        """What each server saw at the last look, and its language then: a view that is the same
        object is the same."""

    async def cog_load(self) -> None:
        """Begin to look for changes."""
        self._each_minute.start()

    async def cog_unload(self) -> None:
        """Stop looking."""
        self._each_minute.cancel()

    async def post(self, interaction: Interaction) -> None:
        """Post the board in this channel; a former one elsewhere is taken away."""
        await defer(interaction)
        guild, channel = interaction.guild_id or 0, interaction.channel_id or 0
        with self._using_language_of(guild):
            view = render_board(self._answers, guild)
        place = self._client.get_partial_messageable(channel, guild_id=guild)
        try:
            message = await post(place, Content(view))
        except OutOfReachError:
            await send_text(interaction, _(NOT_ALLOWED))
            return
        former = await self._boards.replace(Board(guild, channel, message.id, _hash(view)))
        note_done(interaction)
        text = _(POSTED).format(link=link_to(guild, channel, message.id))
        await send_text(interaction, text if await _pin(message) else f"{text} {_(NOT_PINNED)}")
        if former:
            await self._remove(former)

    async def refresh_changed(self) -> None:
        """Edit every board whose server sees or speaks something else than at the last look."""
        with self._isolation.attempt("round"):
            for board in await self._boards.list_all():
                # After a start every board is rendered: questions have their turn between.
                await asyncio.sleep(0)
                if not self._leases.hold(board.guild) or not self._isolation.ready(board.guild):
                    continue
                attempt = self._isolation.attempt(board.guild, guild=board.guild)
                with attempt, self._using_language_of(board.guild):
                    await self._refresh_if_changed(board)

    @tasks.loop(minutes=1)
    async def _each_minute(self) -> None:
        await self.refresh_changed()

    @_each_minute.before_loop
    async def _wait_until_ready(self) -> None:
        await self._client.wait_until_ready()

    async def _refresh_if_changed(self, board: Board) -> None:
        seen, language = self._snapshots.view(board.guild), current_language().name
        before, spoken_then = self._shown.get(board.guild, (None, ""))
        changed = before is not seen or spoken_then != language
        if changed and await self._refresh(board):
            self._shown[board.guild] = (seen, language)

    async def _refresh(self, board: Board) -> bool:
        """Edit a board; False if Discord did not take it for now."""
        view = render_board(self._answers, board.guild)
        if _hash(view) == board.shown:
            return True
        message = self._message(board)
        try:
            await edit(message, Content(view))
        except NotSentError as error:
            _log.info("board.not_edited", guild=board.guild, code=error.code)
            if error.code in GONE_CODES:
                await self._boards.drop(board.guild)
            # Without a code it was no refusal: the next look tries again.
            return not error.is_passing
        await self._boards.update(replace(board, shown=_hash(view)))
        return True

    async def _remove(self, former: Board) -> None:
        try:
            await delete(self._message(former))
        except NotSentError as error:
            _log.info("board.not_deleted", guild=former.guild, code=error.code)

    def _using_language_of(self, guild: int) -> AbstractContextManager[None]:
        return self._languages.using_language_of_server(self._client.get_guild(guild))

    def _message(self, board: Board) -> discord.PartialMessage:
        place = self._client.get_partial_messageable(board.channel, guild_id=board.guild)
        result: discord.PartialMessage = place.get_partial_message(board.message)
        return result


def render_board(answers: Answers, guild: int) -> ui.LayoutView:
    """Render what can be asked in a server; what is chosen opens for whoever chooses it alone."""
    freshness, heading = answers.freshness(guild=guild), _("What you can ask here")
    text = ngettext(
        "{n} answer. It shows its source, or says that it has none; the newest review was on "
        "{day}. Choose it: only you see it. Or ask in your own words with **/ask**.",
        "{n} answers. Each shows its source, or says that it has none; the newest review was on "
        "{day}. Choose one: only you see it. Or ask in your own words with **/ask**.",
        freshness.answers,
    ).format(n=freshness.answers, day=day(freshness.newest_review))
    rows: list[ui.Item[Any]] = []
    for kind, name in _KINDS.items():
        links = answers.entries(kind, guild=guild)[:MOST_BROWSED]
        rows += drawers(f"board-{kind.value}", _(name), links)
    topics = answers.questions(guild=guild)
    starts = range(0, min(len(topics), MOST_BROWSED), SELECT_OPTIONS)
    rows += [ui.ActionRow(topic_select(start, topics)) for start in starts]
    return card([ui.TextDisplay(f"### {heading}\n{text}"), *rows])


async def _pin(message: discord.Message) -> bool:
    try:
        await pin(message)
    except NotSentError as error:
        _log.info("board.not_pinned", code=error.code)
        return False
    return True


def _hash(view: ui.LayoutView) -> str:
    return hashlib.sha256(repr(view.to_components()).encode()).hexdigest()[:16]
