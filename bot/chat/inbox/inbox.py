"""The inbox: who waits for a person, what is disputed, not answered or proposed; one at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

import discord
from discord import ui

from bot.chat.announcements.notices import Notices
from bot.chat.cards.card import card
from bot.chat.editing.feature import EditingRoom
from bot.chat.handoffs.cards import render_handoff
from bot.chat.inbox.declining import DONE, DeclineForm, render_closed
from bot.chat.inbox.feedback import Feedback
from bot.chat.proposals.changes import ALIAS, guild_of
from bot.chat.sending.failures import RefusedError, parse_state
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import (
    Interaction,
    is_own_card,
    note_done,
    open_form,
    replace,
    reply,
    send_text,
)
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import (
    DECLINE,
    INBOX,
    SAME,
    SAME_AS_OTHER,
    TAKE_DOWN,
    WRITE,
    Handler,
)
from bot.chat.ui.codecs import WAITING
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import DraftKeeper, Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators
from bot.kb.model.keys import Address
from bot.locale.i18n import N_, ngettext
from bot.locale.i18n import gettext as _
from bot.services.answering.answers import Answers
from bot.services.content.answer import Link
from bot.services.content.outcomes import Choice, Found
from bot.services.editing.editor import Editor
from bot.services.editing.entry_fields import EntryFields
from bot.services.inbox.waiting import Item, ModeratorInbox
from bot.services.listening.gaps import MOST_NEAR, Gaps
from bot.services.ports.handoffs import Handoff
from bot.services.ports.inbox_cards import ItemKind
from bot.services.ports.records import Gap, Report, Suggestion

ANSWER, TITLE = 1400, 60
"""Characters of a suggested answer and of a title; escaped they are at most twice as many."""

NOT_NEAR = N_("Nothing comes close to it.")
"""Stands where no button offers an answer that may be the same."""

EMPTY = N_(
    "The inbox is empty: nothing is disputed, and every question that came often is answered."
)


class Inbox:
    """Show what waits for moderators, and what they can do about it."""

    name = "s"

    def __init__(
        self,
        *,
        inbox: ModeratorInbox,
        gaps: Gaps,
        editor: Editor,
        answers: Answers,
        moderators: Moderators,
        draft_keeper: DraftKeeper,
        editing: EditingRoom,
        feedback: Feedback,
        declining: DeclineForm,
        notices: Notices,
        languages: Languages,
    ) -> None:
        self._inbox = inbox
        self._gaps = gaps
        self._editor = editor
        self._answers = answers
        self._moderators = moderators
        self._draft_keeper = draft_keeper
        self._editing = editing
        self._feedback = feedback
        self._declining = declining
        self._notices = notices
        self._languages = languages

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Deal with what waits, for moderators only."""
        return self._moderators.only(
            INBOX.handled_by(self._turn),
            SAME.handled_by(self._add_to_nearest),
            SAME_AS_OTHER.handled_by(self._choose_other),
            WRITE.handled_by(self._write),
            DECLINE.handled_by(self._decline),
            TAKE_DOWN.handled_by(self._take_down),
        )

    async def show(self, interaction: Interaction) -> None:
        """Show the first thing that waits."""
        await reply(interaction, await self._render_page(guild_of(interaction), 0), private=True)

    def title(self, _about: str, _guild: int | None) -> str:
        """Name the form that asks which answer a question belongs to."""
        return _("Same as which answer?")

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for the answer."""
        hint = _("Its question or title, as you would ask it")
        return (Field("answer", _("The answer"), hint),)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Add a question to the answer that was named."""
        if refusal := self._moderators.refusal(interaction):
            raise RefusedError(refusal)
        outcome = await self._answers.ask(submission.fields["answer"], guild=interaction.guild_id)
        if not isinstance(outcome, Found):
            raise RefusedError(_("I can't find this answer: write its question or its title."))
        item = parse_state(WAITING.read, submission.about)
        await self._add(interaction, item, outcome.answer.address)

    async def _turn(self, interaction: Interaction, at: int) -> None:
        view = await self._render_page(guild_of(interaction), at)
        # What stands in the inbox channel is for all moderators: it is not turned under them.
        if interaction.message and interaction.message.flags.ephemeral:
            await replace(interaction, view)
        else:
            await reply(interaction, view, private=True)

    async def _add_to_nearest(self, interaction: Interaction, state: tuple[str, Address]) -> None:
        await self._add(interaction, *state)

    async def _choose_other(self, interaction: Interaction, item: str) -> None:
        await open_form(interaction, render_form(self, item, 0, {}))

    async def _write(self, interaction: Interaction, item: str) -> None:
        result = await self._inbox.find(guild_of(interaction), item)
        if result is None:
            await send_text(interaction, _(DONE))
            return
        question, answer = result
        await self._editing.edits.open_new(interaction, EntryFields(question, answer, question, ""))

    async def _decline(self, interaction: Interaction, item: str) -> None:
        guild, number = guild_of(interaction), int(item[1:])
        if item.startswith(ItemKind.SUGGESTION.value):
            await self._declining.open(interaction, number)
            return
        result = await self._inbox.find(guild, item)
        declined = await self._inbox.decline(guild, number)
        note_done(interaction)
        private = is_own_card(interaction)
        with self._languages.using_language_of_readers(interaction, private=private):
            if result is None or not declined:
                view = _render_closed(_(DONE))
            else:
                view = render_closed(interaction.user.mention, result[0])
        await replace(interaction, view)
        await self._notices.note_replaced(interaction.message)

    async def _take_down(self, interaction: Interaction, address: Address) -> None:
        with self._languages.using_language_of_all(interaction):
            # Translators: Why an answer was taken down, in its history.
            reason = _("reported as not right")
        await self._editing.history.retire(interaction, address.key, reason)

    async def _add(self, interaction: Interaction, item: str, address: Address) -> None:
        """Add a waiting question to an answer as a phrasing."""
        guild = guild_of(interaction)
        result = await self._inbox.find(guild, item)
        if result is None:
            await send_text(interaction, _(DONE))
            return
        parent = self._editor.parent(guild, address.key)
        submission = Submission(ALIAS, str(address), parent, {"phrasing": result[0]})
        await self._draft_keeper.save_or_return(
            interaction, submission, self._editing.publishing.propose
        )

    async def _render_page(self, guild: int, at: int) -> ui.LayoutView:
        items = await self._inbox.waiting(guild)
        if not items:
            return card([ui.TextDisplay(_(EMPTY))])
        at = min(at, len(items) - 1)
        item = items[at]
        await self._inbox.note_seen(guild, item)
        view = self.render(item)
        where = _("{number} of {count} in the inbox").format(number=at + 1, count=len(items))
        row: list[ui.Item[Any]] = [ui.TextDisplay(f"-# {where}")]
        turns = [button(INBOX, at - 1, _("Back"))] if at else []
        if at < len(items) - 1:
            turns.append(button(INBOX, at + 1, _("Next")))
        if turns:
            row.append(ui.ActionRow(*turns))
        view.add_item(ui.Container(*row))
        return view

    def render(self, item: Item) -> ui.LayoutView:
        """Render one thing that waits, with what can be done about it."""
        match item:
            case Handoff():
                return render_handoff(item)
            case Report():
                return self._feedback.render(item)
            case Gap():
                near = self._gaps.nearest(item.text, item.guild)
                return render_gap(item, near, self._gaps.found_after(item))
            case Suggestion():
                near = self._gaps.nearest(item.question, item.guild)
                return render_suggestion(item, near)


