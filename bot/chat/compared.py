"""Show a comparison: what differs first, as short lists that a phone shows without a table."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.chat.card import AMBER, CALM, IN_ENGLISH, card, is_foreign, page_of, shared
from bot.chat.items import OpenButton
from bot.chat.languages import Spoken
from bot.chat.limits import BUTTON_LABEL
from bot.chat.pages import packed
from bot.chat.replies import guarded, in_direct_message, is_own, may_write, replace, reply, say
from bot.chat.text import cut, quoted
from bot.locale.speech import N_, day
from bot.locale.speech import gettext as _
from bot.services.caveats import CaveatKind
from bot.services.compare import Comparison, Row, Unclear, token
from bot.services.comparisons import Comparisons

if TYPE_CHECKING:
    from bot.chat.client import AlmanacBot

GONE = N_("One of these is no longer in the base. Compare again with /compare.")

PAGE_TEXT = 1200
"""Characters of a comparison on one page: two screens of a phone."""

BETWEEN = "\n\n"
"""What divides two rows of a page; no row holds an empty line."""

_TOKENS = r"(?P<tokens>[0-9a-f.]+)"
_SECTION = r"(?P<section>[a-z-]*)"


class CompareButton(
    Spoken,
    ui.DynamicItem[ui.Button[Any]],
    template=rf"compare\|{_TOKENS}\|{_SECTION}\|(?P<number>[0-9]+)",
):
    """Show a page of a comparison."""

    def __init__(self, tokens: Sequence[str], section: str | None, number: int, label: str) -> None:
        """Remember what is compared, the section that stands first, and the page."""
        self.tokens, self.section, self.number = tuple(tokens), section, number
        identifier = f"compare|{'.'.join(tokens)}|{section or ''}|{number}"
        super().__init__(ui.Button(label=cut(label, BUTTON_LABEL), custom_id=identifier))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        tokens = match["tokens"].split(".")
        return cls(tokens, match["section"] or None, int(match["number"]), "…")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        await _compared(interaction).turn(interaction, self.tokens, self.section, self.number)


class CompareShareButton(
    Spoken, ui.DynamicItem[ui.Button[Any]], template=rf"compare-share\|{_TOKENS}\|{_SECTION}"
):
    """Show a private comparison to everyone in the channel."""

    def __init__(self, tokens: Sequence[str], section: str | None = None) -> None:
        """Remember what is compared, and the section that stands first."""
        self.tokens, self.section = tuple(tokens), section
        identifier = f"compare-share|{'.'.join(tokens)}|{section or ''}"
        super().__init__(ui.Button(label=_("Share here"), custom_id=identifier, emoji="📣"))

    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], __: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        """Build the control again from what Discord kept."""
        return cls(match["tokens"].split("."), match["section"] or None)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Post the comparison as it is now."""
        await _compared(interaction).share(interaction, self.tokens, self.section)


COMPARE_ITEMS: tuple[type[ui.DynamicItem[Any]], ...] = (CompareButton, CompareShareButton)


class Compared:
    """Answer presses on the controls of a comparison."""

    def __init__(self, comparisons: Comparisons) -> None:
        """Take what compares."""
        self._comparisons = comparisons

    async def turn(
        self, interaction: Any, tokens: Sequence[str], section: str | None, number: int
    ) -> None:
        """Show a page: in place of one's own card, privately under somebody else's."""
        await guarded(interaction, self._turn(interaction, tokens, section, number), "compare")

    async def share(self, interaction: Any, tokens: Sequence[str], section: str | None) -> None:
        """Show a private comparison to everyone in the channel."""
        await guarded(interaction, self._share(interaction, tokens, section), "compare")

    async def _turn(
        self, interaction: Any, tokens: Sequence[str], section: str | None, number: int
    ) -> None:
        found = self._comparisons.again(tokens, section, guild=interaction.guild_id)
        if found is None:
            await say(interaction, _(GONE))
            return
        share = not in_direct_message(interaction)
        view = draw_comparison(found, number=number, share=share)
        if is_own(interaction):
            await replace(interaction, view)
        else:
            await reply(interaction, view, private=True)

    async def _share(self, interaction: Any, tokens: Sequence[str], section: str | None) -> None:
        with interaction.client.languages.speaking_to_all(interaction):
            found = self._comparisons.again(tokens, section, guild=interaction.guild_id)
            name = interaction.user.display_name
            view = draw_comparison(found, shared_by=name) if found else None
        if view is None:
            await say(interaction, _(GONE))
        elif await may_write(interaction):
            await reply(interaction, view, private=False)


