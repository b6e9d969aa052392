"""Hold each change until a second moderator approves it, in servers that require that.

What is shown is kept as a proposal that nothing alters; the buttons below it name that proposal
and the hash of its text, and publish that text or none.
"""

import asyncio
import dataclasses

import discord
import structlog
from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.cards.card import card
from bot.chat.proposals.changes import guild_of
from bot.chat.proposals.preview_cards import render_proposal
from bot.chat.proposals.proposal_cards import (
    proposal_items,
    render_published,
    render_replaced,
    render_sent_back,
    why_not,
)
from bot.chat.proposals.status_changes import Step
from bot.chat.sending.failures import RefusedError, confirm
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Attachment, Content, NotSentError, OutOfReachError, edit, post
from bot.chat.sending.replies import (
    Interaction,
    acknowledge,
    defer,
    replace,
    reply,
    respond,
    send_text,
)
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import PUBLISH, SEND_BACK, WHOLE_TEXT, Handler
from bot.chat.ui.drafts import DraftKeeper, Submission
from bot.chat.ui.moderators import Moderators
from bot.kb.model.entries import title as answer_title
from bot.kb.model.keys import Address
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.markdown import parse_entry, print_entry
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.comparing.differences import difference
from bot.services.editing.approvals import Approvals, NotWaitingError
from bot.services.editing.editor import ClashError, Edit, Editor, NothingToChangeError, SavedChanges
from bot.services.ports.clock import Clock
from bot.services.ports.ledger import LedgerError
from bot.services.ports.proposed import WRITE, Place, ProposedChange
from bot.services.previews.previews import Previews
from bot.services.servers.drafts import Drafts
from bot.services.servers.settings import Servers

NO_INBOX = N_(
    "A second moderator must review this first, and there is no inbox channel to show it in: "
    "an admin chooses one with /setup."
)
NOT_YOURS = N_("This one is yours: another moderator has to review it.")
CHANGED = N_("Somebody changed the answer since, so its author has to look at it again.")
NOT_ALLOWED = N_(
    "Its author may no longer change answers here, so nothing was published. You can make the "
    "change yourself."
)
_FILE = "proposal.txt"

_log = structlog.get_logger(__name__)


