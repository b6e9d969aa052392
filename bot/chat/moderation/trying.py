"""Draw an outcome as a member gets it, with the scores that decided it."""

from discord import ui

from bot.chat.card import draw
from bot.chat.text import cut
from bot.locale.speech import gettext as _
from bot.services.outcomes import Outcome

MOST_SCORES = 5


def draw_tried(outcome: Outcome) -> ui.LayoutView:
    """Draw the outcome, and below it what was considered, best first."""
    view = draw(outcome)
    sure = _("**How sure**: {share} ({outcome})")
    lines = [sure.format(share=f"{outcome.confidence:.0%}", outcome=type(outcome).__name__)]
    lines += [
        f"- {one.score:.2f} · {cut(one.title, 80)} · `{one.address}`"
        for one in outcome.candidates[:MOST_SCORES]
    ]
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    return view
