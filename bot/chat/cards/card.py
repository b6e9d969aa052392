"""Render outcomes as cards: a value in, a layout out, within Discord's limits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import discord
from discord import ui

from bot.chat.cards.illustrated import illustration_items
from bot.chat.cards.pages import Page, page
from bot.chat.cards.quotation import quotation
from bot.chat.cards.small_print import (
    authorship_line,
    choices_note,
    footer_items,
    language_note,
)
from bot.chat.cards.ways_on import (
    answer_buttons,
    answer_select,
    browse_select,
    choice_button,
    choices_button,
    gap_buttons,
    none_button,
    open_button,
    person_button,
)
from bot.chat.sending.limits import ROW_BUTTONS
from bot.chat.sending.text import cut, cut_at_word
from bot.locale.i18n import N_, day
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
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
"""The edge of a card that somebody should look at again; its first lines say why."""

CALM = discord.Color(0x5F99CF)
"""The edge of an answer."""

CHOOSE = discord.Color(0x9F85DF)
CLOSEST = discord.Color(0x3BA496)
NOTHING = discord.Color(0x91949D)
CHANGED = discord.Color(0xCA7AAB)
"""Edges of the other states: each says in its first words what it is, too.

All stand out from a dark card by 4.5 to 1, and from a light one by 3 to 1 (amber by its words)."""

WHICH_ONE = N_("Which one do you mean?")
NOT_SURE = N_("I'm not sure. Closest I have:")
NO_ANSWER = N_("I don't have an answer for that")
OFF_TOPIC = N_("I don't answer questions about that")
NONE_FITS = N_("None of those fits")
ALSO = N_("Your message may also ask:")
EXPIRED = N_("The figures in this answer have expired.")
UNVERIFIED = N_("Not verified with an official source: check before you rely on it.")

DISPUTED = N_("People say that this may not be right; moderators have been asked to look at it.")

TITLE_TEXT = 250
SENTENCE_TEXT = 160

_POSITIONS = {
    Position.BELOW: N_("Your offer of {offer} is below this range ({low} to {high})."),
    Position.WITHIN: N_("Your offer of {offer} lies within this range ({low} to {high})."),
    Position.BESIDE: N_("Your offer is {offer}; the source gives a single figure, {low}."),
    Position.ABOVE: N_("Your offer of {offer} is above this range ({low} to {high})."),
}

_BASES = {
    "base": "",
    "total": N_("The range counts stock and bonus too: compare your total pay, not only base."),
    "unstated": N_("The source does not say whether its range is base or total pay."),
}


def render_outcome(
    outcome: Outcome,
    *,
    browse: Sequence[Link] = (),
    examples: Sequence[Link] = (),
    gap: bool = False,
    person: bool = False,
    illustration: Illustration | None = None,
    reply_target: int | None = None,
    plain: bool = False,
) -> ui.LayoutView:
    """Render an outcome; `browse` and `examples` are what to offer if the base does not have it.

    `reply_target` is a message that the answer may be put below, for everybody to see. `gap` adds
    the buttons that take an unanswered question to the moderators, `person` the one that brings it
    to one of them. The file of an `illustration` must be sent with the card. In `plain` text
    controls stand last, so sentences name what they belong to.
    """
    match outcome:
        case Found():
            return render_answer(
                outcome.answer,
                offer=outcome.offer,
                bullet=outcome.bullet,
                also=outcome.also,
                illustration=illustration,
                reply_target=reply_target,
            )
        case WhichOne():
            return _choices(_(WHICH_ONE), outcome, CHOOSE, reply_target, plain=plain)
        case Closest():
            return _choices(_(NOT_SURE), outcome, CLOSEST, reply_target, plain=plain, person=person)
        case Unknown():
            if outcome.is_off_topic:
                return _off_topic(outcome, browse, examples)
            return _unknown(outcome, browse, gap=gap, person=person)


def render_answer(
    answer: Answer,
    *,
    number: int = 1,
    offer: Offer | None = None,
    bullet: int | None = None,
    also: Sequence[Choice] = (),
    shared_by: str | None = None,
    illustration: Illustration | None = None,
    corrected: date | None = None,
    reply_target: int | None = None,
    link: str | None = None,
    controls: bool = True,
    ways: Callable[[Page], list[ui.Item[Any]]] | None = None,
    related: bool = True,
) -> ui.LayoutView:
    """Render one page of an answer: what is in doubt, the question, the answer, its source.

    With a `reply_target`, a button replies to that message; `link` says which message a shared
    answer is for. `bullet` is the position of the one that was asked for, `also` what else the same
    message may ask. `ways` renders other buttons than those of an entry, `related` the select of
    other answers. `corrected` is the day on which the answer was corrected. Without `controls`
    nothing can be done with it: a proposal has no revision yet.
    """
    result = page(answer, number, bullet)
    items: list[ui.Item[Any]] = [
        ui.TextDisplay("\n".join(_opening_texts(answer, result, corrected)))
    ]
    if offer:
        items.append(ui.TextDisplay(_offer(offer)))
    if illustration:
        items += illustration_items(illustration)
    items.append(ui.Separator())
    items += footer_items(answer, result, shared_by, link)
    doubtful = answer.amber or not answer.verified
    color = CHANGED if corrected else AMBER if doubtful else CALM
    if not controls:
        return card(items, color)
    if ways is not None:
        buttons = ways(result)
    else:
        state = (answer.address, offer.amount if offer else None)
        buttons = answer_buttons(answer, result, state, reply_target)
    # Full rows: a phone breaks them by itself, and leaves less room than between two rows.
    for start in range(0, len(buttons), ROW_BUTTONS):
        items.append(ui.ActionRow(*buttons[start : start + ROW_BUTTONS]))
    items += map(ui.ActionRow[Any], answer_select(answer) if related else ())
    if also and result.number == 1:
        # Below the source and the buttons, which are not theirs.
        items += _also(also)
    return card(items, color)


def render_topics(title: str, text: str, links: Iterable[Link]) -> ui.LayoutView:
    """Render a card to browse: a few words, and the answers to choose from."""
    return card([ui.TextDisplay(f"### {title}\n{text}"), *browse_select(links)])


def card(items: Iterable[ui.Item[Any]], color: discord.Color = CALM) -> ui.LayoutView:
    """Return a view with the items in one container, ready to be sent.

    The view is stopped at once: a press finds its way without it, and a view that discord.py
    listens to would be kept in memory for as long as the process runs.
    """
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_color=color))
    view.stop()
    return view


def _opening_texts(answer: Answer, result: Page, corrected: date | None) -> Iterator[str]:
    """Yield whose words these are, what is in doubt, the question as understood, the answer."""
    yield from warning_lines(answer)
    title = cut(answer.title, TITLE_TEXT)
    if corrected:
        text = _("Corrected on {day} · {title}")
        yield f"-# {text.format(day=day(corrected), title=title)}"
    else:
        yield "-# " + _("Answer · {title}").format(title=title)
    if note := language_note(answer):
        yield f"-# {note}"
    yield result.text or _(EXPIRED)


def warning_lines(answer: Answer) -> Iterator[str]:
    """Yield whose words an answer has, if they are a server's, and what is in doubt."""
    if answer.authorship:
        yield f"-# ✍️ {authorship_line(answer.authorship)}"
    yield from (f"⚠️ {doubt}" for doubt in doubt_lines(answer))


