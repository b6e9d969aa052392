"""What a reader must know before they rely on an answer: what is due, ended or not confirmed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.kb.model.facts import Status
from bot.kb.reading.quotes import FilledText
from bot.locale.i18n import N_, day, full_day
from bot.locale.i18n import gettext as _


class CaveatKind(StrEnum):
    """Why an answer may not be relied on as it stands, the gravest first; the words of `--json`."""

    HEADLESS = "lead-ended"
    """Its first sentence quoted what has ended, and was taken off."""
    DUE = "due"
    """It quotes a claim that should have been looked at again."""
    OVERDUE = "overdue"
    """The entry as a whole should have been reviewed."""
    ENDED = "ended"
    """A sentence other than the first was taken off."""
    UNCONFIRMED = "unconfirmed"
    """It quotes what only an old print says."""

    @property
    def amber(self) -> bool:
        """Whether the card has an amber edge: kept for what somebody should have done."""
        return self in {CaveatKind.HEADLESS, CaveatKind.DUE, CaveatKind.OVERDUE}

    @property
    def doubtful(self) -> bool:
        """Whether what is still shown may not be relied on: said first, on every card."""
        return self is not CaveatKind.ENDED

    @property
    def leads(self) -> bool:
        """Whether it stands at the top of the answer, or in the small print below."""
        return self in {CaveatKind.HEADLESS, CaveatKind.DUE, CaveatKind.UNCONFIRMED}


@dataclass(frozen=True, slots=True)
class Caveat:
    """One reason not to rely on an answer, and the day that goes with it."""

    kind: CaveatKind
    day: date | None = None
    """The last day on which it was true; of a review, the day by which it was due."""

    def __str__(self) -> str:
        """Return it as one sentence, in the current language."""
        text = _(_SENTENCES[self.kind] if self.day else _UNDATED[self.kind])
        if self.day is None:
            return text
        day_text = full_day(self.day) if self.kind.leads else day(self.day)
        return text.format(day=day_text, year=self.day.year)


_SENTENCES = {
    CaveatKind.DUE: N_("Last confirmed on {day}; it may have changed since."),
    CaveatKind.OVERDUE: N_("Review overdue since {day}: check the source first."),
    CaveatKind.ENDED: N_(
        "One sentence was removed: its figure was valid until {day}. See the source."
    ),
    CaveatKind.HEADLESS: N_(
        "The first sentence of this answer was true until {day} and was removed."
    ),
    CaveatKind.UNCONFIRMED: N_(
        "Not confirmed since {year}: only an older print of the law says so."
    ),
}
_UNDATED = {
    CaveatKind.ENDED: N_("One sentence was removed: its figure is not valid yet. See the source."),
    CaveatKind.HEADLESS: N_("The first sentence of this answer does not hold yet: it was removed."),
}


def caveats_of(
    lead: FilledText, rest: Sequence[FilledText], next_review: date, today: date
) -> tuple[Caveat, ...]:
    """List what to warn of on a day, the gravest first; of several claims that are due, the oldest.

    `lead` is the first sentence. This alone decides what is due or has ended.
    """
    quoted = [fact for filled in (lead, *rest) for fact in filled.quoted]
    result: list[Caveat] = []
    if lead.expired:
        result.append(Caveat(CaveatKind.HEADLESS, lead.expired[0].valid_until))
    due_days = [fact.last_true for fact in quoted if fact.is_due(today)]
    if due_days:
        result.append(Caveat(CaveatKind.DUE, min(due_days)))
    if next_review < today:
        result.append(Caveat(CaveatKind.OVERDUE, next_review))
    ended = (fact.valid_until for filled in rest for fact in filled.expired)
    result += (Caveat(CaveatKind.ENDED, last) for last in dict.fromkeys(ended))
    old = [one.last_true for one in quoted if one.status is Status.UNCONFIRMED]
    if old:
        result.append(Caveat(CaveatKind.UNCONFIRMED, min(old)))
    return tuple(result)


def merge_caveats(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    """Join what several answers warn of into one line a kind, with the oldest day of each."""
    oldest: dict[CaveatKind, Caveat] = {}
    for caveat in caveats:
        known = oldest.get(caveat.kind)
        if known is None or (caveat.day or date.max) < (known.day or date.max):
            oldest[caveat.kind] = caveat
    return tuple(oldest[kind] for kind in CaveatKind if kind in oldest)


def oldest_day(days: Iterable[date | None]) -> date | None:
    """Find the oldest of the days that are known; None if none is."""
    return min((one for one in days if one), default=None)


def newest_day(days: Iterable[date | None]) -> date | None:
    """Find the newest of the days that are known; None if none is."""
    return max((one for one in days if one), default=None)
