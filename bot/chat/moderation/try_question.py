"""Render an outcome as a member gets it, with the scores that decided it."""

from discord import ui

from bot.chat.cards.card import render_outcome
from bot.chat.sending.text import cut
from bot.locale.i18n import N_
from bot.locale.i18n import gettext as _
from bot.locale.numbers import percent
from bot.services.content.outcomes import Closest, Found, Outcome, Unknown, WhichOne

MOST_SCORES = 5

WHAT_SCORES_ARE = N_(
    "How well each fits, from 0 to 1. I am sure only of one that fits far better than the rest. "
    "The card shows four at most; near-equal ones may change places, the most common visa first."
)

_KINDS = {
    Found: N_("**Members get the first answer** ({share} sure)."),
    WhichOne: N_("**Members get a choice**: none is clearly best ({share} sure)."),
    Closest: N_("**Members get the closest answers** ({share} sure)."),
    Unknown: N_("**Members get no answer** ({share} sure of the first)."),
}


def render_tried(outcome: Outcome) -> ui.LayoutView:
    """Render the outcome, and below it what was considered, best first."""
    view = render_outcome(outcome)
    lines = [_(_KINDS[type(outcome)]).format(share=percent(outcome.confidence))]
    lines += [
        f"- {choice.score:.2f} · {cut(choice.title, 80)}"
        for choice in outcome.candidates[:MOST_SCORES]
    ]
    # Apart: what stands directly below a list would belong to its last line.
    notes = [f"-# {_(WHAT_SCORES_ARE)}"] if outcome.candidates else []
    view.add_item(ui.Container(*map(ui.TextDisplay, ("\n".join(lines), *notes))))
    return view
