"""`/kb`: look after this server's answers."""

from contextlib import suppress
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.chat.editing.feature import EditingRoom
from bot.chat.editing.forms import QUESTION_LENGTH, REASON_LENGTH
from bot.chat.inbox.feature import InboxRoom
from bot.chat.moderation.board import Boards
from bot.chat.moderation.stats import StatsReply
from bot.chat.moderation.try_question import render_tried
from bot.chat.sending.failures import suggestions
from bot.chat.sending.languages import Languages
from bot.chat.sending.limits import FIELD_TEXT
from bot.chat.sending.replies import Interaction, reply, send_text
from bot.chat.ui.moderators import GuardedCog, Moderators
from bot.chat.ui.options import as_choices
from bot.kb.model.keys import Address, Key
from bot.kb.model.text import PHRASE_LIMIT
from bot.locale.i18n import N_, current_language
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import DIRECT, Answers
from bot.services.content.outcomes import Found
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.editing.entry_fields import EntryFields
from bot.services.masking.mask import mask_numbers

NOT_FOUND = N_(
    "I can't find this answer here. Choose one of the suggestions, or type its question."
)

Choices = list[app_commands.Choice[str]]
Phrasing = app_commands.Range[str, 1, PHRASE_LIMIT]
Reason = app_commands.Range[str, 1, REASON_LENGTH]


