"""Where a server wants it, let a second moderator look before an edit is published."""

import dataclasses
import string
from typing import Any

import discord
from discord import ui

from bot.chat.actions import Action, ActionButton, Press
from bot.chat.card import card, draw_answer
from bot.chat.curators import Curators
from bot.chat.handing_back import NO_DRAFT, HandBack, Refused
from bot.chat.moderation.changes import Change, guild_of, read_change
from bot.chat.moderation.notices import Notices
from bot.chat.replies import NO_PINGS, Interaction, replace, reply, say
from bot.chat.text import quoted
from bot.kb.markdown import print_entry
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.editor import Contested, Edit
from bot.services.impact import preview

NO_INBOX = (
    "A second moderator must look at this first, and there is no inbox channel to show it in: "
    "an admin chooses one with /setup."
)
NOT_YOURS = "This one is yours: another moderator has to look at it."
CHANGED = "Somebody changed the answer since, so its author has to look at it again."

_DIGITS = string.digits + string.ascii_lowercase


class SecondLook:
    """Show proposals in the inbox, and publish them once somebody else agrees."""

    def __init__(
        self, desk: Desk, curators: Curators, hand_back: HandBack, notices: Notices
    ) -> None:
        """Take the desk, who may agree, where proposals are kept, and who tells of them."""
        self._notices = notices
        self._desk = desk
        self._curators = curators
        self._hand_back = hand_back

    @property
    def actions(self) -> dict[str, Action]:
        """What the buttons below a proposal do, for curators only."""
        return self._curators.only({"ok": self._publish, "no": self._send_back})

    def wanted(self, interaction: Interaction) -> bool:
        """Tell whether the server wants a second look."""
        return self._desk.servers.of(interaction.guild_id).second_look

    async def ask(self, interaction: Interaction, change: Change) -> None:
        """Show a proposal in the inbox; raise `Refused` where there is none."""
        inbox = self._desk.servers.of(interaction.guild_id).inbox_channel
        channel = interaction.client.get_channel(inbox) if inbox else None
        if not isinstance(channel, discord.abc.Messageable):
            raise Refused(NO_INBOX)
        await self._hand_back.keep(interaction, change.given)
        try:
            await channel.send(view=self._drawn(interaction, change), allowed_mentions=NO_PINGS)
        except discord.Forbidden as error:
            raise Refused(NO_INBOX) from error
        said = f"Another moderator can publish it in <#{inbox}> within seven days."
        await reply(interaction, card([ui.TextDisplay(said)]), private=True)

    def _drawn(self, interaction: Interaction, change: Change) -> ui.LayoutView:
        guild = guild_of(interaction)
        seen = preview(self._desk.keeper, guild, [change.entry])
        answer = seen.composer.compose(change.address, today(self._desk.clock))
        assert answer is not None, "the preview holds what was just put into it"
        why = f": {quoted(change.reason)}" if change.reason else "."
        said = f"{interaction.user.mention} proposes this answer{why}"
        state = f"{_packed(interaction.user.id)}|{change.given.draft}"
        row = ui.ActionRow[Any](
            ActionButton("ok", state, "Publish", discord.ButtonStyle.primary),
            ActionButton("no", state, "Send back"),
        )
        view = draw_answer(answer)
        view.add_item(ui.Container(ui.TextDisplay(said), row))
        return view

    async def _publish(self, interaction: Interaction, press: Press) -> None:
        packed, _, name = press.state.partition("|")
        author = int(packed, 36)
        if author == interaction.user.id:
            await say(interaction, NOT_YOURS)
            return
        given = await self._hand_back.draft(interaction, name, author)
        if given is None:
            await say(interaction, NO_DRAFT)
            return
        guild = guild_of(interaction)
        try:
            change = read_change(self._desk, guild, given)
            reason = f"{change.reason} (seen by a second moderator)".strip()
            mine = self._hand_back.as_draft(interaction, change.given)
            draft = dataclasses.replace(mine, author=author)
            edit = Edit(guild, author, str(interaction.id), reason, draft)
            text = print_entry(change.entry)
            saved = await self._desk.editor.write(edit, change.address.key, text, given.revision)
        except (Refused, Contested):
            await say(interaction, CHANGED)
            return
        said = f"Published: **{quoted(change.entry.title)}**, written by <@{author}>, seen by "
        row = ui.ActionRow[Any](ActionButton("undo", saved.batch, "Undo"))
        items: list[ui.Item[Any]] = [
            ui.TextDisplay(f"{said}{interaction.user.mention}."),
            row,
        ]
        await replace(interaction, card(items))
        await self._notices.settle(interaction.client, guild, saved)

    async def _send_back(self, interaction: Interaction, press: Press) -> None:
        packed, _, name = press.state.partition("|")
        said = (
            f"{interaction.user.mention} sent a proposal back to <@{int(packed, 36)}>, who can "
            f"still open it: the draft is kept for seven days."
        )
        again = ui.ActionRow[Any](ActionButton("again", name, "Open the form again"))
        await replace(interaction, card([ui.TextDisplay(said), again]))


def _packed(number: int) -> str:
    """Write an id in 13 characters at most: a `custom_id` must hold it beside an address."""
    packed = ""
    while number:
        number, digit = divmod(number, 36)
        packed = _DIGITS[digit] + packed
    return packed or "0"
