"""The forms by which an entry is written, and how a moderator comes to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.chat.cards.card import card
from bot.chat.editing.publishing import PublishActions
from bot.chat.proposals.changes import ALIAS, EDIT_FORM, GONE, guild_of
from bot.chat.sending.limits import FIELD_TEXT
from bot.chat.sending.replies import Interaction, open_form, reply, send_text
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import AGAIN, EDIT, NEW, Handler
from bot.chat.ui.channel_links import with_names
from bot.chat.ui.controls import button
from bot.chat.ui.drafts import DraftKeeper, Submission
from bot.chat.ui.forms import Field, render_form
from bot.chat.ui.moderators import Moderators
from bot.kb.model.keys import Address, Key
from bot.kb.model.text import PHRASE_LIMIT
from bot.locale.i18n import N_, day
from bot.locale.i18n import gettext as _
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.editing.entry_fields import EntryFields
from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import Draft
from bot.services.servers.drafts import Drafts

QUESTION_LENGTH = 200
"""Characters of a FAQ's question (`bot.kb.model.entries`)."""

MOST_DRAFTS = 5

TOO_LONG = N_(
    "This answer is longer than a form takes. Use /kb export, change its file, and /kb import."
)

LEAVE = N_("Leave it, and open the form")

REASON_LENGTH = 200
"""Characters of why something was changed: one line of a history."""


class EntryForm:
    """Write an entry, or one part of it."""

    name = EDIT_FORM

    def __init__(self, snapshots: SnapshotHolder, publishing: PublishActions) -> None:
        self._snapshots = snapshots
        self._publishing = publishing

    def title(self, about: str, guild: int | None) -> str:
        """Name the form."""
        is_known = ":" in about and self._is_shown(guild, Address.parse(about).key)
        if not is_known:
            return _("New answer")
        return _("Edit: {answer}").format(answer=_name(self._snapshots, guild, about))

    def _is_shown(self, guild: int | None, key: Key) -> bool:
        """Return whether an entry is published: a draft of a new one has a key, too."""
        return key in self._snapshots.view(guild).library.entries

    def fields(self, about: str) -> tuple[Field, ...]:
        """List the fields: a section has no name of its own."""
        fields = _text_fields(new=":" not in about)
        return fields if "/" in about else (_name_field(), *fields)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Save it."""
        await self._publishing.propose(interaction, submission)


class PhrasingForm:
    """Add another way to ask what an answer says."""

    name = ALIAS

    def __init__(
        self,
        snapshots: SnapshotHolder,
        editor: Editor,
        publishing: PublishActions,
        draft_keeper: DraftKeeper,
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._publishing = publishing
        self._draft_keeper = draft_keeper

    def title(self, about: str, guild: int | None) -> str:
        """Name the form."""
        return _("Also asked as: {answer}").format(answer=_name(self._snapshots, guild, about))

    def fields(self, _about: str) -> tuple[Field, ...]:
        """Ask for the words."""
        return (Field("phrasing", _("How else is it asked?"), most=PHRASE_LIMIT),)

    async def add(self, interaction: Interaction, address: Address, phrasing: str) -> None:
        """Add a phrasing without opening the form; it opens if that fails."""
        parent = self._editor.parent(guild_of(interaction), address.key)
        submission = Submission(ALIAS, str(address), parent, {"phrasing": phrasing})
        await self._draft_keeper.save_or_return(interaction, submission, self._publishing.propose)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Save it."""
        await self._publishing.propose(interaction, submission)


