"""Illustrate answers: figures for a picture, what it shows in words, and who draws it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot.kb.model.keys import Address
from bot.locale.i18n import ENGLISH, current_language, using_language
from bot.services.content.outcomes import Found, Outcome
from bot.services.content.season import SHOWN_WITH, Season, next_season
from bot.services.content.snapshot import SnapshotHolder
from bot.services.pay.figures import PayResult
from bot.services.ports.clock import Clock, today
from bot.services.wages.charts import FigureChart, figure_chart
from bot.services.wages.ranges import PayChart, pay_chart

Figures = PayChart | FigureChart | Season
"""All that can be drawn."""

ALT_LIMIT = 1024
"""Characters of a picture's words ("Component Reference", "Media Gallery Item")."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn picture and its words for people who do not see it."""

    png: bytes
    alt: str


class Painter(Protocol):
    """What draws figures; it must not block the event loop."""

    def can_write(self, text: str) -> bool:
        """Return whether there are letters for a text."""
        ...

    async def draw(self, figures: Figures) -> bytes:
        """Draw figures as a PNG, or return the one that was drawn of the same figures before."""
        ...


@dataclass(frozen=True, slots=True)
class Illustration:
    """What stands beside an answer: a picture if one could be drawn, and always its words."""

    lines: tuple[str, ...]
    """The same figures as Markdown, a line each."""
    caption: str = ""
    """A line to stand under the picture."""
    picture: Picture | None = None


class Illustrations:
    """Illustrate the answers that have figures."""

    def __init__(
        self, snapshots: SnapshotHolder, clock: Clock, painter: Painter | None = None
    ) -> None:
        """Without a painter there are only words."""
        self._snapshots = snapshots
        self._clock = clock
        self._painter = painter

    async def of(
        self, address: Address, offer: int | None = None, *, guild: int | None = None
    ) -> Illustration | None:
        """Illustrate the answer at an address, with an offer of USD a year marked in it.

        Its words are in the language that is spoken.
        """
        return await self._illustrate(lambda: self._figures(address, offer, guild))

    async def of_pay(self, result: PayResult) -> Illustration | None:
        """Illustrate an answer from the wage tables."""
        return await self._illustrate(lambda: figure_chart(result))

    async def _illustrate(self, make: Callable[[], Figures | None]) -> Illustration | None:
        figures = make()
        if figures is None:
            return None
        words = Illustration(tuple(figures.lines()), figures.caption)
        if self._painter is None:
            return words
        try:
            description = alt(figures)
            language = current_language() if self._painter.can_write(description) else ENGLISH
            with using_language(language):
                drawn = (make() if language is ENGLISH else None) or figures
                png = await self._painter.draw(drawn)
            return replace(words, picture=Picture(png, description))
        except Exception:
            # An answer without its picture is still the answer; the words stand in for it.
            _log.exception("picture.failed", title=figures.title)
            return words

    async def of_outcome(
        self, outcome: Outcome, *, guild: int | None = None
    ) -> Illustration | None:
        """Illustrate an outcome, if it is an answer that has figures."""
        if not isinstance(outcome, Found):
            return None
        if outcome.pay:
            return await self.of_pay(outcome.pay)
        offer = outcome.offer.amount if outcome.offer else None
        return await self.of(outcome.answer.address, offer, guild=guild)

    def lines(
        self, address: Address, offer: int | None = None, *, guild: int | None = None
    ) -> tuple[str, ...]:
        """Return the figures in words; () if there is no picture."""
        figures = self._figures(address, offer, guild)
        return tuple(figures.lines()) if figures else ()

    def _figures(self, address: Address, offer: int | None, guild: int | None) -> Figures | None:
        library, day = self._snapshots.view(guild).library, today(self._clock)
        if address in SHOWN_WITH:
            return next_season(library, day)
        return pay_chart(library, address.key, day, offer)


def alt(figures: Figures) -> str:
    """Describe in one line what a picture of figures shows."""
    text = f"{figures.title}. " + ". ".join(line.strip("- *") for line in figures.lines())
    text = text.replace("**", "")
    return text if len(text) <= ALT_LIMIT else text[: ALT_LIMIT - 1] + "…"
