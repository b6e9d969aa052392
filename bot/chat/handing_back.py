"""Whatever fails, a person gets back what they typed: as a file at once, as a draft for a week."""

import io
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord
import structlog
from discord import ui

from bot.chat.actions import ActionButton
from bot.chat.limits import CONTENT
from bot.chat.replies import NO_PINGS, NOT_NOW, Interaction, apology, error_code
from bot.chat.text import cut
from bot.locale.speech import N_
from bot.locale.speech import gettext as _
from bot.services.clock import Clock
from bot.services.ledger import LedgerUnavailable
from bot.services.records import NO_GUILD, Draft
from bot.services.stores import DraftStore

NO_DRAFT = N_(
    "There is no draft of yours any more: it was saved, it is older than seven days, or it is "
    "somebody else's."
)

_KEPT = N_("Your text is in this file, and kept as a draft for seven days.")
_NOT_KEPT = N_("Your text is in this file.")
_FILE = "your-text.md"

_log = structlog.get_logger(__name__)


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


class Refused(Exception):
    """What was typed cannot be taken; the message says why and what to change."""


Take = Callable[[Interaction, Submission], Awaitable[None]]


class HandBack:
    """Keep drafts, and hand back what could not be saved."""

    def __init__(self, drafts: DraftStore, clock: Clock) -> None:
        """Take where drafts are kept, and the time."""
        self._drafts = drafts
        self._clock = clock

    async def unless_saved(self, interaction: Interaction, given: Submission, take: Take) -> None:
        """Take what was typed; where that fails, hand it back with the reason."""
        try:
            await take(interaction, given)
        except Refused as refusal:
            await self.give(interaction, given, str(refusal))
        except LedgerUnavailable as error:
            _log.warning("form.unavailable", form=given.form, error=str(error))
            await self.give(interaction, given, _(NOT_NOW))
        except discord.HTTPException:
            # Discord did not take the reply: what was typed may well be saved.
            raise
        except Exception as error:
            code = error_code()
            _log.error("failed", what=f"form {given.form}", code=code, exc_info=error)
            await self.give(interaction, given, apology(code))

    async def give(self, interaction: Interaction, given: Submission, sentence: str) -> None:
        """Return what was typed as a file, and keep a draft to open the form with again."""
        kept = await self._try_to_keep(interaction, given)
        where = _(_KEPT) if kept else _(_NOT_KEPT)
        said = f"{cut(sentence, CONTENT - len(where) - 1)}\n{where}"
        file = discord.File(io.BytesIO(_as_text(given).encode()), _FILE)
        arguments: dict[str, Any] = {"file": file}
        if kept:
            arguments["view"] = ui.View(timeout=None)
            arguments["view"].add_item(ActionButton("again", given.draft, _("Open the form again")))
            arguments["view"].stop()
        send: Callable[..., Awaitable[Any]] = interaction.response.send_message
        if interaction.response.is_done():
            send = interaction.followup.send
        await send(said, ephemeral=True, allowed_mentions=NO_PINGS, **arguments)

    async def keep(self, interaction: Interaction, given: Submission) -> None:
        """Keep a draft; raise `LedgerUnavailable`."""
        await self._drafts.keep(self.as_draft(interaction, given))

    def as_draft(self, interaction: Interaction, given: Submission) -> Draft:
        """Name what was typed as a draft of the person who typed it."""
        return Draft(
            guild=interaction.guild_id or NO_GUILD,
            author=interaction.user.id,
            about=given.draft,
            parent=given.revision,
            fields=dict(given.fields),
            at=self._clock(),
        )

    async def draft(
        self, interaction: Interaction, name: str, author: int | None = None
    ) -> Submission | None:
        """Find a draft of the person who presses, or of another author in this server."""
        guild = interaction.guild_id or NO_GUILD
        found = await self._drafts.find(guild, author or interaction.user.id, name)
        if found is None:
            return None
        form, _bar, about = name.partition("|")
        return Submission(form, about, found.parent, found.fields)

    async def _try_to_keep(self, interaction: Interaction, given: Submission) -> bool:
        try:
            await self.keep(interaction, given)
        except LedgerUnavailable:
            return False
        return True


def _as_text(given: Submission) -> str:
    return "\n\n".join(f"# {name}\n\n{value}" for name, value in given.fields.items() if value)
