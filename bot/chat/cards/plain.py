"""Write outcomes as one short text: for screen readers, and for clients without cards."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from discord import ui

from bot.chat.cards.card import ALSO, EXPIRED, NO_ANSWER, WHICH_ONE, doubts
from bot.chat.cards.compared import labeled, question
from bot.chat.cards.pages import Page
from bot.chat.cards.quotation import quotation
from bot.chat.cards.small_print import (
    IN_ENGLISH,
    SOURCE_TEXT,
    authorship_line,
    closing,
    is_foreign,
    read_on,
)
from bot.chat.cards.ways_on import (
    choice_button,
    next_steps,
    none_button,
    open_button,
    pay_buttons,
    person_button,
)
from bot.chat.sending.text import cut, cut_at_word
from bot.chat.ui.actions import BAD
from bot.chat.ui.controls import button, plain_view
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.services.answering.compare import Comparison, Row
from bot.services.content.answer import Answer, Link
from bot.services.content.conditions import emergency, lines, remaining
from bot.services.content.outcomes import Choice, Closest, Found, Outcome, Unknown, WhichOne

CONTENT = 2000
"""Characters of a message's plain content ("Message", "Create Message")."""

GOES_ON = N_("(This goes on: /my plain brings the whole card back.)")


def plain(outcome: Outcome, beside: Sequence[str] = ()) -> str:
    """Write an outcome within one message; `beside` are the words of a picture, if there is one."""
    match outcome:
        case Found():
            return plain_answer(outcome.answer, (*beside, *_also(outcome.also)))
        case WhichOne():
            return _choices(_(WHICH_ONE), outcome)
        case Closest():
            return _choices(_("I am not sure. The closest I have:"), outcome)
        case Unknown():
            way_on = _("Try other words, or /faq for all topics.")
            return "\n".join((quotation(outcome.question, plain=True), _(NO_ANSWER), way_on))


def _also(choices: Sequence[Choice]) -> Iterator[str]:
    if choices:
        yield _(ALSO)
    yield from _listed(choices)


def plain_answer(answer: Answer, beside: Sequence[str] = ()) -> str:
    """Write an answer within one message: the sentence first, the source and its day last.

    Whole lines are left out if it would be too long, never the source.
    """
    return _fitted(chain(_first(answer), beside), "\n".join(_last(answer)))


def plain_comparison(comparison: Comparison) -> str:
    """Write a comparison within one message: what differs first, a line for each thing."""
    source = _("Source: /visa, /role or /salary {name}")
    last = "\n".join(source.format(name=label) for label in comparison.labels)
    if any(map(is_foreign, comparison.sides)):
        last = f"{_(IN_ENGLISH)}\n{last}"
    warnings = map(str, comparison.warnings)
    first = (question(comparison), *warnings, *map(partial(_row, comparison), comparison.rows))
    return _fitted(first, last)


def plain_controls(outcome: Outcome | None, reply_target: int | None = None) -> ui.View:
    """Render the buttons below plain text: what to choose from, or what an answer can do."""
    match outcome:
        case WhichOne() | Closest():
            choices = (choice_button(choice, reply_target) for choice in outcome.choices)
            return plain_view(*choices, none_button())
        case Unknown():
            return plain_view(person_button())
        case Found(answer=answer, pay=pay) if pay:
            alone = Page("", 1, 1)
            ways = pay_buttons(outcome, pay.query, alone, reply_target)
            return plain_view(*ways)
        case Found(answer=answer):
            wrong = button(BAD, (answer.address, answer.revision), _("Not right"))
            person = person_button(answer.address)
            links = (Link(one.address, one.title) for one in outcome.also)
            steps = next_steps(answer, reply_target)
            return plain_view(*map(open_button, links), wrong, *steps, person)
    return plain_view()


def _row(comparison: Comparison, row: Row) -> str:
    sides = zip(comparison.labels, row.values, strict=True)
    unknown = _("no answer yet")
    said = (labeled(label, text or unknown, mark="") for label, text in sides)
    return f"{_(row.name)}: {'; '.join(said)}"


def _fitted(lines: Iterable[str], last: str) -> str:
    """Join lines, and leave whole ones out if the message would be too long."""
    # Apart, or some clients draw what follows a list as part of it.
    last, goes_on = f"\n{last}", _(GOES_ON)
    room = CONTENT - len(last) - len(goes_on) - 2
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > room:
            return "\n".join((*kept, goes_on, last))
        kept.append(line)
    return "\n".join((*kept, last))


def _first(answer: Answer) -> Iterator[str]:
    if answer.authorship:
        yield authorship_line(answer.authorship)
    yield from doubts(answer)
    yield cut(answer.title, 250)
    yield from lines(emergency(answer.conditions), mark="")
    yield answer.summary or _(EXPIRED)
    yield from lines(remaining(answer.conditions), mark="")
    for point in answer.points:
        yield f"- {point}"


def _last(answer: Answer) -> Iterator[str]:
    for source in answer.sources[:1]:
        text = _("Source: {title}, {read}, <{url}>")
        title = cut(source.title, SOURCE_TEXT)
        yield text.format(title=title, read=read_on(source), url=source.url)
    yield " ".join(closing(answer))


def _choices(text: str, outcome: WhichOne | Closest) -> str:
    listed = _listed(outcome.choices)
    return "\n".join((quotation(outcome.question, plain=True), text, *listed))


def _listed(choices: Iterable[Choice]) -> Iterator[str]:
    for one in choices:
        sentence = f": {cut_at_word(one.sentence, 160)}" if one.sentence else ""
        yield f"- {cut(one.title, 250)}{sentence}"
