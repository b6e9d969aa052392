"""Export a server's answers as a zip, and import one: the difference first, one undo."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import discord
from discord import ui

from bot.chat.editing.saving import NOTHING, ChangeContext
from bot.chat.proposals.approval import NOT_YOURS, with_approval
from bot.chat.proposals.change_words import list_sentences, shorten
from bot.chat.proposals.changes import guild_of
from bot.chat.sending.failures import RefusedError, confirm
from bot.chat.sending.limits import CONTENT
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.plain_text import plain_view
from bot.chat.sending.replies import Interaction, defer, respond, send_text
from bot.chat.sending.text import cut
from bot.chat.ui.actions import IMPORT, IMPORT_PHRASINGS, UNDO, Handler
from bot.chat.ui.controls import button
from bot.kb.files.archive import MOST_PACKED, BadArchiveError, write_archive
from bot.kb.model.problems import BrokenBaseError
from bot.locale.i18n import N_, ngettext
from bot.locale.i18n import gettext as _
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.bringing import read_import
from bot.services.editing.editor import ClashError, Editor, SavedChanges
from bot.services.editing.exchange import (
    Plan,
    export_files,
    plan_import,
    plan_import_with_phrasings,
)
from bot.services.ports.clock import today
from bot.services.ports.ledger import ChangeKind

ZIP, PAGE, DIFFERENCE = "import.zip", "import.md", "difference.txt"

MOST_ALIKE = 5
"""Look-alikes that are named; the rest are counted."""

Compare = Callable[[SnapshotHolder, Editor, int, Mapping[str, str]], Plan]
"""Compares texts of entries with what a server shows."""

STALE = N_(
    "Something was changed here since this difference was made, so the import was left alone. "
    "Use /kb import again to see what it would change now."
)
NOTHING_OF_ITS_OWN = N_("This server has no answers of its own, and retired none.")
GONE = N_("The file is no longer here. Use /kb import again.")
TOO_LARGE = N_("The file is larger than {n} MB.")


class ExchangeActions:
    """Export and import a server's own answers."""

    def __init__(self, context: ChangeContext) -> None:
        self._context = context

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Import what a difference shows; for moderators only."""
        return self._context.moderators.only(
            IMPORT.handled_by(self._import),
            IMPORT_PHRASINGS.handled_by(self._import_phrasings),
        )

    async def export(self, interaction: Interaction) -> None:
        """Send the changes of this server as a file."""
        await defer(interaction)
        newest = self._context.snapshots.changes(guild_of(interaction)).newest.values()
        if all(change.kind is ChangeKind.CLEAR for change in newest):
            await send_text(interaction, _(NOTHING_OF_ITS_OWN))
            return
        files = export_files(newest)
        packed = await asyncio.to_thread(write_archive, files)
        count = len(files) - 1
        text = ngettext(
            "{n} file with answers of this server. `almanac kb check` reads the folder, and "
            "/kb import takes the zip.",
            "{n} files with answers of this server. `almanac kb check` reads the folder, and "
            "/kb import takes the zip.",
            count,
        ).format(n=count)
        file = Attachment(packed, "answers.zip")
        await respond(interaction, Content(text=text, attachments=(file,)), private=True)

    async def propose(self, interaction: Interaction, attached: discord.Attachment) -> None:
        """Show what an import would change; nothing is changed yet."""
        await defer(interaction)
        try:
            await self._propose(interaction, attached)
        except RefusedError as error:
            # discord.py takes a command that raises for one that failed.
            await send_text(interaction, str(error))

    async def _propose(self, interaction: Interaction, attached: discord.Attachment) -> None:
        if attached.size > MOST_PACKED:
            raise RefusedError(_(TOO_LARGE).format(n=MOST_PACKED // 2**20))
        read = await attached.read()
        plan = await self._plan(interaction, attached.filename, read, plan_import)
        if not plan.proposals:
            raise RefusedError(_(NOTHING))
        files = [
            Attachment(read, _archive_name(attached.filename, read)),
            Attachment(plan.difference.encode(), DIFFERENCE),
        ]
        if self._context.approval.is_required(interaction):
            await self._ask_approval(interaction, plan, files)
            return
        text = _("**{changes}**. The difference is in the file; nothing is changed yet.")
        content = self._difference(interaction, plan, text.format(changes=plan), files)
        await respond(interaction, content, private=True)

    async def _ask_approval(
        self, interaction: Interaction, plan: Plan, files: list[Attachment]
    ) -> None:
        with self._context.languages.using_language_of_all(interaction):
            text = _(
                "{who} proposes an import: **{changes}**. The difference is in the file; nothing "
                "is changed yet."
            ).format(who=interaction.user.mention, changes=plan)
            content = self._difference(interaction, plan, text, files)
        await self._context.approval.post(interaction, content)

    def _difference(
        self, interaction: Interaction, plan: Plan, text: str, files: list[Attachment]
    ) -> Content:
        """Show what an import would do, with buttons that do it unless something else changed."""
        state = (self._newest_revision(interaction), interaction.user.id)
        lines = cut("\n".join((text, *_alike_lines(plan))), CONTENT)
        return Content(_import_buttons(state, plan), lines, files)

    async def _import(self, interaction: Interaction, state: tuple[int, int]) -> None:
        await self._import_with(interaction, state, plan_import)

    async def _import_phrasings(self, interaction: Interaction, state: tuple[int, int]) -> None:
        await self._import_with(interaction, state, plan_import_with_phrasings)

    async def _import_with(
        self, interaction: Interaction, state: tuple[int, int], compare: Compare
    ) -> None:
        await defer(interaction)
        newest, author = state
        if self._context.approval.is_own_proposal(interaction, author):
            raise RefusedError(_(NOT_YOURS))
        attached = _archive_of(interaction)
        plan = await self._plan(interaction, attached.filename, await attached.read(), compare)
        if self._newest_revision(interaction) != newest:
            # What was shown is not what would happen now.
            raise RefusedError(_(STALE))
        saved = await self._save(interaction, plan, author)
        text = _("Imported: {changes}.").format(changes=plan)
        content = Content(plain_view(button(UNDO, saved.batch, _("Undo"))), text)
        await confirm(interaction, lambda: respond(interaction, content, private=True))
        await self._context.notices.settle(guild_of(interaction), saved)

    async def _save(self, interaction: Interaction, plan: Plan, author: int) -> SavedChanges:
        """Save an import in the name of its author; raise `RefusedError`."""
        with self._context.languages.using_language_of_all(interaction):
            reason = _("import: {changes}").format(changes=plan)
            edit = self._context.saving.edit(interaction, reason)
            if author != interaction.user.id:
                edit = with_approval(replace(edit, actor=author), edit.reason)
        try:
            return await self._context.editor.save(edit, plan.proposals)
        except BrokenBaseError as error:
            raise RefusedError(_list_problems(error)) from error
        except ClashError as error:
            raise RefusedError(_(STALE)) from error

    async def _plan(
        self, interaction: Interaction, name: str, data: bytes, compare: Compare
    ) -> Plan:
        """Read a file and compare it; raise `RefusedError` with what is wrong with it."""
        guild, day = guild_of(interaction), today(self._context.clock)
        snapshots, editor = self._context.snapshots, self._context.editor
        visible = snapshots.view(guild).library.entries
        invites = editor.allows_invites(guild)
        read = partial(read_import, name, data, visible, guild, day, invites=invites)
        try:
            files = await asyncio.to_thread(read)
            plan = await asyncio.to_thread(compare, snapshots, editor, guild, files)
            await editor.check(guild, plan.proposals)
        except BadArchiveError as error:
            raise RefusedError(str(error)) from error
        except BrokenBaseError as error:
            raise RefusedError(_list_problems(error)) from error
        return plan

    def _newest_revision(self, interaction: Interaction) -> int:
        newest = self._context.snapshots.changes(guild_of(interaction)).newest
        return max((change.revision for change in newest.values()), default=0)


def _archive_name(name: str, data: bytes) -> str:
    """Name the file below its difference; the name of a single entry is its key."""
    if data.startswith(b"---"):
        return name
    return ZIP if data.startswith(b"PK") else PAGE


def _import_buttons(state: tuple[int, int], result: Plan) -> ui.View:
    ways = [button(IMPORT, state, _("Import"))]
    if result.similar:
        ways.append(button(IMPORT_PHRASINGS, state, _("Import, look-alikes as phrasings")))
    return plain_view(*ways)


def _alike_lines(result: Plan) -> list[str]:
    """Name new questions that another answer takes already."""
    text = _("“{phrasing}” is taken by **{title}** already.")
    lines = (
        text.format(phrasing=shorten(similar.phrasing), title=shorten(similar.answer.title))
        for similar in result.similar
    )
    return list_sentences(lines, MOST_ALIKE)


def _archive_of(interaction: Interaction) -> discord.Attachment:
    """Find the file that is to be imported beside its difference; raise `RefusedError`."""
    for attached in interaction.message.attachments if interaction.message else ():
        if attached.filename != DIFFERENCE:
            return attached
    raise RefusedError(_(GONE))


def _list_problems(error: BrokenBaseError) -> str:
    n, lines = len(error.problems), "\n".join(f"- {problem}" for problem in error.problems)
    text = ngettext(
        "This cannot be imported yet; {n} to fix:", "This cannot be imported yet; {n} to fix:", n
    )
    return cut(f"{text.format(n=n)}\n{lines}", CONTENT)
