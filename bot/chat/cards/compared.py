"""Show a comparison: what differs first, as short lists that a phone shows without a table."""

import re
from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.chat.cards.card import AMBER, CALM, CHOOSE, EXPIRED, NOTHING, card
from bot.chat.cards.pages import pack_pages
from bot.chat.cards.small_print import (
    ADVICE,
    IN_ENGLISH,
    SOME_IN_ENGLISH,
    linked_source,
    page_note,
    sharing_note,
)
from bot.chat.cards.ways_on import open_button
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import COMPARE, COMPARE_SHARE
from bot.chat.ui.controls import button
from bot.kb.model.keys import Kind
from bot.kb.model.languages import same_language
from bot.locale.i18n import current_language, day, in_sequence, listed, titled
from bot.locale.i18n import gettext as _
from bot.services.answering.compare import Comparison, Row, Unclear, ask_which, token
from bot.services.content.answer import Link
from bot.services.content.caveats import CaveatKind

PAGE_TEXT = 800
"""Characters, and widths of letters, of a comparison on one page: little more than one screen of
a phone."""

SHORT_FACT = 24
"""Characters of a fact that may share a line with those of the other sides."""

LABEL_AT = 24
"""A sentence that names what it is about before this character needs no label before it."""

BETWEEN = "\n\n"
"""What divides two rows of a page; no row holds an empty line."""


def render_comparison(
    comparison: Comparison, *, number: int = 1, share: bool = False, shared_by: str | None = None
) -> ui.LayoutView:
    """Render one page of a comparison; `share` adds the button that shows it to everyone."""
    first = PAGE_TEXT - len(comparison.difference)
    texts = list(pack_pages(_blocks(comparison), BETWEEN, first, PAGE_TEXT))
    number = min(max(number, 1), len(texts))
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(_heading(comparison)),
        # A text of its own for each row: Discord leaves a gap between them.
        *map(ui.TextDisplay[Any], texts[number - 1].split(BETWEEN)),
        ui.Separator(),
        ui.TextDisplay("\n".join(_small_print(comparison, number, len(texts), shared_by))),
        ui.ActionRow(*(open_button(Link(side.address, side.title)) for side in comparison.sides)),
    ]
    items += [ui.ActionRow(open_button(link)) for link in comparison.read_also]
    buttons = list(_buttons(comparison, number, len(texts), share))
    if buttons:
        items.append(ui.ActionRow(*buttons))
    doubtful = comparison.amber or not all(side.verified for side in comparison.sides)
    return card(items, AMBER if doubtful else CALM)


def render_unclear(unclear: Unclear) -> ui.LayoutView:
    """Render what is in the way of a comparison, with what may have been meant."""
    text = quoted(unclear.sentence, 400)
    rows: list[ui.Item[Any]] = [
        ui.ActionRow(button(COMPARE, (tuple(map(token, keys)), None, 1), link.title))
        for link, keys in unclear.ways_on
    ]
    heading, way_on = _("I can't compare these"), _("Use /compare and choose what it suggests.")
    if rows:
        way_on = _("Did you mean one of these?")
    if unclear.read:
        rows.append(ui.ActionRow(*map(open_button, unclear.read)))
    said = in_sequence((text, way_on))
    return card([ui.TextDisplay(f"### {heading}\n{said}"), *rows], CHOOSE if rows else NOTHING)


def _title(comparison: Comparison) -> str:
    """Ask what is compared; of pay answer it in the largest letters: what, for whom and where."""
    question = ask_which(comparison.labels)
    if not _is_pay(comparison):
        return f"## {question}"
    sides = zip(comparison.labels, comparison.sides, strict=True)
    said = (f"### {titled(label, side.summary or _(EXPIRED))}" for label, side in sides)
    return "\n".join((f"-# {titled(_('Pay'), question)}", *said))


def _is_pay(comparison: Comparison) -> bool:
    return comparison.keys[0].kind is Kind.SALARY


def _heading(comparison: Comparison) -> str:
    warnings = (f"⚠️ {warning}" for warning in (*_doubts(comparison), *comparison.warnings))
    lead = (comparison.difference,) if comparison.difference else ()
    return "\n".join((*warnings, _title(comparison), *_language_note(comparison), *lead))