@app_commands.default_permissions(manage_messages=True)
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
class Kb(
    GuardedCog,
    commands.GroupCog,
    group_name="kb",
    group_description="Look after this server's answers.",
):
    """Let moderators change what their server answers."""

    def __init__(
        self,
        *,
        editor: Editor,
        snapshots: SnapshotHolder,
        answers: Answers,
        moderators: Moderators,
        editing: EditingRoom,
        inbox: InboxRoom,
        stats: StatsReply,
        boards: Boards,
        languages: Languages,
        tree: app_commands.CommandTree[Any],
    ) -> None:
        super().__init__()
        self._editor = editor
        self._snapshots = snapshots
        self._answers = answers
        self._moderators = moderators
        self._editing = editing
        self._inbox = inbox
        self._stats = stats
        self._boards = boards
        self._languages = languages
        self._tree = tree
        self._menu = app_commands.ContextMenu(
            name="Make an answer of this", callback=self.make_an_answer
        )
        for limit in (
            app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False),
            app_commands.allowed_installs(guilds=True, users=False),
            app_commands.default_permissions(manage_messages=True),
        ):
            limit(self._menu)

    async def cog_load(self) -> None:
        """Offer the menu."""
        self._tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Withdraw the menu."""
        self._tree.remove_command(self._menu.name, type=self._menu.type)

    async def allow(self, interaction: Interaction) -> bool:
        """Allow moderators only."""
        return await self._moderators.allow(interaction)

    @app_commands.command(description="Write a new answer for this server.")
    @app_commands.describe(question="The question, if you have it at hand")
    async def add(
        self,
        interaction: Interaction,
        question: app_commands.Range[str, 1, QUESTION_LENGTH] | None = None,
    ) -> None:
        """Open an empty form."""
        await self._editing.edits.add(interaction, EntryFields(question or "", "", "", ""))

    @app_commands.command(description="Change an answer, or one part of it, in this server.")
    @app_commands.describe(answer="The answer to change")
    async def edit(self, interaction: Interaction, answer: str) -> None:
        """Open the form with what members see now."""
        if address := await self._find_answer(interaction, answer):
            await self._editing.edits.edit(interaction, address)

    @app_commands.command(description="Add another way to ask what an answer says.")
    @app_commands.describe(answer="The answer", phrasing="How else people ask it")
    async def alias(self, interaction: Interaction, answer: str, phrasing: Phrasing) -> None:
        """Add a phrasing to an answer."""
        if address := await self._find_answer(interaction, answer):
            await self._editing.phrasing_form.add(interaction, address, phrasing)

    @app_commands.command(description="Say that you reviewed an answer today and it is right.")
    @app_commands.describe(answer="The answer", note="What you looked at")
    async def verify(
        self, interaction: Interaction, answer: str, note: Reason | None = None
    ) -> None:
        """Date the review of an entry today."""
        if address := await self._find_answer(interaction, answer):
            await self._editing.history.verify(interaction, address.key, note or "")

    @app_commands.command(description="Take an answer off this server; it can be restored.")
    @app_commands.describe(answer="The answer", reason="Why, for the history")
    async def retire(
        self, interaction: Interaction, answer: str, reason: Reason | None = None
    ) -> None:
        """Retire an entry."""
        if key := await self._find_hidden(interaction, answer):
            await self._editing.history.retire(interaction, key, reason or "")

    @app_commands.command(description="Bring a retired answer back, or the shared one for a copy.")
    @app_commands.describe(entry="What to restore", reason="Why, for the history")
    async def restore(
        self, interaction: Interaction, entry: str, reason: Reason | None = None
    ) -> None:
        """Restore an entry."""
        if key := await self._find_hidden(interaction, entry):
            await self._editing.history.restore(interaction, key, reason or "")

    @app_commands.command(description="See who changed an answer, when and why.")
    @app_commands.describe(entry="The answer")
    async def history(self, interaction: Interaction, entry: str) -> None:
        """Show the history of an entry."""
        if key := await self._find_hidden(interaction, entry):
            await self._editing.history.history(interaction, key)

    @app_commands.command(description="See what is disputed, not answered or suggested.")
    async def inbox(self, interaction: Interaction) -> None:
        """Show what waits for moderators."""
        await self._inbox.inbox.show(interaction)

    @app_commands.command(description="See which answers to review: due, overdue and most read.")
    async def review(self, interaction: Interaction) -> None:
        """Show what to look at; one press verifies."""
        await self._inbox.digests.show(interaction)

    @app_commands.command(description="Get this server's own answers as a zip of Markdown files.")
    async def export(self, interaction: Interaction) -> None:
        """Export what this server changed."""
        await self._editing.exchange.export(interaction)

    @app_commands.command(
        name="import", description="Take answers in from a zip or a page; you see them first."
    )
    @app_commands.describe(file="A zip as /kb export makes it, or a page of questions (.md, .txt)")
    async def import_(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Show what a file would change."""
        await self._editing.exchange.propose(interaction, file)

    @app_commands.command(description="See what is asked, answered and found helpful here.")
    async def stats(self, interaction: Interaction) -> None:
        """Show counts of the last weeks."""
        await self._stats.show(interaction)

    @app_commands.command(description="Post an overview here that keeps itself up to date.")
    async def board(self, interaction: Interaction) -> None:
        """Post the board of this server."""
        await self._boards.post(interaction)

    @app_commands.command(name="try", description="See what members get, and how it was decided.")
    @app_commands.describe(question="A question as a member would type it")
    async def try_(
        self, interaction: Interaction, question: app_commands.Range[str, 1, FIELD_TEXT]
    ) -> None:
        """Answer for the moderator alone, with scores."""
        guild, language = interaction.guild_id, current_language().name
        outcome = await self._answers.ask(question, guild=guild)
        outcome = self._answers.translate(outcome, language, guild=guild)
        outcome = self._answers.introduce(outcome, language, guild=guild)
        await reply(interaction, render_tried(outcome), private=True)

    async def make_an_answer(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form with somebody's message as the answer."""
        if await self._moderators.allow(interaction):
            # It becomes the source that members see below the answer.
            with self._languages.using_language_of_all(interaction):
                source_title = _("A message in this server")
            source = f"{source_title} {message.jump_url}"
            entry_fields = EntryFields("", mask_numbers(message.content), "", source)
            await self._editing.edits.open_new(interaction, entry_fields)

    @edit.autocomplete("answer")
    @alias.autocomplete("answer")
    async def complete_part(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest answers, parts of entries included."""
        guild = interaction.guild_id
        return suggestions(
            typed, lambda text: as_choices(self._answers.complete(text, guild=guild))
        )

    @verify.autocomplete("answer")
    @retire.autocomplete("answer")
    async def complete_entry(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest entries."""
        return suggestions(typed, lambda text: self._entries(interaction, text))

    @restore.autocomplete("entry")
    @history.autocomplete("entry")
    async def complete_changed(self, interaction: Interaction, typed: str) -> Choices:
        """Suggest what this server changed, retired entries first."""
        return suggestions(typed, lambda text: self._changes(interaction, text))

    async def _find_answer(self, interaction: Interaction, typed: str) -> Address | None:
        """Find the answer that was chosen or typed, or say that there is none."""
        outcome = await self._answers.ask(typed, guild=interaction.guild_id)
        if isinstance(outcome, Found):
            return outcome.answer.address
        await send_text(interaction, _(NOT_FOUND))
        return None

    async def _find_hidden(self, interaction: Interaction, typed: str) -> Key | None:
        """Find an entry that members may no longer see, or say that there is none."""
        with suppress(ValueError):
            key = Key.parse(typed.removeprefix(DIRECT).partition("/")[0])
            if self._editor.is_known(interaction.guild_id or 0, key):
                return key
        address = await self._find_answer(interaction, typed)
        return address.key if address else None

    def _entries(self, interaction: Interaction, typed: str) -> list[tuple[str, str]]:
        guild = interaction.guild_id or 0
        links = self._answers.complete(typed, guild=guild)
        # An entry whole, though a part of it was found: nobody retires a part.
        keys = dict.fromkeys(link.address.key for link in links)
        return [(self._editor.title_of(guild, key), f"{DIRECT}{key}") for key in keys]

    def _changes(self, interaction: Interaction, typed: str) -> list[tuple[str, str]]:
        if self._moderators.refusal(interaction):
            return []
        guild = interaction.guild_id or 0
        retired = set(self._editor.retired(guild))
        newest = self._snapshots.changes(guild).newest
        keys = sorted(newest, key=lambda key: (key not in retired, key))
        titles = {key: self._editor.title_of(guild, key) for key in keys}
        retired_label = _("Retired: {answer}")
        return [
            (retired_label.format(answer=name) if key in retired else name, str(key))
            for key, name in titles.items()
            if typed.casefold() in f"{key} {name}".casefold()
        ]
