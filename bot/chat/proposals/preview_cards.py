"""Render a change before it is published: as members would see it, and all that it takes away."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import discord
from discord import ui

from bot.chat.cards.card import CALM, render_answer
from bot.chat.cards.pages import page
from bot.chat.proposals.change_words import change_lines, list_sentences, shorten
from bot.chat.proposals.changes import ALIAS
from bot.chat.proposals.proposal_cards import proposal_items
from bot.chat.sending.limits import CARD_TEXT
from bot.chat.sending.text import quoted
from bot.chat.ui.actions import ADD_INSTEAD, AGAIN, DISCARD, PUBLISH_OWN, WHOLE_TEXT
from bot.chat.ui.controls import button
from bot.kb.model.facts import Fact, Source
from bot.locale.i18n import N_, day, ngettext
from bot.locale.i18n import gettext as _
from bot.locale.numbers import percent
from bot.services.comparing.contradictions import Contradiction
from bot.services.ports.proposed import ProposedChange
from bot.services.previews.impact import Impact, TakenQuestion
from bot.services.previews.previews import ChangePreview

MOST_FACTS, MOST_TAKEN, MOST_ALIKE = 5, 6, 3
"""Facts, sources and questions that a preview names; the rest are counted."""

BEHIND_MORE = 1500
"""Characters of further pages that a preview shows, if half of its room holds them."""

_RESERVE = 60
"""Characters of a card that are kept free for the line which says that something is left out."""

UNCHECKED = N_("There was no time to check which questions this takes from other answers.")
PARTLY = N_(
    "There was time to check {n} of the {total} questions that this may take from other answers, "
    "the likeliest first."
)
NOT_YET = N_("Nothing is published yet. Members would see the answer above.")
SECOND = N_("Another moderator has to agree before members see it.")
LEFT_OUT = N_("More is in the whole text.")


def render_preview(
    seen: ChangePreview, change: ProposedChange, *, needs_approval: bool
) -> ui.LayoutView:
    """Render a change for its author alone, with what they can do about it."""
    view = _render_members_view(seen, change)
    heading = _("Preview")
    opening = [f"### {heading}", _(NOT_YET)]
    if needs_approval:
        opening.append(f"-# {_(SECOND)}")
    text, whole = _fit_lines(opening, details(seen), _room(view))
    row = _buttons(seen, change, whole=whole or page(seen.answer).count > 1)
    view.add_item(ui.Container[Any](ui.TextDisplay(text), ui.ActionRow(*row)))
    return view


def render_proposal(seen: ChangePreview, opening_text: str, kept: ProposedChange) -> ui.LayoutView:
    """Render a change for the moderator who has to agree: the same as its author saw."""
    view = _render_members_view(seen, kept)
    text, _whole = _fit_lines([opening_text], details(seen), _room(view))
    view.add_item(ui.Container(*proposal_items(text, kept)))
    return view


def _render_members_view(seen: ChangePreview, change: ProposedChange) -> ui.LayoutView:
    """Render the answer as members would see it, with what they would read behind More."""
    view = render_answer(seen.answer, controls=False)
    pages = range(2, page(seen.answer).count + 1)
    text = "\n".join(page(seen.answer, number).text for number in pages)
    # A phrasing changes no text of the answer.
    if not text or change.about.startswith(f"{ALIAS}|"):
        return view
    if len(text) > min(BEHIND_MORE, _room(view) // 2):
        text = _("It is too long to show here: read it in the whole text.")
    heading = _("What members read behind **More**")
    view.add_item(ui.Container[Any](ui.TextDisplay(f"-# {heading}\n{text}"), accent_color=CALM))
    return view


def details(seen: ChangePreview) -> Iterator[str]:
    """Yield the lines that say what a change takes away, what it takes over, and what differs."""
    yield from map(_contradiction, seen.contradictions)
    yield from _lost_lines(seen)
    yield from impact_lines(seen.impact)
    if seen.changes:
        heading = _("What changes")
        yield f"**{heading}**"
        for change in seen.changes:
            yield from change_lines(change)


def impact_lines(impact: Impact | None) -> Iterator[str]:
    """Yield which questions a change would take, and which it would not find."""
    if impact is None:
        yield f"-# {_(UNCHECKED)}"
        return
    if impact.share is not None:
        partly = _(PARTLY).format(n=impact.share.asked, total=impact.share.of)
        yield f"-# {partly}"
    if impact.taken:
        yield from _taken_lines(impact.taken)
    taken = {(one.question, one.answer.address) for one in impact.taken}
    similar = (one for one in impact.similar if (one.phrasing, one.answer.address) not in taken)
    for alike in islice(similar, MOST_ALIKE):
        phrasing, title = shorten(alike.phrasing), shorten(alike.answer.title)
        text = _("“{phrasing}” is {share} like **{title}**.")
        yield text.format(phrasing=phrasing, share=percent(alike.likeness), title=title)
    if impact.lost:
        yield _("These would not find this answer:")
        lost = (f"“{shorten(question)}”" for question in impact.lost)
        yield from (*list_sentences(lost, MOST_ALIKE), "")


def _taken_lines(taken: Sequence[TakenQuestion]) -> Iterator[str]:
    count = len({one.question for one in taken})
    many = ngettext(
        "This would take **{n} question** from other answers:",
        "This would take **{n} questions** from other answers:",
        count,
    )
    yield many.format(n=count)
    text = _("“{question}” from **{title}**")
    lines = (
        text.format(question=shorten(one.question), title=shorten(one.answer.title))
        for one in taken
    )
    yield from (*list_sentences(lines, MOST_TAKEN), "")


def _contradiction(one: Contradiction) -> str:
    text = _("⚠️ Your text says **{words}**; the base says **{fact}** ({day}, [source]({url})).")
    fact = one.fact
    return text.format(
        words=quoted(one.words), fact=quoted(fact.text), day=day(fact.last_true), url=fact.source
    )


def _lost_lines(seen: ChangePreview) -> Iterator[str]:
    if seen.unquoted:
        yield _("⚠️ These sourced figures are no longer in the answer:")
        yield from (*list_sentences(map(_fact, seen.unquoted), MOST_FACTS), "")
    if seen.unsourced:
        yield _("These sources are no longer shown:")
        yield from (*list_sentences(map(_page_link, seen.unsourced), MOST_FACTS), "")
    if seen.unread:
        yield _(
            "Members will not see these sources until somebody checks them against the new text "
            "and uses /kb verify:"
        )
        yield from (*list_sentences(map(_page_link, seen.unread), MOST_FACTS), "")


def _page_link(source: Source) -> str:
    return f"[{quoted(source.title, 80)}]({source.url})"


def _fact(fact: Fact) -> str:
    return _("{fact} ({name}, true on {day})").format(
        fact=quoted(fact.text, 120), name=f"`{fact.name}`", day=day(fact.last_true)
    )


def _buttons(seen: ChangePreview, change: ProposedChange, *, whole: bool) -> list[ui.Button[Any]]:
    state = (change.id, change.digest)
    row = [
        button(PUBLISH_OWN, state, _("Publish"), discord.ButtonStyle.primary),
        button(AGAIN, change.about, _("Change")),
        button(DISCARD, state, _("Discard")),
    ]
    if seen.new and seen.impact and seen.impact.similar:
        title = seen.impact.similar[0].answer.title
        instead = _("Add as a phrasing of {title}").format(title=title)
        row.append(button(ADD_INSTEAD, change.about, instead))
    if whole:
        row.append(button(WHOLE_TEXT, state, _("Whole text")))
    return row


def _room(view: ui.LayoutView) -> int:
    """Count the characters that a card has left."""
    texts = (one for one in view.walk_children() if isinstance(one, ui.TextDisplay))
    return CARD_TEXT - sum(len(one.content) for one in texts)


def _fit_lines(opening: Iterable[str], lines: Iterable[str], room: int) -> tuple[str, bool]:
    """Join whole lines as far as there is room; tell whether some are left out."""
    text = "\n".join(opening)
    room -= _RESERVE
    for line in lines:
        if len(text) + len(line) + 1 > room:
            return f"{text}\n-# {_(LEFT_OUT)}", True
        text += f"\n{line}"
    return text.rstrip("\n"), False
