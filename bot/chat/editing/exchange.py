"""Export a server's answers as a zip, and import one: the difference first, one undo."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.editing.approval import NOT_YOURS, Approval, with_approval
from bot.chat.editing.change_words import list_sentences, shorten
from bot.chat.editing.changes import guild_of
from bot.chat.editing.saving import NOTHING, TOO_LATE, SaveActions
from bot.chat.sending.failures import RefusedError, confirm
from bot.chat.sending.languages import Languages
from bot.chat.sending.limits import CONTENT
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.plain_text import plain_view
from bot.chat.sending.replies import Interaction, defer, respond, send_text
from bot.chat.sending.text import cut
from bot.chat.ui.actions import IMPORT, IMPORT_PHRASINGS, UNDO, Handler
from bot.chat.ui.controls import button
from bot.chat.ui.moderators import Moderators
from bot.kb.files.archive import MOST_PACKED, BadArchiveError, write_archive
from bot.kb.model.problems import BrokenBaseError
from bot.locale.i18n import N_, ngettext
from bot.locale.i18n import gettext as _
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.bringing import read_import
from bot.services.editing.editor import ClashError, Editor
from bot.services.editing.exchange import (
    Plan,
    export_files,
    plan_import,
    plan_import_with_phrasings,
)
from bot.services.ports.clock import Clock, today

ZIP, PAGE, DIFFERENCE = "import.zip", "import.md", "difference.txt"

MOST_ALIKE = 5
"""Look-alikes that are named; the rest are counted."""

Compare = Callable[[SnapshotHolder, Editor, int, Mapping[str, str]], Plan]
"""Compares texts of entries with what a server shows."""

GONE = N_("The file is no longer here. Use /kb import again.")
TOO_LARGE = N_("The file is larger than {n} MB.")


class ExchangeActions:
    """Export and import a server's own answers."""

    def __init__(
        self,
        *,
        snapshots: SnapshotHolder,
        editor: Editor,
        moderators: Moderators,
        saving: SaveActions,
        approval: Approval,
        notices: Notices,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._moderators = moderators
        self._saving = saving
        self._approval = approval
        self._notices = notices
        self._languages = languages
        self._clock = clock

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Import what a difference shows; for moderators only."""
        return self._moderators.only(
            IMPORT.handled_by(self._import),
            IMPORT_PHRASINGS.handled_by(self._import_phrasings),
        )

    async def export(self, interaction: Interaction) -> None:
        """Send the changes of this server as a file."""
        await defer(interaction)
        files = export_files(self._snapshots.changes(guild_of(interaction)).newest.values())
        packed = await asyncio.to_thread(write_archive, files)
        count = len(files) - 1
        text = ngettext(
            "{n} answer of this server. `almanac kb check` reads the folder, and /kb import takes "
            "the zip.",
            "{n} answers of this server. `almanac kb check` reads the folder, and /kb import takes "
            "the zip.",
            count,
        ).format(n=count)
        file = Attachment(packed, "answers.zip")
        await respond(interaction, Content(text=text, attachments=(file,)), private=True)

    async def propose(self, interaction: Interaction, attached: discord.Attachment) -> None:
        """Show what an import would change; nothing is changed yet."""
        await defer(interaction)
        if attached.size > MOST_PACKED:
            await send_text(interaction, _(TOO_LARGE).format(n=MOST_PACKED // 2**20))
            return
        read = await attached.read()
        result = await self._plan_import(interaction, attached.filename, read)
        if result is None:
            return
        if not result.proposals:
            await send_text(interaction, _(NOTHING))
            return
        files = [
            Attachment(read, _archive_name(attached.filename, read)),
            Attachment(result.difference.encode(), DIFFERENCE),
        ]
        state = (self._newest_revision(interaction), interaction.user.id)
        if not self._approval.is_required(interaction):
            text = _("**{changes}**. The difference is in the file; nothing is changed yet.")
            text = "\n".join((text.format(changes=result), *_alike_lines(result)))
            content = Content(_import_buttons(state, result), cut(text, CONTENT), files)
            await respond(interaction, content, private=True)
            return
        with self._languages.using_language_of_all(interaction):
            proposal = _(
                "{who} proposes an import: **{changes}**. The difference is in the file; nothing "
                "is changed yet."
            ).format(who=interaction.user.mention, changes=result)
            proposal = cut("\n".join((proposal, *_alike_lines(result))), CONTENT)
            view = _import_buttons(state, result)
        try:
            await self._approval.post(interaction, Content(view, proposal, files))
        except RefusedError as error:
            await send_text(interaction, str(error))

    async def _import(self, interaction: Interaction, state: tuple[int, int]) -> None:
        await self._import_with(interaction, state, plan_import)

    async def _import_phrasings(self, interaction: Interaction, state: tuple[int, int]) -> None:
        await self._import_with(interaction, state, plan_import_with_phrasings)

    async def _import_with(
        self, interaction: Interaction, state: tuple[int, int], compare: Compare
    ) -> None:
        await defer(interaction)
        newest, author = state
        if self._approval.is_own_proposal(interaction, author):
            await send_text(interaction, _(NOT_YOURS))
            return
        files = _attachments(interaction)
        attached = next((one for one in files if one.filename != DIFFERENCE), None)
        if attached is None:
            await send_text(interaction, _(GONE))
            return
        read = await attached.read()
        result = await self._plan_import(interaction, attached.filename, read, compare)
        if result is None:
            return
        if self._newest_revision(interaction) != newest:
            # What was shown is not what would happen now.
            await send_text(interaction, _(TOO_LATE))
            return
        with self._languages.using_language_of_all(interaction):
            reason = _("import: {changes}").format(changes=result)
            edit = self._saving.edit(interaction, reason)
            if author != interaction.user.id:
                edit = with_approval(replace(edit, actor=author), edit.reason)
        try:
            saved = await self._editor.save(edit, result.proposals)
        except BrokenBaseError as error:
            await send_text(interaction, _list_problems(error))
        except ClashError:
            await send_text(interaction, _(TOO_LATE))
        else:
            text = _("Imported: {changes}.").format(changes=result)
            view = plain_view(button(UNDO, saved.batch, _("Undo")))
            content = Content(view, text)
            await confirm(interaction, lambda: respond(interaction, content, private=True))
            await self._notices.settle(guild_of(interaction), saved)

    async def _plan_import(
        self, interaction: Interaction, name: str, data: bytes, compare: Compare = plan_import
    ) -> Plan | None:
        """Read a file and compare it, or say what is wrong with it."""
        guild, day = guild_of(interaction), today(self._clock)
        visible = self._snapshots.view(guild).library.entries
        try:
            files = await asyncio.to_thread(read_import, name, data, visible, guild, day)
            result = await asyncio.to_thread(compare, self._snapshots, self._editor, guild, files)
            await self._editor.check(guild, result.proposals)
        except BadArchiveError as error:
            await send_text(interaction, str(error))
        except BrokenBaseError as error:
            await send_text(interaction, _list_problems(error))
        else:
            return result
        return None

    def _newest_revision(self, interaction: Interaction) -> int:
        newest = self._snapshots.changes(guild_of(interaction)).newest
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


def _attachments(interaction: Interaction) -> list[Any]:
    return list(interaction.message.attachments) if interaction.message else []


def _list_problems(error: BrokenBaseError) -> str:
    n, lines = len(error.problems), "\n".join(f"- {problem}" for problem in error.problems)
    text = ngettext(
        "This cannot be imported yet; {n} to fix:", "This cannot be imported yet; {n} to fix:", n
    )
    return cut(f"{text.format(n=n)}\n{lines}", CONTENT)
