"""Save what moderators propose: look at what it takes, write it, show it, take it back."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.chat.actions import Action, Press
from bot.chat.curators import Curators
from bot.chat.handing_back import NO_DRAFT, HandBack, Refused, Submission
from bot.chat.moderation.changes import ALIAS, Change, guild_of, read_change
from bot.chat.moderation.drawing import draw_clash, draw_saved, draw_warning
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.second_look import SecondLook
from bot.chat.replies import Interaction, later, reply, say
from bot.chat.text import quoted
from bot.kb.entries import Entry
from bot.kb.keys import Address, Key
from bot.kb.markdown import print_entry
from bot.kb.problems import BrokenKnowledge
from bot.services.answer import title
from bot.services.answers import Answers, search
from bot.services.desk import Desk
from bot.services.editor import Contested, Edit, NothingToChange, Saved
from bot.services.impact import impact, preview
from bot.services.ledger import ChangeKind, FaqChange, Proposal

MOST_SAID = 5
"""Answers that an undo names: an import may hold two thousand, and a card 4,000 characters."""

NOTHING = "There is nothing to change: it is so already."
TOO_LATE = "Somebody changed it since, so it was left alone. /kb history shows what happened."


class Saving:
    """Take changes from forms and presses to the ledger, and answer with what members see."""

    def __init__(
        self,
        desk: Desk,
        answers: Answers,
        curators: Curators,
        hand_back: HandBack,
        second_look: SecondLook,
        notices: Notices,
    ) -> None:
        """Take the desk, the answers to show, who may do this, and who keeps, looks and tells."""
        self._notices = notices
        self._second_look = second_look
        self._desk = desk
        self._answers = answers
        self._curators = curators
        self._hand_back = hand_back

    @property
    def actions(self) -> dict[str, Action]:
        """What the buttons below a proposal do, for curators only."""
        return self._curators.only(
            {"anyway": self._anyway, "instead": self._instead, "undo": self._undo}
        )

    async def propose(self, interaction: Interaction, given: Submission) -> None:
        """Save what was typed, unless it takes questions of other answers: then ask first.

        Raise `Refused` or `LedgerUnavailable`.
        """
        change = await self._read(interaction, given)
        if change.entry == self._desk.editor.shown(guild_of(interaction), change.address.key):
            await say(interaction, NOTHING)
            return
        await later(interaction)
        guild, changed = guild_of(interaction), [change.entry]
        before = self._desk.keeper.view(guild)
        outlook = self._desk.keeper.outlook(guild)
        after = await asyncio.to_thread(preview, outlook, changed)
        found = await asyncio.to_thread(impact, before, after, changed)
        if not found:
            await self.save(interaction, change)
            return
        await self._hand_back.keep(interaction, change.given)
        view = draw_warning(change.given.draft, found, new=change.new)
        await reply(interaction, view, private=True)

    async def save(self, interaction: Interaction, change: Change) -> None:
        """Write a change, or let somebody else look; raise `Refused` or `LedgerUnavailable`."""
        if self._second_look.wanted(interaction):
            await self._second_look.ask(interaction, change)
            return
        draft = self._hand_back.as_draft(interaction, change.given)
        edit = replace(self.edit(interaction, change.reason), draft=draft)
        text = print_entry(change.entry)
        key, parent = change.address.key, change.given.revision
        try:
            saved = await self._desk.editor.write(edit, key, text, parent)
        except Contested as conflict:
            await self._clash(interaction, change, conflict)
            return
        said = "Saved. Members see this from now on."
        corrected = change.given.form != ALIAS
        await self.show(interaction, said, change.address, saved, corrected=corrected)

    async def show(
        self,
        interaction: Interaction,
        sentence: str,
        address: Address,
        saved: Saved,
        *,
        corrected: bool = True,
    ) -> None:
        """Answer with what was saved, as members see it, and see to what follows from it."""
        answer = self._answers.show(address, guild=guild_of(interaction))
        if answer:
            # What is saved settles doubts; only the reply does not wait for that.
            answer = replace(answer, doubted=False)
        await reply(interaction, draw_saved(sentence, saved.batch, answer), private=True)
        guild = guild_of(interaction)
        await self._notices.settle(interaction.client, guild, saved, corrected=corrected)

    def edit(self, interaction: Interaction, reason: str) -> Edit:
        """Say who changes something; the same interaction is never done twice."""
        return Edit(
            guild=guild_of(interaction),
            actor=interaction.user.id,
            request=str(interaction.id),
            reason=reason,
        )

    async def _clash(self, interaction: Interaction, change: Change, conflict: Contested) -> None:
        clash = conflict.clashes[0]
        # Opened again, the form stands on their change: saving then means to write over it.
        parent = clash.change.revision if clash.change else 0
        given = replace(change.given, revision=parent)
        await self._hand_back.keep(interaction, given)
        await reply(interaction, draw_clash(given.draft, change.address, clash), private=True)

    async def _anyway(self, interaction: Interaction, press: Press) -> None:
        given = await self._hand_back.draft(interaction, press.state)
        if given is None:
            await say(interaction, NO_DRAFT)
            return

        async def take(interaction: Interaction, given: Submission) -> None:
            change = await self._read(interaction, given)
            await later(interaction)
            await self.save(interaction, change)

        await self._hand_back.unless_saved(interaction, given, take)

    async def _instead(self, interaction: Interaction, press: Press) -> None:
        """Add the question of a new entry to the answer that is like it already."""
        given = await self._hand_back.draft(interaction, press.state)
        view = self._desk.keeper.view(guild_of(interaction))
        ranking = search(view, given.fields.get("name", "")) if given else None
        if given is None or ranking is None or not ranking.offered:
            await say(interaction, NO_DRAFT)
            return
        hit = ranking.offered[0]
        address = view.links[hit.entry, hit.section].address
        parent = self._desk.editor.parent(guild_of(interaction), address.key)
        fields = {"phrasing": given.fields["name"]}
        phrased = Submission(ALIAS, str(address), parent, fields)
        await self._hand_back.unless_saved(interaction, phrased, self.propose)

    async def _undo(self, interaction: Interaction, press: Press) -> None:
        await later(interaction)
        before = self._desk.keeper.view(guild_of(interaction)).library.entries
        try:
            saved = await self._desk.editor.undo(self.edit(interaction, "undo"), press.state)
        except NothingToChange:
            await say(interaction, NOTHING)
        except Contested:
            await say(interaction, TOO_LATE)
        else:
            said = f"Taken back: {self._said(guild_of(interaction), saved.changes, before)}."
            view = draw_saved(said, saved.batch, None)
            await reply(interaction, view, private=True)
            await self._notices.settle(interaction.client, guild_of(interaction), saved)

    def _said(self, guild: int, changes: Sequence[FaqChange], before: Mapping[Key, Entry]) -> str:
        """Say how things are after an undo; of an import only how many."""
        if len(changes) > MOST_SAID:
            return f"{len(changes)} answers are as they were before"
        said = []
        for one in changes:
            shown = self._desk.editor.shown(guild, one.key)
            entry = shown or before.get(one.key)
            name = quoted(title(entry) if entry else str(one.key))
            said.append(f"**{name}** is {_STATES[one.kind] if shown else 'not shown any more'}")
        return ", ".join(said)

    async def _read(self, interaction: Interaction, given: Submission) -> Change:
        if refusal := self._curators.refusal(interaction):
            raise Refused(refusal)
        guild = guild_of(interaction)
        change = read_change(self._desk, guild, given)
        try:
            text = print_entry(change.entry)
            proposal = Proposal(change.address.key, given.revision, ChangeKind.WRITE, text)
            await self._desk.editor.check(guild, [proposal])
        except BrokenKnowledge as error:
            raise Refused(_as_list(error)) from error
        return change


_STATES: Mapping[ChangeKind, str] = {
    ChangeKind.WRITE: "as it was before",
    ChangeKind.HIDE: "retired again",
    ChangeKind.CLEAR: "as all servers see it",
}


_LABELS: Mapping[str, str] = {
    "title": "Question",
    "question": "Question",
    "summary": "Answer",
    "points": "Answer",
    "more": "Answer",
    "sections": "Answer",
    "asks": "Other ways to ask it",
    "sources": "Sources",
}
"""How the form calls the fields of an entry."""


def _as_list(error: BrokenKnowledge) -> str:
    lines = (f"- {_label(one.field)}: {one.message}." for one in error.problems)
    # An empty line ends the list: some clients draw what follows as part of it.
    return "This cannot be saved yet:\n" + "\n".join(dict.fromkeys(lines)) + "\n"


def _label(field: str) -> str:
    """Name a field such as `sources[0].url` as the form does."""
    return _LABELS.get(field.partition(".")[0].partition("[")[0], field)