def render_gap(gap: Gap, near: Sequence[Choice], found: Sequence[Link] = ()) -> ui.LayoutView:
    """Render a question that nobody answers; `found` is what its askers found right afterwards."""
    heading = _("Not answered yet")
    question = ui.TextDisplay[Any](f"### {heading}\n> {quoted(gap.text)}")
    # Apart from the quotation: some clients draw a line that follows one as part of it.
    links = _links(near, found)
    lines = [" · ".join(_wanted(gap)), *_found_after(found), *([] if links else [_(NOT_NEAR)])]
    return card(
        [
            question,
            ui.TextDisplay("\n".join(lines)),
            *_item_buttons(f"g{gap.id}", links),
        ]
    )


def _found_after(found: Sequence[Link]) -> Iterator[str]:
    """Name what its askers found in other words: most likely it is the same."""
    if found:
        listed = " · ".join(f"**{quoted(link.title, TITLE)}**" for link in found)
        yield _("Who asked it found right after it: {answers}").format(answers=listed)


def _links(near: Sequence[Choice], found: Sequence[Link] = ()) -> list[Link]:
    """Join what may be the same answer, each once, what people found first."""
    named = {link.address: link for link in found}
    for link in near:
        named.setdefault(link.address, Link(link.address, link.title))
    return list(named.values())[:MOST_NEAR]


def _wanted(gap: Gap) -> Iterator[str]:
    """Describe how many people an answer would help, as far as that is known."""
    if gap.sent:
        yield _("sent by who asked it")
    if gap.askings:
        yield ngettext("asked {n} time", "asked {n} times", gap.askings).format(n=gap.askings)
    if gap.people > 1:
        yield ngettext("{n} person", "{n} people", gap.people).format(n=gap.people)
    if gap.waiting:
        waits = ngettext("{n} waits for the answer", "{n} wait for the answer", gap.waiting)
        yield waits.format(n=gap.waiting)


def render_suggestion(suggestion: Suggestion, near: Sequence[Choice]) -> ui.LayoutView:
    """Render what a member proposes."""
    heading = _("A member suggests")
    question = ui.TextDisplay[Any](f"### {heading}\n> {quoted(suggestion.question)}")
    answer = quoted(suggestion.answer, ANSWER) if suggestion.answer else ""
    lines = (answer, *([] if near else [_(NOT_NEAR)]))
    text = [ui.TextDisplay[Any]("\n".join(filter(None, lines)))] if any(lines) else []
    return card([question, *text, *_item_buttons(f"s{suggestion.id}", _links(near))])


def _item_buttons(item: str, near: Sequence[Link]) -> list[ui.Item[Any]]:
    text = _("Same as: {title}")
    same = [button(SAME, (item, link.address), text.format(title=link.title)) for link in near]
    ways = [
        button(WRITE, item, _("Write"), discord.ButtonStyle.primary),
        button(SAME_AS_OTHER, item, _("Same as another…")),
        button(DECLINE, item, _("Not for us")),
    ]
    return [ui.ActionRow[Any](*ways), *(ui.ActionRow[Any](link) for link in same)]


def _render_closed(text: str) -> ui.LayoutView:
    row = ui.ActionRow[Any](button(INBOX, 0, _("Inbox")))
    return card([ui.TextDisplay(text), row])
