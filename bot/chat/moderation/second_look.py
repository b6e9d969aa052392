"""Where a server wants it, let a second moderator look before a change is published.

What is shown is kept as a proposal that nothing alters; the buttons below it name that proposal
and the hash of its text, and publish that text or none.
"""

import asyncio
import dataclasses
import io
import re
import string
from typing import Any

import discord
import structlog
from discord import ui

from bot.chat.actions import UNKNOWN, Action, Press
from bot.chat.card import card, draw_answer
from bot.chat.curators import Curators
from bot.chat.handing_back import HandBack, Refused, Submission
from bot.chat.moderation.changes import Change, guild_of
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.proposal_cards import (
    draw_published,
    draw_replaced,
    draw_sent_back,
    proposal_items,
    why_not,
    without_buttons,
)
from bot.chat.moderation.steps import Step
from bot.chat.replies import NO_PINGS, Interaction, later, reply, say
from bot.chat.text import quoted
from bot.kb.keys import Address
from bot.kb.markdown import print_entry
from bot.kb.problems import BrokenKnowledge
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.services.answer import title as answer_title
from bot.services.approvals import NotWaitingError
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.differences import difference
from bot.services.editor import Contested, Edit, NothingToChange, Saved
from bot.services.impact import preview
from bot.services.ledger import LedgerUnavailable
from bot.services.proposed import WRITE, Place, ProposedChange

NO_INBOX = N_(
    "A second moderator must look at this first, and there is no inbox channel to show it in: "
    "an admin chooses one with /setup."
)
NOT_YOURS = N_("This one is yours: another moderator has to look at it.")
CHANGED = N_("Somebody changed the answer since, so its author has to look at it again.")
NOT_ALLOWED = N_(
    "Its author may not change answers here any more, so nothing was published. You can make the "
    "change yourself."
)
_FILE = "proposal.txt"

_NAMED = re.compile(r"[0-9]{1,18}\|[0-9a-f]{16}")
"""The number of a proposal and its hash."""

_DIGITS = string.digits + string.ascii_lowercase

_log = structlog.get_logger(__name__)


