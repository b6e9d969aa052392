"""Forms that survive a restart, and never lose what was typed into them.

A modal carries all its state in its `custom_id`, and discord.py is not asked to remember it: what
is submitted comes through `on_interaction`, whichever process had opened the form.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import discord
from discord import ui

from bot.chat.sending.failures import OtherVersionError
from bot.chat.sending.limits import CARD_TEXT, FIELD_TEXT, FORM_FIELDS, FORM_LABEL, FORM_TITLE
from bot.chat.sending.replies import Interaction, open_form, send_text
from bot.chat.sending.text import cut
from bot.chat.ui.actions import AGAIN, FORM, Handler, read_custom_id, write_custom_id
from bot.chat.ui.drafts import NO_DRAFT, DraftKeeper, Submission
from bot.locale.i18n import gettext as _

REVISION = re.compile("[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Field:
    """One labeled field: a line, a text, or a choice if it has options."""

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
        """Render the field, filled in."""
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
        options = [
            discord.RadioGroupOption(label=label, value=option, default=option == value)
            for option, label in self.options
        ]
        return ui.RadioGroup(custom_id=self.name, required=self.required, options=options)


class Form(Protocol):
    """One kind of form; frozen, since the same one serves everybody."""

    name: str
    """Its short name, in small letters: it stands in the `custom_id`."""

    def title(self, about: str, guild: int | None) -> str:
        """Name the form, as its server calls what it is about."""
        ...

    def fields(self, about: str) -> tuple[Field, ...]:
        """List its fields, at most five."""
        ...

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """Process the form, or raise `RefusedError`; check who submits it first."""
        ...


def render_form(
    form: Form,
    about: str,
    revision: int,
    values: Mapping[str, str],
    guild: int | None = None,
    note: str = "",
) -> ui.Modal:
    """Render a form with the values filled in, ready to be sent; a server may name it.

    A `note` stands below the first field if the others leave room for it.
    """
    modal = ui.Modal(
        title=cut(form.title(about, guild), FORM_TITLE),
        custom_id=write_custom_id(FORM, f"{form.name}|{about}|{revision}"),
    )
    fields = form.fields(about)[:FORM_FIELDS]
    for number, field in enumerate(fields):
        modal.add_item(field.label_for(values.get(field.name, "")))
        if note and not number and len(fields) < FORM_FIELDS:
            modal.add_item(ui.TextDisplay(cut(note, CARD_TEXT)))
    # Stopped, so that discord.py keeps no copy: see the top of this file.
    modal.stop()
    return modal


class Forms:
    """Submit forms, and reopen one with what was typed."""

    def __init__(self, forms: Iterable[Form], draft_keeper: DraftKeeper) -> None:
        self._forms = {form.name: form for form in forms}
        self._draft_keeper = draft_keeper

    @property
    def actions(self) -> tuple[Handler, ...]:
        """Open a form again with the draft in it."""
        return (AGAIN.handled_by(self._reopen),)

    async def submit(self, interaction: Interaction, submission: Submission) -> None:
        """Process a form; what was typed is returned if that fails."""
        form = self._forms.get(submission.form)
        if form is None:
            await self._draft_keeper.refuse(interaction, submission, OtherVersionError())
        else:
            await self._draft_keeper.save_or_return(interaction, submission, form.submitted)

    async def _reopen(self, interaction: Interaction, name: str) -> None:
        submission = await self._draft_keeper.draft(interaction, name)
        form = self._forms.get(submission.form) if submission else None
        if submission is None or form is None:
            await send_text(interaction, _(NO_DRAFT))
            return
        modal = render_form(
            form, submission.about, submission.revision, submission.fields, interaction.guild_id
        )
        await open_form(interaction, modal)


def read_form(interaction: Interaction) -> Submission | None:
    """Read a submitted form; None if it is not one of ours."""
    data: Any = interaction.data or {}
    try:
        name, state = read_custom_id(str(data.get("custom_id", "")))
    except ValueError:
        return None
    match state.split("|"):
        case [form, *about, revision] if name == FORM and REVISION.fullmatch(revision):
            submission = dict(_values(data.get("components", ())))
            return Submission(form, "|".join(about), int(revision), submission)
    return None


def _values(components: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for component in components:
        inner = component.get("component")
        yield from _values([inner] if inner else component.get("components", ()))
        if "custom_id" in component:
            value = component.get("value")
            yield str(component["custom_id"]), str(value) if value is not None else ""
