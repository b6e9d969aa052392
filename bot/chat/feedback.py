"""Helpful, or not right: what members say about an answer, and what moderators do about it."""

from collections import OrderedDict
from typing import Any

import discord
from discord import ui

from bot.chat.actions import Action, ActionButton, Press
from bot.chat.card import AMBER, card
from bot.chat.curators import Curators, in_own_server
from bot.chat.forms import Field, draw_form
from bot.chat.handing_back import Refused, Submission
from bot.chat.moderation.notices import Notices
from bot.chat.replies import Interaction, replace, say
from bot.chat.text import quoted
from bot.kb.keys import Address
from bot.locale.speech import N_, ngettext
from bot.locale.speech import gettext as _
from bot.services.answers import Answers
from bot.services.clock import today
from bot.services.desk import Desk
from bot.services.records import NO_GUILD, Complaint, Counter, Reason, Report

REMEMBERED = 10_000
"""Presses of Helpful that are remembered, so that one person counts once: about a megabyte."""

THANKS = N_("Thank you.")
SEEN = N_("Thank you. The moderators of this server see it.")
SEEN_NOWHERE = N_("Thank you. It is counted.")
SETTLED = N_("Somebody has settled this already.")
GONE = N_("This answer is not here any more.")


class Feedback:
    """Count what members say; two people, or one curator, put a warning on an answer."""

    name = "n"

    def __init__(self, desk: Desk, answers: Answers, curators: Curators, notices: Notices) -> None:
        """Take the desk, the answers, who counts as a curator, and who tells the moderators."""
        self._desk = desk
        self._answers = answers
        self._curators = curators
        self._notices = notices
        self._helped: OrderedDict[tuple[int, str], None] = OrderedDict()

    @property
    def actions(self) -> dict[str, Action]:
        """What the buttons below an answer do, for everybody; settling is for curators."""
        settling = self._curators.only({"right": self._still_right})
        return {"good": self._helpful, "bad": self._not_right, **settling}

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form."""
        return _("What is not right?")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Offer the reasons."""
        reasons = tuple((reason.value, _(reason.value).capitalize()) for reason in Reason)
        return (Field("reason", _("This answer is …"), options=reasons),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Take a complaint; where no moderator could settle it, it is only counted."""
        typed, revision = submission.about.split("|")
        address, reason = Address.parse(typed), Reason(submission.fields["reason"])
        guild = _own_server(interaction)
        if self._answers.show(address, guild=guild) is None:
            raise Refused(_(GONE))
        if guild == NO_GUILD:
            self._count(guild, Counter.NOT_RIGHT, address)
            await say(interaction, _(SEEN_NOWHERE))
            return
        complaint = Complaint(
            guild=guild,
            address=address,
            revision=revision,
            reason=reason,
            person=interaction.user.id,
            curator=self._curators.refusal(interaction) is None,
            at=self._desk.clock(),
        )
        report = await self._desk.stores.reports.add(complaint)
        self._count(guild, Counter.NOT_RIGHT, address)
        await say(interaction, _(SEEN))
        known = self._desk.doubts.of(guild, address)
        self._desk.doubts.note([report])
        if report.doubted and not known:
            await self._notices.post(interaction.client, guild, lambda: self.draw(report))

    def draw(self, report: Report) -> ui.LayoutView:
        """Draw a report for moderators: the answer, what people say, and what can be done."""
        address = report.address
        answer = self._answers.show(address, guild=report.guild)
        reasons = ", ".join(f"{_(reason.value)} ({n})" for reason, n in report.reasons.items())
        title = quoted(answer.title if answer else str(address))
        people = ngettext("{n} person", "{n} people", report.people).format(n=report.people)
        heading = _("Not right?")
        said = f"### {heading}\n**{title}** – {people}: {reasons}"
        row = ui.ActionRow[Any](
            ActionButton("right", address, _("Still right")),
            ActionButton("edit", address, _("Correct"), discord.ButtonStyle.primary),
            ActionButton("down", address, _("Take down"), discord.ButtonStyle.danger),
        )
        return card([ui.TextDisplay(said), row], AMBER)

    async def _helpful(self, interaction: Interaction, press: Press) -> None:
        address, guild = Address.parse(press.parts[0]), _own_server(interaction)
        once = (interaction.user.id, str(address))
        if once not in self._helped and self._answers.show(address, guild=guild):
            self._helped[once] = None
            self._count(guild, Counter.HELPFUL, address)
        if len(self._helped) > REMEMBERED:
            self._helped.popitem(last=False)
        await say(interaction, _(THANKS))

    async def _not_right(self, interaction: Interaction, press: Press) -> None:
        Address.parse(press.parts[0])
        await interaction.response.send_modal(draw_form(self, press.state, 0, {}))

    async def _still_right(self, interaction: Interaction, press: Press) -> None:
        address = Address.parse(press.state)
        if not await self._desk.doubts.settle(interaction.guild_id or NO_GUILD, address):
            await say(interaction, _(SETTLED))
            return
        answer = self._answers.show(address, guild=interaction.guild_id)
        title = quoted(answer.title if answer else str(address))
        private = interaction.message is not None and interaction.message.flags.ephemeral
        with interaction.client.languages.speaking_to_readers(interaction, private=private):
            said = _("{who} finds **{title}** still right.").format(
                who=interaction.user.mention, title=title
            )
            following = ui.ActionRow[Any](ActionButton("inbox", 0, _("Inbox")))
        await replace(interaction, card([ui.TextDisplay(said), following]))

    def _count(self, guild: int, counter: Counter, address: Address) -> None:
        day = today(self._desk.clock)
        self._desk.stores.counters.count(guild, day, counter, address.key)


def _own_server(interaction: Interaction) -> int:
    """Name the server that this happens in; none where it has not added the bot."""
    return (interaction.guild_id or NO_GUILD) if in_own_server(interaction) else NO_GUILD
