"""Draw pictures off the event loop, and keep the latest: the same figures, the same picture."""

import asyncio
from collections import OrderedDict

from bot.locale.i18n import current_language
from bot.pictures.letters import can_write
from bot.services.answering.illustrations import Figures
from bot.services.content.season import Season
from bot.services.wages.charts import FigureChart
from bot.services.wages.ranges import PayChart

MOST_KEPT = 64
"""Pictures in memory; at some 25 KB each, less than 2 MB."""


class Gallery:
    """Paint what has not been painted yet, in a thread: Pillow releases the interpreter."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, Figures], bytes] = OrderedDict()

    def can_write(self, text: str) -> bool:
        """Return whether there are letters for a text."""
        return can_write(text)

    async def draw(self, figures: Figures) -> bytes:
        """Draw figures as a PNG, or return the one that was drawn of the same figures before."""
        # A thread speaks the language of the task that starts it.
        wanted = (current_language().name, figures)
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        picture = await asyncio.to_thread(_draw, figures)
        self._kept[wanted] = picture
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return picture


def _draw(figures: Figures) -> bytes:
    # Pillow is imported here, in the thread, so that a bot that draws nothing does without it.
    from bot.pictures.pay import draw_pay
    from bot.pictures.season import draw_season
    from bot.pictures.wages import draw_figures

    match figures:
        case Season():
            return draw_season(figures)
        case FigureChart():
            return draw_figures(figures)
        case PayChart():
            return draw_pay(figures)
