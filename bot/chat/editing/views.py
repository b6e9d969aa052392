"""Render what moderators see of a change: that it is saved, a conflict, drafts, the history."""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from typing import Any

import discord
from discord import ui

from bot.chat.cards.card import AMBER, card, render_answer
from bot.chat.proposals.change_words import change_lines, shorten
from bot.chat.sending.text import cut, quoted
from bot.chat.ui.actions import (
    AGAIN,
    BRING_BACK,
    EDIT,
    HISTORY,
    UNDO,
)
from bot.chat.ui.controls import Option, button, select
from bot.kb.model.keys import Address, Key
from bot.kb.model.problems import BrokenBaseError
from bot.kb.reading.library import Library
from bot.kb.reading.markdown import parse_entry
from bot.locale.i18n import N_, day, ngettext
from bot.locale.i18n import gettext as _
from bot.services.comparing.differences import difference
from bot.services.comparing.field_changes import text_changes
from bot.services.content.answer import Answer
from bot.services.editing.editor import Clash, Version
from bot.services.editing.entry_fields import EntryFields

MOST_VERSIONS = 5

VERSION_TEXT, VERSION_REASON = 450, 100
"""Characters of one version in a history, and of why it was made: five of them fit a card."""

CLASH_TEXT = 1100
"""Characters of each of both texts and of their difference, so that a card holds all three."""

_KEPT = N_("Your text is kept as a draft for seven days.")

Items = list[ui.Item[Any]]


def render_saved(sentence: str, batch: str, answer: Answer | None) -> ui.LayoutView:
    """Render what was saved as members see it from now on, with a way to take it back."""
    text = ui.TextDisplay[Any](sentence)
    row = ui.ActionRow[Any](button(UNDO, batch, _("Undo")))
    if answer is None:
        return card([text, row] if batch else [text])
    view = render_answer(answer)
    container = ui.Container[Any](*([text, row] if batch else [text]))
    view.add_item(container)
    return view


def render_clash(draft: str, address: Address, clash: Clash) -> ui.LayoutView:
    """Render both texts and what tells them apart; `draft` holds what was typed."""
    theirs, yours = _what_differs(*(_parts(text, address) for text in (clash.theirs, clash.yours)))
    heading, sentence = _("Somebody else changed this first"), _("Yours is not saved yet.")
    if clash.change and clash.change.actor:
        sentence = _("Yours is not saved yet. It was {who}.").format(who=f"<@{clash.change.actor}>")
    changed = _block(difference(theirs, yours), "diff")
    texts = (
        (_("Now"), _block(theirs or _("It is retired."))),
        (_("Yours"), _block(yours)),
        (_("From theirs to yours"), changed),
    )
    mine = button(AGAIN, draft, _("Open the form with mine"), discord.ButtonStyle.primary)
    items: Items = [
        ui.TextDisplay(f"### {heading}\n{sentence}"),
        *(ui.TextDisplay(f"**{title}**\n{text}") for title, text in texts),
        ui.ActionRow(mine, button(EDIT, address, _("Open the form with theirs"))),
        ui.TextDisplay(f"-# {_(_KEPT)}"),
    ]
    return card(items, AMBER)


def render_history(
    key: Key, title: str, versions: Sequence[Version], start: int, library: Library
) -> ui.LayoutView:
    """Render a part of the history of an entry, newest first, with a way to bring one back."""
    page_versions = versions[start : start + MOST_VERSIONS]
    heading = _("History of “{title}”").format(title=shorten(title))
    items: Items = [ui.TextDisplay(f"### {heading}")]
    items += [ui.TextDisplay(_version(version, library)) for version in page_versions]
    if not page_versions:
        items.append(ui.TextDisplay(_("Nobody has changed it in this server.")))
    texts = [version for version in page_versions if version.text]
    if texts:
        options = [Option(version.change.revision, _name(version)) for version in texts]
        items.append(ui.ActionRow(select(BRING_BACK, key, _("Bring back…"), options)))
    if len(versions) > start + MOST_VERSIONS:
        older = button(HISTORY, (key, start + MOST_VERSIONS), _("Older"))
        items.append(ui.ActionRow(older))
    return card(items)


def _version(version: Version, library: Library) -> str:
    change = version.change
    who = f"<@{change.actor}>" if change.actor else _("somebody")
    reason = f": “{quoted(change.reason, VERSION_REASON)}”" if change.reason else ""
    text = _("**{version}** by {who}").format(version=_name(version), who=who)
    changes = text_changes(version.previous, version.text, change.key, library)
    lines = list(chain.from_iterable(map(change_lines, changes)))
    return "\n".join((text + reason, *_first_lines(lines)))


def _first_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield whole lines up to the room of one version, then how many are left out."""
    room = VERSION_TEXT
    for at, line in enumerate(lines):
        room -= len(line)
        if room < 0:
            if not at:
                yield cut(line, VERSION_TEXT)
            if rest := len(lines) - max(at, 1):
                more = ngettext("… and {n} more difference", "… and {n} more differences", rest)
                yield f"- {more.format(n=rest)}"
            return
        yield line


def _name(version: Version) -> str:
    change = version.change
    kind = _(_KINDS[change.kind])
    return f"v{change.revision} · {kind} · {day(change.at)}"


# Translators: What happened to an answer, in its history: "v3 · written · 24 Nov 2026".
_KINDS = {
    "write": N_("written"),
    "hide": N_("retired"),
    "clear": N_("back to the shared answer"),
}


def _what_differs(theirs: Sequence[str], yours: Sequence[str]) -> tuple[str, str]:
    """Join those parts of two texts that are not the same."""
    pairs = [pair for pair in zip_longest(theirs, yours, fillvalue="") if pair[0] != pair[1]]
    return "\n\n".join(a for a, _b in pairs if a), "\n\n".join(b for _a, b in pairs if b)


def _parts(text: str, address: Address) -> tuple[str, ...]:
    """Write an entry as it stands in the form: name, answer, other ways to ask, sources."""
    if not text:
        return ()
    try:
        entry = parse_entry(text, address.key)
    except BrokenBaseError:
        return (text,)
    section = address.section if address.section and entry.section(address.section) else None
    entry_fields = EntryFields.of(entry, section)
    return entry_fields.name, entry_fields.answer, entry_fields.asks, entry_fields.sources


def _block(text: str, language: str = "") -> str:
    return f"```{language}\n{cut(text.replace('```', ''), CLASH_TEXT)}\n```"
