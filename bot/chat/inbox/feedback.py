"""Helpful, or not right: what members say about an answer, and what moderators do about it."""

from collections import OrderedDict
from typing import Any

from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.cards.card import card
from bot.chat.inbox.report_cards import NOTE, render_report
from bot.chat.sending.failures import RefusedError, confirm, parse_state
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, note_done, open_form, replace, send_text
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import BAD, GOOD, INBOX, STILL_RIGHT, Handler
from bot.chat.ui.codecs import FULL_ADDRESS, REVISION, pair
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators, in_own_server
from bot.kb.checking.safety import tidy
from bot.kb.model.keys import Address
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.disputes import Disputes
from bot.services.listening.usage import UsageCounter
from bot.services.masking.mask import mask_numbers
from bot.services.ports.clock import Clock
from bot.services.ports.records import NO_GUILD, Complaint, Counter, Reason, Report

REMEMBERED = 10_000
"""Presses of Helpful that are remembered, so that one person counts once: about a megabyte."""

THANKS = N_("Thank you.")
SEEN = N_(
    "Thank you. Sent to the moderators of this server, without your name. No reply comes to you; "
    "to hear of a correction, press **Tell me if it changes**, next to **Not right**."
)
SEEN_NOWHERE = N_("Thank you. It is counted.")
SETTLED = N_("Somebody has settled this already.")
GONE = N_("This answer is no longer here.")

ABOUT = pair(FULL_ADDRESS, REVISION)
"""What the form is about: an answer, and the revision that the person saw."""


class Feedback:
    """Count what members say; two people, or one moderator, put a warning on an answer."""

    name = "n"

    def __init__(
        self,
        *,
        disputes: Disputes,
        usage_counter: UsageCounter,
        answers: Answers,
        moderators: Moderators,
        notices: Notices,
        languages: Languages,
        clock: Clock,
    ) -> None:
        self._disputes = disputes
        self._usage_counter = usage_counter
        self._answers = answers
        self._moderators = moderators
        self._notices = notices
        self._languages = languages
        self._clock = clock
        self._helped: OrderedDict[tuple[int, str], None] = OrderedDict()
        self.outside = OutsideFeedback(self)

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Rate an answer, open to everybody; settling a report is for moderators."""
        return (
            GOOD.handled_by(self._helpful),
            BAD.handled_by(self._not_right),
            *self._moderators.only(STILL_RIGHT.handled_by(self._still_right)),
        )

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("What is not right?")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Offer the reasons, and ask what is right."""
        hint = _("Moderators read it without your name; leave out names and case numbers")
        label = _("What is right instead, if you know it?")
        return (_reasons(), Field("note", label, hint, long=True, required=False, most=NOTE))

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Accept a complaint; if no moderator could settle it, it is only counted."""
        address, revision = parse_state(ABOUT.read, submission.about)
        reason = parse_state(Reason, submission.fields.get("reason", ""))
        guild = _own_server(interaction)
        if self._answers.show(address, guild=guild) is None:
            raise RefusedError(_(GONE))
        if guild == NO_GUILD:
            self._usage_counter.count(guild, Counter.NOT_RIGHT, address.key)
            await send_text(interaction, _(SEEN_NOWHERE))
            return
        complaint = Complaint(
            guild=guild,
            address=address,
            revision=revision,
            reason=reason,
            person=interaction.user.id,
            moderator=self._moderators.refusal(interaction) is None,
            at=self._clock(),
            note=" ".join(mask_numbers(tidy(submission.fields.get("note", ""))).split()),
        )
        report, believed = await self._disputes.complain(complaint)
        self._usage_counter.count(guild, Counter.NOT_RIGHT, address.key)
        await confirm(interaction, lambda: send_text(interaction, _(SEEN)))
        if believed:
            await self._notices.post_item(report, lambda: self.render(report))

    def render(self, report: Report) -> ui.LayoutView:
        """Render a report for moderators."""
        return render_report(report, self._answers.show(report.address, guild=report.guild))

    async def _helpful(self, interaction: Interaction, seen: tuple[Address, str]) -> None:
        (address, _revision), guild = seen, _own_server(interaction)
        once = (interaction.user.id, str(address))
        if once not in self._helped and self._answers.show(address, guild=guild):
            self._helped[once] = None
            self._usage_counter.count(guild, Counter.HELPFUL, address.key)
        if len(self._helped) > REMEMBERED:
            self._helped.popitem(last=False)
        await send_text(interaction, _(THANKS))

    async def _not_right(self, interaction: Interaction, seen: tuple[Address, str]) -> None:
        form = self if _own_server(interaction) else self.outside
        await open_form(interaction, render_form(form, ABOUT.write(seen), 0, {}))

    async def _still_right(self, interaction: Interaction, address: Address) -> None:
        if not await self._disputes.settle(interaction.guild_id or NO_GUILD, address):
            await send_text(interaction, _(SETTLED))
            return
        note_done(interaction)
        answer = self._answers.show(address, guild=interaction.guild_id)
        title = quoted(answer.title if answer else str(address))
        private = interaction.message is not None and interaction.message.flags.ephemeral
        with self._languages.using_language_of_readers(interaction, private=private):
            text = _("{who} finds **{title}** still right.").format(
                who=interaction.user.mention, title=title
            )
            following = ui.ActionRow[Any](button(INBOX, 0, _("Inbox")))
        await replace(interaction, card([ui.TextDisplay(text), following]))
        await self._notices.note_replaced(interaction.message)


class OutsideFeedback:
    """Ask for the reason alone: outside of a server nobody reads words, and none are asked for."""

    name = "nc"

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback

    def title(self, about: str, guild: int | None) -> str:
        """Name the form."""
        return self._feedback.title(about, guild)

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Offer the reasons."""
        return (_reasons(),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Count the complaint."""
        await self._feedback.submitted(interaction, submission)


def _reasons() -> Field:
    reasons = tuple((reason.value, _(reason.value).capitalize()) for reason in Reason)
    return Field("reason", _("This answer is…"), options=reasons)


def _own_server(interaction: Interaction) -> int:
    """Name the server that this happens in; none if it has not added the bot."""
    return (interaction.guild_id or NO_GUILD) if in_own_server(interaction) else NO_GUILD
