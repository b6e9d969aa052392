"""Forms that survive a restart, and never lose what was typed into them.

A modal carries all its state in its `custom_id`, and discord.py is not asked to remember it: what
is submitted comes through `on_interaction`, whichever process had opened the form.
"""

import io
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import discord
import structlog
from discord import ui
from discord.ext import commands

from bot.chat.actions import Action, ActionButton, Press
from bot.chat.limits import FIELD_TEXT, FORM_FIELDS, FORM_LABEL, FORM_TITLE
from bot.chat.replies import NO_PINGS, Interaction, error_code, guarded, say, way_on
from bot.chat.text import cut
from bot.services.clock import Clock
from bot.services.ledger import LedgerUnavailable
from bot.services.records import NO_GUILD, Draft
from bot.services.stores import DraftStore

NOT_NOW = "Nothing can be saved right now. Answers go on; please try again in a few minutes."
NO_DRAFT = "There is no draft any more: it was saved, or it is older than seven days."

_PREFIX = "f"
_FILE = "your-text.md"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Field:
    """One labelled field: a line, a text, or a choice where it has options."""

    name: str
    label: str
    hint: str = ""
    long: bool = False
    required: bool = True
    most: int = FIELD_TEXT
    """Characters."""
    options: tuple[tuple[str, str], ...] = ()
    """Values and what they are called, at most ten."""

    def label_for(self, value: str) -> ui.Label[Any]:
        """Draw the field, filled in."""
        component = self._choice(value) if self.options else self._text(value)
        return ui.Label(
            text=cut(self.label, FORM_LABEL),
            description=cut(self.hint, 100) or None,
            component=component,
        )

    def _text(self, value: str) -> ui.TextInput[Any]:
        style = discord.TextStyle.paragraph if self.long else discord.TextStyle.short
        return ui.TextInput(
            custom_id=self.name,
            style=style,
            required=self.required,
            default=value[: self.most] or None,
            max_length=self.most,
        )

    def _choice(self, value: str) -> ui.RadioGroup[Any]:
        listed = [
            discord.RadioGroupOption(label=label, value=option, default=option == value)
            for option, label in self.options
        ]
        return ui.RadioGroup(custom_id=self.name, required=self.required, options=listed)


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


class Form(Protocol):
    """One kind of form; frozen, since the same one serves everybody."""

    name: str
    """Its short name, in small letters: it stands in the `custom_id`."""

    def title(self, about: str) -> str:
        """Name the form."""
        ...

    def fields(self, about: str) -> tuple[Field, ...]:
        """List its fields, at most five."""
        ...

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Do what the form is for, or raise `Refused`; check first who submits it."""
        ...


def draw_form(form: Form, about: str, revision: int, values: Mapping[str, str]) -> ui.Modal:
    """Draw a form with the values filled in, ready to be sent."""
    modal = ui.Modal(
        title=cut(form.title(about), FORM_TITLE),
        custom_id=f"{_PREFIX}|{form.name}|{about}|{revision}",
    )
    for field in form.fields(about)[:FORM_FIELDS]:
        modal.add_item(field.label_for(values.get(field.name, "")))
    # Stopped, so that discord.py keeps no copy: see the top of this file.
    modal.stop()
    return modal


class Forms(commands.Cog):
    """Take every form that is submitted, and hand the text back whatever fails."""

    def __init__(self, forms: Iterable[Form], drafts: DraftStore, clock: Clock) -> None:
        """Take the forms, where drafts are kept, and the time."""
        self._forms = {form.name: form for form in forms}
        self._drafts = drafts
        self._clock = clock

    @property
    def actions(self) -> dict[str, Action]:
        """What its controls do: open a form again with the draft in it."""
        return {"again": self._again}

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a form of ours."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        submission = _read(interaction)
        form = self._forms.get(submission.form) if submission else None
        if form and submission:
            work = self._submit(form, interaction, submission)
            await guarded(interaction, work, f"form {form.name}")

    async def _submit(self, form: Form, interaction: Interaction, given: Submission) -> None:
        try:
            await form.submitted(interaction, given)
        except Refused as refusal:
            await self.give_back(interaction, given, str(refusal))
        except LedgerUnavailable as error:
            _log.warning("form.unavailable", form=form.name, error=str(error))
            await self.give_back(interaction, given, NOT_NOW)
        except discord.HTTPException:
            raise
        except Exception as error:
            code = error_code()
            _log.error("failed", what=f"form {form.name}", code=code, exc_info=error)
            sentence = f"That did not work, and it is not your fault. {way_on(code)}"
            await self.give_back(interaction, given, sentence)

    async def give_back(self, interaction: Interaction, given: Submission, sentence: str) -> None:
        """Return what was typed as a file, and keep a draft to open the form with again."""
        kept = await self.keep(interaction, given)
        said = f"{sentence}\n{_KEPT if kept else _NOT_KEPT}"
        view = ui.View(timeout=None)
        if kept:
            view.add_item(ActionButton("again", given.draft, "Open the form again"))
        view.stop()
        file = discord.File(io.BytesIO(_as_text(given).encode()), _FILE)
        arguments: dict[str, Any] = {"file": file, "view": view} if kept else {"file": file}
        send: Callable[..., Awaitable[Any]] = interaction.response.send_message
        if interaction.response.is_done():
            send = interaction.followup.send
        await send(cut(said, 2000), ephemeral=True, allowed_mentions=NO_PINGS, **arguments)

    async def keep(self, interaction: Interaction, given: Submission) -> bool:
        """Keep a draft; tell whether that worked."""
        guild, author, now = interaction.guild_id or NO_GUILD, interaction.user.id, self._clock()
        draft = Draft(guild, author, given.draft, given.revision, dict(given.fields), now)
        try:
            await self._drafts.keep(draft)
        except LedgerUnavailable:
            return False
        return True

    async def _again(self, interaction: Interaction, press: Press) -> None:
        name, _, about = press.state.partition("|")
        guild = interaction.guild_id or NO_GUILD
        try:
            draft = await self._drafts.find(guild, interaction.user.id, press.state)
        except LedgerUnavailable:
            await say(interaction, NOT_NOW)
            return
        form = self._forms.get(name)
        if draft is None or form is None:
            await say(interaction, NO_DRAFT)
            return
        modal = draw_form(form, about, draft.parent, draft.fields)
        await interaction.response.send_modal(modal)


_KEPT = "Your text is in this file, and kept as a draft for seven days."
_NOT_KEPT = "Your text is in this file."


def _read(interaction: Interaction) -> Submission | None:
    """Read a submitted form; None where it is not one of ours."""
    data: Any = interaction.data or {}
    match str(data.get("custom_id", "")).split("|"):
        case [prefix, form, *about, revision] if prefix == _PREFIX and revision.isdecimal():
            given = dict(_values(data.get("components", ())))
            return Submission(form, "|".join(about), int(revision), given)
    return None


def _values(components: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for one in components:
        inner = one.get("component")
        yield from _values([inner] if inner else one.get("components", ()))
        if "custom_id" in one:
            value = one.get("value")
            yield str(one["custom_id"]), str(value) if value is not None else ""


def _as_text(given: Submission) -> str:
    return "\n\n".join(f"# {name}\n\n{value}" for name, value in given.fields.items() if value)
