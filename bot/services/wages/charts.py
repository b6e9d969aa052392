"""Figures of one code in one area, for a chart with an offer as a line."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.locale.i18n import N_, month, titled
from bot.locale.i18n import gettext as _
from bot.locale.numbers import dollars
from bot.services.pay.figures import CodeFigures, PayResult, PlaceFigures, level_of
from bot.services.pay.query import About
from bot.services.wages.names import year_name
from bot.services.wages.sentences import ROMAN, place_name

_PERCENTILES = (
    N_("10th percentile"),
    N_("25th percentile"),
    N_("Median"),
    N_("75th percentile"),
    N_("90th percentile"),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure in whole USD a year."""

    label: str
    amount: int
    is_marked: bool = False
    """Whether the offer reaches it, and not the next one."""


@dataclass(frozen=True, slots=True)
class FigureChart:
    """All that a picture of official figures shows, in the language that was spoken."""

    title: str
    kind: str
    """What the figures are, and of when."""
    bars: tuple[Bar, ...]
    offer: int | None = None
    are_lower_limits: bool = False
    """Whether each figure is where something begins, such as a wage level."""
    is_one_of_several: bool = False
    """Whether the answer beside it is of other places, too: then the picture names its own."""

    @property
    def caption(self) -> str:
        """Return no caption: the answer holds it."""
        return ""

    def figure(self, bar: Bar) -> str:
        """Write the figure of a bar."""
        text = dollars(bar.amount)
        return _("from {sum}").format(sum=text) if self.are_lower_limits else text

    def lines(self) -> Iterator[str]:
        """Write the same figures as Markdown, a line each."""
        yield f"**{self.title}** ({self.kind})"
        for bar in self.bars:
            yield f"- {titled(bar.label, self.figure(bar))}"
        if self.offer is not None:
            yield _("Your offer: {offer}").format(offer=dollars(self.offer))


def figure_chart(result: PayResult) -> FigureChart | None:
    """Chart the first place of an answer; None if it has no row, or the answer is a list."""
    if not result.places or len(result.query.sides) > 1:
        return None
    place = result.places[0]
    if result.query.about is About.LEVEL and place.with_levels:
        return _of_levels(place, place.with_levels[0], result)
    if result.query.about is About.PAY and place.main.percentiles:
        return _of_percentiles(place, result)
    return None


def _of_levels(place: PlaceFigures, code: CodeFigures, result: PayResult) -> FigureChart:
    levels, table = code.levels or (), result.tables.levels
    level = level_of(place.offer, levels) if place.offer is not None else 0
    bars = (
        Bar(_("Level {level}").format(level=ROMAN[at]), round(begins), at + 1 == level)
        for at, begins in enumerate(levels)
    )
    title = _("Wage levels: {jobs}, {place}").format(jobs=_(code.plural), place=place_name(place))
    kind = _("{first} to {last}, per year")
    text = kind.format(first=month(table.valid_from), last=month(table.valid_to))
    several = len(result.places) > 1
    return FigureChart(title, text, tuple(bars), place.offer, True, several)


def _of_percentiles(place: PlaceFigures, result: PayResult) -> FigureChart:
    row = place.main.percentiles
    points = row.points if row else ()
    point = level_of(place.offer, points) if place.offer is not None else 0
    bars = (
        Bar(_(label), round(amount), at + 1 == point)
        for at, (label, amount) in enumerate(zip(_PERCENTILES, points, strict=True))
    )
    title = _("Pay: {jobs}, {place}")
    text = _("{year}, wages without stock, per year")
    return FigureChart(
        title.format(jobs=_(place.main.plural), place=place_name(place)),
        text.format(year=year_name(result.tables.percentiles.year)),
        tuple(bars),
        place.offer,
        is_one_of_several=len(result.places) > 1,
    )
