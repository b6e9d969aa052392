"""Helpful, or not right: what members say about an answer, and what moderators do about it."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.cards.card import AMBER, EXPIRED, card
from bot.chat.cards.small_print import read_on
from bot.chat.cards.ways_on import open_button
from bot.chat.sending.failures import RefusedError, confirm, understood
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction, note_done, open_form, replace, send_text
from bot.chat.sending.text import cut, quoted
from bot.chat.ui.actions import BAD, EDIT, GOOD, INBOX, STILL_RIGHT, TAKE_DOWN, Handler
from bot.chat.ui.codecs import FULL_ADDRESS, REVISION, pair
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators, in_own_server
from bot.kb.model.keys import Address
from bot.locale.i18n import N_, ngettext
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.answer import Answer, Link
from bot.services.content.disputes import Disputes
from bot.services.listening.usage_counter import UsageCounter
from bot.services.ports.clock import Clock
from bot.services.ports.records import NO_GUILD, Complaint, Counter, Reason, Report

REMEMBERED = 10_000
"""Presses of Helpful that are remembered, so that one person counts once: about a megabyte."""

THANKS = N_("Thank you.")
SEEN = N_("Thank you. The moderators of this server see it.")
SEEN_NOWHERE = N_("Thank you. It is counted.")
SETTLED = N_("Somebody has settled this already.")
GONE = N_("This answer is no longer here.")


ANSWER = 300
"""Characters of the answer that a report quotes: its first sentence."""

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

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Say what one thinks of an answer, for everybody; settling is for moderators."""
        return (
            GOOD.handled_by(self._helpful),
            BAD.handled_by(self._not_right),
            *self._moderators.only(STILL_RIGHT.handled_by(self._still_right)),
        )

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("What is not right?")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Offer the reasons."""
        reasons = tuple((reason.value, _(reason.value).capitalize()) for reason in Reason)
        return (Field("reason", _("This answer is …"), options=reasons),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Take a complaint; if no moderator could settle it, it is only counted."""
        address, revision = understood(ABOUT.read, submission.about)
        reason = understood(Reason, submission.fields.get("reason", ""))
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
        )
        report, believed = await self._disputes.complain(complaint)
        self._usage_counter.count(guild, Counter.NOT_RIGHT, address.key)
        await confirm(interaction, lambda: send_text(interaction, _(SEEN)))
        if believed:
            await self._notices.post(guild, lambda: self.render(report))

    def render(self, report: Report) -> ui.LayoutView:
        """Render a report for moderators: the answer, what people say, and what can be done."""
        address = report.address
        answer = self._answers.show(address, guild=report.guild)
        reasons = ", ".join(f"{_(reason.value)} ({n})" for reason, n in report.reasons.items())
        title = quoted(answer.title if answer else str(address))
        people = ngettext("{n} person", "{n} people", report.people).format(n=report.people)
        heading = _("Not right?")
        lines = [f"### {heading}", f"**{title}**"]
        if answer:
            lines += [f"> {cut(answer.summary or _(EXPIRED), ANSWER)}", *_source(answer)]
        items: list[ui.Item[Any]] = [
            ui.TextDisplay("\n".join(lines)),
            # Apart from the quotation: some clients draw a line that follows one as part of it.
            ui.TextDisplay(f"{people}: {reasons}"),
        ]
        if answer:
            items.append(ui.ActionRow(open_button(Link(address, _("Open the answer")))))
        row = ui.ActionRow[Any](
            button(STILL_RIGHT, address, _("Still right")),
            button(EDIT, address, _("Correct"), discord.ButtonStyle.primary),
            button(TAKE_DOWN, address, _("Take down"), discord.ButtonStyle.danger),
        )
        return card([*items, row], AMBER)

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
        await open_form(interaction, render_form(self, ABOUT.write(seen), 0, {}))

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


def _source(answer: Answer) -> Iterator[str]:
    """Name the first source and its day: what a moderator holds the complaint against."""
    for source in answer.sources[:1]:
        title = quoted(source.title, ANSWER)
        text = _("Source: [{title}]({url}), {read}")
        yield "-# " + text.format(title=title, url=source.url, read=read_on(source))


def _own_server(interaction: Interaction) -> int:
    """Name the server that this happens in; none if it has not added the bot."""
    return (interaction.guild_id or NO_GUILD) if in_own_server(interaction) else NO_GUILD
