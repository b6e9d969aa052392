"""Render outcomes as cards: a value in, a layout out, within Discord's limits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

import discord
from discord import ui

from bot.chat.cards.illustrated import illustration_items
from bot.chat.cards.pages import Page, page
from bot.chat.cards.ways_on import (
    answer_buttons,
    answer_selects,
    browse,
    choice_button,
    gap_row,
    next_steps,
)
from bot.chat.sending.limits import ROW_BUTTONS, SELECT_OPTIONS
from bot.chat.sending.text import cut, quoted, quoted_question
from bot.chat.ui.actions import WORDS
from bot.chat.ui.controls import button
from bot.kb.model.facts import Source
from bot.kb.model.languages import alike
from bot.locale.i18n import N_, current_language, day
from bot.locale.i18n import gettext as _
from bot.services.answering.illustrations import Illustration
from bot.services.content.answer import Answer, Link
from bot.services.content.outcomes import (
    Choice,
    Closest,
    Found,
    Offer,
    Outcome,
    Position,
    Unknown,
    WhichOne,
)

AMBER = discord.Color(0xF0A020)
"""The edge of a card whose review is overdue; a line of words says the same."""

CALM = discord.Color(0x3B82C4)

MOST_SOURCES = 3
"""Sources on a card: more would push the controls off a phone's screen."""

SHORT_URL = 160
"""Characters of an address that may stand in the text of a card; a longer one gets a button."""

UNREAD = N_("where to check; the page was not read for this answer")
"""Stands in place of the day if the only source is the seed or general knowledge."""

IN_ENGLISH = N_("This answer is in English.")

WHICH_ONE = N_("Which one do you mean?")
EXPIRED = N_("The figures in this answer have expired.")
UNVERIFIED = N_("Not verified with an official source: check before you rely on it.")

TITLE_TEXT = 250
SOURCE_TEXT = 120

_POSITIONS = {
    Position.BELOW: N_("Your offer of USD {offer} is below this range (USD {low} to {high})."),
    Position.WITHIN: N_("Your offer of USD {offer} lies within this range (USD {low} to {high})."),
    Position.BESIDE: N_("Your offer is USD {offer}; the source gives a single figure, USD {low}."),
    Position.ABOVE: N_("Your offer of USD {offer} is above this range (USD {low} to {high})."),
}

_BASES = {
    "base": "",
    "total": N_("The range counts stock and bonus too: compare your total pay, not only base."),
    "unstated": N_("The source does not say whether its range is base or total pay."),
}


def render_outcome(
    outcome: Outcome,
    *,
    share: bool = False,
    browse: Sequence[Link] = (),
    gap: bool = False,
    illustration: Illustration | None = None,
    reply_target: int | None = None,
) -> ui.LayoutView:
    """Render an outcome; `browse` is what to offer if the base does not have it.

    `reply_target` is a message that the answer may be put below, for everybody to see. `gap` adds
    the buttons that take an unanswered question to the moderators. The file of an
    `illustration` must be sent with the card.
    """
    match outcome:
        case Found():
            return render_answer(
                outcome.answer,
                share=share,
                offer=outcome.offer,
                illustration=illustration,
                reply_target=reply_target,
            )
        case WhichOne():
            return _choices(
                _(WHICH_ONE), outcome.question, outcome.choices, reply_target=reply_target
            )
        case Closest():
            title = _("Closest I have")
            return _choices(
                title, outcome.question, outcome.choices, gap=gap, reply_target=reply_target
            )
        case Unknown():
            return _unknown(outcome, browse, gap=gap)


def render_answer(
    answer: Answer,
    *,
    share: bool = False,
    number: int = 1,
    offer: Offer | None = None,
    shared_by: str | None = None,
    illustration: Illustration | None = None,
    corrected: date | None = None,
    reply_target: int | None = None,
    link: str | None = None,
    controls: bool = True,
    ways: Callable[[Page], list[ui.Item[Any]]] | None = None,
) -> ui.LayoutView:
    """Render one page of an answer; `share` adds the button that shows it to everyone.

    With a `reply_target`, a button that replies to that message takes its place; `link` says which
    message a shared answer is for. `ways` renders other buttons than those of an entry. `corrected`
    is the day on which the answer was corrected. Without `controls` nothing can be done with it: a
    proposal has no revision yet.
    """
    result = page(answer, number)
    heading = f"### {cut(answer.title, TITLE_TEXT)}"
    if corrected:
        heading += "\n-# ✏️ " + _("Corrected on {day}").format(day=day(corrected))
    heading += "".join(f"\n⚠️ {warning}" for warning in answer.warnings)
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(heading),
        ui.TextDisplay(result.text or _(EXPIRED)),
    ]
    if offer:
        items.append(ui.TextDisplay(_offer(offer)))
    if illustration:
        items += illustration_items(illustration)
    items.append(ui.Separator())
    items += _sources(answer.sources[:MOST_SOURCES])
    items.append(ui.TextDisplay("\n".join(_small_print(answer, result, shared_by, link))))
    color = AMBER if answer.amber else CALM
    if not controls:
        return card(items, color)
    if ways is not None:
        buttons = ways(result)
    else:
        buttons = answer_buttons(answer, result, share and reply_target is None)
        if illustration and illustration.picture:
            state = (answer.address, offer.amount if offer else None)
            buttons.insert(-2, button(WORDS, state, _("Picture as text")))
        buttons += next_steps(answer, reply_target)
    # Full rows: a phone breaks them by itself, and leaves less room than between two rows.
    for start in range(0, len(buttons), ROW_BUTTONS):
        items.append(ui.ActionRow(*buttons[start : start + ROW_BUTTONS]))
    items += [ui.ActionRow(item) for item in answer_selects(answer)]
    return card(items, color)


