"""Where a server wants it, let a second moderator look before a change is published."""

import asyncio
import dataclasses
from typing import Any

import discord
from discord import ui

from bot.chat.card import card, draw_answer
from bot.chat.curators import Curators
from bot.chat.handing_back import NO_DRAFT, HandBack, Submission
from bot.chat.languages import Languages
from bot.chat.moderation.changes import Change, Changes, guild_of
from bot.chat.moderation.notices import Notices
from bot.chat.moderation.steps import STEP, Step
from bot.chat.replies import Interaction, replace, reply, say
from bot.chat.text import quoted
from bot.chat.ui.actions import AGAIN, PUBLISH, SEND_BACK, UNDO, Handler
from bot.chat.ui.controls import button
from bot.chat.ui.failures import RefusedError, confirm
from bot.chat.ui.sending import Content, OutOfReachError, post
from bot.kb.markdown import print_entry
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.services.answer import title as answer_title
from bot.services.clock import Clock, today
from bot.services.editor import Contested, Edit, Editor, NothingToChange, Saved
from bot.services.impact import preview
from bot.services.servers import Servers
from bot.services.snapshot import Keeper

NO_INBOX = N_(
    "A second moderator must look at this first, and there is no inbox channel to show it in: "
    "an admin chooses one with /setup."
)
NOT_YOURS = N_("This one is yours: another moderator has to look at it.")
CHANGED = N_("Somebody changed the answer since, so its author has to look at it again.")


