"""Turn a moderator's reply to a card in the inbox channel into an answer, or send it on."""

from typing import Any

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.chat.announcements.inbox_replies import InboxReplies
from bot.chat.cards.card import card
from bot.chat.editing.feature import EditingRoom
from bot.chat.editing.forms import QUESTION_LENGTH
from bot.chat.handoffs.replying import HandoffReplies
from bot.chat.inbox.declining import DONE
from bot.chat.proposals.changes import EDIT_FORM, guild_of
from bot.chat.sending.failures import RefusedError, guarded_message
from bot.chat.sending.languages import Languages
from bot.chat.sending.outgoing import Content, OutOfReachError, deliver, post
from bot.chat.sending.references import Reference
from bot.chat.sending.replies import Interaction, send_text
from bot.chat.sending.text import cut_at_word, quoted
from bot.chat.ui.actions import REPLY_ANSWER, REPLY_FORM, REPLY_SEND, Handler
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import DraftKeeper, Submission
from bot.chat.ui.incoming import Once
from bot.chat.ui.moderators import Moderators
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.editing.entry_fields import EntryFields
from bot.services.inbox.inbox_cards import InboxCards
from bot.services.inbox.waiting import ModeratorInbox
from bot.services.masking.mask import mask_numbers
from bot.services.ports.inbox_cards import InboxCard, ItemKind

WITHHELD = N_(
    "Discord doesn't show me your reply. Reply with the mention on, or use the buttons of the card."
)
GONE = N_("I can't find your reply anymore. Write it again as a reply to the card.")

SOURCE = "this server"
"""What the words of moderators rest on, as it is typed into the form."""

_log = structlog.get_logger(__name__)


class ReplyAnswers(commands.Cog):
    """Offer below a moderator's reply what can become of it."""

    def __init__(
        self,
        *,
        replies: InboxReplies,
        cards: InboxCards,
        inbox: ModeratorInbox,
        handoffs: HandoffReplies,
        editing: EditingRoom,
        draft_keeper: DraftKeeper,
        moderators: Moderators,
        languages: Languages,
    ) -> None:
        self._replies = replies
        self._cards = cards
        self._inbox = inbox
        self._handoffs = handoffs
        self._editing = editing
        self._draft_keeper = draft_keeper
        self._moderators = moderators
        self._languages = languages
        self._once = Once()

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Preview a reply as an answer, fill a form with it, or send it; for moderators only."""
        return self._moderators.only(
            REPLY_ANSWER.handled_by(self._preview),
            REPLY_FORM.handled_by(self._fill),
            REPLY_SEND.handled_by(self._send),
        )

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Offer what can become of a reply to a card."""
        if message.reference is not None and not message.author.bot:
            await guarded_message(message, self._offer(message))

    async def _offer(self, message: discord.Message) -> None:
        replied_to = await self._replies.card_of(message)
        if replied_to is None or not self._once.is_first(message.id):
            return
        with self._languages.using_language_of_server(message.guild):
            content = Content(text=_(WITHHELD))
            if message.content.strip():
                content = Content(render_offer(replied_to, message.id))
        reference = Reference.from_message(message, fail_if_not_exists=False)
        sent = await post(message.channel, content, reference)
        if content.view is not None:
            await self._cards.also(replied_to, sent.channel.id, sent.id)

    async def _preview(self, interaction: Interaction, state: tuple[str, int]) -> None:
        item, message = state
        found = await self._inbox.find(guild_of(interaction), item)
        if found is None:
            await send_text(interaction, _(DONE))
            return
        text = mask_numbers(await _written(interaction, message))
        name = cut_at_word(found[0], QUESTION_LENGTH)
        fields = {"name": name, "answer": text, "asks": "", "sources": SOURCE, "reason": ""}
        submission = Submission(EDIT_FORM, "", 0, fields)
        await self._draft_keeper.save_or_return(
            interaction, submission, self._editing.publishing.propose
        )

    async def _fill(self, interaction: Interaction, message: int) -> None:
        # Not the question: its asker brought it to moderators, not to everybody.
        text = mask_numbers(await _written(interaction, message))
        await self._editing.edits.open_new(interaction, EntryFields("", text, "", SOURCE))

    async def _send(self, interaction: Interaction, state: tuple[int, int]) -> None:
        handoff, message = state
        submission = self._handoffs.submission(handoff, await _written(interaction, message))
        await self._draft_keeper.save_or_return(interaction, submission, self._handoffs.submitted)


def render_offer(replied_to: InboxCard, message: int) -> ui.LayoutView:
    """Render what can become of a reply, which is found by its message."""
    primary = discord.ButtonStyle.primary
    if replied_to.kind is ItemKind.HANDOFF:
        text = _("Send this to who asked? They get it once, without your name.")
        ways: list[ui.Item[Any]] = [
            button(REPLY_SEND, (replied_to.number, message), _("Send the reply"), primary),
            button(REPLY_FORM, message, _("Make an answer of it")),
        ]
    else:
        text = _("Make this an answer? You see it first as members would.")
        if replied_to.about:
            text = _("Make this the answer to “{question}”? You see it first as members would.")
        item = f"{replied_to.kind.value}{replied_to.number}"
        ways = [button(REPLY_ANSWER, (item, message), _("Preview the answer"), primary)]
    text = text.format(question=quoted(replied_to.about))
    return card([ui.TextDisplay(text), ui.ActionRow(*ways)])


async def _written(interaction: Interaction, message: int) -> str:
    """Read a reply as it stands now; raise `RefusedError` if it is gone or withheld."""
    channel = interaction.channel
    assert isinstance(channel, discord.abc.Messageable), "presses come from messages"
    try:
        found = await deliver(lambda: channel.fetch_message(message))
    except OutOfReachError as error:
        _log.info("inbox_reply.gone", code=error.code)
        raise RefusedError(_(GONE)) from error
    me = interaction.client.user
    text = found.content
    for mention in (f"<@{me.id}>", f"<@!{me.id}>") if me else ():
        text = text.replace(mention, "")
    if not text.strip():
        raise RefusedError(_(WITHHELD))
    return text.strip()