def render_topics(title: str, text: str, links: Iterable[Link]) -> ui.LayoutView:
    """Render a card to browse: a few words, and the answers to choose from."""
    return card([ui.TextDisplay(f"### {title}\n{text}"), *browse(links)])


def card(items: Iterable[ui.Item[Any]], color: discord.Color = CALM) -> ui.LayoutView:
    """Put items into one container, ready to be sent.

    The view is stopped at once: a press finds its way without it, and a view that discord.py
    listens to would be kept in memory for as long as the process runs.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_color=color))
    view.stop()
    return view


def _sources(sources: Sequence[Source]) -> Iterator[ui.Item[Any]]:
    """Yield the first source with a button, and the others as small links."""
    short = [source for source in sources[1:] if len(source.url) <= SHORT_URL]
    for source in sources:
        if source in short:
            continue
        text = _("**Source** {title}").format(title=cut(source.title, SOURCE_TEXT))
        opening = ui.Button[Any](label=_("Open"), url=source.url)
        yield ui.Section(ui.TextDisplay(f"{text}\n-# {_read(source)}"), accessory=opening)
    if short:
        yield ui.TextDisplay("\n".join(f"-# {_also(source)}" for source in short))


def _also(source: Source) -> str:
    title = f"[{quoted(source.title, SOURCE_TEXT)}]({source.url})"
    # Translators: the title of a page, then "as of" a day.
    return _("Also {title}, {read}").format(title=title, read=_read(source))


def _read(source: Source) -> str:
    if not source.trust.verified:
        return _(UNREAD)
    if source.checked is None:
        return _("undated")
    return _("as of {day}").format(day=day(source.checked))


def _small_print(
    answer: Answer, result: Page, shared_by: str | None, link: str | None
) -> Iterable[str]:
    if result.count > 1:
        yield f"-# {page_of(result.number, result.count)}"
    if answer.disputed:
        text = _("People say that this may not be right; moderators are asked to look at it.")
        yield f"⚠️ {text}"
    if not answer.verified:
        yield f"⚠️ {_(UNVERIFIED)}"
    for caveat in answer.caveats:
        if not caveat.kind.leads:
            yield f"⚠️ {caveat}"
    if note := language_note(answer):
        yield f"-# {note}"
    yield f"-# {_days(answer)}"
    if shared_by:
        yield f"-# {shared(shared_by, link)}"


def page_of(number: int, count: int) -> str:
    """Say which of several pages this is."""
    return _("Page {number} of {count}").format(number=number, count=count)


def shared(by: str, link: str | None = None) -> str:
    """Say who showed something to everybody, and about which message."""
    if link is None:
        return _("Shared by {who}").format(who=quoted(by, 40))
    text = _("Shared by {who}, about [this message]({link})")
    return text.format(who=quoted(by, 40), link=link)


def _days(answer: Answer) -> str:
    """Say when its sources were read, by when somebody looks again, and which version it is."""
    further = {"next": day(answer.next_review), "revision": answer.revision}
    if answer.checked is None:
        text = _("Next check {next} · {revision} · general information, not legal advice")
        return text.format(**further)
    # Translators: the day of the last check, of the next one, and which version of the text it is.
    return _(
        "Checked {day} · next check {next} · {revision} · general information, not legal advice"
    ).format(day=day(answer.checked), **further)


def language_note(answer: Answer) -> str | None:
    """Say which language an answer is in, if that is not the reader's own and original one.

    Both days are named if there is a translation: of this text, and of the English one.
    """
    days = {"reviewed": day(answer.behind or answer.reviewed)}
    if answer.translated:
        days["translated"] = day(answer.translated)
    if answer.behind:
        return _(
            "This answer is in English: its translation was checked on {translated}, "
            "the English text after it, on {reviewed}."
        ).format(**days)
    if answer.translated:
        return _(
            "Translated from English. The translation was checked on {translated}, "
            "the English text on {reviewed}."
        ).format(**days)
    return _(IN_ENGLISH) if is_foreign(answer) else None


def is_foreign(answer: Answer) -> bool:
    """Tell whether an answer is known to be in another language than the one spoken."""
    return answer.language is not None and not alike(answer.language, current_language().name)


def _offer(offer: Offer) -> str:
    text = _(_POSITIONS[offer.position]).format(
        offer=f"{offer.amount:,}", low=f"{offer.low:,}", high=f"{offer.high:,}"
    )
    return f"{text} {_(_BASES[offer.basis])}".rstrip()


def _choices(
    title: str,
    question: str,
    choices: Sequence[Choice],
    *,
    gap: bool = False,
    reply_target: int | None = None,
) -> ui.LayoutView:
    text = f"### {title}\n> {quoted_question(question)}"
    rows: list[ui.Item[Any]] = [
        ui.ActionRow(choice_button(choice, reply_target)) for choice in choices
    ]
    return card([ui.TextDisplay(text), *rows, *gap_row(gap)])


def _unknown(outcome: Unknown, links: Sequence[Link], *, gap: bool) -> ui.LayoutView:
    heading = _("I do not have this")
    title = f"### {heading}\n> {quoted_question(outcome.question)}"
    # Apart from the quotation: some clients draw a line that follows one as part of it.
    way_on = _(
        "I answer only from checked entries about working in the USA as a machine-learning "
        "engineer. Try other words, or choose a topic:"
    )
    topics = browse(islice(links, SELECT_OPTIONS))
    return card([ui.TextDisplay(title), ui.TextDisplay(way_on), *topics, *gap_row(gap)])