def doubt_lines(answer: Answer) -> Iterator[str]:
    """Yield in words why an answer may not be relied on as it stands, the gravest first."""
    if answer.disputed:
        yield _(DISPUTED)
    if not answer.verified:
        yield _(UNVERIFIED)
    yield from (str(caveat) for caveat in answer.caveats if caveat.kind.doubtful)


def _offer(offer: Offer) -> str:
    text = _(_POSITIONS[offer.position]).format(
        offer=dollars(offer.amount), low=dollars(offer.low), high=dollars(offer.high)
    )
    return f"{text} {_(_BASES[offer.basis])}".rstrip()


def _also(choices: Sequence[Choice]) -> Iterator[ui.Item[Any]]:
    """Yield what else a message may ask, each with its first sentence and what opens it."""
    yield ui.TextDisplay(f"-# {_(ALSO)}")
    for choice in choices:
        yield ui.ActionRow(open_button(Link(choice.address, choice.title)))
        if choice.sentence:
            yield ui.TextDisplay(f"-# {cut_at_word(choice.sentence, SENTENCE_TEXT)}")


def _choices(
    title: str,
    outcome: WhichOne | Closest,
    color: discord.Color,
    reply_target: int | None,
    *,
    plain: bool,
    person: bool = False,
) -> ui.LayoutView:
    """Render what may be meant, each with its first sentence, and none louder than another."""
    # The heading leads to the buttons, so what was asked stands above it.
    note = choices_note(outcome.choices)
    heading = f"### {title}\n-# {note}" if note else f"### {title}"
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(quotation(outcome.question)),
        ui.TextDisplay(heading),
    ]
    for choice in outcome.choices:
        items.append(ui.ActionRow(choice_button(choice, reply_target)))
        sentence = cut_at_word(choice.sentence, SENTENCE_TEXT)
        if plain:
            items.append(ui.TextDisplay(f"**{choice.title}**\n{sentence}".strip()))
        elif sentence:
            items.append(ui.TextDisplay(f"-# {sentence}"))
            # Room below it, or it seems to belong to the next button.
            items.append(ui.Separator(visible=False))
    items.append(ui.ActionRow(none_button(), *([person_button()] if person else [])))
    return card(items, color)


def _unknown(outcome: Unknown, links: Sequence[Link], *, gap: bool, person: bool) -> ui.LayoutView:
    heading = _(NONE_FITS) if outcome.is_refused else _(NO_ANSWER)
    title = f"### {heading}\n{quotation(outcome.question)}"
    # Apart from the quotation: some clients draw a line that follows one as part of it.
    way_on = _(
        "I give only answers that people wrote, about working in the USA as a machine-learning "
        "engineer. Try other words, or choose a topic:"
    )
    if outcome.is_refused:
        way_on = _("Try other words, such as the name of your visa, or choose a topic:")
    items: list[ui.Item[Any]] = [ui.TextDisplay(title), ui.TextDisplay(way_on)]
    items += browse_select(links)
    back = [choices_button()] if outcome.is_refused and outcome.question else []
    if buttons := [*back, *gap_buttons(gap=gap, person=person)]:
        items.append(ui.ActionRow(*buttons))
    return card(items, NOTHING)


def _off_topic(outcome: Unknown, links: Sequence[Link], examples: Sequence[Link]) -> ui.LayoutView:
    """Render what the bot is for; nobody is asked for an answer that it would never have."""
    purpose = _(
        "I answer questions about working in the USA as a machine-learning engineer: visas, jobs, "
        "pay and life there. Try one of these, or choose a topic:"
    )
    title = f"### {_(OFF_TOPIC)}\n{quotation(outcome.question)}"
    items: list[ui.Item[Any]] = [ui.TextDisplay(title), ui.TextDisplay(purpose)]
    items += [ui.ActionRow(open_button(link)) for link in examples]
    items += browse_select(links)
    return card(items, NOTHING)