def draw_comparison(
    comparison: Comparison, *, number: int = 1, share: bool = False, shared_by: str | None = None
) -> ui.LayoutView:
    """Draw one page of a comparison; `share` adds the button that shows it to everyone."""
    texts = list(packed(_blocks(comparison), BETWEEN, PAGE_TEXT))
    number = min(max(number, 1), len(texts))
    items: list[ui.Item[Any]] = [
        ui.TextDisplay(_heading(comparison)),
        # A text of its own for each row: Discord leaves a gap between them.
        *map(ui.TextDisplay[Any], texts[number - 1].split(BETWEEN)),
        ui.Separator(),
        ui.TextDisplay("\n".join(_small_print(comparison, number, len(texts), shared_by))),
        ui.ActionRow(
            *(OpenButton(side.address, side.title, beside=True) for side in comparison.sides)
        ),
    ]
    items += [
        ui.ActionRow(OpenButton(one.address, one.title, beside=True))
        for one in comparison.read_also
    ]
    buttons = list(_buttons(comparison, number, len(texts), share))
    if buttons:
        items.append(ui.ActionRow(*buttons))
    return card(items, AMBER if comparison.amber else CALM)


def draw_unclear(unclear: Unclear) -> ui.LayoutView:
    """Draw what is in the way of a comparison, with what may have been meant."""
    text = quoted(unclear.sentence, 400)
    rows: list[ui.Item[Any]] = [
        ui.ActionRow(CompareButton([token(key) for key in keys], None, 1, link.title))
        for link, keys in unclear.ways_on
    ]
    heading, way_on = _("Not compared yet"), _("Choose from the suggestions as you type.")
    if rows:
        way_on = _("Did you mean one of these?")
    return card([ui.TextDisplay(f"### {heading}\n{text} {way_on}"), *rows])


def question(comparison: Comparison) -> str:
    """Say what is compared, as a question."""
    first, second, *third = comparison.labels
    if third:
        said = _("{first} or {second} or {third}?")
        return said.format(first=first, second=second, third=third[0])
    return _("{first} or {second}?").format(first=first, second=second)


def _heading(comparison: Comparison) -> str:
    warnings = (f"⚠️ {warning}" for warning in comparison.warnings)
    return "\n".join((f"### {question(comparison)}", *warnings))


def _blocks(comparison: Comparison) -> Iterator[str]:
    """Yield a block of text for each row that differs, then one for all that do not."""
    for row in comparison.rows:
        if not row.same:
            yield "\n".join((f"**{_(row.name)}**", *_sides(comparison, row)))
    same = [row for row in comparison.rows if row.same]
    if same:
        heading = _("The same for all")
        yield "\n".join((f"**{heading}**", *(f"- {_(row.name)}: {row.values[0]}" for row in same)))
    if comparison.silent:
        parts = ", ".join(map(_, comparison.silent)).lower()
        yield "-# " + _("The base does not say for any of them: {parts}.").format(parts=parts)


def _sides(comparison: Comparison, row: Row) -> Iterator[str]:
    silent = _("*not in the base*")
    for label, value in zip(comparison.labels, row.values, strict=True):
        yield f"- **{label}:** {value or silent}"


def _small_print(
    comparison: Comparison, number: int, count: int, shared_by: str | None
) -> Iterator[str]:
    if count > 1:
        yield f"-# {page_of(number, count)}"
    for label, side in zip(comparison.labels, comparison.sides, strict=True):
        for caveat in side.caveats:
            if caveat.kind is CaveatKind.OVERDUE and caveat.day:
                overdue = _("{name}: review overdue since {day}.")
                yield "⚠️ " + overdue.format(name=label, day=day(caveat.day))
        if not side.verified:
            yield "⚠️ " + _("{name}: not verified with an official source.").format(name=label)
    if any(map(is_foreign, comparison.sides)):
        yield f"-# {_(IN_ENGLISH)}"
    if checked := comparison.checked:
        yield "-# " + _(
            "Checked {day} · sources stand in each answer · general information, not legal advice"
        ).format(day=day(checked))
    else:
        said = _("Sources stand in each answer · general information, not legal advice")
        yield f"-# {said}"
    if shared_by:
        yield f"-# {shared(shared_by)}"


def _buttons(
    comparison: Comparison, number: int, count: int, share: bool
) -> Iterator[ui.Item[Any]]:
    tokens = [token(key) for key in comparison.keys]
    if number > 1:
        yield CompareButton(tokens, comparison.first, number - 1, _("Back"))
    if number < count:
        yield CompareButton(tokens, comparison.first, number + 1, _("More"))
    if share:
        yield CompareShareButton(tokens, comparison.first)


def _compared(interaction: discord.Interaction[Any]) -> Compared:
    client: AlmanacBot = interaction.client
    return client.compared