class SecondLook:
    """Show proposals in the inbox, and publish them once somebody else agrees."""

    def __init__(
        self,
        *,
        servers: Servers,
        keeper: Keeper,
        editor: Editor,
        changes: Changes,
        curators: Curators,
        hand_back: HandBack,
        notices: Notices,
        languages: Languages,
        clock: Clock,
        client: discord.Client,
    ) -> None:
        self._servers = servers
        self._keeper = keeper
        self._editor = editor
        self._changes = changes
        self._curators = curators
        self._hand_back = hand_back
        self._notices = notices
        self._languages = languages
        self._clock = clock
        self._client = client

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Publish a proposal, or send it back; for curators only."""
        return self._curators.only(
            PUBLISH.handled_by(self._publish), SEND_BACK.handled_by(self._send_back)
        )

    def wanted(self, interaction: Interaction) -> bool:
        """Tell whether the server wants a second look."""
        return self._servers.of(interaction.guild_id).second_look

    async def ask(self, interaction: Interaction, change: Change) -> None:
        """Show a proposal in the inbox; raise `RefusedError` where there is none."""
        await self._hand_back.keep(interaction, change.given)
        guild = guild_of(interaction)
        outlook = self._keeper.outlook(guild)
        seen = await asyncio.to_thread(preview, outlook, [change.entry])
        answer = seen.composer.compose(change.address, today(self._clock))
        assert answer is not None, "the preview holds what was just put into it"
        with self._languages.speaking_to_all(interaction):
            view = draw_answer(answer, controls=False)
            said = _("{who} proposes this answer.")
            if change.reason:
                said = _("{who} proposes this answer: {reason}")
            said = said.format(who=interaction.user.mention, reason=quoted(change.reason))
            view.add_item(ui.Container(*_proposal(interaction, said, change.given)))
        await self.post(interaction, Content(view))

    async def ask_step(self, interaction: Interaction, step: Step, title: str) -> None:
        """Show in the inbox what else is to happen to an entry, or say that there is none."""
        await self._hand_back.keep(interaction, step.given)
        with self._languages.speaking_to_all(interaction):
            who = interaction.user.mention
            said = step.proposed(who, quoted(title), quoted(step.reason))
            view = card(_proposal(interaction, said, step.given))
        try:
            await self.post(interaction, Content(view))
        except RefusedError as error:
            await say(interaction, str(error))

    async def post(self, interaction: Interaction, content: Content) -> None:
        """Post a proposal in the inbox, say where; raise `RefusedError` if that fails."""
        inbox = self._servers.of(interaction.guild_id).inbox_channel
        channel = self._client.get_channel(inbox) if inbox else None
        if not isinstance(channel, discord.abc.Messageable):
            raise RefusedError(_(NO_INBOX))
        try:
            await post(channel, content)
        except OutOfReachError as error:
            raise RefusedError(_(NO_INBOX)) from error
        said = _("Another moderator can publish it in {channel} within seven days.")
        said = said.format(channel=f"<#{inbox}>")
        view = card([ui.TextDisplay(said)])
        await confirm(interaction, lambda: reply(interaction, view, private=True))

    def is_own(self, interaction: Interaction, author: int) -> bool:
        """Tell whether somebody else has to look at what the person who presses proposed."""
        return self.wanted(interaction) and author == interaction.user.id

    async def _publish(self, interaction: Interaction, state: tuple[int, str]) -> None:
        author, name = state
        if author == interaction.user.id:
            await say(interaction, _(NOT_YOURS))
            return
        given = await self._hand_back.draft(interaction, name, author)
        if given is None:
            await say(interaction, _(NO_DRAFT))
            return
        try:
            # The card and the history are for all moderators.
            with self._languages.speaking_to_all(interaction):
                title, saved = await self._saved(interaction, given, author)
                view = _published(interaction, title, saved, author)
        except (RefusedError, Contested, NothingToChange):
            await say(interaction, _(CHANGED))
            return
        await confirm(interaction, lambda: replace(interaction, view))
        await self._notices.settle(guild_of(interaction), saved)

    async def _saved(
        self, interaction: Interaction, given: Submission, author: int
    ) -> tuple[str, Saved]:
        """Write what an author proposed, in their name; return what it is called too."""
        guild, editor = guild_of(interaction), self._editor
        mine = self._hand_back.as_draft(interaction, given)
        draft = dataclasses.replace(mine, author=author)
        edit = Edit(guild, author, str(interaction.id), "", draft)
        if given.form == STEP:
            step = Step.of(given)
            called = step.called(editor.called(guild, step.key))
            return called, await step.take(editor, with_look(edit, step.reason))
        change = self._changes.read(interaction, given)
        key, text = change.address.key, print_entry(change.entry)
        saved = await editor.write(with_look(edit, change.reason), key, text, given.revision)
        return answer_title(change.entry, change.address.section), saved

    async def _send_back(self, interaction: Interaction, state: tuple[int, str]) -> None:
        who, name = state
        author = f"<@{who}>"
        with self._languages.speaking_to_all(interaction):
            said = _("{who} sent a proposal back to {author}.")
            rows: list[ui.Item[Any]] = []
            if not name.startswith(f"{STEP}|"):
                said = _(
                    "{who} sent a proposal back to {author}, who can still open it: the draft is "
                    "kept for seven days."
                )
                again = button(AGAIN, name, _("Open the form again"))
                rows = [ui.ActionRow(again)]
            said = said.format(who=interaction.user.mention, author=author)
            view = card([ui.TextDisplay(said), *rows])
        await replace(interaction, view)


def with_look(edit: Edit, reason: str) -> Edit:
    """Note in the history that two people agreed."""
    seen = _("(seen by a second moderator)")
    return dataclasses.replace(edit, reason=f"{reason} {seen}".strip())


def _published(interaction: Interaction, title: str, saved: Saved, author: int) -> ui.LayoutView:
    said = _("Published: **{title}**, proposed by {author}, seen by {who}.")
    who = interaction.user.mention
    said = said.format(title=quoted(title), author=f"<@{author}>", who=who)
    row = ui.ActionRow[Any](button(UNDO, saved.batch, _("Undo")))
    return card([ui.TextDisplay(said), row])


def _proposal(interaction: Interaction, said: str, given: Submission) -> list[ui.Item[Any]]:
    state = (interaction.user.id, given.draft)
    row = ui.ActionRow[Any](
        button(PUBLISH, state, _("Publish"), discord.ButtonStyle.primary),
        button(SEND_BACK, state, _("Send back")),
    )
    return [ui.TextDisplay(said), row]