class Approval:
    """Show proposals in the inbox, and publish them once somebody else agrees."""

    def __init__(
        self,
        *,
        servers: Servers,
        editor: Editor,
        approvals: Approvals,
        previews: Previews,
        drafts: Drafts,
        moderators: Moderators,
        draft_keeper: DraftKeeper,
        notices: Notices,
        languages: Languages,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._servers = servers
        self._editor = editor
        self._approvals = approvals
        self._previews = previews
        self._drafts = drafts
        self._moderators = moderators
        self._draft_keeper = draft_keeper
        self._notices = notices
        self._languages = languages
        self._clock = clock
        self._client = client

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Publish a proposal, send it back, or read all of it; for moderators only."""
        return self._moderators.only(
            PUBLISH.handled_by(self._publish),
            SEND_BACK.handled_by(self._send_back),
            WHOLE_TEXT.handled_by(self._show_all),
        )

    def is_required(self, interaction: Interaction) -> bool:
        """Return whether the server wants changes approved."""
        return self._servers.of(interaction.guild_id).needs_approval

    async def keep(
        self,
        interaction: Interaction,
        submission: Submission,
        address: Address,
        *,
        action: str = WRITE,
        text: str | None = None,
        reason: str = "",
    ) -> ProposedChange:
        """Store a change that its author alone sees; raise `LedgerError`."""
        change = ProposedChange(
            guild=guild_of(interaction),
            author=interaction.user.id,
            about=submission.draft,
            address=address,
            parent=submission.revision,
            action=action,
            body=text,
            reason=reason,
            at=self._clock(),
        )
        return await self._approvals.keep(change)

    async def ask(self, interaction: Interaction, change: ProposedChange) -> None:
        """Show what its author previewed in the inbox; raise `RefusedError` if there is none."""
        self.inbox(interaction)
        entry = await asyncio.to_thread(parse_entry, change.body or "", change.address.key)
        with self._languages.using_language_of_all(interaction):
            seen = await self._previews.of(change.guild, change.address, entry)
            text = _("{who} proposes this answer.")
            if change.reason:
                text = _("{who} proposes this answer: {reason}")
            text = text.format(who=interaction.user.mention, reason=quoted(change.reason))
            view = render_proposal(seen, text, change)
        await self._post(interaction, change, view, in_place=True)

    async def ask_step(self, interaction: Interaction, step: Step, title: str) -> None:
        """Post a change of status in the inbox, or say that there is no inbox."""
        await self._draft_keeper.keep(interaction, step.submission)
        try:
            self.inbox(interaction)
            address = Address(step.key)
            change = await self.keep(
                interaction, step.submission, address, action=step.what, reason=step.reason
            )
            with self._languages.using_language_of_all(interaction):
                who = interaction.user.mention
                text = step.describe_proposal(who, quoted(title), quoted(step.reason))
                view = card(proposal_items(text, change))
            await self._post(interaction, change, view)
        except RefusedError as error:
            await send_text(interaction, str(error))

    async def post(self, interaction: Interaction, content: Content) -> None:
        """Post what another moderator may do in the inbox, and say where.

        Raise `RefusedError` if it cannot be posted.
        """
        place = await self._post_to_inbox(interaction, content)
        await self._say_where(interaction, place)

    async def _post_to_inbox(self, interaction: Interaction, content: Content) -> Place:
        try:
            sent = await post(self.inbox(interaction), content)
        except OutOfReachError as error:
            raise RefusedError(_(NO_INBOX)) from error
        return Place(sent.channel.id, sent.id)

    async def _say_where(
        self, interaction: Interaction, place: Place, *, in_place: bool = False
    ) -> None:
        text = _("Another moderator can publish it in {channel} within 30 days.")
        view = card([ui.TextDisplay(text.format(channel=f"<#{place.channel}>"))])
        if in_place:
            await confirm(interaction, lambda: replace(interaction, view))
        else:
            await confirm(interaction, lambda: reply(interaction, view, private=True))

    def is_own_proposal(self, interaction: Interaction, author: int) -> bool:
        """Return whether somebody else has to look at what the person who presses proposed."""
        return self.is_required(interaction) and author == interaction.user.id

    def inbox(self, interaction: Interaction) -> discord.abc.Messageable:
        """Find where proposals are shown; raise `RefusedError` if there is no such channel."""
        inbox = self._servers.of(interaction.guild_id).inbox_channel
        channel = self._client.get_channel(inbox) if inbox else None
        if not isinstance(channel, discord.abc.Messageable):
            raise RefusedError(_(NO_INBOX))
        return channel

    async def _post(
        self,
        interaction: Interaction,
        change: ProposedChange,
        view: ui.LayoutView,
        *,
        in_place: bool = False,
    ) -> None:
        place = await self._post_to_inbox(interaction, Content(view))
        # Before anything is said: whoever presses at once must find it waiting.
        replaced = await self._approvals.submit(change, place)
        await self._say_where(interaction, place, in_place=in_place)
        with self._languages.using_language_of_all(interaction):
            view = render_replaced(interaction.user.mention)
        for old in replaced:
            await self._overwrite(old, view)

    async def _find_waiting(
        self, interaction: Interaction, proposal: tuple[int, str]
    ) -> ProposedChange | None:
        """Find what the pressed card shows; say so if it cannot be published anymore."""
        try:
            return await self._approvals.find_waiting(guild_of(interaction), *proposal)
        except NotWaitingError as error:
            await send_text(interaction, why_not(error))
            return None

    async def _publish(self, interaction: Interaction, proposal: tuple[int, str]) -> None:
        # Without a thought: the card stays until something else takes its place.
        await acknowledge(interaction)
        change = await self._find_waiting(interaction, proposal)
        if change is None:
            return
        if change.author == interaction.user.id:
            await send_text(interaction, _(NOT_YOURS))
            return
        if not await self._moderators.may_still(interaction, change.author):
            await send_text(interaction, _(NOT_ALLOWED))
            return
        try:
            # The card and the history are for all moderators.
            with self._languages.using_language_of_all(interaction):
                title, saved = await self._save(change)
                view = render_published(title, saved, change.author, interaction.user.mention)
        except (BrokenBaseError, ClashError, NothingToChangeError):
            await send_text(interaction, _(CHANGED))
            return
        await self.note_published(change)
        await confirm(interaction, lambda: replace(interaction, view))
        await self._notices.settle(guild_of(interaction), saved)

    async def _save(self, change: ProposedChange) -> tuple[str, SavedChanges]:
        """Write what an author proposed, in their name; return what it is called too."""
        editor, key = self._editor, change.address.key
        # Published twice at once, it is written once.
        proposed = Edit(change.guild, change.author, f"proposal-{change.id}")
        seen = with_approval(proposed, change.reason)
        if change.action != WRITE or change.body is None:
            step = Step(change.action, key, change.parent, change.reason)
            return step.describe(editor.title_of(change.guild, key)), await step.apply(editor, seen)
        saved = await editor.write(seen, key, change.body, change.parent)
        entry = editor.visible(change.guild, key)
        return answer_title(entry, change.address.section) if entry else str(key), saved

    async def note_published(self, change: ProposedChange) -> None:
        """Note what is in the ledger already: whatever fails here, it is published."""
        place = (change.guild, change.author, change.about)
        try:
            await self._approvals.mark_published(change)
            draft = await self._drafts.find(*place)
            # What its author typed since is not what was published.
            if draft and draft.at <= change.at:
                await self._drafts.drop(*place)
        except LedgerError as error:
            _log.warning("proposal.not_noted", proposal=change.id, error=str(error))

    async def _send_back(self, interaction: Interaction, proposal: tuple[int, str]) -> None:
        await acknowledge(interaction)
        change = await self._find_waiting(interaction, proposal)
        if change is None:
            return
        # From now on its author has seven days, however long it waited.
        reopen = await self._renew_draft(change)
        try:
            await self._approvals.decline(change)
        except NotWaitingError as error:
            await send_text(interaction, why_not(error))
            return
        with self._languages.using_language_of_all(interaction):
            view = render_sent_back(change, interaction.user.mention, reopen=reopen)
        await confirm(interaction, lambda: replace(interaction, view))

    async def _renew_draft(self, change: ProposedChange) -> bool:
        """Store the draft of a proposal for seven more days; False if it has none anymore."""
        draft = await self._drafts.find(change.guild, change.author, change.about)
        if draft is None or change.action != WRITE:
            return False
        await self._drafts.renew(draft)
        return True

    async def _show_all(self, interaction: Interaction, proposal: tuple[int, str]) -> None:
        """Send the whole text and its changes as files: a card shows one page of one section."""
        await defer(interaction)
        try:
            change = await self._approvals.find_shown(
                guild_of(interaction), *proposal, interaction.user.id
            )
        except NotWaitingError as error:
            await send_text(interaction, why_not(error))
            return
        if change.body is None:
            return
        now = self._editor.visible(change.guild, change.address.key)
        changed = difference(print_entry(now) if now else "", change.body)
        file = Attachment(f"{changed}\n\n{change.body}".encode(), _FILE)
        text = _("What it changes, and below that the whole text.")
        await respond(interaction, Content(text=text, attachments=(file,)), private=True)

    async def _overwrite(self, place: Place, view: ui.LayoutView) -> None:
        """Replace an old card, if it can be reached."""
        channel = self._client.get_partial_messageable(place.channel)
        try:
            await edit(channel.get_partial_message(place.message), Content(view))
        except NotSentError as error:
            # Its buttons say the same once they are pressed.
            _log.info("proposal.card_stays", code=error.code)


def with_approval(edit: Edit, reason: str) -> Edit:
    """Note in the history that two people agreed."""
    seen = _("(reviewed by a second moderator)")
    return dataclasses.replace(edit, reason=f"{reason} {seen}".strip())
