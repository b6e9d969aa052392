"""Draw pictures off the event loop, and keep the latest: the same figures, the same picture."""

import asyncio
from collections import OrderedDict

from bot.services.illustrations import Figures, Picture
from bot.services.season import Season

MOST_KEPT = 64
"""Pictures in memory; at some 25 KB each, less than 2 MB."""

ALT_LIMIT = 1024
"""Characters of a picture's words ("Component Reference", "Media Gallery Item")."""


class Gallery:
    """Paint what has not been painted yet, in a thread: Pillow releases the interpreter."""

    def __init__(self) -> None:
        """Start without pictures, and without Pillow until the first is drawn."""
        self._kept: OrderedDict[Figures, Picture] = OrderedDict()

    async def draw(self, figures: Figures) -> Picture:
        """Draw figures, or take the picture that was drawn of the same ones before."""
        if figures in self._kept:
            self._kept.move_to_end(figures)
            return self._kept[figures]
        picture = await asyncio.to_thread(_drawn, figures)
        self._kept[figures] = picture
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return picture


def _drawn(figures: Figures) -> Picture:
    # Pillow is imported here, in the thread, so that a bot that draws nothing does without it.
    from bot.pictures.pay import draw_pay
    from bot.pictures.season import draw_season

    png = draw_season(figures) if isinstance(figures, Season) else draw_pay(figures)
    said = f"{figures.title}. " + ". ".join(line.strip("- *") for line in figures.lines())
    return Picture(png, _cut(said.replace("**", "")))


def _cut(text: str) -> str:
    return text if len(text) <= ALT_LIMIT else text[: ALT_LIMIT - 1] + "…"