class EditActions:
    """Open the forms, filled with what members see now, or with what could not be saved."""

    def __init__(
        self,
        snapshots: SnapshotHolder,
        editor: Editor,
        drafts: Drafts,
        moderators: Moderators,
        form: EntryForm,
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._drafts = drafts
        self._moderators = moderators
        self._form = form

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open a form, for moderators only."""
        return self._moderators.only(EDIT.handled_by(self.open), NEW.handled_by(self._new))

    async def edit(self, interaction: Interaction, address: Address) -> None:
        """Offer the drafts of an answer, or else open the form for it."""
        drafts = [
            one
            for one in await self._list_drafts(interaction)
            if one.about == f"{EDIT_FORM}|{address}"
        ]
        if drafts:
            past = button(EDIT, address, _(LEAVE))
            await reply(interaction, render_drafts(drafts, past), private=True)
        else:
            await self.open(interaction, address)

    async def add(self, interaction: Interaction, entry_fields: EntryFields) -> None:
        """Offer the drafts of new answers, or else open an empty form."""
        shown = self._snapshots.view(guild_of(interaction)).library.entries
        drafts = await self._list_drafts(interaction)
        unfinished = [one for one in drafts if _about(one) is None or _about(one) not in shown]
        if unfinished and not entry_fields.name:
            view = render_drafts(unfinished, button(NEW, None, _(LEAVE)))
            await reply(interaction, view, private=True)
        else:
            await self.open_new(interaction, entry_fields)

    async def open(self, interaction: Interaction, address: Address) -> None:
        """Open the form for an answer: at once, from memory, since a form cannot come later."""
        guild = guild_of(interaction)
        entry = self._editor.visible(guild, address.key)
        if entry is None or (address.section and entry.section(address.section) is None):
            await send_text(interaction, _(GONE))
            return
        fields = fields_of(EntryFields.of(entry, address.section))
        fields["answer"] = with_names(fields["answer"], interaction.guild)
        if any(len(text) > FIELD_TEXT for text in fields.values()):
            await send_text(interaction, _(TOO_LONG))
            return
        parent = self._editor.parent(guild, address.key)
        note = _figures_note(self._editor.figures(guild, address.key, fields["answer"]))
        modal = render_form(self._form, str(address), parent, fields, guild, note)
        await open_form(interaction, modal)

    async def open_new(self, interaction: Interaction, entry_fields: EntryFields) -> None:
        """Open the form for a new answer, with what is known of it."""
        modal = render_form(self._form, "", 0, fields_of(entry_fields))
        await open_form(interaction, modal)

    async def _new(self, interaction: Interaction, _state: None) -> None:
        await self.open_new(interaction, EntryFields("", "", "", ""))

    async def _list_drafts(self, interaction: Interaction) -> list[Draft]:
        """List what the person typed about entries of this server and could not save."""
        try:
            result = await self._drafts.of(guild_of(interaction), interaction.user.id)
        except LedgerError:
            return []
        return [draft for draft in result if draft.about.startswith(f"{EDIT_FORM}|")]


def render_drafts(drafts: Sequence[Draft], past: ui.Item[Any]) -> ui.LayoutView:
    """Render the drafts that could be opened again, and the way past them."""
    rows = [
        ui.ActionRow[Any](button(AGAIN, draft.about, f"{day(draft.at)}: {_draft_title(draft)}"))
        for draft in drafts[:MOST_DRAFTS]
    ]
    text = _("You typed this and it was not saved. Open it again?")
    return card([ui.TextDisplay(text), *rows, ui.ActionRow[Any](past)])


def _figures_note(figures: Mapping[str, str]) -> str:
    """List what stands for a figure in the answer above, with the figure."""
    lines = (f"- `{{{{{name}}}}}`: {quoted(text)}" for name, text in figures.items())
    return "\n".join((_("Figures in this answer:"), *lines)) if figures else ""


def _draft_title(draft: Draft) -> str:
    return draft.fields.get("name") or draft.fields.get("answer") or draft.about


def _about(draft: Draft) -> Key | None:
    """Return the entry that a draft is about; None if it has no name yet."""
    try:
        return Address.parse(draft.about.partition("|")[2]).key
    except ValueError:
        return None


def _name(snapshots: SnapshotHolder, guild: int | None, about: str) -> str:
    """Name an answer in few characters, as people call it; the key if nothing is shown."""
    address = Address.parse(about)
    link = snapshots.view(guild).links.get((str(address.key), address.section))
    return link.title if link else about


def _name_field() -> Field:
    hint = _("A question as members ask it, or the title of a visa or a role")
    return Field("name", _("Question"), hint, most=QUESTION_LENGTH)


def _text_fields(*, new: bool) -> tuple[Field, ...]:
    how = _("First one full sentence, then bullets (- or 1.); the rest stands behind More")
    if not new:
        # Translators: Below the field for an answer; Discord shows 100 characters of it.
        how = _(
            "First one full sentence, then bullets (- or 1.), then the rest. Keep each {{…}}: a "
            "sourced figure"
        )
    page = _("One per line: a title and its address, the link of a message, or: this server")
    why = _("Kept in the history")
    return (
        Field("answer", _("Answer"), how, long=True),
        Field("asks", _("Other ways to ask it"), _("One per line"), long=True, required=False),
        Field("sources", _("Sources"), page, long=True),
        Field("reason", _("Why?"), why, required=False, most=REASON_LENGTH),
    )


def fields_of(entry_fields: EntryFields) -> dict[str, str]:
    """Fill in the fields of the form for an entry."""
    return {
        "name": entry_fields.name,
        "answer": entry_fields.answer,
        "asks": entry_fields.asks,
        "sources": entry_fields.sources,
    }
