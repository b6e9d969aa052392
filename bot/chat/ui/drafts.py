"""Whatever fails, a person gets back what they typed: as a file at once, as a draft for a week."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.chat.sending.failures import explain, reporting_errors
from bot.chat.sending.limits import CONTENT
from bot.chat.sending.outgoing import Attachment, Content
from bot.chat.sending.plain_text import plain_view
from bot.chat.sending.replies import Interaction, respond
from bot.chat.sending.text import cut
from bot.chat.ui.actions import AGAIN
from bot.chat.ui.controls import button
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.ports.ledger import LedgerError
from bot.services.ports.records import NO_GUILD, Draft
from bot.services.servers.drafts import Drafts

NO_DRAFT = N_(
    "You have no such draft anymore: it was saved, it is older than seven days, or it is "
    "somebody else's."
)

_KEPT = N_("Your text is in this file, and kept as a draft for seven days.")
_NOT_KEPT = N_("Your text is in this file.")
_FILE = "your-text.md"
_HEADINGS = {"name": "question"}
"""What a form calls a field, if not by its name."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a person typed into a form, and what the form was about."""

    form: str
    about: str
    """The key of an entry, the number of a gap …"""
    revision: int
    """The revision of the entry that the form showed, or 0."""
    fields: Mapping[str, str]

    @property
    def draft(self) -> str:
        """The name under which the text is kept as a draft."""
        return f"{self.form}|{self.about}"


Take = Callable[[Interaction, Submission], Awaitable[None]]


class DraftKeeper:
    """Store drafts, and return what could not be saved."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts

    async def save_or_return(
        self, interaction: Interaction, submission: Submission, take: Take
    ) -> None:
        """Process what was typed; if that fails before it is saved, return it with the reason."""

        async def say_why(sentence: str) -> None:
            await self.return_text(interaction, submission, sentence)

        await reporting_errors(
            interaction, take(interaction, submission), f"form {submission.form}", say_why
        )

    async def refuse(
        self, interaction: Interaction, submission: Submission, error: Exception
    ) -> None:
        """Return what no form accepts anymore: a draft could not be opened again."""
        sentence = f"{explain(error, 'form')}\n{_(_NOT_KEPT)}"
        await respond(
            interaction, Content(text=sentence, attachments=(_file(submission),)), private=True
        )

    async def return_text(
        self, interaction: Interaction, submission: Submission, sentence: str
    ) -> None:
        """Return what was typed as a file, and keep a draft to open the form with again."""
        is_kept = await self._try_to_keep(interaction, submission)
        where = _(_KEPT) if is_kept else _(_NOT_KEPT)
        text = f"{cut(sentence, CONTENT - len(where) - 1)}\n{where}"
        again = button(AGAIN, submission.draft, _("Open the form again")) if is_kept else None
        view = plain_view(again) if again else None
        await respond(interaction, Content(view, text, (_file(submission),)), private=True)

    async def keep(self, interaction: Interaction, submission: Submission) -> None:
        """Store a draft; raise `LedgerError`."""
        await self._drafts.keep(self.as_draft(interaction, submission))

    async def drop(self, interaction: Interaction, name: str, before: datetime) -> None:
        """Drop a draft of the person who presses, unless they typed another one since."""
        guild, author = interaction.guild_id or NO_GUILD, interaction.user.id
        result = await self._drafts.find(guild, author, name)
        if result is not None and result.at <= before:
            await self._drafts.drop(guild, author, name)

    def as_draft(self, interaction: Interaction, submission: Submission) -> Draft:
        """Name what was typed as a draft of the person who typed it."""
        guild, author = interaction.guild_id or NO_GUILD, interaction.user.id
        return self._drafts.make(
            guild, author, submission.draft, submission.revision, submission.fields
        )

    async def draft(
        self, interaction: Interaction, name: str, author: int | None = None
    ) -> Submission | None:
        """Find a draft of the person who presses, or of another author in this server."""
        guild = interaction.guild_id or NO_GUILD
        result = await self._drafts.find(guild, author or interaction.user.id, name)
        if result is None:
            return None
        form, _bar, about = name.partition("|")
        return Submission(form, about, result.parent, result.fields)

    async def _try_to_keep(self, interaction: Interaction, submission: Submission) -> bool:
        try:
            await self.keep(interaction, submission)
        except LedgerError:
            return False
        return True


def _file(submission: Submission) -> Attachment:
    text = "\n\n".join(
        f"# {_HEADINGS.get(name, name)}\n\n{value}"
        for name, value in submission.fields.items()
        if value
    )
    return Attachment(text.encode(), _FILE)