class SecondLook:
    """Show proposals in the inbox, and publish them once somebody else agrees."""

    def __init__(
        self, desk: Desk, curators: Curators, hand_back: HandBack, notices: Notices
    ) -> None:
        self._notices = notices
        self._desk = desk
        self._curators = curators
        self._hand_back = hand_back

    @property
    def actions(self) -> dict[str, Action]:
        """What the buttons below a proposal do, for curators only."""
        return self._curators.only(
            {"ok": self._publish, "no": self._send_back, "all": self._show_all}
        )

    def wanted(self, interaction: Interaction) -> bool:
        """Tell whether the server wants a second look."""
        return self._desk.servers.of(interaction.guild_id).second_look

    async def ask(self, interaction: Interaction, change: Change) -> None:
        """Show a proposal in the inbox; raise `Refused` where there is none."""
        await self._hand_back.keep(interaction, change.given)
        self._inbox(interaction)
        guild = guild_of(interaction)
        outlook = self._desk.keeper.outlook(guild)
        seen = await asyncio.to_thread(preview, outlook, [change.entry])
        answer = seen.composer.compose(change.address, today(self._desk.clock))
        assert answer is not None, "the preview holds what was just put into it"
        kept = await self._propose(
            interaction, change.given, change.address, WRITE, change.text, change.reason
        )
        with interaction.client.languages.speaking_to_all(interaction):
            view = without_buttons(draw_answer(answer))
            said = _("{who} proposes this answer.")
            if change.reason:
                said = _("{who} proposes this answer: {reason}")
            said = said.format(who=interaction.user.mention, reason=quoted(change.reason))
            view.add_item(ui.Container(*proposal_items(said, kept)))
        await self._post(interaction, kept, view)

    async def ask_step(self, interaction: Interaction, step: Step, title: str) -> None:
        """Show in the inbox what else is to happen to an entry, or say that there is none."""
        await self._hand_back.keep(interaction, step.given)
        try:
            self._inbox(interaction)
            address = Address(step.key)
            kept = await self._propose(
                interaction, step.given, address, step.what, None, step.reason
            )
            with interaction.client.languages.speaking_to_all(interaction):
                who = interaction.user.mention
                said = step.proposed(who, quoted(title), quoted(step.reason))
                view = card(proposal_items(said, kept))
            await self._post(interaction, kept, view)
        except Refused as error:
            await say(interaction, str(error))

    async def post(self, interaction: Interaction, **content: Any) -> Place:
        """Post a proposal in the inbox and say where it is; raise `Refused` where that fails."""
        inbox = self._inbox(interaction)
        try:
            sent = await inbox.send(**content, allowed_mentions=NO_PINGS)
        except discord.Forbidden as error:
            raise Refused(_(NO_INBOX)) from error
        said = _("Another moderator can publish it in {channel} within 30 days.")
        said = said.format(channel=f"<#{sent.channel.id}>")
        await reply(interaction, card([ui.TextDisplay(said)]), private=True)
        return Place(sent.channel.id, sent.id)

    def is_own(self, interaction: Interaction, author: int) -> bool:
        """Tell whether somebody else has to look at what the person who presses proposed."""
        return self.wanted(interaction) and author == interaction.user.id

    def _inbox(self, interaction: Interaction) -> discord.abc.Messageable:
        """Find where proposals are shown; raise `Refused` if there is no such channel."""
        inbox = self._desk.servers.of(interaction.guild_id).inbox_channel
        channel = interaction.client.get_channel(inbox) if inbox else None
        if not isinstance(channel, discord.abc.Messageable):
            raise Refused(_(NO_INBOX))
        return channel

    async def _propose(
        self,
        interaction: Interaction,
        given: Submission,
        address: Address,
        action: str,
        body: str | None,
        reason: str,
    ) -> ProposedChange:
        change = ProposedChange(
            guild=guild_of(interaction),
            author=interaction.user.id,
            about=given.draft,
            address=address,
            parent=given.revision,
            action=action,
            body=body,
            reason=reason,
            at=self._desk.clock(),
        )
        return await self._desk.approvals.keep(change)

    async def _post(
        self,
        interaction: Interaction,
        kept: ProposedChange,
        view: ui.LayoutView,
    ) -> None:
        place = await self.post(interaction, view=view)
        replaced = await self._desk.approvals.submit(kept, place)
        with interaction.client.languages.speaking_to_all(interaction):
            view = draw_replaced(interaction.user.mention)
        for old in replaced:
            await _overwrite(interaction, old, view)

    async def _waiting(self, interaction: Interaction, press: Press) -> ProposedChange | None:
        """Find what the pressed card shows; say so where it cannot be published any more."""
        number, _bar, digest = press.state.partition("|")
        if not _NAMED.fullmatch(press.state):
            await say(interaction, _(UNKNOWN))
            return None
        try:
            return await self._desk.approvals.waiting(guild_of(interaction), int(number), digest)
        except NotWaitingError as error:
            await say(interaction, why_not(error))
            return None

    async def _publish(self, interaction: Interaction, press: Press) -> None:
        # Without a thought: the card stays until something else takes its place.
        await interaction.response.defer()
        change = await self._waiting(interaction, press)
        if change is None:
            return
        if change.author == interaction.user.id:
            await say(interaction, _(NOT_YOURS))
            return
        if not await self._curators.may_still(interaction, change.author):
            await say(interaction, _(NOT_ALLOWED))
            return
        try:
            # The card and the history are for all moderators.
            with interaction.client.languages.speaking_to_all(interaction):
                title, saved = await self._saved(change)
                view = draw_published(title, saved, change.author, interaction.user.mention)
        except (BrokenKnowledge, Contested, NothingToChange):
            await say(interaction, _(CHANGED))
            return
        await self._note_published(change)
        await interaction.edit_original_response(view=view, allowed_mentions=NO_PINGS)
        await self._notices.settle(interaction.client, guild_of(interaction), saved)

    async def _saved(self, change: ProposedChange) -> tuple[str, Saved]:
        """Write what an author proposed, in their name; return what it is called too."""
        editor, key = self._desk.editor, change.address.key
        # Published twice at once, it is written once.
        edit = Edit(change.guild, change.author, f"proposal-{change.id}")
        edit = with_look(edit, change.reason)
        if change.action != WRITE or change.body is None:
            step = Step(change.action, key, change.parent, change.reason)
            return step.called(editor.called(change.guild, key)), await step.take(editor, edit)
        saved = await editor.write(edit, key, change.body, change.parent)
        entry = editor.shown(change.guild, key)
        return answer_title(entry, change.address.section) if entry else str(key), saved

    async def _note_published(self, change: ProposedChange) -> None:
        """Note what is in the ledger already: whatever fails here, it is published."""
        drafts = self._desk.stores.drafts
        place = (change.guild, change.author, change.about)
        try:
            await self._desk.approvals.published(change)
            draft = await drafts.find(*place)
            # What its author typed since is not what was published.
            if draft and draft.at <= change.at:
                await drafts.drop(*place)
        except LedgerUnavailable as error:
            _log.warning("proposal.not_noted", proposal=change.id, error=str(error))

    async def _send_back(self, interaction: Interaction, press: Press) -> None:
        await interaction.response.defer()
        change = await self._waiting(interaction, press)
        if change is None:
            return
        # From now on its author has seven days, however long it waited.
        reopen = await self._renewed(change)
        try:
            await self._desk.approvals.decline(change)
        except NotWaitingError as error:
            await say(interaction, why_not(error))
            return
        with interaction.client.languages.speaking_to_all(interaction):
            view = draw_sent_back(change, interaction.user.mention, reopen=reopen)
        await interaction.edit_original_response(view=view, allowed_mentions=NO_PINGS)

    async def _renewed(self, change: ProposedChange) -> bool:
        """Keep the draft of a proposal for seven more days; False if it has none any more."""
        drafts = self._desk.stores.drafts
        draft = await drafts.find(change.guild, change.author, change.about)
        if draft is None or change.action != WRITE:
            return False
        await drafts.keep(dataclasses.replace(draft, at=self._desk.clock()))
        return True

    async def _show_all(self, interaction: Interaction, press: Press) -> None:
        """Hand over the whole text and what it changes: a card shows one page of one section."""
        await later(interaction)
        change = await self._waiting(interaction, press)
        if change is None or change.body is None:
            return
        now = self._desk.editor.shown(change.guild, change.address.key)
        changed = difference(print_entry(now) if now else "", change.body)
        file = discord.File(io.BytesIO(f"{changed}\n\n{change.body}".encode()), _FILE)
        said = _("What it changes, and below that the whole text.")
        await interaction.followup.send(said, file=file, ephemeral=True, allowed_mentions=NO_PINGS)


async def _overwrite(interaction: Interaction, place: Place, view: ui.LayoutView) -> None:
    """Put another card in the place of an old one, if it can be reached."""
    channel = interaction.client.get_partial_messageable(place.channel)
    try:
        await channel.get_partial_message(place.message).edit(view=view, allowed_mentions=NO_PINGS)
    except discord.HTTPException as error:
        # Its buttons say the same once they are pressed.
        _log.info("proposal.card_stays", code=error.code)


def with_look(edit: Edit, reason: str) -> Edit:
    """Note in the history that two people agreed."""
    seen = _("(seen by a second moderator)")
    return dataclasses.replace(edit, reason=f"{reason} {seen}".strip())


def packed(number: int) -> str:
    """Write an id in 13 characters at most: a `custom_id` must hold it beside an address."""
    written = ""
    while number:
        number, digit = divmod(number, 36)
        written = _DIGITS[digit] + written
    return written or "0"