def _doubts(comparison: Comparison) -> Iterator[str]:
    """Yield which sides should have been looked at again, and which nobody verified."""
    for label, side in zip(comparison.labels, comparison.sides, strict=True):
        for caveat in side.caveats:
            if caveat.kind is CaveatKind.OVERDUE and caveat.day:
                overdue = _("{name}: review overdue since {day}.")
                yield overdue.format(name=label, day=day(caveat.day))
        if not side.verified:
            yield _("{name}: not verified with an official source.").format(name=label)


def _language_note(comparison: Comparison) -> Iterator[str]:
    """State once if not all that is said is in the reader's language."""
    spoken = current_language().name
    foreign = [one for one in comparison.languages if not same_language(one, spoken)]
    if foreign:
        everything = len(foreign) == len(comparison.languages)
        yield f"-# {_(IN_ENGLISH) if everything else _(SOME_IN_ENGLISH)}"


def _blocks(comparison: Comparison) -> Iterator[str]:
    """Yield a block of text for each row that differs, then one for all that do not."""
    for row in comparison.rows:
        if not row.is_same:
            yield f"**{_(row.name)}**\n{_sides(comparison, row)}"
    same = [row for row in comparison.rows if row.is_same]
    if same:
        heading = _("The same for both") if len(comparison.sides) == 2 else _("The same for all")
        said = (f"- {titled(_(row.name), row.values[0] or '')}" for row in same)
        yield "\n".join((f"**{heading}**", *said))
    if comparison.silent:
        parts = listed(map(_, comparison.silent)).lower()
        yield "-# " + _("No answers yet about: {parts}.").format(parts=parts)


def _sides(comparison: Comparison, row: Row) -> str:
    """Describe what each side has: short facts on one line, sentences below each other."""
    values = [value or _("no answer yet") for value in row.values]
    sides = zip(comparison.labels, values, strict=True)
    if all(len(value) <= SHORT_FACT for value in values):
        return " · ".join(_short_fact(label, value) for label, value in sides)
    return "\n".join(f"- {with_label(label, value)}" for label, value in sides)


def _short_fact(label: str, value: str) -> str:
    """Set a side's name before its fact; a name that ends with it says it once."""
    if f" {label}".casefold().endswith(f" {value}".casefold()):
        start = len(label) - len(value)
        return f"{label[:start]}**{label[start:]}**"
    return titled(label, f"**{value}**")


def with_label(label: str, text: str) -> str:
    """Prefix a text with the name of its side, or mark the name if the text begins with it."""
    match = re.search(rf"(?<![\w-]){re.escape(label)}(?![\w-])", text[:LABEL_AT])
    if match is None:
        return titled(f"**{label}**", text)
    return f"{text[: match.start()]}**{label}**{text[match.end() :]}"


def _small_print(
    comparison: Comparison, number: int, count: int, shared_by: str | None
) -> Iterator[str]:
    if count > 1:
        yield f"-# {page_note(number, count)}"
    if _is_pay(comparison):
        first = (source for side in comparison.sides for source in side.sources[:1])
        yield from dict.fromkeys(map(linked_source, first))
        yield f"-# {_(ADVICE)}"
    else:
        yield f"-# {in_sequence((_sources_note(comparison), _(ADVICE)))}"
    if shared_by:
        yield f"-# {sharing_note(shared_by)}"


def _sources_note(comparison: Comparison) -> str:
    """State of which years the sources are, and where they are named."""
    oldest, newest = comparison.checked, comparison.newest
    if oldest is None or newest is None or oldest.year >= newest.year:
        return _("The sources are in each answer.")
    text = _("The sources, of {first} to {last}, are in each answer.")
    return text.format(first=oldest.year, last=newest.year)


def _buttons(
    comparison: Comparison, number: int, count: int, share: bool
) -> Iterator[ui.Item[Any]]:
    compared = (tuple(map(token, comparison.keys)), comparison.first)
    if number > 1:
        yield button(COMPARE, (*compared, number - 1), _("Previous page"))
    if number < count:
        yield button(COMPARE, (*compared, number + 1), _("Next page"))
    if share:
        yield button(COMPARE_SHARE, compared, _("Share here"))
