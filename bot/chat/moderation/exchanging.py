"""Hand a server's answers out as a zip, and take one in: the difference first, one undo."""

import asyncio
import io
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.chat.actions import Action, ActionButton, Press
from bot.chat.curators import Curators
from bot.chat.handing_back import Refused
from bot.chat.limits import CONTENT
from bot.chat.moderation.changes import guild_of
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.saving import NOTHING, TOO_LATE, Saving
from bot.chat.moderation.second_look import NOT_YOURS, SecondLook, packed, with_look
from bot.chat.replies import NO_PINGS, Interaction, later, say
from bot.chat.text import cut
from bot.kb.archive import MOST_PACKED, BadArchive, read_archive, write_archive
from bot.kb.problems import BrokenKnowledge
from bot.locale.speech import N_, ngettext
from bot.locale.speech import gettext as _
from bot.services.desk import Desk
from bot.services.editor import Contested
from bot.services.exchange import Plan, exported, plan

FILE, DIFFERENCE = "import.zip", "difference.txt"

GONE = N_("The file is not here any more. Use /kb import again.")
TOO_LARGE = N_("The file is larger than {n} MB.")


class Exchanging:
    """Export and import a server's own answers."""

    def __init__(
        self,
        desk: Desk,
        curators: Curators,
        saving: Saving,
        second_look: SecondLook,
        notices: Notices,
    ) -> None:
        """Take the desk, who may do this, who names an edit, who looks, and who tells of it."""
        self._second_look = second_look
        self._desk = desk
        self._curators = curators
        self._saving = saving
        self._notices = notices

    @property
    def actions(self) -> dict[str, Action]:
        """What the button below a difference does, for curators only."""
        return self._curators.only({"import": self._import})

    async def export(self, interaction: Interaction) -> None:
        """Hand over what this server changed."""
        await later(interaction)
        files = exported(self._desk.keeper.changes(guild_of(interaction)).newest.values())
        packed = await asyncio.to_thread(write_archive, files)
        count = len(files) - 1
        said = ngettext(
            "{n} answer of this server. `almanac kb check` reads the folder, and /kb import takes "
            "the zip.",
            "{n} answers of this server. `almanac kb check` reads the folder, and /kb import takes "
            "the zip.",
            count,
        ).format(n=count)
        file = discord.File(io.BytesIO(packed), "answers.zip")
        await interaction.followup.send(said, file=file, ephemeral=True)

    async def propose(self, interaction: Interaction, attached: discord.Attachment) -> None:
        """Show what an import would change; nothing is changed yet."""
        await later(interaction)
        if attached.size > MOST_PACKED:
            await say(interaction, _(TOO_LARGE).format(n=MOST_PACKED // 2**20))
            return
        read = await attached.read()
        found = await self._planned(interaction, read)
        if found is None:
            return
        if not found.proposals:
            await say(interaction, _(NOTHING))
            return
        files = [
            discord.File(io.BytesIO(read), FILE),
            discord.File(io.BytesIO(found.difference.encode()), DIFFERENCE),
        ]
        state = f"{self._newest(interaction)}|{packed(interaction.user.id)}"
        if not self._second_look.wanted(interaction):
            said = _("**{changes}**. The difference is in the file; nothing is changed yet.")
            await interaction.followup.send(
                said.format(changes=found),
                files=files,
                view=_button("import", state, _("Import")),
                ephemeral=True,
                allowed_mentions=NO_PINGS,
            )
            return
        with interaction.client.languages.speaking_to_all(interaction):
            proposal = _(
                "{who} proposes an import: **{changes}**. The difference is in the file; nothing "
                "is changed yet."
            ).format(who=interaction.user.mention, changes=found)
            view = _button("import", state, _("Import"))
        try:
            await self._second_look.post(interaction, content=proposal, files=files, view=view)
        except Refused as error:
            await say(interaction, str(error))

    async def _import(self, interaction: Interaction, press: Press) -> None:
        await later(interaction)
        newest, who = press.parts
        author = int(who, 36)
        if self._second_look.is_own(interaction, author):
            await say(interaction, _(NOT_YOURS))
            return
        attached = next((one for one in _attached(interaction) if one.filename == FILE), None)
        if attached is None:
            await say(interaction, _(GONE))
            return
        found = await self._planned(interaction, await attached.read())
        if found is None:
            return
        if self._newest(interaction) != int(newest):
            # What was shown is not what would happen now.
            await say(interaction, _(TOO_LATE))
            return
        with interaction.client.languages.speaking_to_all(interaction):
            reason = _("import: {changes}").format(changes=found)
            edit = self._saving.edit(interaction, reason)
            if author != interaction.user.id:
                edit = with_look(replace(edit, actor=author), edit.reason)
        try:
            saved = await self._desk.editor.save(edit, found.proposals)
        except BrokenKnowledge as error:
            await say(interaction, _as_list(error))
        except Contested:
            await say(interaction, _(TOO_LATE))
        else:
            said = _("Imported: {changes}.").format(changes=found)
            view = _button("undo", saved.batch, _("Undo"))
            await interaction.followup.send(said, view=view, ephemeral=True)
            await self._notices.settle(interaction.client, guild_of(interaction), saved)

    async def _planned(self, interaction: Interaction, packed: bytes) -> Plan | None:
        """Read a zip and compare it, or say what is wrong with it."""
        guild = guild_of(interaction)
        try:
            files = await asyncio.to_thread(read_archive, packed)
            found = await asyncio.to_thread(
                plan, self._desk.keeper, self._desk.editor, guild, files
            )
            await self._desk.editor.check(guild, found.proposals)
        except BadArchive as error:
            await say(interaction, str(error))
        except BrokenKnowledge as error:
            await say(interaction, _as_list(error))
        else:
            return found
        return None

    def _newest(self, interaction: Interaction) -> int:
        newest = self._desk.keeper.changes(guild_of(interaction)).newest
        return max((change.revision for change in newest.values()), default=0)


def _button(action: str, state: str, label: str) -> ui.View:
    """Draw one button, to stand below plain text and its files."""
    view = ui.View(timeout=None)
    view.add_item(ActionButton(action, state, label))
    view.stop()
    return view


def _attached(interaction: Interaction) -> list[Any]:
    return list(interaction.message.attachments) if interaction.message else []


def _as_list(error: BrokenKnowledge) -> str:
    n, lines = len(error.problems), "\n".join(f"- {problem}" for problem in error.problems)
    said = ngettext(
        "This cannot be imported yet; {n} to mend:", "This cannot be imported yet; {n} to mend:", n
    )
    return cut(f"{said.format(n=n)}\n{lines}", CONTENT)
