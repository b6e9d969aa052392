"""Read what a moderator typed into the change that it proposes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.chat.sending.failures import RefusedError, parse_state
from bot.chat.sending.languages import Languages
from bot.chat.sending.replies import Interaction
from bot.chat.ui.channel_links import with_addresses, with_links
from bot.chat.ui.drafts import Submission
from bot.kb.model.entries import Entry
from bot.kb.model.keys import Address
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.content.snapshot import SnapshotHolder
from bot.services.editing.editor import Editor
from bot.services.editing.entry_fields import (
    EntryFields,
    UnfitTextError,
    change_entry,
    new_entry,
    new_key,
    with_phrasing,
)
from bot.services.ports.clock import Clock, today

EDIT_FORM, ALIAS = "e", "a"
"""The forms that change an entry: its text, or how else it is asked. One letter each, since a
`custom_id` of 100 characters holds them with an address and a person."""

GONE = N_("This entry is no longer here: somebody retired it. /kb restore brings it back.")


@dataclass(frozen=True, slots=True)
class Change:
    """An entry as it would be, with the form that was filled in for it."""

    address: Address
    entry: Entry
    reason: str
    new: bool
    """Whether nothing stood there before."""
    submission: Submission
    text: str = ""
    """The entry as it is printed, once it was checked."""


class Changes:
    """Read submitted forms over what a server has now."""

    def __init__(
        self, snapshots: SnapshotHolder, editor: Editor, languages: Languages, clock: Clock
    ) -> None:
        self._snapshots = snapshots
        self._editor = editor
        self._languages = languages
        self._clock = clock

    def read(self, interaction: Interaction, submission: Submission) -> Change:
        """Read a submitted form; raise `RefusedError` with everything to be changed."""
        try:
            read = self._read_phrasing if submission.form == ALIAS else self._read_edit
            return read(interaction, submission)
        except UnfitTextError as error:
            raise RefusedError(as_bullets(error.sentences)) from error

    def _read_edit(self, interaction: Interaction, submission: Submission) -> Change:
        guild = guild_of(interaction)
        day, entry_fields = today(self._clock), self._read_fields(interaction, submission)
        reason = submission.fields.get("reason", "").strip()
        address = _read_address(submission)
        if address is None:
            visible, changed = (
                self._snapshots.view(guild).library.entries,
                self._snapshots.changes(guild).newest,
            )
            address = Address(new_key(entry_fields.name, visible.keys() | changed.keys()))
            # From here on the draft is about the entry, so that it is found under its name.
            submission = replace(submission, about=str(address))
        entry = self._editor.visible(guild, address.key)
        if entry is None:
            if submission.revision:
                raise RefusedError(_(GONE))
            return Change(
                address, new_entry(address.key, entry_fields, day), reason, True, submission
            )
        if address.section and entry.section(address.section) is None:
            raise RefusedError(_(GONE))
        return Change(
            address,
            change_entry(entry, address.section, entry_fields, day),
            reason,
            False,
            submission,
        )

    def _read_fields(self, interaction: Interaction, submission: Submission) -> EntryFields:
        """Read the fields; links and addresses are what all members of the server see."""
        fields = entry_fields_of(submission)
        with self._languages.using_language_of_all(interaction):
            return replace(
                fields,
                answer=with_links(fields.answer, interaction.guild),
                sources=with_addresses(fields.sources, guild_of(interaction)),
            )

    def _read_phrasing(self, interaction: Interaction, submission: Submission) -> Change:
        guild = guild_of(interaction)
        address = parse_state(Address.parse, submission.about)
        entry = self._editor.visible(guild, address.key)
        if entry is None or (address.section and entry.section(address.section) is None):
            raise RefusedError(_(GONE))
        phrasing = submission.fields["phrasing"]
        changed = with_phrasing(entry, address.section, phrasing)
        # All moderators read a history: it is kept in the language of their server.
        with self._languages.using_language_of_all(interaction):
            reason = _("also asked as: {phrasing}").format(phrasing=phrasing)
        return Change(address, changed, reason, False, submission)


def guild_of(interaction: Interaction) -> int:
    """Return the server; whoever calls this has checked for a moderator before."""
    assert interaction.guild_id is not None, "moderators exist in servers only"
    return interaction.guild_id


def as_bullets(sentences: Iterable[str]) -> str:
    """List what is to be changed before something can be saved."""
    # An empty line ends the list: some clients draw what follows as part of it.
    return "\n".join(
        (_("This cannot be saved yet:"), *(f"- {sentence}" for sentence in sentences), "")
    )


def entry_fields_of(submission: Submission) -> EntryFields:
    """Return the fields of the form for an entry."""
    fields = submission.fields
    return EntryFields(
        name=fields.get("name", ""),
        answer=fields.get("answer", ""),
        asks=fields.get("asks", ""),
        sources=fields.get("sources", ""),
    )


def _read_address(submission: Submission) -> Address | None:
    try:
        return Address.parse(submission.about)
    except ValueError:
        return None
